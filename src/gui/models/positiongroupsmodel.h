// SPDX-License-Identifier: GPL-3.0-or-later
// The lines above groups of positions, in the columns and roles of PositionsModel, so that one
// table shows both. GUI thread.
#pragma once

#include "gui/models/positiongroups.h"

#include <QAbstractTableModel>

#include <functional>

namespace lpm::gui {

class Privacy;

class PositionGroupsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    using PartsOf = std::function<std::vector<SumPart>(const GroupKey &, TotalFigure)>;

    void setPrivacy(const Privacy &privacy);      // must outlive it
    void setParts(PartsOf partsOf) { m_partsOf = std::move(partsOf); } // asked for a tooltip
    bool show(std::vector<PositionGroup> groups); // whether others or more than before
    const PositionGroup &group(int row) const { return m_groups.at(static_cast<std::size_t>(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void tellAll();
    QString explain(const PositionGroup &group, PositionColumn column) const;

    const Privacy *m_privacy = nullptr;
    PartsOf m_partsOf;
    std::vector<PositionGroup> m_groups;
};

} // namespace lpm::gui
