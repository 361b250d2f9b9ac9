// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/compactview.h"

#include "gui/limits.h"

#include <QCoreApplication>

#include <algorithm>

namespace lpm::gui {

namespace {

// A few out of thousands, each second.
void keepNearest(std::vector<Risk> &risks, Risk risk)
{
    const auto place = std::upper_bound(
        risks.begin(), risks.end(), risk,
        [](const Risk &a, const Risk &b) { return a.distance < b.distance; });
    risks.insert(place, std::move(risk));
    if (risks.size() > static_cast<std::size_t>(limits::TrayRisks))
        risks.pop_back();
}

} // namespace

QString freshnessWords(domain::PriceState freshness)
{
    switch (freshness) {
    case domain::PriceState::Live:
        return {};
    case domain::PriceState::Stale:
        return QCoreApplication::translate("CompactStrip", "old");
    case domain::PriceState::Dead:
        break;
    }
    return QCoreApplication::translate("CompactStrip", "too old to believe");
}

CompactView compactViewOf(const PositionsModel &positions,
                          const std::optional<domain::Address> &account,
                          const SummaryTotals &totals, bool isFeedDown)
{
    CompactView view;
    view.totals = totals;
    view.freshness = isFeedDown ? domain::PriceState::Stale : domain::PriceState::Live;
    const PositionRow *first = nullptr;
    bool areOfSeveral = false;
    for (int i = 0; i < positions.rowCount(); ++i) {
        const PositionRow &row = positions.row(i);
        if (account && row.position.account != *account)
            continue;
        view.freshness = std::max(view.freshness, row.freshness);
        const auto &distance = row.position.liquidationDistance;
        const bool isAmongNearest =
            distance && (view.risks.size() < static_cast<std::size_t>(limits::TrayRisks) ||
                         *distance < view.risks.back().distance);
        if (isAmongNearest)
            keepNearest(view.risks,
                        {coinWithoutDex(row.position.coin), *distance, row.account});
        first = first == nullptr ? &row : first;
        areOfSeveral = areOfSeveral || row.position.account != first->position.account;
    }
    if (!areOfSeveral) {
        for (Risk &risk : view.risks)
            risk.account.clear();
    }
    if (!view.risks.empty()) {
        view.distance = view.risks.front().distance;
        view.nearest = view.risks.front().coin;
    }
    return view;
}

} // namespace lpm::gui
