// SPDX-License-Identifier: GPL-3.0-or-later
// Curves over time with levels across them. Places on the screen are binary floats; every number
// that is written beside them is the exact one. GUI thread.
#pragma once

#include "gui/charts/timeseries.h"
#include "gui/theme.h"

#include <QChartView>
#include <QLabel>
#include <QTimeZone>

#include <optional>
#include <vector>

class QCategoryAxis;
class QLineSeries;

namespace lpm::gui {

struct Curve
{
    QString name; // for the legend and readers of the screen
    std::vector<TimePoint> points;
    Tone tone = Tone::Neutral; // Neutral is the accent colour
};

// A horizontal line at a price: entry, break-even, liquidation. Without one the legend says —.
struct Level
{
    QString name;
    std::optional<domain::Decimal> price;
    Tone tone = Tone::Muted;
};

class CurveChart : public QChartView
{
    Q_OBJECT
public:
    // The theme must outlive it.
    CurveChart(const Theme &theme, QTimeZone zone, QWidget *parent = nullptr);

    void setHidingValues(bool isHiding); // their numbers; the curves stay
    void setEmptyText(const QString &text); // shown until a curve has two points
    // `decimals`: of the numbers beside the axis, and of the levels' prices at most.
    void showCurves(std::vector<Curve> curves, std::vector<Level> levels, int decimals);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; // ← → Home End: from point to point
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void draw();
    void drawCurve(const Curve &curve);
    void drawLevel(const Level &level);
    void fitAxes();
    void fitValues(double low, double high);
    void fitTimes(base::Timestamp from, base::Timestamp to);
    void colour();
    void describe();
    QLineSeries *addLine(const QColor &color, Qt::PenStyle style);
    QColor colorOf(Tone tone) const;
    QString numberText(const domain::Decimal &value) const;
    QString legendOf(const Level &level) const;
    void read(const std::vector<TimePoint> &points, std::ptrdiff_t which);
    void showTip(const QPoint &globalPlace, base::Timestamp time);
    QStringList levelTexts() const;
    QString textAt(base::Timestamp time) const; // what the curves said then

    const Theme &m_theme;
    const QTimeZone m_zone;
    QCategoryAxis *m_times;
    QCategoryAxis *m_values;
    QLabel *m_empty;
    std::vector<Curve> m_curves;
    std::vector<Level> m_levels;
    QStringList m_described; // of what the description is, without what moves
    std::optional<base::Timestamp> m_read; // by keys; none: the newest
    int m_decimals = MoneyDecimals;
    bool m_isHidingValues = false;
};

} // namespace lpm::gui
