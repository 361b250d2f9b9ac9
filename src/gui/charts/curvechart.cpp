// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/curvechart.h"

#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/models/amounts.h"

#include <QChart>
#include <QDateTimeAxis>
#include <QGraphicsLayout>
#include <QLegendMarker>
#include <QLineSeries>
#include <QMouseEvent>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lpm::gui {

namespace {

constexpr qreal CurveWidth = 1.8;
constexpr qreal LevelWidth = 1.2;
constexpr int TimeLabelWidth = 110;  // pixels that a label of the time axis needs
constexpr int ValueLabelHeight = 45;
constexpr double Room = 0.08; // above and below, of the height of what is drawn
constexpr auto LongSpan = std::chrono::hours(36);

double place(const domain::Decimal &value) { return value.approximate(); }

double place(base::Timestamp time) { return static_cast<double>(base::toUnixMilliseconds(time)); }

// The last point at or before a time; nullptr: none.
const TimePoint *pointAt(const std::vector<TimePoint> &points, base::Timestamp time)
{
    const auto after =
        std::upper_bound(points.begin(), points.end(), time,
                         [](auto at, const TimePoint &point) { return at < point.time; });
    return after == points.begin() ? nullptr : &*std::prev(after);
}

bool isDrawn(const Curve &curve) { return curve.points.size() > 1; }

} // namespace

CurveChart::CurveChart(const Theme &theme, QTimeZone zone, QWidget *parent)
    : QChartView(new QChart, parent),
      m_theme(theme),
      m_zone(std::move(zone)),
      m_times(new QDateTimeAxis),
      m_values(new QValueAxis),
      m_empty(new QLabel(this))
{
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus); // nothing in it is for the keyboard
    setFrameShape(QFrame::NoFrame);
    setMinimumSize(220, 64); // a low screen: see the positions' least
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    chart()->addAxis(m_times, Qt::AlignBottom);
    chart()->addAxis(m_values, Qt::AlignRight);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    connect(&theme, &Theme::changed, this, &CurveChart::draw);
    draw();
}

void CurveChart::setEmptyText(const QString &text) { m_empty->setText(text); }

void CurveChart::showCurves(std::vector<Curve> curves, std::vector<Level> levels, int decimals)
{
    m_curves = std::move(curves);
    m_levels = std::move(levels);
    m_decimals = decimals;
    draw();
}

void CurveChart::setHidingValues(bool isHiding)
{
    m_isHidingValues = isHiding;
    m_values->setLabelsVisible(!isHiding);
    draw();
}

QString CurveChart::numberText(const domain::Decimal &value) const
{
    return hiddenOr(fullNumber(value), m_isHidingValues);
}

QColor CurveChart::colorOf(Tone tone) const
{
    return tone == Tone::Neutral ? m_theme.colors().accent : m_theme.colors().of(tone);
}

QLineSeries *CurveChart::addLine(const QColor &color, Qt::PenStyle style)
{
    auto *line = new QLineSeries;
    line->setPen(QPen(color, style == Qt::SolidLine ? CurveWidth : LevelWidth, style));
    chart()->addSeries(line);
    line->attachAxis(m_times);
    line->attachAxis(m_values);
    return line;
}

void CurveChart::draw()
{
    chart()->removeAllSeries();
    colour();
    const bool isEmpty = std::none_of(m_curves.begin(), m_curves.end(), isDrawn);
    chart()->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    describe();
    if (isEmpty)
        return;
    for (const Curve &curve : m_curves)
        drawCurve(curve);
    fitAxes();
    for (const Level &level : m_levels)
        drawLevel(level);
}

// A line from break to break; the legend names the first.
void CurveChart::drawCurve(const Curve &curve)
{
    QLineSeries *line = nullptr;
    QList<QPointF> points;
    bool isNamed = false;
    const auto end = [&] {
        if (line != nullptr)
            line->replace(points);
        points.clear();
    };
    for (const TimePoint &point : curve.points) {
        if (line == nullptr || point.isBreak) {
            end();
            line = addLine(colorOf(curve.tone), Qt::SolidLine);
            line->setName(curve.name);
            if (isNamed)
                for (auto *marker : chart()->legend()->markers(line))
                    marker->setVisible(false);
            isNamed = true;
        }
        points.append({place(point.time), place(point.value)});
    }
    end();
}

// A level beyond what the axes show would squeeze the curve flat: the legend tells its value.
void CurveChart::drawLevel(const Level &level)
{
    QLineSeries *line = addLine(colorOf(level.tone), Qt::DashLine);
    line->setName(level.name + QLatin1Char(' ') + numberText(level.value));
    const double value = place(level.value);
    if (value < m_values->min() || value > m_values->max())
        return;
    line->append(static_cast<qreal>(m_times->min().toMSecsSinceEpoch()), value);
    line->append(static_cast<qreal>(m_times->max().toMSecsSinceEpoch()), value);
}

void CurveChart::fitAxes()
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    base::Timestamp from = base::Timestamp::max();
    base::Timestamp to = base::Timestamp::min();
    for (const Curve &curve : m_curves) {
        for (const TimePoint &point : curve.points) {
            low = std::min(low, place(point.value));
            high = std::max(high, place(point.value));
            from = std::min(from, point.time);
            to = std::max(to, point.time);
        }
    }
    // A level that lies near is worth some height.
    const double height = std::max(high - low, std::abs(high) * 1e-4);
    for (const Level &level : m_levels) {
        const double value = place(level.value);
        if (value > low - height && value < high + height) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    const double room = std::max((high - low) * Room, std::pow(10.0, -m_decimals));
    m_values->setRange(low - room, high + room);
    m_values->setLabelFormat(QStringLiteral("%.%1f").arg(m_decimals));
    m_values->setTickCount(std::clamp(height > 0 ? this->height() / ValueLabelHeight : 2, 2, 8));
    m_times->setRange(QDateTime::fromMSecsSinceEpoch(base::toUnixMilliseconds(from), m_zone),
                      QDateTime::fromMSecsSinceEpoch(base::toUnixMilliseconds(to), m_zone));
    m_times->setFormat(to - from > LongSpan ? QStringLiteral("MM-dd HH:mm")
                                            : QStringLiteral("HH:mm:ss"));
    m_times->setTickCount(std::clamp(width() / TimeLabelWidth, 2, 8));
}

void CurveChart::colour()
{
    const ThemeColors &colors = m_theme.colors();
    setBackgroundBrush(colors.surface);
    chart()->setBackgroundBrush(colors.surface);
    chart()->legend()->setLabelColor(colors.text);
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_times),
                                static_cast<QAbstractAxis *>(m_values)}) {
        axis->setLabelsColor(colors.muted);
        axis->setLabelsFont(tabularFont(font()));
        axis->setGridLineColor(colors.border);
        axis->setLinePen(QPen(colors.border));
    }
    QPalette muted = m_empty->palette();
    muted.setColor(QPalette::WindowText, colors.muted);
    m_empty->setPalette(muted);
}

// What the picture shows, in words.
void CurveChart::describe()
{
    QStringList parts;
    for (const Curve &curve : m_curves) {
        if (isDrawn(curve))
            parts.append(tr("%1: %n points, first %2, last %3", nullptr,
                            static_cast<int>(curve.points.size()))
                             .arg(curve.name, numberText(curve.points.front().value),
                                  numberText(curve.points.back().value)));
    }
    for (const Level &level : m_levels)
        parts.append(tr("%1 at %2").arg(level.name, numberText(level.value)));
    setAccessibleDescription(parts.isEmpty() ? m_empty->text() : parts.join(QStringLiteral("; ")));
}

QString CurveChart::textAt(base::Timestamp time) const
{
    QStringList lines{fullTimeText(time, m_zone)};
    for (const Curve &curve : m_curves) {
        if (const TimePoint *point = pointAt(curve.points, time))
            lines.append(tr("%1 %2").arg(curve.name, numberText(point->value)));
    }
    return lines.join(QLatin1Char('\n'));
}

void CurveChart::mouseMoveEvent(QMouseEvent *event)
{
    if (chart()->isVisible() && chart()->plotArea().contains(event->position())) {
        const auto at = chart()->mapToValue(event->position()).x();
        const auto time = base::fromUnixMilliseconds(static_cast<long long>(at));
        QToolTip::showText(event->globalPosition().toPoint(), inertToolTip(textAt(time)), this);
    } else {
        QToolTip::hideText();
    }
    QChartView::mouseMoveEvent(event);
}

void CurveChart::leaveEvent(QEvent *event)
{
    QToolTip::hideText();
    QChartView::leaveEvent(event);
}

void CurveChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    m_empty->setGeometry(rect());
    draw();
}

} // namespace lpm::gui
