// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/faults.h"

namespace lpm::simulation {

namespace {

constexpr std::array<const char *, FaultCount> Names{
    "silent-stall", "muted-channel", "half-open", "snapshot-again", "resubscribed",
    "two-subscriptions", "overlap", "other-content", "frames-reordered", "millisecond-shuffled",
    "frame-lost", "part-lost", "disconnected", "missed-2000", "missed-10000", "millisecond-over-2000",
    "snapshot-race", "ack-lost", "fills-lag", "state-lag", "state-clock-lies",
    "too-many-requests", "server-error", "html-page", "truncated-answer", "hanging-answer",
    "null-answer", "unreadable-frame", "rejected-row", "absurd-fill", "unknown-coin",
    "hostile-coin-name", "unknown-direction", "liquidation", "auto-deleveraging",
    "settled-with-fill", "changed-without-fill", "partial-answer", "outage",
    "exchange-clock-back", "wall-clock-jump", "suspended", "killed", "killed-in-disk",
    "power-loss", "torn-tail", "sync-error", "disk-full", "read-only-disk", "bit-rot",
    "midnight", "crash-in-recovery"};

using enum Fault;
constexpr auto sim = Proof::Simulated;
constexpr auto rig = Proof::Rig;

const std::vector<FaultRow> Rows{
    {"feed", "silent stall: socket up, nothing comes",
     sim, {SilentStall}, "faults_silence"},
    {"feed", "pong alive but userFills dead (server lost the subscription)",
     sim, {MutedChannel, AckLost}, "faults_silence"},
    {"feed", "half-open TCP",
     sim, {HalfOpen}, "faults_halfopen"},
    {"feed", "duplicate fills",
     sim, {SnapshotAgain, Resubscribed, TwoSubscriptions, Overlap, OtherContent}, "faults_feed"},
    {"feed", "out-of-order fills, same ms",
     sim, {FramesReordered, MillisecondShuffled}, "faults_feed"},
    {"feed", "gap during disconnect",
     sim, {Disconnected, FrameLost, PartLost}, "faults_feed"},
    {"feed", "> 2000 fills missed, or > 10 000",
     sim, {Missed2000, Missed10000, MillisecondOver2000}, ""},
    {"feed", "snapshot racing live fills",
     sim, {SnapshotRace}, ""},
    {"feed", "REST older than WS (lag)",
     sim, {FillsLag, StateLag, StateClockLies}, ""},
    {"feed", "429",
     sim, {TooManyRequests}, "faults_answers"},
    {"feed", "5xx, HTML, truncated JSON, wrong content type, timeout, redirect, 200 with null",
     sim, {ServerError, HtmlPage, TruncatedAnswer, HangingAnswer, NullAnswer}, "faults_answers"},
    {"feed", "decompression bomb / huge body from \"exchange\"",
     rig, {}, "faults_answers"},
    {"feed", "JSON depth bomb, duplicate keys, big ints",
     sim, {UnreadableFrame}, ""},
    {"feed", "wrong numbers",
     sim, {RejectedRow, AbsurdFill}, ""},
    {"feed", "unknown coin, dir, field, channel",
     sim, {UnknownCoin, HostileCoinName, UnknownDirection}, ""},
    {"feed", "liquidation, ADL, settlement",
     sim, {Liquidation, AutoDeleveraging, SettledWithFill, ChangedWithoutFill}, ""},
    {"feed", "position vanishes from clearinghouse",
     sim, {PartialAnswer}, ""},
    {"feed", "exchange maintenance, clock back, reorder after restart",
     sim, {Outage, ExchangeClockBack}, "faults_answers"},
    {"feed", "clock skew / jump of our host",
     sim, {WallClockJump, Suspended}, "faults_process"},
    {"feed", "TLS downgrade / bad cert",
     rig, {}, "faults_transport"},
    {"process and disk", "kill -9 at any instruction",
     sim, {Killed, KilledInDisk}, "faults_crash"},
    {"process and disk", "power loss",
     sim, {PowerLoss}, ""},
    {"process and disk", "torn last line",
     sim, {TornTail}, ""},
    {"process and disk", "fsync returns EIO",
     sim, {SyncError}, "faults_disk"},
    {"process and disk", "disk full / quota / read-only",
     sim, {DiskFull, ReadOnlyDisk}, "faults_disk"},
    {"process and disk", "fd exhaustion",
     rig, {}, "faults_process"},
    {"process and disk", "OOM / bad_alloc",
     rig, {}, "faults_process"},
    {"process and disk", "two instances on one data dir",
     rig, {}, "faults_process"},
    {"process and disk", "bit rot / edited audit",
     sim, {BitRot}, ""},
    {"process and disk", "day rotation, midnight race",
     sim, {Midnight}, ""},
    {"process and disk", "crash inside recovery itself",
     sim, {CrashInRecovery}, "faults_crash"},
    {"process and disk", "UI thread hung / 10 k rows",
     rig, {}, "tst_corerelay"},
};

} // namespace

const std::vector<FaultRow> &faultRows()
{
    return Rows;
}

const char *nameOf(Fault fault)
{
    return Names[indexOf(fault)];
}

Fault faultOf(const std::string &name)
{
    for (std::size_t i = 0; i < FaultCount; ++i) {
        if (name == Names[i])
            return static_cast<Fault>(i);
    }
    return Fault::Count;
}

} // namespace lpm::simulation
