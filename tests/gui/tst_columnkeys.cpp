// SPDX-License-Identifier: GPL-3.0-or-later
// Columns are moved and sized by keys alone, in whatever table has the focus.
#include "windowbench.h"

#include <QHeaderView>
#include <QStatusBar>
#include <QTemporaryDir>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

namespace {

constexpr Qt::KeyboardModifiers CtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

struct KeysBench : WindowBench
{
    explicit KeysBench(const QString &directory = {}) : WindowBench(directory)
    {
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
        fill();
    }

    int columnOf(const DataTable &table, const char *title) const
    {
        for (int column = 0; column < table.model()->columnCount(); ++column) {
            if (table.model()->headerData(column, Qt::Horizontal).toString()
                == QLatin1String(title))
                return column;
        }
        qFatal("no such column");
    }

    DataTable &choose(const char *name, const char *title)
    {
        DataTable &chosen = table(name);
        chosen.setFocus();
        chosen.setCurrentIndex(chosen.model()->index(0, columnOf(chosen, title)));
        return chosen;
    }

    QStringList shownTitles(const DataTable &table) const
    {
        QStringList titles;
        const QHeaderView *header = table.horizontalHeader();
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!header->isSectionHidden(column))
                titles += table.model()->headerData(column, Qt::Horizontal).toString();
        }
        return titles;
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyClick(window.focusWidget(), key, modifiers);
    }

    QString said() const { return window.findChild<QStatusBar *>()->currentMessage(); }
};

} // namespace

class ColumnKeysTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moveTheChosenColumnPastHiddenOnes();
    void stopAtBothEnds();
    void sizeTheChosenColumnAndNoOther();
    void workInThePanelThatHasTheFocus();
    void askForACellFirst();
    void areFoundAgainAfterARestart();
};

void ColumnKeysTest::moveTheChosenColumnPastHiddenOnes()
{
    KeysBench bench;
    DataTable &table = bench.choose("Positions", "Entry");
    const QStringList before = bench.shownTitles(table);
    const auto at = before.indexOf(QStringLiteral("Entry"));
    QVERIFY(at > 0 && at + 1 < before.size());

    bench.press(Qt::Key_Right, CtrlShift);
    QStringList moved = before;
    moved.swapItemsAt(at, at + 1);
    QCOMPARE(bench.shownTitles(table), moved);
    QCOMPARE(bench.said(), QStringLiteral("Entry is column %1 of %2 now.")
                               .arg(at + 2)
                               .arg(before.size()));
    bench.press(Qt::Key_Left, CtrlShift);
    QCOMPARE(bench.shownTitles(table), before);
    QCOMPARE(table.currentIndex().column(), bench.columnOf(table, "Entry"));
}

void ColumnKeysTest::stopAtBothEnds()
{
    KeysBench bench;
    DataTable &table = bench.choose("Positions", "Entry");
    const auto count = bench.shownTitles(table).size();
    for (qsizetype i = 0; i <= count; ++i)
        bench.press(Qt::Key_Left, CtrlShift);
    QCOMPARE(bench.shownTitles(table).first(), QStringLiteral("Entry"));
    QCOMPARE(bench.said(), QStringLiteral("Entry is the first column already."));
    for (qsizetype i = 0; i <= count; ++i)
        bench.press(Qt::Key_Right, CtrlShift);
    QCOMPARE(bench.shownTitles(table).last(), QStringLiteral("Entry"));
    QCOMPARE(bench.said(), QStringLiteral("Entry is the last column already."));
    QCOMPARE(bench.shownTitles(table).size(), count);
}

void ColumnKeysTest::sizeTheChosenColumnAndNoOther()
{
    KeysBench bench;
    DataTable &table = bench.choose("Positions", "Entry");
    QVERIFY(table.isFitted());
    const int entry = bench.columnOf(table, "Entry");
    const int mark = bench.columnOf(table, "Mark");
    const int before = table.columnWidth(entry);
    const int beside = table.columnWidth(mark);

    bench.press(Qt::Key_Right, Qt::AltModifier);
    const int wider = table.columnWidth(entry);
    QVERIFY(wider > before);
    QVERIFY(!table.isFitted()); // as it is when it is sized by hand
    bench.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(table.columnWidth(entry), before);
    QCOMPARE(table.columnWidth(mark), beside);
    for (int i = 0; i < 200; ++i)
        bench.press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(table.columnWidth(entry), table.horizontalHeader()->minimumSectionSize());

    bench.action("&Fill the table with its columns").trigger();
    QVERIFY(table.isFitted());
    QCOMPARE(table.columnWidth(entry), before);
}

void ColumnKeysTest::workInThePanelThatHasTheFocus()
{
    KeysBench bench;
    Q_EMIT bench.source.positionUpdated(fillUpdate(tradersBook()[0], 2, domain::FillSide::Buy, "0.25", "Open Long"));
    bench.window.flush();
    const QStringList positions = bench.shownTitles(bench.table("Positions"));
    DataTable &fills = bench.choose("Fills", "Price");
    const QStringList before = bench.shownTitles(fills);

    bench.press(Qt::Key_Left, CtrlShift);
    QVERIFY(bench.shownTitles(fills) != before);
    QCOMPARE(bench.shownTitles(bench.table("Positions")), positions);
}

void ColumnKeysTest::askForACellFirst()
{
    KeysBench bench;
    DataTable &table = bench.table("Positions");
    table.setFocus();
    table.setCurrentIndex({});
    const QStringList before = bench.shownTitles(table);
    bench.press(Qt::Key_Right, CtrlShift);
    QCOMPARE(bench.shownTitles(table), before);
    QCOMPARE(bench.said(),
             QStringLiteral("Choose a cell of the column first, with the arrow keys."));
}

void ColumnKeysTest::areFoundAgainAfterARestart()
{
    const QTemporaryDir directory;
    QStringList left;
    {
        KeysBench bench(directory.path());
        DataTable &table = bench.choose("Positions", "Entry");
        bench.press(Qt::Key_Right, CtrlShift);
        bench.press(Qt::Key_Right, Qt::AltModifier);
        left = bench.shownTitles(table) << QString::number(table.columnWidth(5));
        bench.window.close();
    }
    KeysBench again(directory.path());
    const DataTable &table = again.table("Positions");
    QCOMPARE(again.shownTitles(table) << QString::number(table.columnWidth(5)), left);
}

QTEST_MAIN(ColumnKeysTest)
#include "tst_columnkeys.moc"
