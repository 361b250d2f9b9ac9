// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sampling.h"

#include "core/ledger/limits.h"

#include <chrono>

namespace lpm::ledger {

namespace {

domain::EquitySample equityOf(const domain::SummaryView &summary, base::Timestamp minute)
{
    return {summary.account,     minute,       summary.equity, summary.unrealizedPnl,
            summary.realizedPnl, summary.fees, summary.funding};
}

void addMarks(const domain::SummaryView &summary, std::chrono::sys_days day,
              std::vector<Sample> &samples)
{
    for (const domain::PositionView &position : summary.positions) {
        if (!position.currentPrice || !position.priceTime)
            continue;
        const bool isShort = position.side == domain::PositionSide::Short;
        samples.emplace_back(DayMark{
            position.account, position.coin, day, *position.currentPrice, *position.priceTime,
            isShort ? -position.quantity : position.quantity, position.unrealizedPnl});
    }
}

// 00:00 is what a day's change is reckoned from: a sample may call itself so only at once.
bool isOfMinute(base::Timestamp now)
{
    const base::Timestamp minute = std::chrono::floor<std::chrono::minutes>(now);
    const bool isMidnight = minute == std::chrono::floor<std::chrono::days>(now);
    return !isMidnight || now - minute <= limits::MidnightReach;
}

} // namespace

std::vector<Sample> Sampling::onSecond(base::Timestamp now,
                                       const std::vector<domain::SummaryPtr> &summaries)
{
    using std::chrono::days;
    using std::chrono::floor;
    using std::chrono::minutes;
    std::vector<Sample> samples;
    // A clock that was set back brings no second minute and no second end of a day.
    const bool goesOn = !m_lastSecond || now > *m_lastSecond;
    if (m_lastSecond && floor<days>(now) > floor<days>(*m_lastSecond)) {
        for (const auto &summary : m_last)
            addMarks(*summary, floor<days>(*m_lastSecond), samples);
    }
    if (isOfMinute(now) &&
        (!m_lastSecond || floor<minutes>(now) > floor<minutes>(*m_lastSecond))) {
        for (const auto &summary : summaries) {
            if (summary->feedState == domain::FeedState::Live)
                samples.emplace_back(equityOf(*summary, floor<minutes>(now)));
        }
    }
    if (goesOn)
        m_lastSecond = now;
    m_last = summaries;
    return samples;
}

} // namespace lpm::ledger
