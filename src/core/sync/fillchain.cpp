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

class TrailSearch
{
public:
    TrailSearch(const std::vector<Fill> &group, const Instrument &instrument)
        : m_group(group), m_instrument(instrument), m_used(group.size(), false)
    {
        m_byTradeId.resize(group.size());
        for (std::size_t i = 0; i < group.size(); ++i)
            m_byTradeId[i] = i;
        std::sort(m_byTradeId.begin(), m_byTradeId.end(), [&](std::size_t a, std::size_t b) {
            const auto key = [&](std::size_t i) {
                return std::tuple(group[i].tradeId, group[i].orderId, group[i].side);
            };
            return key(a) < key(b);
        });
    }

    std::vector<std::size_t> run(const PositionState &state)
    {
        walk(state);
        return m_best;
    }

private:
    struct Step
    {
        std::size_t fill;
        PositionState after;
        bool agrees;
    };

    // The fills that start from here, those that agree in closed P&L first.
    std::vector<Step> stepsFrom(const PositionState &state) const
    {
        std::vector<Step> steps;
        for (const std::size_t i : m_byTradeId) {
            if (!m_used[i]
                && tracker::exactStartPosition(m_group[i].startPosition, m_instrument)
                       == state.size)
                steps.push_back(stepBy(i, state));
        }
        std::stable_partition(steps.begin(), steps.end(),
                              [](const Step &step) { return step.agrees; });
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

    bool walk(const PositionState &state)
    {
        if (m_trail.size() > m_best.size())
            m_best = m_trail;
        if (m_trail.size() == m_group.size() || --m_budget <= 0)
            return true;
        for (Step &step : stepsFrom(state)) {
            m_used[step.fill] = true;
            m_trail.push_back(step.fill);
            if (walk(step.after))
                return true;
            m_trail.pop_back();
            m_used[step.fill] = false;
        }
        return false;
    }

    const std::vector<Fill> &m_group;
    const Instrument &m_instrument;
    std::vector<bool> m_used;
    std::vector<std::size_t> m_byTradeId;
    std::vector<std::size_t> m_trail;
    std::vector<std::size_t> m_best;
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
    return TrailSearch(group, instrument).run(state);
}

Decimal startOf(const std::vector<Fill> &group, const Instrument &instrument)
{
    // In a trail only its first node is left once more often than it is entered.
    for (const auto &[node, balance] : departures(group, instrument)) {
        if (balance > 0)
            return node;
    }
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
