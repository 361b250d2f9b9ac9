// SPDX-License-Identifier: GPL-3.0-or-later
// The lines above groups of positions, in the columns and roles of PositionsModel, so that one
// table shows both. GUI thread.
#pragma once

#include "gui/models/positiongroups.h"

#include <QAbstractTableModel>

namespace lpm::gui {

class Privacy;

class PositionGroupsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setPrivacy(const Privacy &privacy);      // must outlive it
    bool show(std::vector<PositionGroup> groups); // whether others or more than before
    const PositionGroup &group(int row) const { return m_groups.at(static_cast<std::size_t>(row)); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void tellAll();

    const Privacy *m_privacy = nullptr;
    std::vector<PositionGroup> m_groups;
};

} // namespace lpm::gui
