// SPDX-License-Identifier: GPL-3.0-or-later
// One more fault in the quiet after the healing, alone, to see how long the monitor needs for it:
// a position that changes without a fill, and a channel that has died.
#include "tests/simulation/schedule.h"

namespace lpm::simulation {

namespace {

constexpr Milliseconds RaisedWithin{70'000};
constexpr Milliseconds WitnessedWithin{5'000};
constexpr Milliseconds UnwitnessedWithin{65'000};
constexpr std::size_t ProbedMarket = 0; // a perpetual that meta knows

} // namespace

void Schedule::probe()
{
    switch (m_seed % 4) {
    case 0: probeDiscrepancy(); break;
    case 1: probeMutedChannel(true); break;
    case 2: probeMutedChannel(false); break;
    default: break;
    }
}

void Schedule::probeDiscrepancy()
{
    const auto notes = m_oracle->discrepancies();
    const Integer held = m_accounts[0].holding(ProbedMarket).position.size;
    m_accounts[0].changeSilently(ProbedMarket, held + m_markets[ProbedMarket].lot, m_world.now);
    m_program->feed().onStateChanged(0);
    m_result.discrepancyAfter
        = watchUntilSettled(RaisedWithin, "a true discrepancy was not set right within 70 s");
    if (m_oracle->discrepancies() == notes)
        throw Broken("a true discrepancy was set right, and nobody said so");
}

void Schedule::probeMutedChannel(bool isStatePushed)
{
    m_program->feed().pushStates(isStatePushed);
    m_program->feed().mute(0, Channel::Fills);
    const Integer size = m_markets[ProbedMarket].lot * (m_world.random.chance(500) ? 1 : -1);
    m_accounts[0].trade(ProbedMarket, size, {}, m_world.now, m_world.time());
    m_program->feed().onTraded(0, 1);
    ++m_fills;
    (isStatePushed ? m_result.witnessedAfter : m_result.unwitnessedAfter)
        = watchUntilSettled(isStatePushed ? WitnessedWithin : UnwitnessedWithin,
                            "a dead channel's fill was not recovered in time");
    m_program->feed().unmute();
    m_program->feed().pushStates(true);
}

} // namespace lpm::simulation
