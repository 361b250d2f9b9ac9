// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can go wrong, by name: the rows of docs/faults.md, how each is shown to be
// survived, and how often each of them struck.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace lpm::simulation {

// What the simulation does to the monitor.
enum class Fault : std::uint8_t {
    SilentStall,       // the socket stands, nothing comes
    MutedChannel,      // pongs come, one channel's data does not
    HalfOpen,          // neither side hears the other any more
    SnapshotAgain,     // a snapshot of what is known already
    Resubscribed,      // a second snapshot in the middle of a connection
    TwoSubscriptions,  // each frame comes twice
    Overlap,           // REST brings what the stream brought
    OtherContent,      // a known fill again, with another price
    FramesReordered,   // a frame overtakes others
    MillisecondShuffled,
    FrameLost,         // one frame of a connection is missing
    PartLost,          // of a millisecond's fills some are in no frame, and the end may be near
    Disconnected,
    Missed2000,        // a little more than a page of fills while disconnected
    Missed10000,       // more than the exchange lets be read
    MillisecondOver2000, // more than a page of fills in one millisecond
    SnapshotRace,      // live fills before the ack, or between ack and snapshot
    AckLost,
    FillsLag,          // REST tells fills late
    StateLag,          // REST tells states late
    StateClockLies,    // a lagging state says that it is of now
    TooManyRequests,   // 429
    ServerError,       // 5xx
    HtmlPage,          // 200 with a page
    TruncatedAnswer,
    HangingAnswer,     // no answer until the time-out
    NullAnswer,        // 200 with null
    UnreadableFrame,
    RejectedRow,       // a row of a frame has a number that is none
    AbsurdFill,        // well-formed and impossible
    UnknownCoin,       // not in meta yet
    HostileCoinName,
    UnknownDirection,
    Liquidation,
    AutoDeleveraging,
    SettledWithFill,
    ChangedWithoutFill,
    PartialAnswer,     // a state that lacks a position or a dex
    Outage,            // 30 minutes without the exchange
    ExchangeClockBack,
    WallClockJump,     // ours, by up to an hour
    Suspended,
    Killed,            // between any two events
    KilledInDisk,      // between any two disk operations
    PowerLoss,
    TornTail,          // the last line is half there
    SyncError,         // EIO
    DiskFull,
    ReadOnlyDisk,
    BitRot,
    Midnight,
    CrashInRecovery,
    Count
};

inline constexpr std::size_t FaultCount = static_cast<std::size_t>(Fault::Count);

constexpr std::size_t indexOf(Fault fault)
{
    return static_cast<std::size_t>(fault);
}

// How a row is shown.
enum class Proof {
    Simulated, // struck here
    Rig        // needs real sockets, files or processes
};

struct FaultRow
{
    const char *section; // of docs/faults.md: "feed" | "process and disk"
    const char *name;
    Proof proof;
    std::vector<Fault> faults; // that make it up, where simulated
    const char *test;          // where it is, where not simulated
};

const std::vector<FaultRow> &faultRows();
const char *nameOf(Fault fault);
// The fault of a name; Fault::Count: there is none.
Fault faultOf(const std::string &name);

class Strikes
{
public:
    void count(Fault fault, std::uint64_t times = 1) { m_counts[indexOf(fault)] += times; }
    std::uint64_t of(Fault fault) const { return m_counts[indexOf(fault)]; }
    void add(const Strikes &other)
    {
        for (std::size_t i = 0; i < FaultCount; ++i)
            m_counts[i] += other.m_counts[i];
    }

private:
    std::array<std::uint64_t, FaultCount> m_counts{};
};

} // namespace lpm::simulation
