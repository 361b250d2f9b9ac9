// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/chosenfills.h"

#include "gui/models/fillsmodel.h"

namespace lpm::gui {

ChosenFills::ChosenFills(FillsModel &fills) : QSortFilterProxyModel(&fills), m_fills(fills)
{
    setSourceModel(&fills);
}

void ChosenFills::setAccount(const std::optional<domain::Address> &account)
{
    if (m_account == account)
        return;
    m_account = account;
    invalidateFilter();
}

bool ChosenFills::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    return !m_account || m_fills.accountAt(sourceRow) == *m_account;
}

// By the source's own section: without rows the proxy cannot map one.
QVariant ChosenFills::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_fills.headerData(section, orientation, role);
}

} // namespace lpm::gui
