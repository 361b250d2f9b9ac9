// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positionssortmodel.h"

namespace lpm::gui {

PositionsSortModel::PositionsSortModel(PositionsModel &source, QObject *parent)
    : QSortFilterProxyModel(parent), m_positions(source)
{
    setDynamicSortFilter(false);
    setSourceModel(&source);
}

void PositionsSortModel::setAccount(const std::optional<domain::Address> &account)
{
    if (m_account == account)
        return;
    m_account = account;
    invalidateFilter();
    resort();
}

void PositionsSortModel::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
    resort();
}

void PositionsSortModel::setFrozen(bool isFrozen)
{
    m_isFrozen = isFrozen;
    resort();
}

void PositionsSortModel::resort()
{
    if (!m_isFrozen && sortColumn() >= 0 && !isInOrder())
        sort(sortColumn(), sortOrder());
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
    const PositionRow &a = m_positions.row(left.row());
    const PositionRow &b = m_positions.row(right.row());
    const auto column = static_cast<PositionColumn>(left.column());
    const PositionColumnSpec &by = spec(column);
    const bool isDescending = sortOrder() == Qt::DescendingOrder;
    // What is not known stands at the end, whichever way the known ones are sorted.
    if (by.isKnown(a.position) != by.isKnown(b.position))
        return by.isKnown(a.position) != isDescending;
    const std::weak_ordering order = column == PositionColumn::Account
                                         ? a.account.compare(b.account) <=> 0
                                         : by.compare(a.position, b.position);
    if (order != 0)
        return order < 0;
    // Equal ones keep one order, the same in both directions.
    const auto byName = std::tie(a.position.symbol, a.position.account) <=>
                        std::tie(b.position.symbol, b.position.account);
    return isDescending ? byName > 0 : byName < 0;
}

bool PositionsSortModel::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const PositionRow &candidate = m_positions.row(sourceRow);
    if (m_account && candidate.position.account != *m_account)
        return false;
    if (m_text.isEmpty())
        return true;
    const auto contains = [this](const QString &text) {
        return text.contains(m_text, Qt::CaseInsensitive);
    };
    const auto &side = candidate.cells[static_cast<std::size_t>(PositionColumn::Side)].text;
    return contains(QString::fromStdString(candidate.position.symbol)) || contains(side) ||
           contains(candidate.account);
}

} // namespace lpm::gui
