// SPDX-License-Identifier: GPL-3.0-or-later
// The mark price of the position that is looked at, with the levels that matter to it. GUI thread.
#pragma once

#include "core/domain/positionupdate.h"
#include "gui/charts/curvechart.h"
#include "gui/models/positionsmodel.h"

#include <QWidget>

#include <map>
#include <optional>

class QLabel;

namespace lpm::gui {

class PositionChart : public QWidget
{
    Q_OBJECT
public:
    PositionChart(const Theme &theme, const QTimeZone &zone, QWidget *parent = nullptr);

    // Each second: the marks of every open position, kept while it is open.
    void take(const PositionsModel &positions, base::Timestamp now);
    void add(const domain::PositionView &position, base::Timestamp now); // one of them
    void look(const std::optional<domain::PositionView> &position); // nullopt: at none

private:
    void draw();

    std::map<PositionKey, TimeSeries> m_marks;
    std::optional<domain::PositionView> m_shown;
    CurveChart *m_chart;
    QLabel *m_title;
};

} // namespace lpm::gui
