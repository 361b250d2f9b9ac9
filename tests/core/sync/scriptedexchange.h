// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange in a few lines: it trades by command, keeps the true fills and positions by its own
// book, and answers the requests of an AccountSync late, cut, or not at all, as told. All in
// virtual time: nothing here waits.
#pragma once

#include "core/sync/accountsync.h"
#include "tests/core/tracker/fixtures.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <vector>

namespace lpm::fixture {

using Milliseconds = long long;

class ScriptedExchange
{
public:
    explicit ScriptedExchange(domain::Address owner = account());

    // A trade of the account at this moment; gives the fill as it is pushed.
    domain::Fill trade(FillOf fill, Milliseconds now);
    // The position becomes this without any fill.
    void change(const std::string &coin, const std::string &size, const std::string &price,
                Milliseconds now);
    // Forgets what came before: no request reaches it any more.
    void forgetFills() { m_oldest = m_fills.size(); }
    // No request reaches further back than the newest so many.
    void forgetAllBut(std::size_t newest)
    {
        m_oldest = m_fills.size() > newest ? m_fills.size() - newest : 0;
    }
    // A fill of the true list that only the TWAP list tells.
    void moveLastToTwap();
    // The last fill happened, and no list tells it.
    void dropLast() { m_fills.pop_back(); }

    const std::vector<domain::Fill> &fills() const { return m_fills; }
    const std::vector<domain::Fill> &twapFills() const { return m_twapFills; }
    const tracker::PositionTracker &truth() const { return m_truth; }
    domain::Decimal sizeOf(const std::string &coin) const;

    std::vector<domain::Fill> page(const sync::FetchFills &request, Milliseconds now) const;
    std::vector<domain::Fill> slices(Milliseconds now) const;
    domain::AccountState state(Milliseconds now) const;

    std::vector<domain::FundingPayment> fundings;
    std::size_t pageRows = 2000;
    std::size_t fundingRows = 500;
    Milliseconds fillsLag = 0; // how far behind REST is
    Milliseconds stateLag = 0;
    Milliseconds slicesLag = 0; // of the TWAP list
    domain::Address owner;

private:
    void remember(Milliseconds now);

    tracker::PositionTracker m_truth;
    std::vector<domain::Fill> m_fills; // as executed
    std::vector<domain::Fill> m_twapFills;
    std::size_t m_oldest = 0;
    std::vector<std::pair<Milliseconds, std::vector<domain::ExchangePosition>>> m_states;
    std::int64_t m_lastId = 1000;
};

// Joins one AccountSync and one exchange in virtual time.
class Session
{
public:
    // `shared`: a tracker that other accounts use too; else its own.
    explicit Session(ScriptedExchange &exchange_, sync::SyncOptions options = {},
                     sync::Recovered recovered_ = {},
                     tracker::PositionTracker *shared = nullptr);

    // --- the world ---
    void connect();    // subscribed: acknowledged
    void disconnect();
    domain::Fill trade(FillOf fill); // and push it, while connected
    domain::Fill lose(FillOf fill);  // happens, but is never pushed
    void push(std::vector<domain::Fill> fills, bool isSnapshot = false);
    void pushState();
    void runFor(Milliseconds time);
    void in(Milliseconds delay, std::function<void()> event);
    // Connects and waits until live.
    void begin();
    // What an audit trail would give back of this session.
    sync::Recovered recovered() const;

    // --- what came of it ---
    base::Instant instant() const { return fixture::instant(now); }
    const tracker::Position *held(const std::string &coin) const;
    domain::Decimal size(const std::string &coin) const;
    std::vector<domain::Change> changes(domain::ChangeKind kind = domain::ChangeKind::Fill) const;
    std::vector<domain::Change> news() const; // every change that is no history
    std::vector<domain::SyncNote> notes(domain::NoteKind kind) const;
    // Every perpetual of the exchange is held as it is there, and nothing else is.
    bool agrees(std::string *why = nullptr) const;
    int requestsOf(std::size_t kind) const { return asked[kind]; }
    base::Timestamp fillsAskedFrom{}; // by the last request for fills

private:
    std::unique_ptr<tracker::PositionTracker> m_own;

public:
    ScriptedExchange &exchange;
    tracker::PositionTracker &tracker;
    std::optional<sync::AccountSync> sync;
    Milliseconds now = 0;
    Milliseconds latency = 40;
    bool isConnected = false;
    std::vector<sync::Record> records;
    bool askedToReconnect = false;
    // Answers instead of the true one, in turn; by index of the request's kind.
    std::map<std::size_t, std::deque<base::ErrorCode>> failures;
    std::array<int, 4> asked{};
    // Changes an answer's state before it is delivered.
    std::function<void(domain::AccountState &)> tamperState;

    void perform(sync::Output output);

private:
    struct Event
    {
        Milliseconds time;
        std::uint64_t order;
        std::function<void()> run;
        bool operator>(const Event &other) const
        {
            return std::pair(time, order) > std::pair(other.time, other.order);
        }
    };

    void answer(const sync::Request &request);
    template <class T>
    base::Result<T> orFailure(std::size_t kind, T answer);

    std::priority_queue<Event, std::vector<Event>, std::greater<>> m_events;
    std::uint64_t m_order = 0;
    std::uint64_t m_connection = 0;
    int m_ticksHere = 0;
};

inline constexpr std::size_t FillsRequest = 0;
inline constexpr std::size_t TwapRequest = 1;
inline constexpr std::size_t StateRequest = 2;
inline constexpr std::size_t FundingRequest = 3;

} // namespace lpm::fixture
