// SPDX-License-Identifier: GPL-3.0-or-later
// What the views ask of the positions' model.
#include "gui/format/inerttext.h"
#include "gui/models/amounts.h"
#include "gui/models/compactview.h"
#include "gui/models/positioncells.h"
#include "gui/models/positionexplain.h"
#include "gui/models/positionsmodel.h"

namespace lpm::gui {

namespace {

PositionColumn sectionAt(int index) { return static_cast<PositionColumn>(index); }

// A number that does not follow from the mark is old only when the whole feed is.
domain::PriceState cellFreshness(const PositionRow &row, PositionColumn column)
{
    if (isPriced(column))
        return row.freshness;
    return row.isFeedDown ? domain::PriceState::Stale : domain::PriceState::Live;
}

// Whoever hears a number sees no colour: that it is old is said.
QString accessibleText(const Cell &cell, domain::PriceState freshness)
{
    QStringList parts{cell.text, cell.secondary, freshnessWords(freshness)};
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

} // namespace

void PositionsModel::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    const auto tell = [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, PositionColumnCount - 1));
    };
    connect(&privacy, &Privacy::changed, this, tell);
    tell();
}

int PositionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PositionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : PositionColumnCount;
}

QVariant PositionsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const PositionRow &shown = row(index.row());
    const PositionColumn column = sectionAt(index.column());
    const bool areHidden = isHidden(m_privacy);
    const Cell &whole = cellOf(shown, index.column()); // first: it decides on a flash
    const Cell cell = areHidden && isAmount(column) ? hiddenCell(whole) : whole;
    const auto explained = [&] {
        return areHidden ? explainHidden(column, inputOf(shown), m_zone)
                         : explain(column, inputOf(shown), m_zone);
    };
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case SecondaryRole:
        return cell.secondary;
    case ToneRole:
        return static_cast<int>(cell.tone);
    case FreshnessRole:
        return static_cast<int>(cellFreshness(shown, column));
    case BarRole:
        return column == PositionColumn::Distance ? barOf(shown.position) : QVariant();
    case FlashRole:
        return areHidden && isAmount(column) ? 0 : shown.flash.level(index.column());
    case Qt::ToolTipRole:
        return inertToolTip(explained());
    case Qt::AccessibleTextRole:
        return accessibleText(cell, cellFreshness(shown, column));
    case Qt::AccessibleDescriptionRole:
        return explained();
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(spec(column).kind));
    default:
        return {};
    }
}

QVariant PositionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= PositionColumnCount)
        return {};
    const PositionColumnSpec &column = spec(sectionAt(section));
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: // without what a view adds, as the arrow of an order
        return titleOf(sectionAt(section));
    case KeyRole:
        return QString::fromLatin1(column.key);
    case Qt::ToolTipRole:
        return inertToolTip(tipOf(sectionAt(section)));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(column.kind));
    default:
        return {};
    }
}

} // namespace lpm::gui
