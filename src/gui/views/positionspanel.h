// SPDX-License-Identifier: GPL-3.0-or-later
// The positions: their table with the totals under it, filtered and frozen by the header, with the
// menus for columns, copying and export. Owns the models of it. GUI thread.
#pragma once

#include "gui/models/columnpresets.h"
#include "gui/models/positionssortmodel.h"
#include "gui/views/explanations.h"
#include "gui/windowsettings.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QActionGroup;
class QMenu;

namespace lpm::gui {

class DataTable;
class HeaderBar;
class PositionActions;
class Privacy;
class Theme;
class TotalsRow;

class PositionsPanel : public QWidget
{
    Q_OBJECT
public:
    // Theme and header must outlive it.
    PositionsPanel(const Theme &theme, HeaderBar &header, bool hasAccounts,
                   QWidget *parent = nullptr);

    void setPrivacy(const Privacy &privacy); // must outlive it
    PositionsModel &positions() { return *m_positions; }
    void setHasAccounts(bool hasAccounts);              // more than one
    std::optional<domain::PositionView> looked() const; // the one that is selected
    void setRead(bool isRead);                          // whether any account was read yet
    void setNow(base::Timestamp now);
    void flush(); // shows everything that waits for its turn, now

    void fillEditMenu(QMenu &menu);
    void fillViewMenu(QMenu &menu);
    void choosePreset(ColumnPreset preset);
    std::vector<ExplainedPart> explanations() const; // of the row with the focus, and of the totals

    void restore(const WindowState &state);
    void save(WindowState &state) const;

Q_SIGNALS:
    void said(const QString &sentence); // something was done
    void lookedAt();                    // another one is selected
    void explanationsAsked();

private:
    void buildTable();
    void buildGroupings();
    void connectHeader();
    void showTotals();
    void showEmptyText();
    void showAccounts(); // whose the positions are, where there are several
    void showFlashes();
    void fillPresets(QMenu &menu);
    void warn(const QString &sentence);
    const PositionRow *rowAt(const QModelIndex &index) const;

    const Theme &m_theme;
    HeaderBar &m_header;
    bool m_hasAccounts;
    bool m_isRead = false;
    PositionsModel *m_positions;
    PositionsSortModel *m_sorted;
    DataTable *m_table;
    TotalsRow *m_totals;
    PositionActions *m_actions;
    QAction *m_flash;
    QActionGroup *m_groupings;
    QTimer m_totalsPace;
};

} // namespace lpm::gui
