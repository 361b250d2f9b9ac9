// SPDX-License-Identifier: GPL-3.0-or-later
// Past differences between ours and the exchange's, newest first, and what became of them. GUI
// thread.
#pragma once

#include "core/domain/account.h"
#include "core/domain/reconciliation.h"
#include "gui/models/positioncolumns.h"

#include <QAbstractTableModel>
#include <QDate>
#include <QTimeZone>

#include <map>
#include <optional>
#include <vector>

namespace lpm::gui {

class Privacy;

enum class DriftColumn { Time, Account, Coin, Field, Ours, Theirs, Outcome };
inline constexpr int DriftColumnCount = static_cast<int>(DriftColumn::Outcome) + 1;

class DriftModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit DriftModel(QTimeZone zone, QObject *parent = nullptr);

    void setPrivacy(const Privacy &privacy); // must outlive it
    void take(const domain::ReconciliationPtr &view);
    void keepOnly(const std::vector<domain::WatchedAccount> &accounts);
    void setAccount(const std::optional<domain::Address> &account); // nullopt: all
    void setNow(base::Timestamp now); // times of another day have their date

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    static CellKind kindOf(DriftColumn column);

private:
    struct Row
    {
        QString account;
        domain::Drift drift;

        friend bool operator==(const Row &, const Row &) = default;
    };

    void rebuild();
    Cell cellOf(const Row &row, DriftColumn column) const;
    QVariant copiedCell(const Row &row, DriftColumn column) const;

    const Privacy *m_privacy = nullptr;
    QTimeZone m_zone;
    QDate m_today; // until it is known all times are of it
    std::map<domain::Address, domain::ReconciliationPtr> m_views;
    std::vector<Row> m_rows;
    std::optional<domain::Address> m_account;
};

} // namespace lpm::gui
