// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/cheatsheet.h"

#include "gui/shell/viewkeys.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace lpm::gui {

namespace {

struct SheetTexts
{
    Q_DECLARE_TR_FUNCTIONS(CheatSheet)
};

QTableWidgetItem *sheetItem(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

void addHeading(QTableWidget &table, const QString &text)
{
    const int row = table.rowCount();
    table.insertRow(row);
    QTableWidgetItem *item = sheetItem(text);
    QFont bold = table.font();
    bold.setWeight(QFont::DemiBold);
    item->setFont(bold);
    table.setItem(row, 0, item);
    table.setSpan(row, 0, 1, 2);
}

void addKey(QTableWidget &table, const QString &keys, const QString &meaning)
{
    const int row = table.rowCount();
    table.insertRow(row);
    table.setItem(row, 0, sheetItem(keys));
    table.setItem(row, 1, sheetItem(meaning));
}

QTableWidget *tableOf(const std::vector<Command> &commands, QWidget *parent)
{
    auto *table = new QTableWidget(0, 2, parent);
    table->setHorizontalHeaderLabels({SheetTexts::tr("Key"), SheetTexts::tr("Command")});
    table->setAccessibleName(SheetTexts::tr("Keys"));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false); // Tab goes on to the button
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    addHeading(*table, SheetTexts::tr("In the window, as the menus have them"));
    for (const Command &command : commands) {
        if (!command.shortcut.isEmpty())
            addKey(*table, command.shortcut, command.name);
    }
    for (const ViewKeys &view : viewKeys()) {
        addHeading(*table, view.view);
        for (const ViewKey &key : view.keys)
            addKey(*table, keysText(key.keys), key.meaning);
    }
    table->resizeColumnToContents(0);
    return table;
}

} // namespace

QDialog *showCheatSheet(const std::vector<Command> &commands, QWidget &parent)
{
    auto *sheet = new QDialog(&parent);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->setWindowTitle(SheetTexts::tr("Keys"));
    sheet->resize(560, 520);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, sheet);
    QObject::connect(buttons, &QDialogButtonBox::rejected, sheet, &QDialog::reject);
    auto *layout = new QVBoxLayout(sheet);
    QTableWidget *table = tableOf(commands, sheet);
    layout->addWidget(table, 1);
    layout->addWidget(buttons);
    table->setCurrentCell(0, 0);
    table->setFocus(); // it is longer than the sheet
    sheet->show();
    return sheet;
}

} // namespace lpm::gui
