// SPDX-License-Identifier: GPL-3.0-or-later
// The tables below the positions by keyboard: reached, read, and copied with exact numbers.
#include "windowbench.h"

#include "gui/models/driftmodel.h"
#include "gui/models/fillsmodel.h"
#include "gui/models/reconciliationmodel.h"
#include "gui/privacy.h"

#include <QClipboard>
#include <QDockWidget>
#include <QGuiApplication>
#include <QMenuBar>
#include <QStatusBar>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

struct CopyBench : WindowBench
{
    CopyBench()
    {
        using enum domain::FillSide;
        const auto book = tradersBook();
        const auto buy = fillUpdate(book[0], 1, Buy, "0.25", "Open Long");
        auto sale = *fillUpdate(book[1], 2, Sell, "1234.5", "=HYPERLINK(1)", "-286.6543");
        sale.fill->price = number("2900.25");
        sale.fill->fee = number("0.001");
        sale.fill->feeToken = "HYPE";
        fill();
        Q_EMIT source.positionUpdated(buy);
        Q_EMIT source.positionUpdated(std::make_shared<const domain::PositionUpdate>(sale));
        auto view = agreement(watched(1, "Main"), book);
        view.history = {drift("ETH", "-1850.25", "-1700", domain::DriftOutcome::Held,
                              std::chrono::seconds(60)),
                        drift("xyz:TSLA", "140", "141", domain::DriftOutcome::Adjusted,
                              std::chrono::seconds(90))};
        Q_EMIT source.reconciliationChanged(shared(view));
        window.show();
        window.flush();
        QGuiApplication::clipboard()->clear();
    }

    void press(int key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), with);
    }

    QAction &entry(const char *text) const
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->text() == QLatin1String(text))
                return *action;
        }
        qFatal("no such entry");
    }

    QString focused() const
    {
        const QWidget *focus = window.focusWidget();
        return focus ? focus->accessibleName() : QString();
    }

    DataTable &enter(const char *name)
    {
        DataTable &entered = table(name);
        entered.setFocus(Qt::TabFocusReason);
        return entered;
    }
};

QString copied() { return QGuiApplication::clipboard()->text(); }

} // namespace

class TableCopiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePanelsAreReachedByTheirKey()
    {
        CopyBench bench;
        bench.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bench.window));
        QCOMPARE(bench.entry("Ne&xt panel").shortcut(), QKeySequence(Qt::Key_F6));
        bench.table("Positions").setFocus();
        QCOMPARE(bench.focused(), QStringLiteral("Positions"));

        bench.entry("Ne&xt panel").trigger();
        QCOMPARE(bench.focused(), QStringLiteral("Fills"));
        QVERIFY(bench.table("Fills").currentIndex().isValid());
        bench.entry("Ne&xt panel").trigger();
        QCOMPARE(bench.focused(), QStringLiteral("Positions"));

        bench.window.findChild<QDockWidget *>(QStringLiteral("reconciliation"))->raise();
        QCoreApplication::processEvents();
        bench.entry("Pre&vious panel").trigger();
        QCOMPARE(bench.focused(), QStringLiteral("Comparison"));
    }

    void rowsAreChosenByArrowsAndCopied()
    {
        CopyBench bench;
        DataTable &fills = bench.enter("Fills");
        QTest::keyClick(&fills, Qt::Key_Home, Qt::ControlModifier);
        QTest::keyClick(&fills, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(fills.selectionModel()->selectedRows().size(), 2);

        for (QAction *action : fills.actions()) {
            if (action->shortcut() == QKeySequence(QKeySequence::Copy))
                action->trigger();
        }

        const QStringList lines = copied().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 2);
        const QStringList sale = lines[0].split(QLatin1Char('\t'));
        QCOMPARE(sale.size(), FillColumnCount);
        const auto cell = [&](FillColumn column) { return sale[static_cast<int>(column)]; };
        QVERIFY(cell(FillColumn::Time).endsWith(QLatin1Char('Z')));
        QCOMPARE(cell(FillColumn::Size), QStringLiteral("1234.5"));
        QCOMPARE(cell(FillColumn::Price), QStringLiteral("2900.25"));
        QCOMPARE(cell(FillColumn::Value), QStringLiteral("3580358.625"));
        QCOMPARE(cell(FillColumn::Fee), QStringLiteral("0.001 HYPE"));
        QCOMPARE(cell(FillColumn::ClosedPnl), QStringLiteral("-286.6543"));
        QVERIFY2(cell(FillColumn::Kind).startsWith(QStringLiteral("'=HYPERLINK")),
                 qPrintable(cell(FillColumn::Kind)));
    }

    void aCellAndTheWholeTableAreCopied_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("title");
        QTest::newRow("past differences") << QStringLiteral("Past differences")
                                          << static_cast<int>(DriftColumn::Ours)
                                          << QStringLiteral("-1850.25")
                                          << QStringLiteral("What followed");
        QTest::newRow("comparison") << QStringLiteral("Comparison")
                                    << static_cast<int>(ComparisonColumn::Difference)
                                    << QStringLiteral("0") << QStringLiteral("Verdict");
    }
    void aCellAndTheWholeTableAreCopied()
    {
        QFETCH(const QString, table);
        QFETCH(const int, column);
        QFETCH(const QString, cell);
        QFETCH(const QString, title);
        CopyBench bench;
        DataTable &shown = bench.table(qPrintable(table));
        shown.setCurrentIndex(shown.model()->index(0, column));
        QCOMPARE(shown.contextMenuPolicy(), Qt::ActionsContextMenu);

        shown.actions().at(1)->trigger();
        QCOMPARE(copied(), cell);
        shown.actions().at(2)->trigger();

        QCOMPARE(copied().count(QLatin1Char('\n')), shown.model()->rowCount());
        QVERIFY(copied().section(QLatin1Char('\n'), 0, 0).contains(title));
        QVERIFY(copied().contains(cell));
    }

    void aCoinIsCopiedWithItsDex_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<int>("column");
        QTest::newRow("fills") << QStringLiteral("Fills") << static_cast<int>(FillColumn::Coin);
        QTest::newRow("comparison") << QStringLiteral("Comparison")
                                    << static_cast<int>(ComparisonColumn::Coin);
        QTest::newRow("past differences") << QStringLiteral("Past differences")
                                          << static_cast<int>(DriftColumn::Coin);
    }
    void aCoinIsCopiedWithItsDex()
    {
        QFETCH(const QString, table);
        QFETCH(const int, column);
        CopyBench bench;
        Q_EMIT bench.source.positionUpdated(
            fillUpdate(tradersBook()[5], 3, domain::FillSide::Buy, "1", "Open Long"));
        bench.window.flush();
        DataTable &shown = bench.table(qPrintable(table));
        const auto found = shown.model()->match(shown.model()->index(0, column), Qt::DisplayRole,
                                                QStringLiteral("TSLA"));
        QVERIFY(!found.isEmpty());
        shown.setCurrentIndex(found.first());

        shown.actions().at(1)->trigger();

        QCOMPARE(copied(), QStringLiteral("xyz:TSLA"));
    }

    void nothingIsCopiedWhileAmountsAreHidden()
    {
        CopyBench bench;
        bench.entry("&Hide amounts").trigger();
        for (const char *name : {"Fills", "Comparison", "Past differences"}) {
            bench.window.statusBar()->clearMessage();
            bench.table(name).selectAll();

            for (QAction *action : bench.table(name).actions())
                action->trigger();

            QVERIFY2(copied().isEmpty(), qPrintable(copied()));
            QVERIFY(bench.window.statusBar()->currentMessage().contains(
                QStringLiteral("nothing is copied")));
        }
    }

    void aReaderOfTheScreenIsToldTheDexToo()
    {
        CopyBench bench;
        const auto update = fillUpdate(
            position({.coin = "xyz:TSLA", .size = "1", .entry = "10", .mark = "10"}), 3,
            domain::FillSide::Buy, "1", "Open Long");
        Q_EMIT bench.source.positionUpdated(update);
        bench.window.flush();

        const QModelIndex coin =
            bench.table("Fills").model()->index(0, static_cast<int>(FillColumn::Coin));

        QCOMPARE(coin.data(Qt::AccessibleTextRole).toString(), QStringLiteral("TSLA xyz"));
    }
};

QTEST_MAIN(TableCopiesTest)
#include "tst_tablecopies.moc"
