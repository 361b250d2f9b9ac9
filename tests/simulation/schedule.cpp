// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/schedule.h"

#include "core/base/limits.h"
#include "core/domain/words.h"
#include "tests/simulation/markets.h"

#include <algorithm>

namespace lpm::simulation {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr int StepsAtOnce = 5000;              // more at one moment is an endless loop
constexpr Milliseconds PreludeEnd{60'000};     // what happened before the program is started

domain::Address addressOf(int number)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes[0] = 0xAC;
    bytes[19] = static_cast<std::uint8_t>(number);
    return domain::Address::fromBytes(bytes);
}

// Somewhere in a day; where midnight is wanted, shortly before it.
base::Timestamp beginOf(std::uint64_t seed, bool isBeforeMidnight)
{
    const auto midnight = base::fromUnixMilliseconds(1'790'035'200'000);
    simulator::Random random(seed ^ 0x5DEE'CE66ULL);
    return isBeforeMidnight ? midnight - Milliseconds{random.between(61'000, 300'000)}
                            : midnight + Milliseconds{random.between(0, 86'000'000)};
}

struct Odds
{
    Fault fault;
    int perMyriad; // of the schedules
};

// What would make most schedules slow, or leaves nothing else to see.
constexpr Odds RareFaults[] = {{Fault::Missed2000, 30}, {Fault::Missed10000, 24},
                               {Fault::MillisecondOver2000, 16}, {Fault::Outage, 250},
                               {Fault::ExchangeClockBack, 300}};
constexpr int UsualPerMyriad = 1600;

FaultSet drawnFaults(simulator::Random &random)
{
    FaultSet faults;
    for (std::size_t i = 0; i < FaultCount; ++i) {
        int odds = UsualPerMyriad;
        for (const Odds &rare : RareFaults) {
            if (indexOf(rare.fault) == i)
                odds = rare.perMyriad;
        }
        if (random.below(10'000) < odds)
            faults.set(i);
    }
    return faults;
}

} // namespace

FaultSet Schedule::faultsOf(std::uint64_t seed, const ScheduleOptions &options)
{
    if (options.faults)
        return *options.faults;
    simulator::Random random(seed ^ 0xFA17'ED00ULL);
    return drawnFaults(random);
}

Schedule::Schedule(std::uint64_t seed, const ScheduleOptions &options)
    : m_options(options),
      m_world(seed, beginOf(seed, faultsOf(seed, options)[indexOf(Fault::Midnight)])),
      m_trader(m_world, m_markets)
{
    m_seed = seed;
    m_world.faults = faultsOf(seed, options);
    m_world.isTold = options.isVerbose;
    m_markets = marketsOf(m_world);
    for (int i = 0; i < 2; ++i)
        m_accounts.emplace_back(addressOf(i + 1), i, &m_markets);
    m_oracle.emplace(m_world, m_accounts);
    m_trailOracle.emplace(m_accounts);
    m_programOptions.syncsEach = m_world.random.chance(200);
    static constexpr std::size_t pages[] = {2000, 2000, 2000, 2000, 2000, 500, 500, 100};
    m_programOptions.pageRows = pages[m_world.random.below(8)];
    if (m_world.faults[indexOf(Fault::Missed2000)] || m_world.faults[indexOf(Fault::Missed10000)]
        || m_world.faults[indexOf(Fault::MillisecondOver2000)])
        m_programOptions.pageRows = pages[0]; // in small pages the budget of a minute would not do
}

ScheduleResult Schedule::run()
{
    try {
        play();
        heal();
        probe();
        sweep();
    } catch (const Broken &broken) {
        m_result.broken = broken.what();
    } catch (const std::exception &thrown) {
        m_result.broken = std::string("thrown: ") + thrown.what();
    }
    collect(m_result);
    return m_result;
}

void Schedule::collect(ScheduleResult &result) const
{
    result.traceHash = m_world.traceHash;
    result.struck = m_world.struck;
    result.fills = m_fills;
    result.changes = m_oracle->changes();
    result.lateFills = m_oracle->lateFills();
    result.adjustments = m_oracle->adjustments();
    result.entryDiscrepancies = m_oracle->entryDiscrepancies();
    result.deaths = m_deaths;
    result.diskOperations = m_disk->operations();
    result.healedAfter = m_healedAfter;
    result.waitedForBudget = m_waitedForBudget;
    if (m_program) {
        result.longestSilence = m_program->feed().figures().longestSilence;
        result.mostConnects = m_program->feed().figures().mostConnects;
        result.mostWeight = m_program->rest().mostWeight();
    }
}

// --- time ----------------------------------------------------------------------------------

void Schedule::runUntil(Milliseconds end)
{
    while (true) {
        const auto event = m_world.events.next();
        const auto wake = m_program ? m_program->wakeAt() : Never;
        const auto next = std::max(std::min(event, wake), m_world.now);
        if (next > end)
            break;
        m_stepsHere = next == m_lastStep ? m_stepsHere + 1 : 0;
        m_lastStep = next;
        if (m_stepsHere > StepsAtOnce)
            throw Broken("time stands still");
        m_world.now = next;
        try {
            if (event <= wake)
                m_world.events.take()();
            else
                m_program->wake();
        } catch (const ProcessDied &) {
            die(m_nextDeath);
        }
        if (!m_program)
            continue;
        m_program->checkStatus();
        if (m_isWatched && !m_settledAfter && (!m_watchesLife || m_program->isSettled())
            && m_oracle->sizesDiffer(m_program->tracker()).empty())
            m_settledAfter = watchedTime();
    }
    m_world.now = std::max(m_world.now, end); // the host may have slept beyond it
}

// --- the safety phase ----------------------------------------------------------------------

void Schedule::play()
{
    // A life before the first start.
    for (auto early = m_world.random.below(12); early > 0; --early) {
        m_world.now += m_world.pick(1, 4000);
        trade(static_cast<std::size_t>(m_world.random.below(2)), 0);
    }
    if (m_world.random.chance(100))
        m_accounts[1].changeSilently(0, m_markets[0].lot * 5, m_world.now);
    m_world.now = PreludeEnd;
    fundHour();
    spendMidnight();
    m_world.events.at(m_world.now, [this] { startProgram(); });
    if (m_options.death) {
        m_nextDeath = m_options.death->tear ? Death::PowerLoss : Death::Kill;
        m_nextTear = m_options.death->tear;
        m_disk->dieAfter(m_options.death->operation, m_world.random);
    }
    m_world.events.at(m_world.now + m_world.pick(0, 5000), [this] { block(); });
    while (m_isTrading)
        runUntil(m_world.now + seconds{20});
}

void Schedule::trade(std::size_t account, std::size_t burst)
{
    std::size_t fills = burst;
    if (burst > 0)
        m_trader.burst(m_accounts[account], burst);
    else
        fills = m_trader.act(m_accounts[account]);
    m_fills += fills;
    m_world.tell([&] {
        std::string text = "account " + std::to_string(account) + " trades";
        const auto &all = m_accounts[account].fills();
        for (std::size_t i = all.size() - std::min<std::size_t>(fills, 8); i < all.size(); ++i)
            text += " " + all[i].coin + " " + all[i].startPosition.text() + " "
                    + all[i].signedSize().text() + (all[i].twapId ? " (slice)" : "");
        return text;
    });
    if (!m_program)
        return;
    const auto partsLost = m_world.struck.of(Fault::PartLost);
    m_program->feed().onTraded(account, fills);
    if (m_world.struck.of(Fault::PartLost) > partsLost && m_world.random.chance(200))
        dieSoon();
}

void Schedule::block()
{
    if (m_program)
        disturb();
    disturbProcess();
    trade(static_cast<std::size_t>(m_world.random.below(2)), 0);
    if (m_fills >= m_options.fills) {
        m_isTrading = false;
        return;
    }
    const auto gap = static_cast<int>(m_world.random.below(100));
    const auto delay = gap < 70   ? m_world.pick(1, 400)
                       : gap < 92 ? m_world.pick(400, 4000)
                                  : m_world.pick(4000, 40'000);
    m_world.events.at(m_world.now + delay, [this] { block(); });
}

// What befalls the connection, the clocks and the positions between two blocks.
void Schedule::disturb()
{
    Feed &feed = m_program->feed();
    auto &random = m_world.random;
    if (m_world.strikes(Fault::Disconnected, 40))
        feed.breakOff();
    if (!m_isCalming
        && (m_world.strikes(Fault::SilentStall, 15) || m_world.strikes(Fault::HalfOpen, 15)))
        feed.stall();
    if (m_world.strikes(Fault::MutedChannel, 20))
        feed.mute(static_cast<std::size_t>(random.below(2)), static_cast<Channel>(random.below(4)));
    if (m_world.now >= m_world.outageUntil && m_world.strikes(Fault::Outage, 12)) {
        m_world.outageUntil = m_world.now + minutes{30};
        feed.breakOff();
    }
    if (!m_isCalming && m_world.strikes(Fault::ExchangeClockBack, 12))
        m_world.exchangeClockBack = m_world.pick(1000, 3'600'000);
    if (m_world.strikes(Fault::WallClockJump, 20))
        m_world.wallOffset += m_world.pick(-3'600'000, 3'600'000);
    if (m_world.strikes(Fault::Suspended, 12))
        suspend();
    if (m_world.strikes(Fault::ChangedWithoutFill, 15)) {
        const auto account = static_cast<std::size_t>(random.below(2));
        const auto market
            = static_cast<std::size_t>(random.below(static_cast<std::int64_t>(m_markets.size())));
        const Integer size = random.chance(600) ? Integer{0} : m_markets[market].lot * 3;
        m_accounts[account].changeSilently(market, size, m_world.now);
        feed.onStateChanged(account);
    }
    missMany();
}

// The host sleeps: nothing is received meanwhile, and after a minute the exchange gives up.
void Schedule::suspend()
{
    const auto asleep = m_world.pick(1000, 900'000);
    const auto wakesAt = m_world.now + asleep;
    m_program->feed().stall();
    while (m_world.now < wakesAt) {
        m_world.now = std::min(m_world.now + m_world.pick(1000, 300'000), wakesAt);
        trade(static_cast<std::size_t>(m_world.random.below(2)), 0);
    }
    m_world.slept += asleep;
    m_program->feed().breakOff();
}

void Schedule::missMany()
{
    std::size_t fills = 0;
    bool isOneMillisecond = false;
    if (m_world.strikes(Fault::Missed2000, 20))
        fills = static_cast<std::size_t>(m_world.random.between(1999, 2001));
    else if (m_world.strikes(Fault::Missed10000, 20))
        fills = static_cast<std::size_t>(m_world.random.between(9999, 10'001));
    else if (m_world.strikes(Fault::MillisecondOver2000, 20))
        fills = 2001, isOneMillisecond = true;
    if (fills == 0)
        return;
    m_world.faults.reset(indexOf(Fault::Missed2000)); // once
    m_world.faults.reset(indexOf(Fault::Missed10000));
    m_world.faults.reset(indexOf(Fault::MillisecondOver2000));
    m_program->feed().breakOff();
    const auto account = static_cast<std::size_t>(m_world.random.below(2));
    if (isOneMillisecond) {
        ++m_world.now;
        trade(account, fills);
        ++m_world.now;
        return;
    }
    for (std::size_t i = 0; i < fills; ++i) {
        m_world.now += Milliseconds{i % 3 == 0 ? 1 : 0};
        trade(account, 1);
    }
}

void Schedule::fundHour()
{
    const auto hour = std::chrono::ceil<hours>(m_world.time() + Milliseconds{1});
    m_world.events.at(m_world.now + (hour - m_world.time()), [this] {
        if (!m_isFunding)
            return;
        for (std::size_t account = 0; account < m_accounts.size(); ++account) {
            for (std::size_t market = 0; market < m_markets.size(); ++market) {
                const auto before = m_accounts[account].fundings().size();
                m_accounts[account].payFunding(market, m_world.time() + Milliseconds{41});
                if (m_accounts[account].fundings().size() == before)
                    continue;
                m_world.tell([&] {
                    return "account " + std::to_string(account) + " is paid for "
                           + m_markets[market].instrument.coin;
                });
                if (m_program)
                    m_program->feed().onFunding(account);
            }
        }
        fundHour();
    });
}

} // namespace lpm::simulation
