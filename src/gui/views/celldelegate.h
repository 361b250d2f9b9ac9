// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of the tables: right-aligned figures, an arrow beside each coloured number, a
// badge for a coin's dex, a bar for the way to liquidation; grey and struck through when old. A
// number that changed glows for a moment, with a line above it when it rose and below when it fell.
#pragma once

#include "gui/models/positioncolumns.h"
#include "gui/models/positionsmodel.h"
#include "gui/theme.h"
#include "gui/views/figuretext.h"

#include <QStyledItemDelegate>

#include <functional>
#include <optional>
#include <utility>

namespace lpm::gui {

struct CellStyle
{
    CellKind kind = CellKind::Text;
    int secondaryWidth = 0; // in characters
    bool isAge = false;     // the secondary text warns when the cell is old
};

class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using StyleOf = std::function<CellStyle(int column)>;

    CellDelegate(const Theme &theme, StyleOf styleOf, QObject *parent = nullptr);

    void setHoveredRow(int row) { m_hoveredRow = row; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    struct Brush; // what one cell is painted with

    void paintBackground(QPainter &painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const;
    void paintFlash(QPainter &painter, const QRect &area, int level) const;
    void paintName(QPainter &painter, const QRect &area, const Brush &brush) const;
    void paintSide(QPainter &painter, const QRect &area, const Brush &brush) const;
    void paintNumber(QPainter &painter, QRect area, Brush brush) const;
    void paintBar(QPainter &painter, const QRect &area, const Brush &brush) const;
    // The line through a number that is too old; its sign stays readable.
    void paintStrike(QPainter &painter, const QRect &area, const Brush &brush) const;
    void paintText(QPainter &painter, const QRect &area, const Brush &brush, int flags) const;
    void paintFigures(QPainter &painter, const QRect &area, const Brush &brush) const;
    void paintSecondary(QPainter &painter, const QRect &area, const Brush &brush) const;
    const QFont &smallFontOf(const QFont &font) const;

    const Theme &m_theme;
    StyleOf m_styleOf;
    int m_hoveredRow = -1;
    mutable std::optional<std::pair<QFont, QFont>> m_smallFont; // of which font, and it
    mutable FigureText m_figures;
};

} // namespace lpm::gui
