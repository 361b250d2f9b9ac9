// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps one account in step with the exchange: offline → syncing → live ⇄ suspect (design: section
// 5). Pure: the time and an event go in, changes, notes and requests come out; no socket, clock,
// thread or file inside, so that the same inputs give the same bytes.
#pragma once

#include "core/base/result.h"
#include "core/domain/accountstate.h"
#include "core/domain/positionupdate.h"
#include "core/sync/backfill.h"
#include "core/sync/backoff.h"
#include "core/sync/comparison.h"
#include "core/sync/exchangeclock.h"
#include "core/sync/fillintake.h"
#include "core/sync/fundingsync.h"
#include "core/sync/reconciliation.h"
#include "core/sync/syncmessages.h"
#include "core/sync/toldsizes.h"
#include "core/tracker/positiontracker.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace lpm::sync {

struct SyncOptions
{
    base::Milliseconds syncInterval{60'000};
    // The state is read so often while none is pushed.
    base::Milliseconds unpushedInterval{6'000};
    bool adjustsDiscrepancies = true; // false: only raises them
};

// Between readings of a state that is not pushed, with so many accounts: they share the budget.
base::Milliseconds unpushedInterval(std::size_t accounts);

// What the audit trail tells of an account; empty at the very first start.
struct Recovered
{
    bool isFirstStart = true;
    std::unordered_set<domain::FillId> fills;
    std::optional<base::Timestamp> forgottenUntil; // fills up to here may be missing among them
    std::vector<domain::FundingPayment> fundings;
    std::optional<base::Timestamp> fundingForgottenUntil; // the same of payments
    std::optional<base::Timestamp> provenUntil;
    std::optional<base::Timestamp> newestFill;
    std::map<std::string, domain::OpenLate> openLate; // per coin
    std::vector<domain::Change> recentChanges; // the newest, each from where the one before ended
};

struct SyncStatus
{
    domain::FeedState state = domain::FeedState::Offline; // never Stale: that is the feed's
    std::optional<base::Timestamp> lastReconciliation;
    std::optional<base::Milliseconds> lastComparedAt; // the same, monotonic
    bool lastReconciliationAgreed = false;
    int openDiscrepancies = 0;
    bool wasLive = false; // once in this run: live and reconciled
    bool lacksSlices = false; // of TWAPs: the exchange does not list them any more
    std::uint64_t duplicatesDropped = 0;
    std::size_t waitingFills = 0;
};

class AccountSync
{
public:
    // The tracker must outlive it.
    AccountSync(domain::Address account, SyncOptions options, const Recovered &recovered,
                tracker::PositionTracker &tracker);

    // --- the feed ---
    Output onSubscribed(base::Instant now); // every channel acknowledged: REST leaves no hole now
    Output onDisconnected(base::Instant now);
    Output onFills(std::vector<domain::Fill> fills, bool isSnapshot, base::Instant now);
    Output onFundings(const std::vector<domain::FundingPayment> &payments, base::Instant now,
                      bool isSnapshot = false);
    Output onPushedState(const std::vector<domain::DexState> &dexes, base::Instant now);
    // --- answers ---
    Output onFillsPage(RequestId id, base::Result<std::vector<domain::Fill>> page,
                       base::Instant now);
    Output onTwapFills(RequestId id, base::Result<std::vector<domain::Fill>> fills,
                       base::Instant now);
    Output onFundingPage(RequestId id, base::Result<std::vector<domain::FundingPayment>> page,
                         base::Instant now);
    Output onState(RequestId id, const base::Result<domain::AccountState> &state,
                   base::Instant now);
    // --- time and commands ---
    Output onTick(base::Instant now);
    std::optional<base::Milliseconds> wakeAt() const; // monotonic; when onTick is due
    Output reconcileNow(base::Instant now);
    // A frame could not be read: something may be missing. Re-reads.
    Output resynchronise(base::Instant now);

    SyncStatus status() const;
    const domain::Address &account() const { return m_account; }

private:
    enum class Mode { Offline, Syncing, Live };

    static constexpr base::Milliseconds RetryDelayMax{30'000};
    static constexpr base::Milliseconds EndpointDelayMax{600'000}; // one that may not exist
    static constexpr int EndpointRefusals = 10; // in a row: it is gone

    // A window to be read again. `isSweep`: what it finds was lost without a trace.
    struct Window
    {
        base::Timestamp from{};
        bool isSweep = false;
        bool readsSlices = true; // of TWAPs, which may be in their own list alone
    };
    // What this connection has read whole of the list of fills. A list that ends with a row of some
    // time is complete up to it, however far it lags, so that the next look begins there.
    struct ReadSpan
    {
        base::Timestamp from{};
        base::Timestamp until{};
        // The last window that read slices too.
        base::Milliseconds beganAt{0};
        base::Timestamp exchangeTime{}; // that was the exchange's then, or more
        std::optional<base::Timestamp> oldest; // that was listed
        // A piece that did not reach back to the one before: it was cut at the exchange's limit.
        struct Cut
        {
            base::Timestamp after{};
            base::Timestamp before{};
        };
        std::optional<Cut> cut;
    };
    struct Park // a coin whose next fill does not fit yet
    {
        base::Timestamp waiting{}; // the fill's time
        base::Milliseconds nextAt{0};
        int attempts = 0;
    };
    struct Pushed
    {
        domain::DexState state;
        base::Milliseconds at{0};
    };
    struct StateReading
    {
        RequestId id = 0;
        base::Milliseconds requestedAt{0};
        bool isAfterWindow = false; // asked for by a window that may decide
    };

    RequestId ask(Output &out, decltype(Request::what) what);
    void startBackfill(Window window, base::Instant now, Output &out);
    void readWindow(base::Instant now, Output &out);
    void retryWindow(base::Instant now, Output &out);
    void finishBackfill(base::Instant now, Output &out);
    void askState(base::Instant now, Output &out);
    void readFunding(Output &out);
    void noteUnreadable(base::Timestamp from, base::Timestamp to, base::Instant now, Output &out);
    bool isFull() const; // the window holds as many fills as the exchange tells at all
    void noteReach(base::Instant now, Output &out);
    void notePhantoms(base::Instant now, Output &out);
    void onWindowRead(base::Instant now, Output &out);
    void sweep(base::Instant now, Output &out);
    bool isMissing(const FillIntake::Break &gap) const;
    void settle(base::Instant now, Output &out);
    void applyWaiting(base::Instant now, Output &out);
    Window lookFor(const FillIntake::Break &gap, Park &park, base::Instant now) const;
    void retryParked(base::Instant now, Output &out);
    void takeFacts(const std::vector<domain::DexState> &dexes, base::Instant now, Output &out);
    void beginUnheldPositions(const Comparison &comparison, base::Instant now, Output &out);
    Moment asOf(const StateReading &reading) const;
    void takeOffline(const domain::AccountState &state, const StateReading &reading,
                     base::Instant now);
    bool isOlderThanKnown(const domain::AccountState &state) const;
    base::Milliseconds retryDelay();
    base::Milliseconds patience() const;
    void judge(const domain::AccountState &state, const StateReading &reading,
               base::Instant now, Output &out);
    void releaseHeld(const Comparison &comparison, const std::vector<domain::DexState> &judged);
    void markReconciled(const Comparison &comparison);
    bool isOvertaken(const domain::DexState &read, base::Instant now) const;
    bool disputesAgreement(const domain::DexState &read, base::Instant now);
    void readAgain(const Reconciliation::Verdict &verdict, const StateReading &reading,
                   base::Instant now, Output &out);
    void raise(const Difference &difference, base::Instant now, Output &out);
    void goLive(base::Instant now, Output &out);
    void bookFundings(base::Instant now, Output &out);
    std::optional<base::Milliseconds> unpushedReadingAt() const;
    std::vector<Difference> pushedDifferences(const Pushed &pushed) const;
    bool pushedDisagrees() const;
    void checkWitness(base::Instant now, Output &out);
    bool isHeld(const Difference &difference) const;
    bool isAfterLastFill(const Pushed &pushed, const std::string &coin) const;
    bool pushedSaysSo(const Difference &difference) const;
    base::Timestamp backfillStart() const;
    base::Timestamp lookStart() const;
    void extendSpan();
    bool isBackfilling() const { return m_pageId != 0 || m_twapId != 0; }
    std::optional<base::Timestamp> historyUntil(base::Instant now) const;
    base::Timestamp wholeUntil() const;

    domain::Address m_account;
    SyncOptions m_options;
    tracker::PositionTracker &m_tracker;
    FillIntake m_intake;
    FundingSync m_funding;
    Reconciliation m_reconciliation;
    Backfill m_backfill;

    Mode m_mode = Mode::Offline;
    bool m_isDown = false; // the feed: it was, or cannot be connected
    bool m_isFirstSync = true;
    bool m_wasLive = false;
    RequestId m_lastId = 0;

    RequestId m_pageId = 0; // outstanding, 0: none
    RequestId m_twapId = 0;
    RequestId m_fundingId = 0;
    Window m_window;
    bool m_hasWindowFailed = false;
    base::Milliseconds m_windowBeganAt{0};
    ExchangeClock m_clock;
    std::optional<ReadSpan> m_span;
    std::optional<Window> m_wanted; // read after the one that runs
    std::optional<base::Milliseconds> m_windowRetryAt;
    bool m_resumesWindow = false; // then: what was read of it holds
    std::optional<base::Milliseconds> m_twapRetryAt;
    std::optional<base::Milliseconds> m_fundingRetryAt;
    bool m_hasTwap = false; // the endpoint is there: it has answered
    int m_twapRefusals = 0; // in a row, since it has
    bool m_hasFunding = false;
    Backoff m_windowBackoff{RetryDelayMax};
    Backoff m_stateBackoff{RetryDelayMax};
    Backoff m_twapBackoff{EndpointDelayMax};
    Backoff m_fundingBackoff{EndpointDelayMax};
    std::optional<base::Timestamp> m_unreadableFrom; // where the last unreadable stretch begins
    std::optional<base::Timestamp> m_provenUntil;
    bool m_meetsKnown = false; // the window holds a fill that was applied before
    std::unordered_set<domain::FillId> m_sighted; // the fills a sweep was told of
    std::unordered_set<domain::FillId> m_phantoms; // said already
    std::uint64_t m_appliedAtSweep = 0;
    base::Milliseconds m_subscribedAt{0};
    std::optional<base::Milliseconds> m_pastUnknownUntil; // after a start from a trail
    std::optional<base::Timestamp> m_newestSlice; // of the TWAP list

    std::optional<StateReading> m_reading;
    std::optional<base::Milliseconds> m_nextReadingAt;
    bool m_hasStateFailed = false; // the last reading
    int m_quietRetries = 0;
    int m_suspectReadings = 0; // in a row
    bool m_readsAfterWindow = false;   // the window that runs may decide about a difference
    base::Milliseconds m_askedAt{0}; // when the last reading was asked for
    base::Milliseconds m_pushedAt{0}; // when a state was pushed last
    std::map<std::string, base::Timestamp> m_stateTimes; // per dex: never go back
    std::optional<base::Milliseconds> m_olderSince;      // readings have been older than that
    std::optional<base::Timestamp> m_lastReconciliation;
    std::optional<base::Milliseconds> m_lastComparedAt;
    bool m_agreed = false;
    std::map<std::string, Difference> m_held; // discrepancies that are only raised
    std::optional<base::Timestamp> m_lastNoted; // when the last Reconciled note was written

    std::map<std::string, Park> m_parks;
    std::optional<base::Milliseconds> m_sweepAt;

    std::map<std::string, Pushed> m_pushed; // per dex: the second witness
    ToldSizes m_told;
    std::optional<base::Milliseconds> m_pushDisagreesSince; // without a break, while live
    std::optional<base::Milliseconds> m_witnessAt; // when its disagreement is acted upon
    std::optional<base::Milliseconds> m_lastWitness;
};

} // namespace lpm::sync
