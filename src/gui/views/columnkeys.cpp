// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/columnkeys.h"

#include "gui/views/datatable.h"

#include <QApplication>
#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int StepDigits = 2; // a step of a width, in digits of the table's font

struct ColumnWords
{
    Q_DECLARE_TR_FUNCTIONS(ColumnKeys)
};

// The next place in sight; -1: there is none.
int placeBeside(const QHeaderView &header, int place, int step)
{
    for (place += step; place >= 0 && place < header.count(); place += step) {
        if (!header.isSectionHidden(header.logicalIndex(place)))
            return place;
    }
    return -1;
}

// Counted from 1, without those that are hidden.
int shownPlace(const QHeaderView &header, int column)
{
    int place = 0;
    for (int visual = 0; visual <= header.visualIndex(column); ++visual)
        place += header.isSectionHidden(header.logicalIndex(visual)) ? 0 : 1;
    return place;
}

QString moveColumn(QHeaderView &header, int column, const QString &title, int step)
{
    const int from = header.visualIndex(column);
    const int to = placeBeside(header, from, step);
    if (to < 0)
        return step < 0 ? ColumnWords::tr("%1 is the first column already.").arg(title)
                        : ColumnWords::tr("%1 is the last column already.").arg(title);
    header.moveSection(from, to);
    return ColumnWords::tr("%1 is column %2 of %3 now.")
        .arg(title)
        .arg(shownPlace(header, column))
        .arg(header.count() - header.hiddenSectionCount());
}

QString sizeColumn(DataTable &table, int column, const QString &title, int step)
{
    const int digit = QFontMetrics(table.font()).horizontalAdvance(QLatin1Char('0'));
    const int least = table.horizontalHeader()->minimumSectionSize();
    table.setColumnWidth(column,
                         std::max(table.columnWidth(column) + step * StepDigits * digit, least));
    return ColumnWords::tr("%1 is %2 pixels wide now.").arg(title).arg(table.columnWidth(column));
}

DataTable *tableAround(QWidget *widget)
{
    for (; widget != nullptr; widget = widget->parentWidget()) {
        if (auto *table = qobject_cast<DataTable *>(widget))
            return table;
    }
    return nullptr;
}

} // namespace

DataTable &tableInFocus(DataTable &usual)
{
    // A panel may float, so that the focus is in another window.
    for (QWidget *focus : {QApplication::focusWidget(), usual.window()->focusWidget()}) {
        if (DataTable *table = tableAround(focus))
            return *table;
    }
    return usual;
}

QString stepColumn(DataTable &table, ColumnStep step)
{
    if (step == ColumnStep::Fitted) {
        table.setFitted(true);
        return ColumnWords::tr("The columns fill the table again.");
    }
    const QModelIndex cell = table.currentIndex();
    if (!cell.isValid() || table.isColumnHidden(cell.column()))
        return ColumnWords::tr("Choose a cell of the column first, with the arrow keys.");
    const int column = cell.column();
    const QString title = table.titleOf(column);
    QString done;
    if (step == ColumnStep::Left || step == ColumnStep::Right)
        done = moveColumn(*table.horizontalHeader(), column, title,
                          step == ColumnStep::Left ? -1 : 1);
    else
        done = sizeColumn(table, column, title, step == ColumnStep::Wider ? 1 : -1);
    table.scrollTo(cell);
    return done;
}

void addColumnKeys(QMenu &menu, DataTable &usual, std::function<void(const QString &)> say)
{
    QMenu *column = menu.addMenu(ColumnWords::tr("Chosen c&olumn"));
    const auto add = [&](const QString &text, const QKeySequence &keys, ColumnStep step) {
        column->addAction(text, keys, &usual,
                          [&usual, say, step] { say(stepColumn(tableInFocus(usual), step)); });
    };
    add(ColumnWords::tr("Move to the &left"), Qt::CTRL | Qt::SHIFT | Qt::Key_Left,
        ColumnStep::Left);
    add(ColumnWords::tr("Move to the &right"), Qt::CTRL | Qt::SHIFT | Qt::Key_Right,
        ColumnStep::Right);
    add(ColumnWords::tr("&Wider"), Qt::ALT | Qt::Key_Right, ColumnStep::Wider);
    add(ColumnWords::tr("&Narrower"), Qt::ALT | Qt::Key_Left, ColumnStep::Narrower);
    column->addSeparator();
    add(ColumnWords::tr("&Fill the table with its columns"), {}, ColumnStep::Fitted);
}

} // namespace lpm::gui
