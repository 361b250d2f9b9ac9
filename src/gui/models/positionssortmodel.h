// SPDX-License-Identifier: GPL-3.0-or-later
// Sorts positions by their exact numbers and filters them by account and text. It re-sorts only
// when told (on a slow tick), never while it is frozen, and only if the order is not right any
// more.
#pragma once

#include "gui/models/positionsmodel.h"

#include <QSortFilterProxyModel>

#include <optional>

namespace lpm::gui {

class PositionsSortModel : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit PositionsSortModel(PositionsModel &source, QObject *parent = nullptr);

    void setAccount(const std::optional<domain::Address> &account); // nullopt: all
    void setText(const QString &text); // shows rows whose coin, side or account contain it
    void setFrozen(bool isFrozen);
    bool isFrozen() const { return m_isFrozen; }
    void resort(); // nothing while frozen

    // The column that sorts says so by an arrow.
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    bool isInOrder() const;

    PositionsModel &m_positions;
    std::optional<domain::Address> m_account;
    QString m_text;
    bool m_isFrozen = false;
};

} // namespace lpm::gui
