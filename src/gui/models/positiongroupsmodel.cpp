// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positiongroupsmodel.h"

#include "gui/format/inerttext.h"
#include "gui/models/amounts.h"

#include <algorithm>

namespace lpm::gui {

namespace {

domain::PriceState freshnessOf(const PositionTotals &totals, PositionColumn column)
{
    const bool isOld = totals.isFeedDown || (isPriced(column) && totals.hasOldPrice);
    return isOld ? domain::PriceState::Stale : domain::PriceState::Live;
}

// The size's column counts the positions of a group.
bool isHiddenSum(const Privacy *privacy, PositionColumn column)
{
    return isHidden(privacy) && isAmount(column) && column != PositionColumn::Size;
}

std::optional<TotalFigure> figureOf(PositionColumn column)
{
    using enum PositionColumn;
    switch (column) {
    case Notional:
        return TotalFigure::Gross;
    case Unrealized:
        return TotalFigure::Unrealized;
    case Realized:
        return TotalFigure::Realized;
    case Fees:
        return TotalFigure::Fees;
    case Funding:
        return TotalFigure::Funding;
    case Net:
        return TotalFigure::NetPnl;
    case Margin:
        return TotalFigure::Margin;
    default:
        return std::nullopt;
    }
}

} // namespace

void PositionGroupsModel::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    connect(&privacy, &Privacy::changed, this, &PositionGroupsModel::tellAll);
    tellAll();
}

void PositionGroupsModel::tellAll()
{
    if (!m_groups.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, PositionColumnCount - 1));
}

QString PositionGroupsModel::explain(const PositionGroup &group, PositionColumn column) const
{
    const QString head =
        tr("%1, positions shown: %n", nullptr, group.totals.rows).arg(group.key.name);
    if (isHiddenSum(m_privacy, column))
        return head + QLatin1Char('\n') + hiddenSentence();
    const auto figure = figureOf(column);
    if (!figure || !m_partsOf)
        return head;
    return head + QLatin1Char('\n') + sumText(m_partsOf(group.key, *figure), signOf(*figure));
}

bool PositionGroupsModel::show(std::vector<PositionGroup> groups)
{
    const bool isSame =
        std::equal(groups.begin(), groups.end(), m_groups.begin(), m_groups.end(),
                   [](const PositionGroup &a, const PositionGroup &b) { return a.key == b.key; });
    if (isSame && groups == m_groups)
        return false;
    if (isSame) {
        m_groups = std::move(groups);
        tellAll();
        return false;
    }
    if (!m_groups.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_groups.clear();
        endRemoveRows();
    }
    if (!groups.empty()) {
        beginInsertRows({}, 0, static_cast<int>(groups.size()) - 1);
        m_groups = std::move(groups);
        endInsertRows();
    }
    return true;
}

int PositionGroupsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_groups.size());
}

int PositionGroupsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : PositionColumnCount;
}

QVariant PositionGroupsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const PositionGroup &shown = group(index.row());
    const auto column = static_cast<PositionColumn>(index.column());
    const bool isSumHidden = isHiddenSum(m_privacy, column);
    const Cell &whole = shown.cells.at(static_cast<std::size_t>(index.column()));
    const Cell cell = isSumHidden ? hiddenCell(whole) : whole;
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case PositionsModel::SecondaryRole:
        return cell.secondary;
    case PositionsModel::ToneRole:
        return static_cast<int>(cell.tone);
    case PositionsModel::FreshnessRole:
        return static_cast<int>(freshnessOf(shown.totals, column));
    case PositionsModel::GroupRole:
        return true;
    case Qt::ToolTipRole:
        return inertToolTip(explain(shown, column));
    case Qt::AccessibleDescriptionRole:
        return explain(shown, column);
    case Qt::AccessibleTextRole:
        return cell.secondary.isEmpty() ? cell.text : cell.text + QLatin1Char(' ') + cell.secondary;
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(spec(column).kind));
    default:
        return {};
    }
}

} // namespace lpm::gui
