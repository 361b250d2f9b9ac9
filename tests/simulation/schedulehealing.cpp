// SPDX-License-Identifier: GPL-3.0-or-later
// After the faults: all is to be right again within a minute and a bit, and what nobody saw to be
// missing is to be found by the sweep.
#include "core/base/limits.h"
#include "core/domain/words.h"
#include "tests/simulation/schedule.h"

#include <algorithm>

namespace lpm::simulation {

namespace {

constexpr Milliseconds HealsWithin{70'000};      // I6
constexpr Milliseconds StateComesWithin{20'000}; // pushed or read
constexpr Milliseconds SweptWithin{12 * 60'000};
constexpr Milliseconds FrameOnItsWay{1000};

} // namespace

// Faults that outlast their strike are over when they are noticed: before the exchange's clock is
// right again no state can be told from one that lags, and a connection without a sign of life is
// given up after limits::FeedSilence.
void Schedule::calm()
{
    m_isCalming = true;
    if (m_world.exchangeClockBack > Milliseconds{0}) {
        m_world.exchangeClockBack = Milliseconds{0};
        runUntil(m_world.now + StateComesWithin);
    } else if (m_program && m_program->feed().isDeaf()) {
        runUntil(m_world.now + base::limits::FeedSilence);
    }
}

void Schedule::heal()
{
    calm();
    m_world.isHealing = true;
    m_world.tell([] { return std::string("===== the faults are over"); });
    m_world.outageUntil = m_world.now;
    m_disk->setMood(SimulatedDisk::Mood::Works);
    m_disk->liveOn();
    if (m_program)
        m_program->feed().unmute();
    m_watchesLife = true;
    m_healedAfter = watchUntilSettled(HealsWithin, "not live and equal 70 s after the faults");
    m_watchesLife = false;
}

// How long it took, in a quiet world. Time in which questions wait for the budget does not
// count: the exchange does not let it be asked.
Milliseconds Schedule::watchUntilSettled(Milliseconds atMost, const char *what)
{
    m_watch = {m_world.now, m_program ? m_program->rest().waited() : Milliseconds{0}};
    m_isWatched = true;
    m_settledAfter.reset();
    while (!m_settledAfter && watchedTime() < atMost)
        runUntil(m_world.now + atMost - watchedTime());
    m_isWatched = false;
    if (m_settledAfter)
        return *m_settledAfter;
    std::string states;
    for (std::size_t i = 0; m_program && i < m_accounts.size(); ++i)
        states += " " + std::string(domain::word(m_program->state(i)));
    throw Broken(what + (m_program ? states + " " + m_oracle->sizesDiffer(m_program->tracker())
                                   : std::string(" (not running)")));
}

Milliseconds Schedule::watchedTime()
{
    const auto waited
        = m_program ? m_program->rest().waited() - m_watch.waitedBefore : Milliseconds{0};
    m_waitedForBudget = std::max(m_waitedForBudget, waited);
    return m_world.now - m_watch.began - waited;
}

// What the exchange does not let be read: fills behind the newest 10,000, and what does not fit on a
// page of one millisecond.
void Schedule::excuseUnreadable()
{
    for (std::size_t account = 0; account < m_accounts.size(); ++account) {
        const auto &fills = m_accounts[account].fills();
        std::size_t sameTime = 0;
        for (std::size_t i = 0; i < fills.size(); ++i) {
            sameTime = i > 0 && fills[i].time == fills[i - 1].time ? sameTime + 1 : 0;
            const bool isOld = i + base::limits::FillsReachable < fills.size();
            if (isOld || sameTime >= base::limits::FillsPerPage)
                m_oracle->excuse(account, i);
        }
        if (m_oracle->isExcused(account) && !m_oracle->saidGap(account))
            throw Broken("fills are missing for good and nobody said so");
    }
}

void Schedule::sweep()
{
    runUntil(m_world.now + SweptWithin);
    m_isFunding = false;
    runUntil(m_world.now + FrameOnItsWay); // of a payment in the last moment
    excuseUnreadable();
    if (auto what = m_oracle->anythingDiffers(m_program->tracker()); !what.empty())
        throw Broken("after the sweep: " + what);
    if (!m_program->isSettled())
        throw Broken("not live after the sweep");
    checkReplay();
}

} // namespace lpm::simulation
