// SPDX-License-Identifier: GPL-3.0-or-later
// Columns are found again by their keys: also by a program that has more of them, and in what older
// versions saved.
#include "modelproof.h"

#include "gui/models/columnpresets.h"
#include "gui/models/positionsmodel.h"
#include "gui/views/columnlayout.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

namespace {

struct Bench
{
    Bench()
    {
        prove(model);
        table.setModel(&model);
        table.setSortingEnabled(true);
        table.resize(900, 300);
    }

    QStringList shown() const
    {
        QStringList keys;
        const QHeaderView *header = table.horizontalHeader();
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!header->isSectionHidden(column))
                keys += QString::fromLatin1(spec(static_cast<Col>(column)).key);
        }
        return keys;
    }

    PositionsModel model;
    QTableView table;
};

QStringList words(const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); }

} // namespace

class ColumnLayoutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackFromItsText();
    void readsWhatOlderVersionsSaved();
    void refusesAForeignHeader();
    void keepsNewColumnsOutOfAnOldLayout();
    void skipsWhatItDoesNotKnow();
    void neverHidesEverything();
    void namesEveryColumnOnce();
    void choosesColumnsForAPurpose_data();
    void choosesColumnsForAPurpose();
};

void ColumnLayoutTest::comesBackFromItsText()
{
    Bench bench;
    bench.table.setColumnHidden(static_cast<int>(Col::Funding), true);
    bench.table.setColumnWidth(static_cast<int>(Col::Net), 171);
    bench.table.horizontalHeader()->moveSection(static_cast<int>(Col::Net), 1);
    bench.table.sortByColumn(static_cast<int>(Col::Roe), Qt::AscendingOrder);
    const ColumnLayout layout = layoutOf(bench.table);

    QVERIFY(textOf(layout).contains(QStringLiteral("net 171")));
    QVERIFY(textOf(layout).contains(QStringLiteral("-funding 0")));
    QCOMPARE(textOf(layout).last(), QStringLiteral("sort roe asc"));
    QCOMPARE(layoutOf(textOf(layout)), layout);

    Bench again;
    applyLayout(again.table, layoutOf(textOf(layout)));
    QCOMPARE(layoutOf(again.table), layout);
    QCOMPARE(again.shown().mid(0, 3), words("account net coin"));
}

void ColumnLayoutTest::readsWhatOlderVersionsSaved()
{
    // The header of a version that had eighteen columns and saved them by number.
    QStandardItemModel columns(0, 18);
    QTableView old;
    old.setModel(&columns);
    old.setSortingEnabled(true);
    const QStringList keys = keysBeforeLayouts();
    old.setColumnHidden(static_cast<int>(keys.indexOf(QStringLiteral("account"))), true);
    old.setColumnHidden(static_cast<int>(keys.indexOf(QStringLiteral("fees"))), true);
    old.setColumnWidth(static_cast<int>(keys.indexOf(QStringLiteral("net"))), 143);
    old.horizontalHeader()->moveSection(static_cast<int>(keys.indexOf(QStringLiteral("net"))), 0);
    old.sortByColumn(static_cast<int>(keys.indexOf(QStringLiteral("distance"))),
                     Qt::AscendingOrder);
    const QByteArray state = old.horizontalHeader()->saveState();

    const auto layout = layoutOfHeaderState(state, keys);
    QVERIFY(layout.has_value());
    Bench bench;
    applyLayout(bench.table, *layout);

    QCOMPARE(bench.shown(), words("net coin side size notional entry mark unrealized roe realized "
                                  "funding liquidation distance margin opened reconciled"));
    QCOMPARE(bench.table.columnWidth(static_cast<int>(Col::Net)), 143);
    QCOMPARE(bench.table.horizontalHeader()->sortIndicatorSection(),
             static_cast<int>(Col::Distance));
    QCOMPARE(bench.table.horizontalHeader()->sortIndicatorOrder(), Qt::AscendingOrder);
}

void ColumnLayoutTest::refusesAForeignHeader()
{
    QVERIFY(!layoutOfHeaderState({}, keysBeforeLayouts()));
    QVERIFY(!layoutOfHeaderState("no header", keysBeforeLayouts()));
}

void ColumnLayoutTest::keepsNewColumnsOutOfAnOldLayout()
{
    Bench bench;
    applyLayout(bench.table,
                layoutOf(words("size_100 coin_90 mark_80")
                             .replaceInStrings(QStringLiteral("_"), QStringLiteral(" "))));

    QCOMPARE(bench.shown(), words("size coin mark"));
    bench.table.setColumnHidden(static_cast<int>(Col::BreakEven), false);
    QCOMPARE(bench.shown(), words("size coin mark break_even")); // beside its neighbour
    QCOMPARE(layoutOf(bench.table).places.size(), static_cast<std::size_t>(PositionColumnCount));
}

void ColumnLayoutTest::skipsWhatItDoesNotKnow()
{
    Bench bench;
    applyLayout(bench.table,
                layoutOf(QStringList{QStringLiteral("mark 80"), QStringLiteral("theta 70"),
                                     QStringLiteral("rubbish"), QStringLiteral("mark 60"),
                                     QStringLiteral("coin x"), QStringLiteral("sort theta asc")}));

    QCOMPARE(bench.shown(), words("mark coin"));
    QCOMPARE(bench.table.columnWidth(static_cast<int>(Col::Mark)), 80);
}

void ColumnLayoutTest::neverHidesEverything()
{
    Bench bench;
    const QStringList before = bench.shown();

    applyLayout(bench.table, {});
    applyLayout(bench.table, layoutOf(QStringList{QStringLiteral("-coin 10")}));

    QCOMPARE(bench.shown(), before);
}

void ColumnLayoutTest::namesEveryColumnOnce()
{
    QSet<QString> keys;
    for (int i = 0; i < PositionColumnCount; ++i) {
        const QString key = QString::fromLatin1(spec(static_cast<Col>(i)).key);
        QVERIFY2(!key.contains(QLatin1Char(' ')) && key != QLatin1String("sort"), qPrintable(key));
        keys.insert(key);
    }
    QCOMPARE(keys.size(), PositionColumnCount);
    for (const QString &key : keysBeforeLayouts())
        QVERIFY2(keys.contains(key), qPrintable(key));
}

void ColumnLayoutTest::choosesColumnsForAPurpose_data()
{
    QTest::addColumn<int>("preset");
    QTest::addColumn<QString>("has");
    QTest::addColumn<QString>("hasNot");
    const auto row = [](ColumnPreset preset, const char *has, const char *hasNot) {
        QTest::newRow(qPrintable(titleOf(preset)))
            << static_cast<int>(preset) << QString::fromLatin1(has) << QString::fromLatin1(hasNot);
    };
    row(ColumnPreset::Standard, "break_even net reconciled", "fees stop_loss");
    row(ColumnPreset::Simple, "coin unrealized net", "funding liquidation");
    row(ColumnPreset::Risk, "liquidation distance margin", "fees");
    row(ColumnPreset::Funding, "funding next_funding fees net exit_pnl opened", "liquidation");
    row(ColumnPreset::Audit, "realized fees funding net reconciled", "roe");
    row(ColumnPreset::All, "account stop_loss take_profit", "");
}

void ColumnLayoutTest::choosesColumnsForAPurpose()
{
    QFETCH(int, preset);
    QFETCH(QString, has);
    QFETCH(QString, hasNot);
    QStringList keys;
    for (const Col column : columnsOf(static_cast<ColumnPreset>(preset), true))
        keys += QString::fromLatin1(spec(column).key);

    QCOMPARE(keys.first(), QStringLiteral("account"));
    for (const QString &key : has.split(QLatin1Char(' ')))
        QVERIFY2(keys.contains(key), qPrintable(key));
    for (const QString &key : hasNot.split(QLatin1Char(' ')))
        QVERIFY2(!keys.contains(key), qPrintable(key));
    QCOMPARE(keys.removeDuplicates(), 0);
    const auto sorting = sortingOf(static_cast<ColumnPreset>(preset));
    QVERIFY(!sorting || keys.contains(QString::fromLatin1(spec(sorting->column).key)));
}

QTEST_MAIN(ColumnLayoutTest)
#include "tst_columnlayout.moc"
