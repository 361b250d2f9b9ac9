// SPDX-License-Identifier: GPL-3.0-or-later
// Copying out of a table, by its keys and by the menu that the right button or the menu key opens:
// the selected rows, the current cell, all of it. While amounts are hidden it refuses, in the
// window's status line. GUI thread.
#pragma once

#include <QObject>

class QAction;
class QKeySequence;

namespace lpm::gui {

class DataTable;
class Privacy;

class TableCopies : public QObject
{
    Q_OBJECT
public:
    explicit TableCopies(DataTable &table); // of the table, and a child

    void setPrivacy(const Privacy &privacy) { m_privacy = &privacy; } // must outlive it

private:
    void add(const QString &text, const QList<QKeySequence> &keys, void (TableCopies::*act)());
    bool refuse();
    void copyRows();
    void copyCell();
    void copyTable();
    QString lineOf(int row) const;
    QString titles() const;

    DataTable &m_table;
    const Privacy *m_privacy = nullptr;
};

} // namespace lpm::gui
