// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/positionactions.h"

#include "gui/export/savefile.h"
#include "gui/privacy.h"
#include "gui/views/datatable.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

namespace lpm::gui {

PositionActions::PositionActions(DataTable &table, const PositionsModel &positions, RowAt rowAt)
    : QObject(&table), m_table(table), m_positions(positions), m_rowAt(std::move(rowAt))
{
    add(tr("Copy &rows"), QKeySequence::keyBindings(QKeySequence::Copy), &PositionActions::copyRows);
    add(tr("Copy &cell"), {QKeySequence(tr("Ctrl+Shift+C"))}, &PositionActions::copyCell);
    add(tr("Copy &table"), {}, &PositionActions::copyTable);
    add(tr("Copy as &JSON"), {}, &PositionActions::copyJson);
    // Not Ctrl+E: in the filter that goes to the end of the line.
    m_export = add(tr("&Export what is shown as CSV…"),
                   QKeySequence::keyBindings(QKeySequence::Save), &PositionActions::chooseFile);
    m_export->setShortcutContext(Qt::WindowShortcut);
    table.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(&m_table); // no loop of its own: the window may go meanwhile
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(*menu);
        menu->popup(m_table.viewport()->mapToGlobal(at));
    });
}

QAction *PositionActions::add(const QString &text, const QList<QKeySequence> &keys,
                              void (PositionActions::*act)())
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // the filter's Ctrl+C is its own
    connect(action, &QAction::triggered, this, [this, act] {
        if (!refuse())
            (this->*act)();
    });
    m_table.addAction(action);
    m_actions.push_back(action);
    return action;
}

void PositionActions::fillMenu(QMenu &menu)
{
    for (QAction *action : m_actions) {
        if (action == m_export)
            menu.addSeparator();
        menu.addAction(action);
    }
}

bool PositionActions::refuse()
{
    if (!isHidden(m_privacy))
        return false;
    Q_EMIT refused(tr("Amounts are hidden: nothing is copied or exported until they are shown"));
    return true;
}

void PositionActions::copyCell()
{
    const QModelIndex current = m_table.currentIndex();
    if (const PositionRow *row = current.isValid() ? m_rowAt(current) : nullptr)
        QGuiApplication::clipboard()->setText(
            cellText(*row, static_cast<PositionColumn>(current.column())));
}

void PositionActions::copyRows()
{
    const auto rows = selectedRows();
    if (!rows.empty())
        QGuiApplication::clipboard()->setText(tsvOf({shownColumns(), rows}, TableHeader::None));
}

void PositionActions::copyTable()
{
    QGuiApplication::clipboard()->setText(tsvOf({shownColumns(), shownRows()}, TableHeader::Keys));
}

// What is selected, or all that is shown.
void PositionActions::copyJson()
{
    const auto selected = selectedRows();
    QGuiApplication::clipboard()->setText(jsonOf(selected.empty() ? shownRows() : selected));
}

void PositionActions::chooseFile()
{
    auto *dialog = new QFileDialog(m_table.window(), tr("Export what is shown"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Comma-separated values (*.csv)"));
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QStringLiteral("positions-%1.csv")
                           .arg(QString::fromStdString(base::utcDay(m_positions.now()))));
    connect(dialog, &QFileDialog::fileSelected, this, &PositionActions::exportTo);
    dialog->open();
}

void PositionActions::exportTo(const QString &path)
{
    if (refuse()) // hidden while the file was chosen
        return;
    const PositionsTable table{shownColumns(), shownRows()};
    const auto saved = saveFile(path, csvOf(table));
    if (saved)
        Q_EMIT done(tr("Positions saved: %n, in %1", nullptr, static_cast<int>(table.rows.size()))
                        .arg(path));
    else
        Q_EMIT failed(tr("The positions could not be saved.\n%1")
                          .arg(QString::fromStdString(saved.error().message)));
}

std::vector<const PositionRow *> PositionActions::rowsOf(const QModelIndexList &lines) const
{
    std::vector<const PositionRow *> rows;
    for (const QModelIndex &line : lines) {
        if (const PositionRow *row = m_rowAt(line))
            rows.push_back(row);
    }
    return rows;
}

std::vector<const PositionRow *> PositionActions::selectedRows() const
{
    QModelIndexList lines = m_table.selectionModel()->selectedRows();
    std::sort(lines.begin(), lines.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    return rowsOf(lines);
}

std::vector<const PositionRow *> PositionActions::shownRows() const
{
    QModelIndexList lines;
    for (int line = 0; line < m_table.model()->rowCount(); ++line)
        lines += m_table.model()->index(line, 0);
    return rowsOf(lines);
}

std::vector<PositionColumn> PositionActions::shownColumns() const
{
    std::vector<PositionColumn> columns;
    const QHeaderView *header = m_table.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        if (!header->isSectionHidden(column))
            columns.push_back(static_cast<PositionColumn>(column));
    }
    return columns;
}

} // namespace lpm::gui
