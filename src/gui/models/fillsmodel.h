// SPDX-License-Identifier: GPL-3.0-or-later
// The latest fills by the exchange's time, newest first, bounded; what came last of one moment
// stands above. GUI thread; a burst of fills is shown at once.
#pragma once

#include "core/domain/positionupdate.h"
#include "gui/limits.h"
#include "gui/models/positioncolumns.h"

#include <QAbstractTableModel>
#include <QTimeZone>
#include <QTimer>

#include <array>
#include <deque>
#include <set>
#include <utility>
#include <vector>

namespace lpm::gui {

class Privacy;

enum class FillColumn { Time, Account, Coin, Side, Size, Price, Value, Fee, ClosedPnl, Kind };
inline constexpr int FillColumnCount = static_cast<int>(FillColumn::Kind) + 1;

class FillsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    // The same roles as PositionsModel, so that one delegate paints both.
    explicit FillsModel(QTimeZone zone, std::size_t capacity = limits::FillsKept,
                        QObject *parent = nullptr);

    void setPrivacy(const Privacy &privacy);            // must outlive it
    // Anything but a fill is ignored, and one that is known: a lost connection may tell it again.
    void take(const domain::PositionUpdatePtr &update);
    // What was kept, of any account, oldest first: it was before what came while the window stood.
    void takePast(const std::vector<domain::PositionUpdatePtr> &fills);
    void flush();
    void setNow(base::Timestamp now); // a fill of another day is shown with its date

    const domain::Address &accountAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    static CellKind kindOf(FillColumn column);

private:
    struct Exact // as it is copied
    {
        domain::Decimal size;
        domain::Decimal price;
        domain::Decimal closedPnl;
        std::optional<domain::Decimal> value;
        std::optional<domain::Decimal> fee; // USD; in another token as it is shown
    };

    struct Row
    {
        domain::Address account;
        domain::FillId id; // with its time
        std::array<Cell, FillColumnCount> cells;
        QString toolTip;
        Exact exact;
    };

    Cell cellOf(const Row &row, FillColumn column) const;
    QVariant copiedCell(const Row &row, FillColumn column) const;
    QString shownToolTip(const Row &row) const;
    Row makeRow(const domain::PositionUpdate &update) const;
    void insertLate(Row row);
    void merge(std::vector<Row> rows, bool areAbove); // of rows of the same time
    void forgetOldest(); // beyond the capacity; the rows are still there for the views

    const Privacy *m_privacy = nullptr;
    QTimeZone m_zone;
    QDate m_today;
    std::size_t m_capacity;
    std::set<std::pair<domain::Address, domain::FillId>> m_known; // of all rows
    std::deque<Row> m_rows;
    std::vector<Row> m_waiting; // as they came
    QTimer m_pace;
};

} // namespace lpm::gui
