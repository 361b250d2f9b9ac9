// SPDX-License-Identifier: GPL-3.0-or-later
// Copying and exporting of the positions table: every digit of what is shown, in its order. A child
// of the table; GUI thread.
#pragma once

#include "gui/export/positionstable.h"

#include <QObject>

#include <functional>

class QAction;
class QMenu;
class QModelIndex;

namespace lpm::gui {

class DataTable;
class Privacy;

class PositionActions : public QObject
{
    Q_OBJECT
public:
    // nullptr for a line that is no position.
    using RowAt = std::function<const PositionRow *(const QModelIndex &index)>;

    PositionActions(DataTable &table, const PositionsModel &positions, RowAt rowAt);

    // Nothing leaves the table while amounts are hidden. Must outlive it.
    void setPrivacy(const Privacy &privacy) { m_privacy = &privacy; }
    void fillMenu(QMenu &menu); // copying; export stands last
    void exportTo(const QString &path);

Q_SIGNALS:
    void done(const QString &sentence);
    void failed(const QString &sentence);
    void refused(const QString &sentence);

private:
    QAction *add(const QString &text, const QList<QKeySequence> &keys,
                 void (PositionActions::*act)());
    bool refuse(); // whether amounts are hidden; says so
    void copyCell();
    void copyRows();
    void copyTable();
    void copyJson();
    void chooseFile();

    std::vector<const PositionRow *> rowsOf(const QModelIndexList &lines) const;
    std::vector<const PositionRow *> selectedRows() const;
    std::vector<const PositionRow *> shownRows() const;
    std::vector<PositionColumn> shownColumns() const;

    DataTable &m_table;
    const PositionsModel &m_positions;
    RowAt m_rowAt;
    const Privacy *m_privacy = nullptr;
    std::vector<QAction *> m_actions;
    QAction *m_export = nullptr;
};

} // namespace lpm::gui
