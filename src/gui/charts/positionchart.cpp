// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/positionchart.h"

#include "gui/format/inerttext.h"
#include "gui/limits.h"

#include <QLabel>
#include <QVBoxLayout>

#include <set>

namespace lpm::gui {

namespace {

PositionKey keyOf(const domain::PositionView &position)
{
    return {position.account, position.symbol};
}

} // namespace

PositionChart::PositionChart(const Theme &theme, const QTimeZone &zone, QWidget *parent)
    : QWidget(parent), m_chart(new CurveChart(theme, zone, this)), m_title(new QLabel(this))
{
    m_chart->setAccessibleName(tr("Mark price of the position"));
    m_chart->setEmptyText(tr("Select a position to see its mark price with entry, break-even and "
                             "liquidation."));
    m_title->setTextFormat(Qt::PlainText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 0, 10, 6);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_chart, 1);
}

void PositionChart::take(const PositionsModel &positions, base::Timestamp now)
{
    std::set<PositionKey> open;
    for (int i = 0; i < positions.rowCount(); ++i) {
        const PositionRow &row = positions.row(i);
        // What the monitor said last may be old by now: the row knows.
        if (row.freshness == domain::PriceState::Live && !row.isFeedDown)
            add(row.position, now);
        open.insert(keyOf(row.position));
    }
    std::erase_if(m_marks, [&](const auto &entry) { return !open.contains(entry.first); });
}

void PositionChart::add(const domain::PositionView &position, base::Timestamp now)
{
    if (!position.currentPrice || position.priceState != domain::PriceState::Live)
        return;
    const auto [marks, isNew] = m_marks.try_emplace(keyOf(position), limits::CurvePoints,
                                                    limits::CurveGap);
    marks->second.add(now, *position.currentPrice);
}

void PositionChart::look(const std::optional<domain::PositionView> &position)
{
    m_shown = position;
    draw();
}

void PositionChart::draw()
{
    if (!m_shown) {
        m_title->clear();
        m_chart->showCurves({}, {}, MoneyDecimals);
        return;
    }
    const domain::PositionView &position = *m_shown;
    m_title->setText(inertName(position.symbol));
    std::vector<Level> levels{{tr("Entry"), position.entryPrice},
                              {tr("Break-even"), position.breakEvenPrice, Tone::Warning},
                              {tr("Liquidation"), position.liquidationPrice, Tone::Bad}};
    // The orders of an account are not read: where they trigger is not known.
    for (const auto column : {PositionColumn::StopLoss, PositionColumn::TakeProfit})
        levels.push_back({titleOf(column), {}});
    const auto marks = m_marks.find(keyOf(position));
    std::vector<TimePoint> points;
    if (marks != m_marks.end())
        points = marks->second.points();
    m_chart->showCurves({{tr("Mark"), std::move(points)}}, std::move(levels), position.priceDecimals);
}

} // namespace lpm::gui
