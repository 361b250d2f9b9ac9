// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/soak.h"

#include "tests/simulation/markets.h"
#include "tests/simulation/program.h"
#include "tests/simulation/trader.h"

#include <malloc.h>

namespace lpm::simulation {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr int Accounts = 5;
constexpr std::uint64_t FillsASecond = 50;
constexpr Milliseconds Step{100};
constexpr std::size_t FillsKept = 12'000; // by the exchange: more than can be read of it
constexpr Milliseconds BreakInterval{27 * 60'000};
constexpr Milliseconds BreakLength{4'000};

domain::Address addressOf(int number)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes[0] = 0x50;
    bytes[19] = static_cast<std::uint8_t>(number);
    return domain::Address::fromBytes(bytes);
}

class Soak
{
public:
    Soak()
        : m_world(50, base::fromUnixMilliseconds(1'790'000'000'000)), m_trader(m_world, m_markets)
    {
        m_markets = marketsOf(m_world);
        m_accounts.reserve(Accounts);
        for (int i = 0; i < Accounts; ++i)
            m_accounts.emplace_back(addressOf(i + 1), i, &m_markets);
        m_oracle.emplace(m_world, m_accounts);
        m_trailOracle.emplace(m_accounts);
        m_disk->keepNothing();
    }

    void start()
    {
        m_world.process = 1;
        m_program = std::make_unique<Program>(
            m_world, Surroundings{m_accounts, m_markets, *m_oracle, *m_trailOracle, m_disk},
            ProgramOptions{});
        if (const auto started = m_program->start(); !started)
            throw Broken(started.error().message);
        m_world.events.at(m_world.now, [this] { tick(); });
        m_world.events.at(BreakInterval, [this] { breakOff(); });
    }

    void runFor(Milliseconds time)
    {
        const auto end = m_world.now + time;
        while (true) {
            const auto event = m_world.events.next();
            const auto wake = m_program->wakeAt();
            const auto next = std::max(std::min(event, wake), m_world.now);
            if (next > end)
                break;
            m_world.now = next;
            if (event <= wake)
                m_world.events.take()();
            else
                m_program->wake();
        }
        m_world.now = end;
    }

    SoakHour look(int hour) const
    {
        return {hour, m_fills, mallinfo2().uordblks, m_program->recorder().written()};
    }

    // Quiet, until the next sweep has found whatever there was to find.
    void end()
    {
        m_isTrading = false;
        runFor(minutes{12});
        if (auto what = m_oracle->sizesDiffer(m_program->tracker()); !what.empty())
            throw Broken(what);
        if (auto what = m_oracle->fillIsMissing(); !what.empty())
            throw Broken(what);
        if (!m_program->isSettled())
            throw Broken("not live at the end");
    }

private:
    void tick()
    {
        if (!m_isTrading)
            return;
        const auto due = FillsASecond * static_cast<std::uint64_t>(m_world.now.count()) / 1000;
        while (m_fills < due) {
            const auto account = static_cast<std::size_t>(m_world.random.below(Accounts));
            const std::size_t fills = m_trader.act(m_accounts[account]);
            m_fills += fills;
            m_program->feed().onTraded(account, fills);
            m_oracle->forgetOld(account, m_accounts[account].keepNewest(FillsKept));
        }
        m_world.events.at(m_world.now + Step, [this] { tick(); });
    }

    void breakOff()
    {
        m_world.outageUntil = m_world.now + BreakLength;
        m_program->feed().breakOff();
        m_world.events.at(m_world.now + BreakInterval, [this] { breakOff(); });
    }

    World m_world;
    std::vector<Market> m_markets;
    std::vector<ExchangeAccount> m_accounts;
    Trader m_trader;
    std::optional<Oracle> m_oracle;
    std::optional<TrailOracle> m_trailOracle;
    std::shared_ptr<SimulatedDisk> m_disk = std::make_shared<SimulatedDisk>();
    std::unique_ptr<Program> m_program;
    std::uint64_t m_fills = 0;
    bool m_isTrading = true;
};

} // namespace

SoakResult runSoak(int hoursToRun, void (*onHour)(const SoakHour &))
{
    SoakResult result;
    try {
        Soak soak;
        soak.start();
        for (int hour = 1; hour <= hoursToRun; ++hour) {
            soak.runFor(hours{1});
            result.hours.push_back(soak.look(hour));
            onHour(result.hours.back());
        }
        soak.end();
    } catch (const std::exception &thrown) {
        result.broken = thrown.what();
    }
    return result;
}

} // namespace lpm::simulation
