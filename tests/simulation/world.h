// SPDX-License-Identifier: GPL-3.0-or-later
// What everything in one schedule shares: time, chance, what is to happen, and which faults may
// strike. Nothing in here knows the real time.
#pragma once

#include "simulator/engine/random.h"
#include "tests/simulation/eventqueue.h"
#include "tests/simulation/faults.h"

#include <bitset>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace lpm::simulation {

// An invariant does not hold: the schedule has failed.
class Broken : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// The monitor's process is gone, in the middle of whatever it did.
struct ProcessDied
{};

using FaultSet = std::bitset<FaultCount>;

class World
{
public:
    World(std::uint64_t seed, base::Timestamp begin_) : random(seed), begin(begin_) {}

    // The exchange's clock, which is right.
    base::Timestamp time() const { return begin + now; }
    base::Timestamp timeAt(Milliseconds at) const { return begin + at; }

    // The host's clocks: one may be set, the other stands still while the host sleeps.
    base::Instant hostTime() const
    {
        return {begin + now + wallOffset, MonotonicOrigin + now - slept};
    }
    Milliseconds worldTimeOf(Milliseconds monotonic) const
    {
        return monotonic - MonotonicOrigin + slept;
    }

    bool isActive(Fault fault) const { return !isHealing && faults[indexOf(fault)]; }
    // Whether a fault that may strike does so now, with this chance; counted if so.
    bool strikes(Fault fault, int perMille)
    {
        if (!isActive(fault) || !random.chance(perMille))
            return false;
        struck.count(fault);
        tell([&] { return std::string("-- ") + nameOf(fault); });
        return true;
    }
    // Something to do with what must come out the same: mixed into the trace.
    void trace(std::uint64_t what)
    {
        traceHash = (traceHash ^ what) * 0x0000'0100'0000'01B3ULL;
        traceHash ^= traceHash >> 29;
    }
    Milliseconds pick(std::int64_t from, std::int64_t to)
    {
        return Milliseconds{random.between(from, to)};
    }

    // What happens, line by line, where a person wants to read along.
    template <class Text>
    void tell(Text &&text) const
    {
        if (isTold)
            std::printf("%10lld  %s\n", static_cast<long long>(now.count()), text().c_str());
    }

    simulator::Random random;
    base::Timestamp begin;
    bool isTold = false;
    Milliseconds now{0};
    Milliseconds wallOffset{0};
    Milliseconds slept{0};
    std::uint64_t process = 0;   // which run of the program it is; events of another are void
    Milliseconds outageUntil{0}; // the exchange cannot be reached
    Milliseconds exchangeClockBack{0};
    EventQueue events;
    FaultSet faults;
    bool isHealing = false;
    Strikes struck;
    std::uint64_t traceHash = 0xCBF2'9CE4'8422'2325ULL;

private:
    static constexpr Milliseconds MonotonicOrigin{1'000'000};
};

} // namespace lpm::simulation
