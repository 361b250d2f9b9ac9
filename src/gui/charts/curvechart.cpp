// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/curvechart.h"

#include "gui/charts/axisplaces.h"
#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/models/amounts.h"

#include <QCategoryAxis>
#include <QChart>
#include <QDateTime>
#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLegendMarker>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace lpm::gui {

namespace {

constexpr qreal CurveWidth = 1.8;
constexpr qreal LevelWidth = 1.2;
constexpr int TimeLabelWidth = 90; // pixels that a label of the time axis needs
constexpr int NamedTimeLabelWidth = 130;
constexpr int ValueLabelHeight = 30;
constexpr double Room = 0.08;        // above and below, of the height of what is drawn
constexpr double FinestRoom = 1e-11; // of the value: finer ones a float does not tell apart well
constexpr auto LongSpan = std::chrono::hours(23); // in which no time of day comes twice

bool isDrawn(const Curve &curve) { return curve.points.size() > 1; }

} // namespace

CurveChart::CurveChart(const Theme &theme, QTimeZone zone, QWidget *parent)
    : QChartView(new QChart, parent),
      m_theme(theme),
      m_zone(std::move(zone)),
      m_times(new QCategoryAxis),
      m_values(new QCategoryAxis),
      m_empty(new QLabel(this))
{
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setFrameShape(QFrame::NoFrame);
    setMinimumSize(220, 64); // a low screen: see the positions' least
    chart()->legend()->setAlignment(Qt::AlignTop);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setBackgroundRoundness(0);
    for (QCategoryAxis *axis : {m_times, m_values})
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
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
    line->setName(legendOf(level));
    if (!level.price)
        return;
    const double value = place(*level.price);
    if (value < m_values->min() || value > m_values->max())
        return;
    line->append(m_times->min(), value);
    line->append(m_times->max(), value);
}

// With an arrow to where it lies, if it is not in the picture.
QString CurveChart::legendOf(const Level &level) const
{
    const QString number = hiddenOr(price(level.price, m_decimals), m_isHidingValues);
    const QString text = level.name + QLatin1Char(' ') + number;
    if (level.price && place(*level.price) < m_values->min())
        return text + QStringLiteral(" ↓");
    if (level.price && place(*level.price) > m_values->max())
        return text + QStringLiteral(" ↑");
    return text;
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
        const double value = level.price ? place(*level.price) : low;
        if (value > low - height && value < high + height) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    const double room =
        std::max({(high - low) * Room, std::pow(10.0, -m_decimals), std::abs(high) * FinestRoom});
    fitValues(low - room, high + room);
    fitTimes(from, to);
}

// Of hidden values no round one has a line: its place would tell the scale.
void CurveChart::fitValues(double low, double high)
{
    m_values->setRange(low, high);
    if (m_isHidingValues)
        return putLabels(*m_values, std::vector{(low + high) / 2},
                         [](double) { return hiddenText(); });
    const auto values =
        roundValues(low, high, std::clamp(height() / ValueLabelHeight, 5, 10), m_decimals);
    int decimals = std::min(m_decimals, MoneyDecimals);
    for (const domain::Decimal &value : values)
        decimals = std::max(decimals, domain::significantScale(value));
    putLabels(*m_values, values,
              [&](const domain::Decimal &value) { return fixedNumber(value, decimals); });
}

// By the clock of the chosen zone; with the zone's name where its clock is set in between.
void CurveChart::fitTimes(base::Timestamp from, base::Timestamp to)
{
    const auto clockAt = [this](base::Timestamp time) {
        return QDateTime::fromMSecsSinceEpoch(base::toUnixMilliseconds(time), m_zone);
    };
    const int offset = clockAt(from).offsetFromUtc();
    const bool isSet = clockAt(to).offsetFromUtc() != offset;
    const QString format =
        (to - from > LongSpan ? QStringLiteral("MM-dd HH:mm") : QStringLiteral("HH:mm:ss")) +
        (isSet ? QStringLiteral(" t") : QString());
    const int labelWidth = isSet ? NamedTimeLabelWidth : TimeLabelWidth;
    m_times->setRange(place(from), place(to));
    const auto last = to - (to - from) * (labelWidth / 3) / width(); // one at the edge is cut
    const int most = std::clamp(width() / labelWidth, 3, 10);
    putLabels(*m_times, roundTimes(from, last, std::chrono::seconds(offset), most),
              [&](base::Timestamp time) { return clockAt(time).toString(format); });
}

void CurveChart::colour()
{
    const ThemeColors &colors = m_theme.colors();
    setBackgroundBrush(colors.surface);
    chart()->setBackgroundBrush(colors.surface);
    chart()->legend()->setLabelColor(colors.text);
    for (QCategoryAxis *axis : {m_times, m_values}) {
        axis->setLabelsColor(colors.muted);
        axis->setLabelsFont(tabularFont(font()));
        axis->setGridLineColor(colors.border);
        axis->setLinePen(QPen(colors.border));
    }
    QPalette muted = m_empty->palette();
    muted.setColor(QPalette::WindowText, colors.muted);
    m_empty->setPalette(muted);
}

// What the picture shows, in words. While it has the focus a reader of the screen would say them
// again with every new price: they change with what is shown only.
void CurveChart::describe()
{
    QStringList parts;
    QStringList described;
    for (const Curve &curve : m_curves) {
        if (!isDrawn(curve))
            continue;
        const auto &points = curve.points;
        const auto [lowest, highest] = std::ranges::minmax_element(points, {}, &TimePoint::value);
        parts.append(tr("%1: %n points, first %2, last %3, lowest %4, highest %5", nullptr,
                        static_cast<int>(points.size()))
                         .arg(curve.name, numberText(points.front().value),
                              numberText(points.back().value), numberText(lowest->value),
                              numberText(highest->value)));
        described += {curve.name, numberText(points.front().value),
                      fullTimeText(points.front().time, m_zone)};
    }
    parts += levelTexts();
    described += levelTexts();
    if (hasFocus() && described == m_described)
        return;
    m_described = described;
    setAccessibleDescription(parts.isEmpty() ? m_empty->text() : parts.join(QStringLiteral("; ")));
}

QStringList CurveChart::levelTexts() const
{
    QStringList texts;
    for (const Level &level : m_levels)
        texts.append(level.price ? tr("%1 at %2").arg(level.name, numberText(*level.price))
                                 : tr("%1 %2").arg(level.name, unknownText()));
    return texts;
}

// The levels, too: where the chart is narrow the legend has no room for their prices.
void CurveChart::showTip(const QPoint &globalPlace, base::Timestamp time)
{
    const QStringList lines = QStringList(textAt(time)) + levelTexts();
    QToolTip::showText(globalPlace, inertToolTip(lines.join(QLatin1Char('\n'))), this);
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
        showTip(event->globalPosition().toPoint(), time);
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

void CurveChart::keyPressEvent(QKeyEvent *event)
{
    const auto curve = std::find_if(m_curves.begin(), m_curves.end(), isDrawn);
    if (curve == m_curves.end())
        return QChartView::keyPressEvent(event);
    const auto &points = curve->points;
    const TimePoint *point = m_read ? pointAt(points, *m_read) : &points.back();
    const auto last = static_cast<std::ptrdiff_t>(points.size()) - 1;
    const auto here = point == nullptr ? 0 : point - points.data();
    switch (event->key()) {
    case Qt::Key_Left:
        return read(points, std::max<std::ptrdiff_t>(here - 1, 0));
    case Qt::Key_Right:
        return read(points, std::min(here + 1, last));
    case Qt::Key_Home:
        return read(points, 0);
    case Qt::Key_End:
        return read(points, last);
    default:
        return QChartView::keyPressEvent(event);
    }
}

void CurveChart::read(const std::vector<TimePoint> &points, std::ptrdiff_t which)
{
    const TimePoint &point = points[static_cast<std::size_t>(which)];
    m_read = point.time;
    setAccessibleDescription(textAt(point.time));
    const QPointF at = chart()->mapToPosition({place(point.time), place(point.value)});
    showTip(viewport()->mapToGlobal(at.toPoint()), point.time);
}

void CurveChart::focusInEvent(QFocusEvent *event)
{
    m_read.reset();
    m_described.clear();
    describe();
    viewport()->update();
    QChartView::focusInEvent(event);
}

void CurveChart::focusOutEvent(QFocusEvent *event)
{
    QChartView::focusOutEvent(event);
    describe();
    viewport()->update();
}

void CurveChart::paintEvent(QPaintEvent *event)
{
    QChartView::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(viewport());
    painter.setPen(m_theme.colors().accent);
    painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
}

void CurveChart::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    m_empty->setGeometry(rect());
    draw();
}

} // namespace lpm::gui
