// SPDX-License-Identifier: GPL-3.0-or-later
// The fills of one account, or of all. GUI thread.
#pragma once

#include "core/domain/address.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace lpm::gui {

class FillsModel;

class ChosenFills : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit ChosenFills(FillsModel &fills); // a child of them

    void setAccount(const std::optional<domain::Address> &account); // nullopt: all
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    FillsModel &m_fills;
    std::optional<domain::Address> m_account;
};

} // namespace lpm::gui
