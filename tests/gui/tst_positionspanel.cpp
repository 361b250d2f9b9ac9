// SPDX-License-Identifier: GPL-3.0-or-later
// The positions in the window: filtering, totals that follow, copying, export, presets, flashes.
#include "windowbench.h"

#include "gui/views/headerbar.h"
#include "gui/views/totalsrow.h"

#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QStatusBar>
#include <QTemporaryDir>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

namespace {

struct PanelBench : WindowBench
{
    using WindowBench::WindowBench;

    void type(const char *filter)
    {
        window.findChild<HeaderBar *>()->filter().setText(QString::fromUtf8(filter));
    }

    QString total(const char *caption) const
    {
        for (const TotalsRow::Figure &each : window.findChild<TotalsRow *>()->figures()) {
            if (each.caption == QLatin1String(caption))
                return each.value;
        }
        return QStringLiteral("no figure");
    }

    QStringList shownColumns() const
    {
        QStringList keys;
        const QHeaderView *header = table("Positions").horizontalHeader();
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!header->isSectionHidden(column))
                keys += QString::fromLatin1(spec(static_cast<Col>(column)).key);
        }
        return keys;
    }

    void choose(const char *preset)
    {
        QMenu menu;
        table("Positions").fillColumnMenu(menu);
        for (QAction *action : menu.actions().first()->menu()->actions()) {
            if (action->text() == QLatin1String(preset))
                return action->trigger();
        }
        qFatal("no such preset");
    }

    // The dialog that asks where to.
    void exportTo(const QString &path)
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->text().startsWith(QStringLiteral("&Export")))
                action->trigger();
        }
        auto *dialog = window.findChild<QFileDialog *>();
        QVERIFY(dialog);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
    }
};

QString clipboard() { return QGuiApplication::clipboard()->text(); }

} // namespace

class PositionsPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->clear(); }
    void filtersByAnExpression();
    void saysWhatIsWrongWithTheFilter();
    void totalsFollowTheFilter();
    void totalsFollowTheNumbers();
    void knowsNoTotalsBeforeItHasRead();
    void copiesTheSelectedRows();
    void copiesTheCurrentCell();
    void copiesTheTableAndJson();
    void leavesTheFiltersCopyAlone();
    void exportsWhatIsShown();
    void saysWhyAnExportFailed();
    void choosesColumnsByPreset();
    void sortsByAMenuAndTurnsTheOrderRound();
    void groupsByAccountAndCopiesPositionsOnly();
    void flashesOnlyWhenItIsToldTo();
};

void PositionsPanelTest::filtersByAnExpression()
{
    PanelBench bench;
    bench.fill();

    bench.type("side:short upnl<-40 !hype account:main");

    QCOMPARE(bench.coins(), QStringList{QStringLiteral("NVDA")});
    bench.type("");
    QCOMPARE(bench.coins().size(), 11);
}

void PositionsPanelTest::saysWhatIsWrongWithTheFilter()
{
    PanelBench bench;
    bench.fill();
    bench.window.show();
    auto &header = *bench.window.findChild<HeaderBar *>();
    QVERIFY(header.filter().toolTip().contains(QStringLiteral("upnl&lt;-100")));

    bench.type("xyz upnl<");

    QCOMPARE(bench.coins().size(), 2); // by the part that is understood
    QCOMPARE(header.filterMessage(), QStringLiteral("“upnl<” is left out: a number is missing."));
    const auto *label = header.findChild<QLabel *>(QStringLiteral("filterMessage"));
    QTRY_VERIFY(label->text().startsWith(QStringLiteral("“upnl<”")));
    QVERIFY(header.filter().toolTip().contains(QStringLiteral("a number is missing")));
    QVERIFY(header.filter().property("isWrong").toBool());

    bench.type("xyz upnl<0");
    QVERIFY(label->text().isEmpty());
    QVERIFY(!header.filter().property("isWrong").toBool());
    bench.type("upnl>9b");
    QCOMPARE(bench.table("Positions").emptyTitle(), QStringLiteral("Nothing fits the filter"));
}

void PositionsPanelTest::totalsFollowTheFilter()
{
    PanelBench bench;
    bench.fill();
    QCOMPARE(bench.total("Shown"), QStringLiteral("11"));
    QCOMPARE(bench.total("uPnL"), bench.tile("Unrealized"));

    bench.type("coin:btc");

    QCOMPARE(bench.total("Shown"), QStringLiteral("2"));
    QCOMPARE(bench.total("Long"), QStringLiteral("109,742.69"));
    QCOMPARE(bench.total("Short"), QStringLiteral("330.00"));
    QCOMPARE(bench.total("Net notional"), QStringLiteral("+109,412.69"));
    QCOMPARE(bench.total("uPnL"), QStringLiteral("+2,113.83"));
    bench.type("nothing");
    QCOMPARE(bench.total("Shown"), QStringLiteral("0"));
    QCOMPARE(bench.total("Gross"), QStringLiteral("0.00"));
}

void PositionsPanelTest::totalsFollowTheNumbers()
{
    PanelBench bench;
    bench.fill();
    bench.type("coin:sui");
    auto moved = tradersBook()[9];
    moved.unrealizedPnl = number("12.5");

    Q_EMIT bench.source.positionUpdated(priceUpdate(moved, 2));

    QTRY_COMPARE(bench.total("uPnL"), QStringLiteral("+12.50"));
    bench.clock.advance(std::chrono::seconds(40));
    bench.window.positions().setNow(bench.clock.now().wall);
    QTRY_COMPARE(bench.total("Shown"), QStringLiteral("1 · old"));
}

void PositionsPanelTest::knowsNoTotalsBeforeItHasRead()
{
    PanelBench bench;
    QCOMPARE(bench.total("Gross"), QStringLiteral("—"));

    Q_EMIT bench.source.summaryChanged(summary(watched(1, "Main"), {}));
    Q_EMIT bench.source.summaryChanged(summary(watched(2, "Hedge"), {}));
    bench.window.flush();
    QCOMPARE(bench.total("Gross"), QStringLiteral("—")); // of what nobody has compared yet

    Q_EMIT bench.source.healthChanged(health(bench.source.accounts()));
    bench.window.flush();
    QCOMPARE(bench.total("Gross"), QStringLiteral("0.00"));
}

void PositionsPanelTest::copiesTheSelectedRows()
{
    PanelBench bench;
    bench.fill();
    bench.window.show();
    bench.type("coin:btc");
    bench.choose("Simple");
    bench.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    DataTable &table = bench.table("Positions");
    table.setFocus();
    table.selectRow(1);

    QTest::keySequence(&table, QKeySequence::Copy);

    const QString hedge = QString::fromStdString(address(2).text());
    QCOMPARE(clipboard(), hedge + QStringLiteral("\tHedge\tBTC\tshort\t3\t330\t100\t110\t"
                                                 "2026-11-23T11:59:59.000Z\t\t-30\t-1\t-30\t"
                                                 "complete"));
    table.selectAll();
    QTest::keySequence(&table, QKeySequence::Copy);
    const QStringList lines = clipboard().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].contains(QStringLiteral("\t2143.826406\t"))); // shown as +2,143.83
}

void PositionsPanelTest::copiesTheCurrentCell()
{
    PanelBench bench;
    bench.fill();
    bench.type("coin:btc account:main");
    DataTable &table = bench.table("Positions");
    table.setCurrentIndex(table.model()->index(0, static_cast<int>(Col::Notional)));

    bench.action("Copy &cell").trigger();

    QCOMPARE(clipboard(), QStringLiteral("109742.69412"));
}

void PositionsPanelTest::copiesTheTableAndJson()
{
    PanelBench bench;
    bench.fill();
    bench.type("xyz");
    bench.action("Copy &table").trigger();
    QCOMPARE(clipboard().count(QLatin1Char('\n')), 2);
    QVERIFY(clipboard().startsWith(QStringLiteral("account\taccount_label\tcoin\t")));

    bench.action("Copy as &JSON").trigger(); // nothing is selected: all that is shown
    QCOMPARE(clipboard().count(QStringLiteral("\"symbol\"")), 2);
    bench.table("Positions").selectRow(0);
    bench.action("Copy as &JSON").trigger();
    QVERIFY(clipboard().startsWith(QStringLiteral("[{\"symbol\":\"xyz:TSLA-USD\"")));
    QCOMPARE(clipboard().count(QStringLiteral("\"symbol\"")), 1);
}

void PositionsPanelTest::leavesTheFiltersCopyAlone()
{
    PanelBench bench;
    bench.fill();
    bench.window.show();
    bench.table("Positions").selectRow(0);
    bench.type("btc");
    QLineEdit &filter = bench.window.findChild<HeaderBar *>()->filter();
    filter.setFocus();
    filter.selectAll();

    QTest::keySequence(&filter, QKeySequence::Copy);

    QCOMPARE(clipboard(), QStringLiteral("btc"));
}

void PositionsPanelTest::exportsWhatIsShown()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("shown.csv"));
    PanelBench bench;
    bench.fill();
    bench.type("xyz");
    bench.choose("Simple");
    bench.clickHeader(Col::Unrealized);

    bench.exportTo(path);

    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(QStringLiteral("\r\n"));
    QCOMPARE(lines.size(), 4); // keys, two rows, the end
    QCOMPARE(lines[0], QStringLiteral("account,account_label,coin,side,quantity,notional_value,"
                                      "entry_price,current_price,price_time,price_state,"
                                      "unrealized_pnl,roe,"
                                      "net_pnl,basis"));
    const QString first = bench.coins().first();
    QVERIFY(lines[1].contains(QStringLiteral(",xyz:") + first + QLatin1Char(',')));
    QVERIFY(bench.window.statusBar()->currentMessage().contains(path));
}

void PositionsPanelTest::saysWhyAnExportFailed()
{
    const QTemporaryDir directory;
    PanelBench bench;
    bench.fill();

    bench.exportTo(directory.filePath(QStringLiteral("none/shown.csv")));

    auto *box = bench.window.findChild<QMessageBox *>();
    QVERIFY(box);
    QVERIFY2(box->text().contains(QStringLiteral("none/shown.csv")), qPrintable(box->text()));
    box->close();
}

void PositionsPanelTest::choosesColumnsByPreset()
{
    PanelBench bench;
    bench.fill();
    bench.window.show();

    bench.choose("Risk");

    QCOMPARE(bench.shownColumns(),
             QStringLiteral("account coin side size notional mark liquidation distance margin "
                            "unrealized roe stop_loss take_profit")
                 .split(QLatin1Char(' ')));
    QCOMPARE(bench.coins().first(), QStringLiteral("DOGE")); // the nearest to liquidation
    QVERIFY(bench.table("Positions").isFitted());
    QMenu menu;
    bench.table("Positions").fillColumnMenu(menu);
    const auto entries = menu.actions();
    QVERIFY(std::any_of(entries.begin(), entries.end(), [](const QAction *entry) {
        return entry->text() == QLatin1String("Net P&&L"); // else the L would be its key
    }));
    bench.choose("All");
    QCOMPARE(bench.shownColumns().size(), PositionColumnCount);
    bench.choose("Standard");
    QVERIFY(bench.table("Positions").isColumnHidden(static_cast<int>(Col::Fees)));
}

void PositionsPanelTest::sortsByAMenuAndTurnsTheOrderRound()
{
    PanelBench bench;
    bench.fill();
    bench.window.show();
    const auto sortBy = [&bench](const char *column) {
        QMenu menu;
        bench.table("Positions").fillSortMenu(menu);
        for (QAction *action : menu.actions()) {
            if (action->text().startsWith(QLatin1String(column))) // with an arrow where it is sorted
                return action->trigger();
        }
        qFatal("no column %s", column);
    };

    sortBy("Size");
    QStringList down = bench.coins();
    sortBy("Size");

    QVERIFY(down.first() != down.last());
    std::reverse(down.begin(), down.end());
    QCOMPARE(bench.coins(), down);
    sortBy("Notional");
    QCOMPARE(bench.coins().first(), QStringLiteral("ETH"));
    QMenu menu;
    bench.table("Positions").fillSortMenu(menu);
    QStringList entries;
    for (const QAction *action : menu.actions())
        entries += action->text() + (action->isChecked() ? QStringLiteral(" *") : QString());
    QVERIFY(entries.contains(QStringLiteral("Notional ↓ *")));
    QVERIFY(!entries.contains(QStringLiteral("Fees"))); // hidden: nobody would see why
}

void PositionsPanelTest::groupsByAccountAndCopiesPositionsOnly()
{
    const QTemporaryDir directory;
    {
        PanelBench bench(directory.path());
        bench.fill();
        bench.type("coin:btc");
        bench.action("By &account").trigger();
        QCOMPARE(bench.coins().join(QLatin1Char(' ')), QStringLiteral("Hedge BTC Main BTC"));

        bench.table("Positions").selectAll();
        bench.action("Copy &rows").trigger();
        QCOMPARE(clipboard().split(QLatin1Char('\n')).size(), 2);
        QCOMPARE(bench.total("Shown"), QStringLiteral("2"));
        bench.type("coin:btc side:short"); // its group goes with its last position
        QCOMPARE(bench.coins().join(QLatin1Char(' ')), QStringLiteral("Hedge BTC"));
        bench.window.close();
    }

    PanelBench again(directory.path());
    again.fill();
    QVERIFY(again.action("By &account").isChecked());
    QCOMPARE(again.coins().first(), QStringLiteral("Hedge"));
}

void PositionsPanelTest::flashesOnlyWhenItIsToldTo()
{
    PanelBench bench;
    bench.fill();
    QAction &flash = bench.action("F&lash numbers that change");
    flash.setChecked(true);
    QVERIFY(bench.window.positions().isFlashing());

    flash.trigger();

    QVERIFY(!bench.window.positions().isFlashing());
}

QTEST_MAIN(PositionsPanelTest)
#include "tst_positionspanel.moc"
