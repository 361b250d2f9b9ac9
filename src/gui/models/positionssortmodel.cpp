// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positionssortmodel.h"

#include "gui/format/inerttext.h"

#include <limits>

namespace lpm::gui {

namespace {

// By what is shown, where that is more than the position itself.
std::weak_ordering orderIn(PositionColumn column, const PositionRow &a, const PositionRow &b)
{
    if (column == PositionColumn::Account)
        return a.account.compare(b.account) <=> 0;
    if (column == PositionColumn::Reconciled)
        return proofRank(a) <=> proofRank(b);
    return spec(column).compare(a.position, b.position);
}

} // namespace

PositionsSortModel::PositionsSortModel(PositionsModel &source, QObject *parent)
    : QSortFilterProxyModel(parent), m_positions(source)
{
    setDynamicSortFilter(false);
    m_lines.addSourceModel(&source);
    m_lines.addSourceModel(&m_groups);
    setSourceModel(&m_lines);
    m_groups.setParts([this](const GroupKey &key, TotalFigure figure) {
        auto members = shownPositions();
        std::erase_if(members, [&](const PositionRow *row) {
            return groupOf(*row, m_grouping) != key;
        });
        return partsOf(members, figure);
    });
}

void PositionsSortModel::setAccount(const std::optional<domain::Address> &account)
{
    if (m_account == account)
        return;
    m_account = account;
    decideAnew();
    resort();
}

void PositionsSortModel::setFilter(const PositionFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    decideAnew();
    resort();
}

void PositionsSortModel::decideAnew()
{
    m_decisions.clear();
    invalidateFilter();
}

void PositionsSortModel::setFrozen(bool isFrozen)
{
    m_isFrozen = isFrozen;
    m_places.clear();
    if (isFrozen)
        rememberPlaces();
    else
        resort();
}

void PositionsSortModel::resort()
{
    if (!m_filter.terms.empty()) {
        if (!m_isFrozen)
            m_decisions.clear();
        else // nothing in sight goes, but what has come to fit comes
            std::erase_if(m_decisions, [](const auto &decision) { return !decision.second; });
        invalidateFilter();
        constexpr int coin = static_cast<int>(PositionColumn::Coin);
        if (m_isFrozen && rowCount() > 0)
            Q_EMIT dataChanged(index(0, coin), index(rowCount() - 1, coin)); // how it stands out
    }
    if (sortColumn() < 0 || isInOrder())
        return;
    QSortFilterProxyModel::sort(sortColumn(), sortOrder());
    if (m_isFrozen)
        rememberPlaces();
}

// Somebody asked for it: also a frozen table takes the new order.
void PositionsSortModel::sort(int column, Qt::SortOrder order)
{
    m_places.clear();
    QSortFilterProxyModel::sort(column, order);
    if (m_isFrozen)
        rememberPlaces();
}

void PositionsSortModel::rememberPlaces()
{
    for (const PositionRow *shown : shownPositions())
        m_places.try_emplace({shown->position.account, shown->position.symbol},
                             static_cast<int>(m_places.size()));
}

int PositionsSortModel::placeOf(const PositionRow &position) const
{
    const auto place = m_places.find({position.position.account, position.position.symbol});
    return place == m_places.end() ? std::numeric_limits<int>::max() : place->second;
}

void PositionsSortModel::setGrouping(Grouping grouping)
{
    m_grouping = grouping;
    addUpGroups();
    resort();
}

void PositionsSortModel::addUpGroups()
{
    if (m_groups.show(groupsOf(shownPositions(), m_grouping)))
        resort();
}

const PositionRow *PositionsSortModel::sourcePosition(int sourceRow) const
{
    return sourceRow < m_positions.rowCount() ? &m_positions.row(sourceRow) : nullptr;
}

GroupKey PositionsSortModel::groupAt(int sourceRow) const
{
    const PositionRow *position = sourcePosition(sourceRow);
    return position ? groupOf(*position, m_grouping)
                    : m_groups.group(sourceRow - m_positions.rowCount()).key;
}

const PositionRow *PositionsSortModel::positionAt(int line) const
{
    return sourcePosition(mapToSource(index(line, 0)).row());
}

std::vector<const PositionRow *> PositionsSortModel::shownPositions() const
{
    std::vector<const PositionRow *> shown;
    for (int line = 0; line < rowCount(); ++line) {
        if (const PositionRow *position = positionAt(line))
            shown.push_back(position);
    }
    return shown;
}

bool PositionsSortModel::isInOrder() const
{
    for (int i = 1; i < rowCount(); ++i) {
        const QModelIndex above = mapToSource(index(i - 1, sortColumn()));
        const QModelIndex below = mapToSource(index(i, sortColumn()));
        const bool isWrong =
            sortOrder() == Qt::AscendingOrder ? lessThan(below, above) : lessThan(above, below);
        if (isWrong)
            return false;
    }
    return true;
}

QVariant PositionsSortModel::data(const QModelIndex &index, int role) const
{
    const QVariant value = QSortFilterProxyModel::data(index, role);
    const bool tells = role == PositionsModel::ToneRole || role == Qt::ToolTipRole ||
                       role == Qt::AccessibleTextRole;
    if (!m_isFrozen || !tells || index.column() != static_cast<int>(PositionColumn::Coin))
        return value;
    const PositionRow *row = positionAt(index.row());
    if (!row || isFitting(*row))
        return value;
    if (role == PositionsModel::ToneRole)
        return static_cast<int>(Tone::Warning);
    const QString why = tr("It no longer fits the filter; it stays while the order is frozen.");
    return role == Qt::ToolTipRole
               ? inertToolTip(inertName(row->position.symbol) + QLatin1Char('\n') + why)
               : value.toString() + QStringLiteral(", ") + why;
}

QVariant PositionsSortModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    // By the source's own section: without rows the proxy cannot map one.
    const QVariant value = m_positions.headerData(section, orientation, role);
    if (role != Qt::DisplayRole || section != sortColumn())
        return value;
    const bool isDescending = sortOrder() == Qt::DescendingOrder;
    return value.toString() + (isDescending ? QStringLiteral(" ↓") : QStringLiteral(" ↑"));
}

bool PositionsSortModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool isDescending = sortOrder() == Qt::DescendingOrder;
    // Groups keep their order, their lines on top, whichever way the positions are sorted.
    if (m_grouping != Grouping::None) {
        const auto byGroup = groupAt(left.row()) <=> groupAt(right.row());
        if (byGroup != 0)
            return isDescending ? byGroup > 0 : byGroup < 0;
    }
    const PositionRow *a = sourcePosition(left.row());
    const PositionRow *b = sourcePosition(right.row());
    if (!a || !b)
        return isDescending ? a && !b : b && !a;
    return isLess(*a, *b, static_cast<PositionColumn>(left.column()));
}

bool PositionsSortModel::isLess(const PositionRow &a, const PositionRow &b,
                                PositionColumn column) const
{
    const PositionColumnSpec &by = spec(column);
    const bool isDescending = sortOrder() == Qt::DescendingOrder;
    if (!m_places.empty() && placeOf(a) != placeOf(b))
        return isDescending ? placeOf(a) > placeOf(b) : placeOf(a) < placeOf(b);
    // What is not known stands at the end, whichever way the known ones are sorted.
    if (by.isKnown(a.position) != by.isKnown(b.position))
        return by.isKnown(a.position) != isDescending;
    const std::weak_ordering order = orderIn(column, a, b);
    if (order != 0)
        return order < 0;
    // Equal ones keep one order, the same in both directions.
    const auto byName = std::tie(a.position.symbol, a.position.account) <=>
                        std::tie(b.position.symbol, b.position.account);
    return isDescending ? byName > 0 : byName < 0;
}

bool PositionsSortModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const PositionRow *candidate = sourcePosition(sourceRow);
    if (!candidate)
        return true; // a group has a line only while something of it is shown
    if (m_account && candidate->position.account != *m_account)
        return false;
    return m_filter.terms.empty() || decide(*candidate);
}

bool PositionsSortModel::decide(const PositionRow &candidate) const
{
    const auto [decision, isNew] =
        m_decisions.try_emplace({candidate.position.account, candidate.position.symbol});
    if (isNew)
        decision->second = isFitting(candidate);
    return decision->second;
}

bool PositionsSortModel::isFitting(const PositionRow &candidate) const
{
    return fits({candidate.position, candidate.account, m_positions.now(), isProven(candidate)},
                m_filter);
}

} // namespace lpm::gui
