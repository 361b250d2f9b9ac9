// SPDX-License-Identifier: GPL-3.0-or-later
// A liquidation stands above the positions until it was read, with a message of the desktop or
// without, and holds no amount while amounts are hidden.
#include "traybench.h"

#include "gui/privacy.h"
#include "gui/views/alarmline.h"

#include <QPushButton>
#include <QStatusBar>
#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

struct AlarmBench : TrayBench
{
    using TrayBench::TrayBench;

    // Fills of now, which are gathered and then told.
    void liquidate(const char *pnl)
    {
        const auto held = position({.coin = "BTC", .size = "1", .entry = "100", .mark = "100"});
        auto update = *fillUpdate(held, ++m_seq, domain::FillSide::Sell, "0.25",
                                  "Liquidated Cross Long", pnl);
        update.accountLabel = "Main";
        update.fill->time = clock.now().wall;
        Q_EMIT source.positionUpdated(
            std::make_shared<const domain::PositionUpdate>(std::move(update)));
        clock.advance(limits::FillsGather);
        board().look();
    }
    AlarmLine &line() const { return *window.findChild<AlarmLine *>(); }

private:
    int m_seq = 0;
};

} // namespace

class AlarmLineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void staysUntilItIsDismissed_data()
    {
        QTest::addColumn<bool>("speaks");
        QTest::newRow("where the desktop shows messages") << true;
        QTest::newRow("where it shows none") << false;
    }

    void staysUntilItIsDismissed()
    {
        QFETCH(bool, speaks);
        AlarmBench bench;
        bench.tray->speaks = speaks;
        QVERIFY(!bench.line().isVisible());

        bench.liquidate("-50");
        bench.clock.advance(std::chrono::hours(3));
        bench.window.onTick();

        QVERIFY(bench.line().isVisible());
        QVERIFY2(bench.line().text().startsWith(QStringLiteral("Main: BTC liquidated – Long 0.25")),
                 qPrintable(bench.line().text()));
        QVERIFY(bench.window.statusBar()->currentMessage().isEmpty());
        QCOMPARE(bench.tray->said.size(), speaks ? 1 : 0);
        bench.line().findChild<QPushButton *>()->click();
        QVERIFY(!bench.line().isVisible());
    }

    void countsThoseBeforeTheNewest()
    {
        AlarmBench bench;
        bench.liquidate("-50");
        bench.clock.advance(std::chrono::minutes(5));
        bench.liquidate("-60");

        QVERIFY2(bench.line().text().contains(QString::fromUtf8("−60"))
                     && bench.line().text().endsWith(QStringLiteral("(and 1 before it)")),
                 qPrintable(bench.line().text()));
    }

    // The desktop is told of a few of them; the line counts all.
    void countsEveryOneOfMany()
    {
        AlarmBench bench;
        for (int i = 0; i < 12; ++i)
            bench.liquidate("-50");

        QVERIFY2(bench.line().text().endsWith(QStringLiteral("(and 11 before it)")),
                 qPrintable(bench.line().text()));
        QVERIFY(bench.tray->said.size() < 12);
        QVERIFY(bench.line().toolTip().contains(QStringLiteral("BTC liquidated")));
    }

    void holdsNoAmountWhileAmountsAreHidden()
    {
        AlarmBench bench;
        bench.liquidate("-50");
        QVERIFY(bench.line().accessibleName().contains(QStringLiteral("50")));

        bench.window.findChild<Privacy *>()->setHidden(true);

        for (const QString &text :
             {bench.line().text(), bench.line().accessibleName(), bench.line().toolTip()}) {
            QVERIFY2(!text.contains(QStringLiteral("50")) && !text.contains(QStringLiteral("0.25")),
                     qPrintable(text));
            QVERIFY(text.contains(QStringLiteral("liquidated")));
        }
    }

    void aKindThatIsOffStandsNowhere()
    {
        AlarmBench bench;
        bench.action("&Liquidations and").trigger();

        bench.liquidate("-50");

        QVERIFY(!bench.line().isVisible());
    }
};

QTEST_MAIN(AlarmLineTest)
#include "tst_alarmline.moc"
