// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/cheatsheet.h"

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

QTableWidget *tableOf(const std::vector<Command> &commands, QWidget *parent)
{
    auto *table = new QTableWidget(0, 2, parent);
    table->setHorizontalHeaderLabels({SheetTexts::tr("Key"), SheetTexts::tr("Command")});
    table->setAccessibleName(SheetTexts::tr("Keys"));
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    for (const Command &command : commands) {
        if (command.shortcut.isEmpty())
            continue;
        const int row = table->rowCount();
        table->insertRow(row);
        table->setItem(row, 0, new QTableWidgetItem(command.shortcut));
        table->setItem(row, 1, new QTableWidgetItem(command.name));
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
    sheet->resize(460, 420);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, sheet);
    QObject::connect(buttons, &QDialogButtonBox::rejected, sheet, &QDialog::reject);
    auto *layout = new QVBoxLayout(sheet);
    layout->addWidget(tableOf(commands, sheet), 1);
    layout->addWidget(buttons);
    sheet->show();
    return sheet;
}

} // namespace lpm::gui
