// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fillchain.h"

#include "core/tracker/fillrules.h"
#include "core/tracker/positionmath.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace lpm::sync {

using domain::Decimal;
using domain::Fill;
using domain::Instrument;
using domain::PositionState;

namespace {

// Steps a search may take before it settles for the best trail so far. Recorded groups have at
// most 55 fills and need no search at all; this bounds a hostile one.
constexpr int SearchBudget = 20'000;

// Of the search for one that agrees in everything: where there is such a trail, most steps are its.
constexpr int AgreeingBudget = 2'000;

class TrailSearch
{
public:
    TrailSearch(const std::vector<Fill> &group, const Instrument &instrument)
        : m_group(group), m_instrument(instrument), m_used(group.size(), false)
    {
        for (std::size_t i = 0; i < group.size(); ++i)
            m_byStart[tracker::exactStartPosition(group[i].startPosition, instrument)].push_back(i);
        for (auto &[start, fills] : m_byStart) {
            std::sort(fills.begin(), fills.end(), [&](std::size_t a, std::size_t b) {
                const auto key = [&](std::size_t i) {
                    return std::tuple(group[i].tradeId, group[i].orderId, group[i].side);
                };
                return key(a) < key(b);
            });
        }
    }

    // Whether steps are taken whose computed closed P&L is not the received one.
    void allowDifferences() { m_mayDiffer = true; }
    void stopAfter(int steps) { m_budget = steps; }

    // Depth first, with the open choices on a stack of its own: a hostile group may be deep.
    std::vector<std::size_t> run(const PositionState &state)
    {
        m_open.push_back(stepsFrom(state));
        while (!m_open.empty()) {
            if (m_open.back().empty()) {
                m_open.pop_back();
                if (!m_trail.empty()) {
                    m_used[m_trail.back()] = false;
                    m_trail.pop_back();
                }
                continue;
            }
            take(std::move(m_open.back().back()));
            if (m_best.size() == m_group.size() || --m_budget <= 0)
                break;
        }
        return m_best;
    }

private:
    struct Step
    {
        std::size_t fill;
        PositionState after;
        bool agrees;
    };

    // Moves along the last open choice of the last place.
    void take(Step step)
    {
        m_open.back().pop_back();
        m_used[step.fill] = true;
        m_trail.push_back(step.fill);
        if (m_trail.size() > m_best.size())
            m_best = m_trail;
        m_open.push_back(stepsFrom(step.after));
    }

    // The fills that start from here, the best last: those that agree in closed P&L, of them the
    // smallest trade id.
    std::vector<Step> stepsFrom(const PositionState &state) const
    {
        std::vector<Step> steps;
        const auto starting = m_byStart.find(state.size);
        if (starting == m_byStart.end())
            return steps;
        for (const std::size_t i : starting->second) {
            if (m_used[i])
                continue;
            Step step = stepBy(i, state);
            if (step.agrees || m_mayDiffer)
                steps.push_back(std::move(step));
        }
        std::stable_partition(steps.begin(), steps.end(),
                              [](const Step &step) { return step.agrees; });
        std::reverse(steps.begin(), steps.end());
        return steps;
    }

    Step stepBy(std::size_t i, const PositionState &state) const
    {
        const Fill &fill = m_group[i];
        try {
            auto outcome = m_instrument.kind == domain::InstrumentKind::Spot
                               ? tracker::afterSpotFill(state, fill, m_instrument)
                               : tracker::afterPerpetualFill(state, fill, m_instrument);
            const bool agrees = !outcome.closedPnl || outcome.closedPnl->agrees();
            return Step{i, std::move(outcome.after), agrees};
        } catch (const domain::ArithmeticOverflow &) {
            // Of absurd numbers only the size: the tracker refuses the fill itself.
            PositionState moved = state;
            moved.size = tracker::sizeAfter(state.size, fill, m_instrument);
            return Step{i, std::move(moved), false};
        }
    }

    const std::vector<Fill> &m_group;
    const Instrument &m_instrument;
    std::map<Decimal, std::vector<std::size_t>> m_byStart; // by trade id
    std::vector<bool> m_used;
    std::vector<std::vector<Step>> m_open; // choices left at each place of the trail
    std::vector<std::size_t> m_trail;
    std::vector<std::size_t> m_best;
    bool m_mayDiffer = false;
    int m_budget = SearchBudget;
};

// How much more often each size is left than entered.
std::map<Decimal, int> departures(const std::vector<Fill> &group, const Instrument &instrument)
{
    std::map<Decimal, int> balance;
    for (const Fill &fill : group) {
        const Decimal start = tracker::exactStartPosition(fill.startPosition, instrument);
        ++balance[start];
        --balance[tracker::sizeAfter(start, fill, instrument)];
    }
    return balance;
}

} // namespace

std::vector<std::size_t> trailFrom(const PositionState &state, const std::vector<Fill> &group,
                                   const Instrument &instrument)
{
    if (group.size() == 1) {
        const bool fits = tracker::isStart(group[0].startPosition, state.size, instrument);
        return fits ? std::vector<std::size_t>{0} : std::vector<std::size_t>{};
    }
    TrailSearch agreeing(group, instrument);
    agreeing.stopAfter(std::min(SearchBudget, AgreeingBudget + 4 * static_cast<int>(group.size())));
    auto trail = agreeing.run(state);
    if (trail.size() == group.size())
        return trail;
    TrailSearch any(group, instrument);
    any.allowDifferences();
    return any.run(state);
}

bool agreesAlong(const std::vector<std::size_t> &trail, PositionState state,
                 const std::vector<Fill> &group, const Instrument &instrument)
{
    if (instrument.kind == domain::InstrumentKind::Spot)
        return true;
    try {
        for (const std::size_t i : trail) {
            auto outcome = tracker::afterPerpetualFill(state, group[i], instrument);
            if (outcome.closedPnl && !outcome.closedPnl->agrees())
                return false;
            state = std::move(outcome.after);
        }
    } catch (const domain::ArithmeticOverflow &) {
        return false;
    }
    return true;
}

Decimal startOf(const std::vector<Fill> &group, const Decimal &held, const Instrument &instrument)
{
    if (group.size() == 1)
        return tracker::exactStartPosition(group[0].startPosition, instrument);
    // In a trail only its first node is left once more often than it is entered.
    const auto nodes = departures(group, instrument);
    for (const auto &[node, balance] : nodes) {
        if (balance > 0)
            return node;
    }
    if (nodes.contains(held))
        return held;
    const auto first = std::min_element(
        group.begin(), group.end(),
        [](const Fill &a, const Fill &b) { return a.tradeId < b.tradeId; });
    return tracker::exactStartPosition(first->startPosition, instrument);
}

bool isRoundTrip(const std::vector<Fill> &group, const Instrument &instrument)
{
    const auto nodes = departures(group, instrument);
    return std::all_of(nodes.begin(), nodes.end(),
                       [](const auto &node) { return node.second == 0; });
}

} // namespace lpm::sync
