// SPDX-License-Identifier: GPL-3.0-or-later
// Every limit of the program by name, with its reason. Nothing that grows is without one.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace lpm::base::limits {

using namespace std::chrono_literals;

// --- numbers -------------------------------------------------------------------------------
// A decimal from outside: 19 digits before the point and 18 behind it fill 37 of the 38 digits a
// 128-bit integer holds, so reading one can never overflow.
inline constexpr int WireIntegerDigits = 19;
inline constexpr int WireFractionDigits = 18;

// --- the exchange's own --------------------------------------------------------------------
inline constexpr int FillsPerPage = 2000;        // userFillsByTime, rows an answer
inline constexpr int FillsReachable = 10'000;    // no older fill of an address can be read
inline constexpr int FundingRowsPerPage = 500;   // userFunding, rows an answer
inline constexpr int UsersPerConnection = 10;    // distinct users of user subscriptions, per IP
inline constexpr int ExchangeWeightPerMinute = 1200;
inline constexpr int OurWeightPerMinute = 960; // 80 %: another program may share the address
inline constexpr int ConnectsPerMinute = 30;
inline constexpr auto FeedPingInterval = 5s;
inline constexpr auto FeedSilence = 10s; // nothing received for so long: stale, reconnect
inline constexpr auto ConnectTimeout = 10s;
inline constexpr auto AckTimeout = 5s;
inline constexpr auto RestTimeout = 10s;
inline constexpr auto ReconnectDelayMin = 500ms;
inline constexpr auto ReconnectDelayMax = 30s;
inline constexpr auto ReachableDelay = 2s; // to the next try once a question was answered
inline constexpr auto BackfillOverlap = 120s; // re-read before the last proven time
inline constexpr std::size_t FeedFrameBytes = 16u << 20;  // one WebSocket message from the exchange
inline constexpr std::size_t AnswerBytes = 16u << 20;     // one REST answer
inline constexpr std::size_t InflatedBytes = 16u << 20;   // fastAssetCtxs after inflate
inline constexpr int JsonDepth = 64;

// --- synchronisation -----------------------------------------------------------------------
inline constexpr std::size_t BufferedFills = 50'000; // live fills held while syncing, per account
inline constexpr std::size_t SeenFills = 20'000; // identities remembered, per account; ≥ 10 000
inline constexpr std::size_t SeenFillsMost = 50'000; // however young they are
inline constexpr auto SeenFillsAge = std::chrono::hours{24 * 7};
inline constexpr std::size_t StepsRemembered = 2'000; // of positions, to put late fills in, an account
inline constexpr std::size_t LooseFills = 64;         // late ones without a place, per coin
inline constexpr std::size_t RefusedFills = 1'000;    // impossible ones that were said, an account
inline constexpr std::size_t FundingDays = 20'000; // days of coins whose payments are remembered
inline constexpr auto RestLag = 60s;         // how far an answer over REST may be behind
inline constexpr auto OlderPatience = 120s;  // an exchange that tells older times: its clock is back
inline constexpr auto SecondReadDelay = 2s;  // between the two reads that make a discrepancy
inline constexpr auto QuietRetry = 1s;       // after an inconclusive comparison
inline constexpr int QuietRetries = 5;
inline constexpr auto SweepInterval = 10min;
inline constexpr std::uint64_t SweepFills = 4'000; // applied since the last sweep: time for another
inline constexpr auto PredecessorWait = 500ms;

// --- what is seen ---------------------------------------------------------------------------
inline constexpr auto PriceStaleAfter = 10s; // marks move about every 3 s
inline constexpr auto PriceDeadAfter = 60s;
inline constexpr auto MarksSilentAfter = 30s; // no mark of a held coin from anywhere
// A comparison that is so much overdue proves nothing any more: the exchange does not answer.
inline constexpr auto ComparisonOverdue = 30s;
inline constexpr std::size_t DriftsKept = 200; // past differences, per account

// --- the API -------------------------------------------------------------------------------
inline constexpr int DefaultMaxClients = 256;
inline constexpr std::size_t ClientMessageBytes = 64u << 10;
inline constexpr std::size_t ClientQueueBytes = 1u << 20; // unsent, per stream client
inline constexpr auto ClientSilencePing = 30s;
inline constexpr int RecentFillsKept = 1000; // per account, for GET /fills until the ledger exists

// --- audit ---------------------------------------------------------------------------------
inline constexpr std::size_t AuditLineBytes = 64u << 10;
inline constexpr std::size_t AuditQueueLines = 100'000;
inline constexpr std::size_t AuditQueueBytes = 64u << 20;
inline constexpr auto AuditSyncInterval = 50ms;
inline constexpr auto AuditSyncLate = 2s; // the disk has not confirmed for so long: health says so
inline constexpr auto AuditPriceSample = 60s; // at most one price line a position in this time

static_assert(OurWeightPerMinute < ExchangeWeightPerMinute);
static_assert(PriceStaleAfter < MarksSilentAfter && MarksSilentAfter < PriceDeadAfter);
static_assert(SeenFills >= static_cast<std::size_t>(FillsReachable));
static_assert(SeenFillsMost >= SeenFills);
static_assert(WireIntegerDigits + WireFractionDigits <= 37);

} // namespace lpm::base::limits
