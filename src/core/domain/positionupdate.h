// SPDX-License-Identifier: GPL-3.0-or-later
// What the monitor tells the server and the window: immutable values, safe on any thread.
#pragma once

#include "core/domain/change.h"
#include "core/domain/position.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lpm::domain {

enum class EventType {
    Fill,          // a fill was applied
    PriceUpdate,   // unrealized P&L moved by more than the threshold
    PositionChange // synced from the exchange
};

struct PositionUpdate
{
    Address account;
    std::string accountLabel; // "" without one
    std::uint64_t seq = 0;    // rises by one with each update of its account
    std::string symbol;
    EventType eventType = EventType::PriceUpdate;
    base::Timestamp timestamp{}; // ours
    PositionView position;       // right after the event
    std::optional<Fill> fill;
    FillSource source = FillSource::Live;
    bool isLate = false;
    bool isAudited = true; // false while the audit's disk refuses
    std::optional<std::uint64_t> auditSeq; // of its line; nullopt: none of its own, or none yet
};
using PositionUpdatePtr = std::shared_ptr<const PositionUpdate>;

enum class RunMode { Live, Testnet, Demo };

// Per account. Stale is an overlay of Live: the socket is up but nothing has come for 10 s.
enum class FeedState { Offline, Syncing, Live, Suspect, Stale };

struct SummaryView
{
    base::Timestamp timestamp{}; // time of the state it shows
    Address account;
    std::string accountLabel;
    int activePositions = 0;
    std::optional<Decimal> totalExposure; // Σ |q| · mark; unknown with an unmarked position
    std::optional<Decimal> totalPnl; // realized + unrealized
    Decimal realizedPnl;             // of flat coins too
    std::optional<Decimal> unrealizedPnl;
    std::optional<Decimal> equity;
    std::optional<Decimal> withdrawable;
    std::optional<Decimal> fees;
    Decimal funding;
    std::optional<Decimal> netPnl;
    std::optional<Decimal> longExposure;
    std::optional<Decimal> shortExposure;
    std::optional<Decimal> netExposure; // long − short
    RunMode mode = RunMode::Demo;
    FeedState feedState = FeedState::Offline;
    std::string epoch; // the start of this run, RFC 3339
    std::uint64_t seq = 0; // of the last update included
    std::vector<PositionView> positions; // sorted by symbol, without flat ones
    std::vector<SpotHoldingView> spot;
};
using SummaryPtr = std::shared_ptr<const SummaryView>;

// A part of what an account lives on.
struct FeedHealth
{
    enum class State {
        Live,
        Stale, // later than it should be
        Silent // much later, or there is no connection
    };

    std::string name;                    // fills, states, marks
    std::optional<base::Timestamp> last; // when it last brought something
    std::optional<base::Milliseconds> age;
    State state = State::Silent;
};

struct AccountHealth
{
    Address account;
    std::string label;
    FeedState feedState = FeedState::Offline;
    std::optional<base::Timestamp> lastMessage;        // any byte of its feed
    std::optional<base::Timestamp> lastMark;           // a mark of a held coin
    std::optional<base::Timestamp> lastReconciliation; // the last complete comparison
    bool lastReconciliationAgreed = false;
    int openDiscrepancies = 0;
    std::vector<FeedHealth> feeds;
};

enum class HealthStatus { Healthy, Degraded, Stopped };

struct HealthView
{
    HealthStatus status = HealthStatus::Stopped;
    bool isRunning = false;
    bool isReady = false; // every account was live and reconciled once
    bool isAuditRefusing = false; // the trail's disk refuses, lines wait in memory
    RunMode mode = RunMode::Demo;
    base::Timestamp timestamp{};
    std::vector<std::string> reasons; // why degraded, sentences
    std::vector<AccountHealth> accounts;
};
using HealthPtr = std::shared_ptr<const HealthView>;

} // namespace lpm::domain
