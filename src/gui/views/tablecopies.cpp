// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/tablecopies.h"

#include "gui/models/copytext.h"
#include "gui/privacy.h"
#include "gui/views/datatable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMainWindow>
#include <QStatusBar>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int RefusalSaidTime = 8000; // ms in the status line

QString copiedCell(const QModelIndex &index)
{
    const QVariant exact = index.data(CopyRole);
    return exact.isValid() ? exact.toString() : copiedWords(index.data().toString());
}

template <class Text>
QString joinedColumns(const QHeaderView &header, const Text &textOf)
{
    QStringList texts;
    for (int visual = 0; visual < header.count(); ++visual) {
        const int column = header.logicalIndex(visual);
        if (!header.isSectionHidden(column))
            texts += textOf(column);
    }
    return texts.join(QLatin1Char('\t'));
}

} // namespace

TableCopies::TableCopies(DataTable &table) : QObject(&table), m_table(table)
{
    add(tr("Copy &rows"), QKeySequence::keyBindings(QKeySequence::Copy), &TableCopies::copyRows);
    add(tr("Copy &cell"), {QKeySequence(tr("Ctrl+Shift+C"))}, &TableCopies::copyCell);
    add(tr("Copy &table"), {}, &TableCopies::copyTable);
    table.setContextMenuPolicy(Qt::ActionsContextMenu);
}

void TableCopies::add(const QString &text, const QList<QKeySequence> &keys,
                      void (TableCopies::*act)())
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // each table's keys are its own
    connect(action, &QAction::triggered, this, [this, act] {
        if (!refuse())
            (this->*act)();
    });
    m_table.addAction(action);
}

bool TableCopies::refuse()
{
    if (!isHidden(m_privacy))
        return false;
    QWidget *above = &m_table; // a panel that floats is still the main window's
    while (above != nullptr && qobject_cast<QMainWindow *>(above) == nullptr)
        above = above->parentWidget();
    if (auto *window = qobject_cast<QMainWindow *>(above))
        window->statusBar()->showMessage(
            tr("Amounts are hidden: nothing is copied until they are shown"), RefusalSaidTime);
    return true;
}

void TableCopies::copyRows()
{
    QModelIndexList rows = m_table.selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows))
        lines += lineOf(row.row());
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void TableCopies::copyCell()
{
    const QModelIndex current = m_table.currentIndex();
    if (current.isValid())
        QGuiApplication::clipboard()->setText(copiedCell(current));
}

void TableCopies::copyTable()
{
    QStringList lines{titles()};
    for (int row = 0; row < m_table.model()->rowCount(); ++row)
        lines += lineOf(row);
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

QString TableCopies::lineOf(int row) const
{
    const QAbstractItemModel &model = *m_table.model();
    return joinedColumns(*m_table.horizontalHeader(),
                         [&](int column) { return copiedCell(model.index(row, column)); });
}

QString TableCopies::titles() const
{
    const QAbstractItemModel &model = *m_table.model();
    return joinedColumns(*m_table.horizontalHeader(), [&](int column) {
        return copiedWords(model.headerData(column, Qt::Horizontal).toString());
    });
}

} // namespace lpm::gui
