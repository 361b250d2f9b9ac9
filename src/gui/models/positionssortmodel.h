// SPDX-License-Identifier: GPL-3.0-or-later
// Sorts positions by their exact numbers and filters them by account and expression. It re-sorts
// and looks anew at what fits only when told (on a slow tick): a row whose number crosses a limit
// twenty times a second would make the table jump. While it is frozen every position keeps its
// place, and a new one comes last. With a grouping, a line that adds up each group stands above it.
#pragma once

#include "gui/filter/positionfilter.h"
#include "gui/models/positiongroupsmodel.h"

#include <QConcatenateTablesProxyModel>
#include <QSortFilterProxyModel>

#include <map>
#include <optional>

namespace lpm::gui {

class PositionsSortModel : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit PositionsSortModel(PositionsModel &source, QObject *parent = nullptr);

    void setPrivacy(const Privacy &privacy) { m_groups.setPrivacy(privacy); } // of the groups
    void setAccount(const std::optional<domain::Address> &account);           // nullopt: all
    void setFilter(const PositionFilter &filter);
    void setFrozen(bool isFrozen);
    bool isFrozen() const { return m_isFrozen; }
    void resort(); // and filters anew, unless frozen
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override; // frozen or not
    void setGrouping(Grouping grouping);
    Grouping grouping() const { return m_grouping; }
    void addUpGroups(); // anew, of what is shown

    const PositionRow *positionAt(int line) const; // nullptr: a group's line
    std::vector<const PositionRow *> shownPositions() const;

    // The coin of a row that stays though it fits the filter no more stands out, and says why.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    // The column that sorts says so by an arrow.
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    const PositionRow *sourcePosition(int sourceRow) const;
    GroupKey groupAt(int sourceRow) const;
    bool isLess(const PositionRow &a, const PositionRow &b, PositionColumn column) const;
    bool isInOrder() const;
    void rememberPlaces();
    int placeOf(const PositionRow &position) const;
    void decideAnew();
    bool decide(const PositionRow &candidate) const;
    bool isFitting(const PositionRow &candidate) const; // now

    PositionsModel &m_positions;
    PositionGroupsModel m_groups;
    QConcatenateTablesProxyModel m_lines; // positions, then groups
    Grouping m_grouping = Grouping::None;
    std::optional<domain::Address> m_account;
    PositionFilter m_filter;
    mutable std::map<PositionKey, bool> m_decisions; // while a filter is set
    bool m_isFrozen = false;
    std::map<PositionKey, int> m_places; // while it is frozen
};

} // namespace lpm::gui
