// SPDX-License-Identifier: GPL-3.0-or-later
// Ours beside the exchange's as rows, what differs first. Cells are made when they are looked at.
// GUI thread.
#pragma once

#include "core/domain/account.h"
#include "core/domain/reconciliation.h"
#include "gui/models/positioncolumns.h"

#include <QAbstractTableModel>

#include <map>
#include <optional>
#include <vector>

namespace lpm::gui {

class Privacy;

enum class ComparisonColumn { Account, Coin, Field, Ours, Theirs, Difference, Checked, Verdict };
inline constexpr int ComparisonColumnCount = static_cast<int>(ComparisonColumn::Verdict) + 1;

class ReconciliationModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    // The same roles as PositionsModel, so that one delegate paints both.
    using QAbstractTableModel::QAbstractTableModel;

    void setPrivacy(const Privacy &privacy); // must outlive it
    void take(const domain::ReconciliationPtr &view);
    void keepOnly(const std::vector<domain::WatchedAccount> &accounts);
    void setAccount(const std::optional<domain::Address> &account); // nullopt: all
    void setNow(base::Timestamp now);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    static CellKind kindOf(ComparisonColumn column);

private:
    struct Row // into a view that is kept
    {
        const domain::ReconciliationView *view;
        const domain::ComparedField *field;

        bool isSameField(const Row &other) const;
    };

    void rebuild();
    void tellAll();
    Cell cellOf(const Row &row, ComparisonColumn column) const;
    QVariant copiedCell(const Row &row, ComparisonColumn column) const;

    const Privacy *m_privacy = nullptr;
    std::map<domain::Address, domain::ReconciliationPtr> m_views;
    std::vector<domain::ReconciliationPtr> m_shown; // what the rows point into
    std::vector<Row> m_rows;
    std::optional<domain::Address> m_account;
    base::Timestamp m_now{};
};

} // namespace lpm::gui
