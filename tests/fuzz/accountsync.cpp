// SPDX-License-Identifier: GPL-3.0-or-later
// An account kept in step with an exchange that the input plays: frames, answers in any order or
// never, cuts, time. Whatever it tells, no fill counts twice, every change starts where the last
// one ended, a size is what fills lead to, revisions rise by one, and nothing asks without an end.
#include "core/sync/accountsync.h"

#include "core/base/limits.h"

#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/syncworld.h"

#include <map>
#include <set>

namespace lpm::fuzz {
namespace {

using base::Milliseconds;
using domain::Change;
using domain::ChangeKind;
using sync::Output;

constexpr int MostTicksAtOnce = 8;        // of one moment, before time must pass
constexpr std::size_t MostUnanswered = 4; // a page, slices, funding, a state

domain::Address owner()
{
    std::array<std::uint8_t, 20> bytes{};
    bytes.fill(0xAB);
    return domain::Address::fromBytes(bytes);
}

class Run
{
public:
    explicit Run(Bytes &bytes) : m_bytes(bytes), m_world(bytes, owner()), m_options(options(bytes))
    {
        m_tracker.setCatalog(SyncWorld::catalog());
        m_sync.emplace(owner(), m_options, sync::Recovered{}, m_tracker);
    }

    void step()
    {
        switch (m_bytes.below(12)) {
        case 0:
            return connect();
        case 1:
            return disconnect();
        case 2:
        case 3:
            return fills();
        case 4:
            return take(
                m_sync->onFundings(m_world.payments(m_now.wall), m_now, m_bytes.below(2) == 1));
        case 5:
            return take(m_sync->onPushedState(m_world.dexes(m_now.wall), m_now));
        case 6:
        case 7:
        case 8:
            return answer();
        case 9:
            return pass(Milliseconds(m_bytes.number(2)));
        case 10:
            return wake();
        default:
            return command();
        }
    }

private:
    static sync::SyncOptions options(Bytes &bytes)
    {
        sync::SyncOptions options;
        options.adjustsDiscrepancies = bytes.below(4) != 0;
        return options;
    }

    void connect()
    {
        if (m_isConnected)
            return;
        m_isConnected = true;
        take(m_sync->onSubscribed(m_now));
    }

    void disconnect()
    {
        if (!m_isConnected)
            return;
        m_isConnected = false;
        take(m_sync->onDisconnected(m_now));
    }

    void fills()
    {
        auto fills = m_world.fills(m_now.wall);
        const bool isSnapshot = m_bytes.below(4) == 0;
        if (m_isConnected)
            take(m_sync->onFills(std::move(fills), isSnapshot, m_now));
    }

    void command()
    {
        take(m_bytes.below(2) == 0 ? m_sync->reconcileNow(m_now) : m_sync->resynchronise(m_now));
    }

    void pass(Milliseconds time)
    {
        m_now.wall += time;
        m_now.monotonic += time;
        wakeIfDue();
    }

    // Straight to the next moment that something is due.
    void wake()
    {
        const auto due = m_sync->wakeAt();
        if (due && *due > m_now.monotonic)
            pass(*due - m_now.monotonic);
        else
            wakeIfDue();
    }

    void wakeIfDue()
    {
        int ticks = 0;
        for (auto due = m_sync->wakeAt(); due && *due <= m_now.monotonic; due = m_sync->wakeAt()) {
            require(++ticks <= MostTicksAtOnce, "time that was given is used up");
            take(m_sync->onTick(m_now));
        }
    }

    // One of the questions, asked in this connection or before it.
    void answer()
    {
        if (m_asked.empty())
            return;
        const std::size_t at = m_bytes.below(std::min<std::size_t>(m_asked.size(), 256));
        const sync::Request request = m_asked[at];
        if (m_bytes.below(8) != 7) // else it will be answered once more
            m_asked.erase(m_asked.begin() + static_cast<std::ptrdiff_t>(at));
        std::visit([&](const auto &what) { reply(request.id, what); }, request.what);
    }

    template <class T>
    base::Result<T> orFailure(T answer)
    {
        static constexpr std::array codes{base::ErrorCode::Network,  base::ErrorCode::Http,
                                          base::ErrorCode::NotFound, base::ErrorCode::Protocol,
                                          base::ErrorCode::Parse,    base::ErrorCode::Timeout};
        const std::size_t choice = m_bytes.below(24);
        if (choice < codes.size())
            return base::failure(codes[choice], "refused");
        return answer;
    }

    void reply(sync::RequestId id, const sync::FetchFills &)
    {
        take(m_sync->onFillsPage(id, orFailure(m_world.fills(m_now.wall)), m_now));
    }
    void reply(sync::RequestId id, const sync::FetchTwapFills &)
    {
        take(m_sync->onTwapFills(id, orFailure(m_world.fills(m_now.wall)), m_now));
    }
    void reply(sync::RequestId id, const sync::FetchState &)
    {
        take(m_sync->onState(id, orFailure(m_world.state(m_now.wall)), m_now));
    }
    void reply(sync::RequestId id, const sync::FetchFunding &)
    {
        take(m_sync->onFundingPage(id, orFailure(m_world.payments(m_now.wall)), m_now));
    }

    void take(Output output)
    {
        for (const sync::Record &record : output.records) {
            if (const auto *change = std::get_if<Change>(&record))
                check(*change);
        }
        for (const auto &[coin, state] : m_last) {
            const auto *held = m_tracker.find(owner(), coin);
            require(held != nullptr && held->state == state, "what is held is what was told");
        }
        // A question that the account has given up may stay unanswered: the newest count.
        require(output.requests.size() <= MostUnanswered, "only so much is asked at once");
        for (const sync::Request &request : output.requests) {
            require(request.id > m_lastRequest, "each question has an id of its own");
            m_lastRequest = request.id;
            m_asked.push_back(request);
        }
        if (m_asked.size() > 64)
            m_asked.erase(m_asked.begin());
        const auto status = m_sync->status();
        require(status.waitingFills <= base::limits::BufferedFills, "what waits is bounded");
        if (output.shouldReconnect)
            disconnect();
    }

    void check(const Change &change)
    {
        require(change.account == owner(), "a change is of the account");
        require(change.revision == ++m_revision, "revisions rise by one");
        const auto last = m_last.find(change.coin);
        const auto before = last == m_last.end() ? domain::PositionState{} : last->second;
        require(change.before == before, "a change starts where the last one ended");
        m_last[change.coin] = change.after;
        if (change.kind != ChangeKind::Fill)
            return;
        require(change.fill.has_value(), "a fill's change has its fill");
        require(m_applied.insert(domain::idOf(*change.fill)).second, "no fill counts twice");
        if (domain::kindOf(change.coin) != domain::InstrumentKind::Perpetual)
            return;
        m_newest[change.coin].add(*change.fill);
        if (change.isLate)
            require(change.after.size == change.before.size
                        || m_newest[change.coin].endsAt.contains(change.after.size),
                    "a late fill leaves the size, or shows what the newest fills lead to");
        else
            require(change.after.size == change.before.size + change.fill->signedSize(),
                    "a fill changes the size by its own");
    }

    // A coin's applied fills of its newest millisecond.
    struct Newest
    {
        base::Timestamp time{};
        std::set<domain::Decimal> endsAt; // the sizes behind them, by what each tells itself

        void add(const domain::Fill &fill)
        {
            if (fill.time > time)
                *this = {fill.time, {}};
            if (fill.time == time)
                endsAt.insert(fill.startPosition + fill.signedSize());
        }
    };

    Bytes &m_bytes;
    SyncWorld m_world;
    sync::SyncOptions m_options;
    tracker::PositionTracker m_tracker;
    std::optional<sync::AccountSync> m_sync;
    base::Instant m_now{base::fromUnixMilliseconds(1'795'500'000'000), Milliseconds{1'000'000}};
    bool m_isConnected = false;
    std::vector<sync::Request> m_asked;
    sync::RequestId m_lastRequest = 0;
    std::uint64_t m_revision = 0;
    std::map<std::string, domain::PositionState> m_last;
    std::set<domain::FillId> m_applied;
    std::map<std::string, Newest> m_newest; // by coin
};

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    lpm::fuzz::Bytes bytes(data, size);
    lpm::fuzz::Run run(bytes);
    for (int step = 0; step < 200 && !bytes.isEmpty(); ++step)
        run.step();
    return 0;
}
