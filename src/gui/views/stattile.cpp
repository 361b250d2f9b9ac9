// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/stattile.h"

#include "gui/format/inerttext.h"
#include "gui/views/squeezedfont.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace lpm::gui {

namespace {

constexpr int Margin = 11;
constexpr int MinimumWidth = 118;
constexpr qreal LargestFactor = 1.45;
constexpr qreal SmallestFactor = 0.9;
const QString ArrowRoom = QStringLiteral(" ▲");

QFont scaled(QFont font, qreal factor)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

} // namespace

StatTile::StatTile(const Theme &theme, const QString &caption, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_caption(caption),
      m_stat{unknownText(), Tone::Muted, {}}
{
    setFont(tabularFont(font()));
    setAccessibleName(caption);
    describe();
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StatTile::show(const Stat &stat)
{
    if (stat == m_stat)
        return;
    m_stat = stat;
    describe();
    update();
}

bool StatTile::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                       inertToolTip(explanation()), this);
    return true;
}

void StatTile::setOld(bool isOld)
{
    if (isOld == m_isOld)
        return;
    m_isOld = isOld;
    describe();
    update();
}

// Whoever hears it sees no grey.
QString StatTile::spokenValue() const
{
    QStringList parts{m_stat.value, m_stat.detail, m_isOld ? tr("old") : QString()};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

void StatTile::describe() { setAccessibleDescription(spokenValue()); }

QFont StatTile::valueFont(qreal points) const
{
    QFont large = font();
    large.setPointSizeF(points);
    large.setWeight(QFont::DemiBold);
    return large;
}

qreal StatTile::fittingSize() const
{
    const QString widest = m_stat.value + (isSigned() ? ArrowRoom : QString());
    qreal points = font().pointSizeF() * LargestFactor;
    const qreal smallest = font().pointSizeF() * SmallestFactor;
    while (points > smallest &&
           QFontMetrics(valueFont(points)).horizontalAdvance(widest) > width() - 2 * Margin)
        points -= 0.5;
    return points;
}

void StatTile::setValueSize(qreal points)
{
    if (qFuzzyCompare(points + 1, m_valueSize + 1))
        return;
    m_valueSize = points;
    update();
}

bool StatTile::isSigned() const { return m_stat.tone == Tone::Gain || m_stat.tone == Tone::Loss; }

QSize StatTile::sizeHint() const
{
    const int height = QFontMetrics(scaled(font(), 0.88)).height() * 2 +
                       QFontMetrics(scaled(font(), 1.5)).height() + 22;
    return {MinimumWidth + 30, height};
}

QSize StatTile::minimumSizeHint() const { return {MinimumWidth, sizeHint().height()}; }

void StatTile::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.border);
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    const QRect area = rect().adjusted(Margin, 8, -Margin, -8);
    const QFont small = scaled(font(), 0.88);
    const QFontMetrics smallMetrics(small);
    painter.setFont(small);
    painter.setPen(colors.muted);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, m_caption);

    const auto squeezed = [](const QFont &font, const QString &text, int room) {
        return squeezedFont(font, room, [&](const QFont &tried) {
            return QFontMetrics(tried).horizontalAdvance(text);
        });
    };
    const QFont large = squeezed(valueFont(m_valueSize > 0 ? m_valueSize : fittingSize()),
                                 m_stat.value, area.width());
    const QRect middle = area.adjusted(0, smallMetrics.height() + 1, 0, -smallMetrics.height() - 1);
    painter.setPen(m_isOld ? colors.faint : colors.of(m_stat.tone));
    painter.setFont(large);
    painter.drawText(middle, Qt::AlignLeft | Qt::AlignVCenter, m_stat.value);
    if (isSigned()) {
        const int width = QFontMetrics(large).horizontalAdvance(m_stat.value);
        painter.setFont(scaled(large, 0.6));
        painter.drawText(middle.adjusted(width + 5, 0, 8, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         m_stat.tone == Tone::Gain ? QStringLiteral("▲") : QStringLiteral("▼"));
    }
    painter.setFont(squeezed(small, m_stat.detail, area.width()));
    painter.setPen(m_isOld ? colors.faint : colors.muted); // it may hold a number, too
    painter.drawText(
        area, Qt::AlignLeft | Qt::AlignBottom,
        painter.fontMetrics().elidedText(m_stat.detail, Qt::ElideRight, area.width()));
}

} // namespace lpm::gui
