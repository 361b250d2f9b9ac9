// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/celldelegate.h"

#include "gui/views/squeezedfont.h"

#include <QPainter>
#include <QPainterPath>

#include <cstdlib>

namespace lpm::gui {

namespace {

constexpr int Padding = 7;
constexpr int ArrowSide = 7;
constexpr float FlashTint = 0.22F; // of the background at first
constexpr int FlashLine = 2;

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.84);
    return font;
}

void paintArrow(QPainter &painter, const QPointF &center, bool isUp, const QColor &color)
{
    const qreal half = ArrowSide / 2.0;
    const qreal rise = isUp ? -half * 0.85 : half * 0.85;
    QPainterPath path(center + QPointF(-half, -rise));
    path.lineTo(center + QPointF(half, -rise));
    path.lineTo(center + QPointF(0, rise));
    path.closeSubpath();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, color);
    painter.restore();
}

} // namespace

struct CellDelegate::Brush
{
    QString text;
    QString secondary;
    Tone tone;
    domain::PriceState freshness;
    QColor color;
    QFont font;
    QFont smallFont;
    CellStyle style;
    double bar;
};

CellDelegate::CellDelegate(const Theme &theme, StyleOf styleOf, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_styleOf(std::move(styleOf))
{
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    paintBackground(*painter, option, index);
    if (const int level = index.data(PositionsModel::FlashRole).toInt(); level != 0)
        paintFlash(*painter, option.rect, level);
    const CellStyle style = m_styleOf(index.column());
    const auto tone = static_cast<Tone>(index.data(PositionsModel::ToneRole).toInt());
    const auto freshness =
        static_cast<domain::PriceState>(index.data(PositionsModel::FreshnessRole).toInt());
    Brush brush{index.data().toString(),
                index.data(PositionsModel::SecondaryRole).toString(),
                tone,
                freshness,
                freshness == domain::PriceState::Live || style.kind == CellKind::Name
                    ? m_theme.colors().of(tone)
                    : m_theme.colors().faint,
                option.font,
                smallFontOf(option.font),
                style,
                style.kind == CellKind::Bar ? index.data(PositionsModel::BarRole).toDouble() : 0};

    const QRect area = option.rect.adjusted(Padding, 0, -Padding, 0);
    painter->save();
    switch (style.kind) {
    case CellKind::Name:
        paintName(*painter, area, brush);
        break;
    case CellKind::Side:
        paintSide(*painter, area, brush);
        break;
    case CellKind::Bar:
        paintBar(*painter, area, brush);
        break;
    case CellKind::Number:
    case CellKind::Money:
        paintNumber(*painter, area, brush);
        break;
    case CellKind::Tick:
        paintText(*painter, option.rect, brush, Qt::AlignCenter);
        break;
    case CellKind::Text:
        paintText(*painter, area, brush, Qt::AlignLeft);
        break;
    }
    painter->restore();
}

// Kept from cell to cell, with what the system found for it.
const QFont &CellDelegate::smallFontOf(const QFont &font) const
{
    if (!m_smallFont || m_smallFont->first != font)
        m_smallFont.emplace(font, smaller(font));
    return m_smallFont->second;
}

void CellDelegate::paintBackground(QPainter &painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const ThemeColors &colors = m_theme.colors();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isGroup = index.data(PositionsModel::GroupRole).toBool();
    painter.fillRect(option.rect, isSelected                    ? colors.selection
                                  : index.row() == m_hoveredRow ? colors.hover
                                  : isGroup                     ? colors.raised
                                                                : colors.surface);
    QColor line = colors.border;
    line.setAlphaF(0.55F);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), line);
    if (isSelected && option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(colors.accent);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

void CellDelegate::paintFlash(QPainter &painter, const QRect &area, int level) const
{
    const bool isRise = level > 0;
    const float strength = static_cast<float>(std::abs(level)) / RowFlash::Steps;
    QColor color = isRise ? m_theme.colors().gain : m_theme.colors().loss;
    color.setAlphaF(FlashTint * strength);
    painter.fillRect(area, color);
    color.setAlphaF(strength);
    const int line = isRise ? area.top() : area.bottom() - FlashLine + 1;
    painter.fillRect(QRect(area.left(), line, area.width(), FlashLine), color);
}

void CellDelegate::paintFigures(QPainter &painter, const QRect &area, const Brush &brush) const
{
    if (m_figures.widthOf(brush.font, brush.text) > area.width()) {
        paintText(painter, area, brush, Qt::AlignRight);
        return;
    }
    painter.setPen(brush.color);
    m_figures.draw(painter, area, Qt::AlignRight, brush.font, brush.text);
}

// An age, a mode: in its own slot, so that the numbers stand in line.
void CellDelegate::paintSecondary(QPainter &painter, const QRect &area, const Brush &brush) const
{
    if (brush.secondary.isEmpty())
        return;
    const bool isWarning = brush.style.isAge && brush.freshness != domain::PriceState::Live;
    painter.setPen(isWarning ? m_theme.colors().warning : m_theme.colors().muted);
    const bool isAgeOrMode = brush.style.secondaryWidth > 1;
    const bool fits = m_figures.widthOf(brush.smallFont, brush.secondary) <= area.width();
    m_figures.draw(painter, area, isAgeOrMode ? Qt::AlignRight : Qt::AlignLeft, brush.smallFont,
                   fits ? brush.secondary
                        : QFontMetrics(brush.smallFont)
                              .elidedText(brush.secondary, Qt::ElideRight, area.width()));
}

void CellDelegate::paintText(QPainter &painter, const QRect &area, const Brush &brush,
                             int flags) const
{
    painter.setFont(brush.font);
    painter.setPen(brush.color);
    painter.drawText(
        area, flags | Qt::AlignVCenter | Qt::TextSingleLine,
        QFontMetrics(brush.font).elidedText(brush.text, Qt::ElideRight, area.width()));
}

void CellDelegate::paintName(QPainter &painter, const QRect &area, const Brush &brush) const
{
    Brush name = brush;
    name.font.setWeight(QFont::DemiBold);
    const QFontMetrics small(brush.smallFont);
    const int badgeWidth =
        brush.secondary.isEmpty() ? 0 : small.horizontalAdvance(brush.secondary) + 10;
    const int room = std::max(0, area.width() - (badgeWidth > 0 ? badgeWidth + 6 : 0));
    const int width = std::min(QFontMetrics(name.font).horizontalAdvance(name.text), room);
    paintText(painter, QRect(area.left(), area.top(), width + 1, area.height()), name,
              Qt::AlignLeft);
    if (badgeWidth == 0)
        return;
    const int height = small.height() + 2;
    const QRect badge(area.left() + width + 7, area.center().y() - height / 2, badgeWidth, height);
    QColor fill = m_theme.colors().accent;
    fill.setAlphaF(0.16F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(badge, 4, 4);
    painter.setFont(brush.smallFont);
    painter.setPen(m_theme.colors().accent);
    painter.drawText(badge, Qt::AlignCenter | Qt::TextSingleLine, brush.secondary);
}

void CellDelegate::paintSide(QPainter &painter, const QRect &area, const Brush &brush) const
{
    if (brush.tone == Tone::Gain || brush.tone == Tone::Loss)
        paintArrow(painter, QPointF(area.left() + 4, area.center().y() + 0.5),
                   brush.tone == Tone::Gain, brush.color);
    paintText(painter, area.adjusted(13, 0, 0, 0), brush, Qt::AlignLeft);
}

void CellDelegate::paintNumber(QPainter &painter, QRect area, Brush brush) const
{
    if (brush.style.secondaryWidth > 0) {
        const int digit = m_figures.widthOf(brush.smallFont, QStringLiteral("0"));
        const int slot = digit * brush.style.secondaryWidth + 5;
        paintSecondary(painter, {area.right() - slot + 6, area.top(), slot - 5, area.height()},
                       brush);
        area.setRight(area.right() - slot);
    }
    int width = m_figures.widthOf(brush.font, brush.text);
    if (width > area.width()) {
        brush.font = squeezedFont(brush.font, area.width(), [&](const QFont &font) {
            return m_figures.widthOf(font, brush.text);
        });
        width = m_figures.widthOf(brush.font, brush.text);
    }
    const bool hasArrow = brush.style.kind == CellKind::Money &&
                          (brush.tone == Tone::Gain || brush.tone == Tone::Loss);
    if (hasArrow) {
        const int left = area.right() - width - ArrowSide - 4;
        if (left >= area.left() - Padding / 2)
            paintArrow(painter, QPointF(left + ArrowSide / 2.0, area.center().y() + 0.5),
                       brush.tone == Tone::Gain, brush.color);
    }
    paintFigures(painter, area, brush);
    paintStrike(painter, area, brush);
}

void CellDelegate::paintStrike(QPainter &painter, const QRect &area, const Brush &brush) const
{
    if (brush.freshness != domain::PriceState::Dead || brush.text == unknownText())
        return;
    const bool hasSign = !brush.text.isEmpty() && !brush.text.front().isDigit();
    const QString digits = hasSign ? brush.text.mid(1) : brush.text;
    const int gap = hasSign ? 3 : 0; // else the line and a minus read as one
    const int width = m_figures.widthOf(brush.font, digits) - gap;
    painter.fillRect(QRect(area.right() - width, area.center().y() + 1, width + 1, 1), brush.color);
}

void CellDelegate::paintBar(QPainter &painter, const QRect &area, const Brush &brush) const
{
    paintFigures(painter, area.adjusted(0, 0, 0, -3), brush);
    paintStrike(painter, area.adjusted(0, 0, 0, -3), brush);
    if (brush.bar <= 0)
        return;
    const QRect track(area.left(), area.bottom() - 5, area.width(), 2);
    painter.fillRect(track, m_theme.colors().border);
    const bool isNear = brush.tone == Tone::Bad || brush.tone == Tone::Warning;
    const int filled = std::max(2, static_cast<int>(track.width() * brush.bar));
    painter.fillRect(QRect(track.left(), track.top(), filled, track.height()),
                     isNear ? brush.color : m_theme.colors().faint);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {60, QFontMetrics(option.font).height() + 14};
}

} // namespace lpm::gui
