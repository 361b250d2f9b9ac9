// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/recentpath.h"

#include "core/base/limits.h"
#include "core/sync/fillchain.h"
#include "core/tracker/fillrules.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lpm::sync {

using domain::EntryKnowledge;
using domain::Fill;
using domain::FundingPayment;
using domain::PositionState;

namespace {

// Moments of the walk, in order of time: a payment before the fills of its millisecond.
struct Events
{
    std::vector<Fill> fills;
    std::vector<FundingPayment> payments;
};

} // namespace

void RecentPath::add(const domain::Change &change)
{
    Step step{change.before, Break{}};
    if (change.fill)
        step.what = *change.fill;
    else if (change.funding)
        step.what = *change.funding;
    m_steps.push_back(std::move(step));
}

bool RecentPath::addLoose(const Fill &fill, const domain::Decimal &earned)
{
    if (m_loose.size() >= base::limits::LooseFills) {
        const auto newest = std::max_element(
            m_loose.begin(), m_loose.end(),
            [](const Loose &a, const Loose &b) { return a.fill.time < b.fill.time; });
        const auto time = std::max(newest->fill.time, fill.time);
        clear();
        beginAfter(time);
        return false;
    }
    m_loose.push_back({fill, earned, m_steps.size()});
    return true;
}

void RecentPath::beginAfter(base::Timestamp newestFill)
{
    m_floor = m_floor ? std::max(*m_floor, newestFill) : newestFill;
}

void RecentPath::dropOldest()
{
    if (m_steps.empty())
        return;
    if (const Fill *fill = m_steps.front().fill())
        beginAfter(fill->time);
    m_steps.pop_front();
    for (Loose &loose : m_loose)
        loose.at -= loose.at > 0 ? 1 : 0;
}

bool RecentPath::agreesAt(base::Timestamp time, const domain::Instrument &instrument) const
{
    return std::all_of(m_steps.begin(), m_steps.end(), [&](const Step &step) {
        const Fill *fill = step.fill();
        return !fill || fill->time != time || agreesAlong({0}, step.before, {*fill}, instrument);
    });
}

bool RecentPath::hasLooseAt(base::Timestamp time) const
{
    return std::any_of(m_loose.begin(), m_loose.end(),
                       [time](const Loose &loose) { return loose.fill.time == time; });
}

void RecentPath::clear()
{
    while (!m_steps.empty())
        dropOldest();
    m_loose.clear();
}

std::optional<RecentPath::Walk> RecentPath::walkWith(const std::vector<Fill> &late,
                                                     const PositionState &held,
                                                     const domain::Instrument &instrument) const
{
    if (instrument.kind != domain::InstrumentKind::Perpetual || late.empty())
        return std::nullopt;
    if (m_loose.empty())
        return walkWithAll(late, held, instrument, false);
    std::vector<Fill> all = late;
    for (const Loose &loose : m_loose)
        all.push_back(loose.fill);
    auto walk = walkWithAll(all, held, instrument, true);
    return walk ? walk : walkWithAll(late, held, instrument, false);
}

std::optional<RecentPath::Walk> RecentPath::walkWithAll(const std::vector<Fill> &all,
                                                        const PositionState &held,
                                                        const domain::Instrument &instrument,
                                                        bool takesLoose) const
{
    const auto earliest = std::min_element(all.begin(), all.end(), [](const Fill &a, const Fill &b) {
                              return a.time < b.time;
                          })->time;
    if (m_floor && earliest <= *m_floor)
        return std::nullopt;
    const auto behind = std::find_if(m_steps.begin(), m_steps.end(), [&](const Step &step) {
        return step.fill() && step.fill()->time >= earliest;
    });
    const auto last = static_cast<std::size_t>(behind - m_steps.begin());
    // What was set without a fill just before may stand for the late fills, or be of its own.
    std::size_t first = last;
    while (first > 0 && !m_steps[first - 1].fill())
        --first;
    if (first < last) {
        if (auto walk = walkFrom(first, all, held, instrument, takesLoose))
            return walk;
    }
    return walkFrom(last, all, held, instrument, takesLoose);
}

std::optional<RecentPath::Walk> RecentPath::walkFrom(std::size_t from,
                                                     const std::vector<Fill> &late,
                                                     const PositionState &held,
                                                     const domain::Instrument &instrument,
                                                     bool takesLoose) const
{
    std::map<base::Timestamp, Events> moments;
    for (const Fill &fill : late)
        moments[fill.time].fills.push_back(fill);
    for (std::size_t i = from; i < m_steps.size(); ++i) {
        if (const Fill *fill = m_steps[i].fill())
            moments[fill->time].fills.push_back(*fill);
        else if (const auto *payment = std::get_if<FundingPayment>(&m_steps[i].what))
            moments[payment->time].payments.push_back(*payment);
    }
    Walk walk;
    walk.m_from = from;
    walk.m_takesLoose = takesLoose;
    PositionState state = from < m_steps.size() ? m_steps[from].before : held;
    try {
        for (const auto &[time, moment] : moments) {
            for (const FundingPayment &payment : moment.payments) {
                walk.m_steps.push_back(Step{state, payment});
                state = tracker::afterFunding(state, payment.amount);
            }
            const auto trail = trailFrom(state, moment.fills, instrument);
            if (trail.size() < moment.fills.size())
                return std::nullopt;
            for (const std::size_t i : trail) {
                walk.m_steps.push_back(Step{state, moment.fills[i]});
                auto outcome = tracker::afterPerpetualFill(state, moment.fills[i], instrument);
                walk.m_agrees &= !outcome.closedPnl || outcome.closedPnl->agrees();
                state = std::move(outcome.after);
            }
        }
        // What was booked for those without a place is booked still.
        for (const Loose &loose : m_loose) {
            if (!takesLoose && loose.at > from)
                state = tracker::afterLateFill(state, loose.fill, loose.earned, instrument);
        }
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
    // A chain of fills alone is believed even if it ends elsewhere: what was held fitted by chance.
    const bool isChain = std::none_of(m_steps.begin() + static_cast<std::ptrdiff_t>(from),
                                      m_steps.end(), [](const Step &step) {
                                          return std::holds_alternative<Break>(step.what);
                                      });
    const bool losesEntry
        = held.entry == EntryKnowledge::Exact && state.entry != EntryKnowledge::Exact;
    if (losesEntry || (!isChain && state.size != held.size))
        return std::nullopt;
    walk.m_end = std::move(state);
    return walk;
}

void RecentPath::take(Walk walk)
{
    m_steps.resize(walk.m_from);
    if (walk.m_takesLoose)
        m_loose.clear();
    const std::size_t end = walk.m_from + walk.m_steps.size();
    for (Loose &loose : m_loose)
        loose.at = loose.at > walk.m_from ? end : loose.at;
    m_steps.insert(m_steps.end(), std::make_move_iterator(walk.m_steps.begin()),
                   std::make_move_iterator(walk.m_steps.end()));
}

} // namespace lpm::sync
