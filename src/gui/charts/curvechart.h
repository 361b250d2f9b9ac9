// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over time with levels across them. Places on the screen are binary floats; every number
// that is written beside them is the exact one. GUI thread.
#pragma once

#include "gui/charts/timeseries.h"
#include "gui/theme.h"

#include <QChartView>
#include <QLabel>
#include <QTimeZone>

#include <vector>

class QDateTimeAxis;
class QLineSeries;
class QValueAxis;

namespace lpm::gui {

struct Curve
{
    QString name; // for the legend and readers of the screen
    std::vector<TimePoint> points;
    Tone tone = Tone::Neutral; // Neutral is the accent colour
};

// A horizontal line: entry, break-even, liquidation.
struct Level
{
    QString name;
    domain::Decimal value;
    Tone tone = Tone::Muted;
};

class CurveChart : public QChartView
{
    Q_OBJECT
public:
    // The theme must outlive it. `decimals`: of the numbers beside the axis.
    CurveChart(const Theme &theme, QTimeZone zone, QWidget *parent = nullptr);

    void setHidingValues(bool isHiding); // their numbers; the curves stay
    void setEmptyText(const QString &text); // shown until a curve has two points
    void showCurves(std::vector<Curve> curves, std::vector<Level> levels, int decimals);

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void draw();
    void drawCurve(const Curve &curve);
    void drawLevel(const Level &level);
    void fitAxes();
    void colour();
    void describe();
    QLineSeries *addLine(const QColor &color, Qt::PenStyle style);
    QColor colorOf(Tone tone) const;
    QString numberText(const domain::Decimal &value) const;
    QString textAt(base::Timestamp time) const; // what the curves said then

    const Theme &m_theme;
    const QTimeZone m_zone;
    QDateTimeAxis *m_times;
    QValueAxis *m_values;
    QLabel *m_empty;
    std::vector<Curve> m_curves;
    std::vector<Level> m_levels;
    int m_decimals = MoneyDecimals;
    bool m_isHidingValues = false;
};

} // namespace lpm::gui
