// SPDX-License-Identifier: GPL-3.0-or-later
// A window in the desktop's tray: it goes away and comes back, and ends when it is told to end.
#include "traybench.h"

#include "gui/privacy.h"
#include "gui/shell/surroundings.h"
#include "gui/views/compactstrip.h"

#include <QApplication>
#include <QDockWidget>
#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

class SurroundingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsNearAndSaysWhatIsOld();
    void troublesTheDesktopOnlyWithChanges();
    void tellsTheTrayOnceASecond();
    void aClosedWindowEndsUnlessItIsKept();
    void aKeptWindowGoesAwayAndSaysSoOnce();
    void withoutATrayClosingAlwaysCloses();
    void quitEndsWhatIsKept();
    void theSessionsEndEndsWhatIsKept_data();
    void theSessionsEndEndsWhatIsKept();
    void comesBackWithItsPanels();
    void comesBackWhenTheTrayGoes();
    void theStripAndTheTrayShareTheWindow();
    void theStripHidesAmountsToo();
    void theTraysMenuDoesWhatItSays();
    void isHiddenOnTheDesktopToo();
};

void SurroundingsTest::showsWhatIsNearAndSaysWhatIsOld()
{
    TrayBench bench(domain::RunMode::Demo);
    QVERIFY2(bench.tray->tip.startsWith(QStringLiteral("DEMO · Main\nEquity")),
             qPrintable(bench.tray->tip));
    QVERIFY(bench.tray->tip.contains(QStringLiteral("To liq.: ")));

    Q_EMIT bench.source.healthChanged(
        health(bench.source.accounts(), domain::FeedState::Stale, std::chrono::seconds(14)));
    QVERIFY2(bench.tray->tip.startsWith(QStringLiteral("DEMO · Main · old\nMain: nothing")),
             qPrintable(bench.tray->tip));

    Q_EMIT bench.source.stopped(QStringLiteral("the disk is full"));
    QVERIFY2(bench.tray->tip.contains(QStringLiteral("Monitoring has stopped")),
             qPrintable(bench.tray->tip));
}

void SurroundingsTest::troublesTheDesktopOnlyWithChanges()
{
    TrayBench bench;
    const int before = bench.tray->shows;
    for (int i = 0; i < 10; ++i)
        bench.window.flush();
    QCOMPARE(bench.tray->shows, before);
    bench.window.theme().choose(ThemeChoice::Light);
    QCOMPARE(bench.tray->shows, before + 1);
}

void SurroundingsTest::tellsTheTrayOnceASecond()
{
    TrayBench bench;
    const int before = bench.tray->shows;
    CompactView view;
    view.totals.netPnl = number("3687");
    view.totals.equity = number("100");
    auto &surroundings = *bench.window.findChild<Surroundings *>();
    for (int i = 0; i < 20; ++i) {
        view.totals.equity = *view.totals.equity + number("1");
        surroundings.showNumbers(view);
    }
    QCOMPARE(bench.tray->shows, before);
    surroundings.look();
    QCOMPARE(bench.tray->shows, before + 1);
    QVERIFY(bench.tray->tip.contains(QStringLiteral("Equity 120.00")));

    view.totals.netPnl = number("-1"); // another icon waits for nothing
    surroundings.showNumbers(view);
    QCOMPARE(bench.tray->shows, before + 2);
}

void SurroundingsTest::aClosedWindowEndsUnlessItIsKept()
{
    TrayBench bench;
    QVERIFY(!bench.keep().isChecked());
    QVERIFY(bench.window.close());
    QVERIFY(bench.tray->said.isEmpty());
}

void SurroundingsTest::aKeptWindowGoesAwayAndSaysSoOnce()
{
    const QTemporaryDir directory;
    {
        TrayBench bench(domain::RunMode::Live, true, directory.path());
        bench.keep().trigger();

        QVERIFY(!bench.window.close());

        QVERIFY(!bench.window.isVisible());
        QCOMPARE(bench.tray->said.size(), 1);
        Q_EMIT bench.tray->clicked();
        QVERIFY(bench.window.isVisible());
        bench.window.close();
        QCOMPARE(bench.tray->said.size(), 1);
        bench.window.closeForGood();
    }

    TrayBench again(domain::RunMode::Live, true, directory.path());
    QVERIFY(again.keep().isChecked());
    again.window.close();
    QVERIFY(!again.window.isVisible());
    QVERIFY(again.tray->said.isEmpty());
}

void SurroundingsTest::withoutATrayClosingAlwaysCloses()
{
    const QTemporaryDir directory;
    {
        TrayBench bench(domain::RunMode::Live, true, directory.path());
        bench.keep().trigger();
        bench.window.closeForGood();
    }

    TrayBench bench(domain::RunMode::Live, false, directory.path());

    QVERIFY(!bench.keep().isEnabled());
    QVERIFY2(bench.keep().text().contains(QStringLiteral("has no tray")),
             qPrintable(bench.keep().text()));
    QVERIFY(bench.window.close());
    // The wish is kept for a desktop that has one.
    QVERIFY(WindowSettings(directory.path()).load()->isKeptInTray);
}

void SurroundingsTest::quitEndsWhatIsKept()
{
    TrayBench bench;
    bench.keep().trigger();
    bench.action("&Quit").trigger();
    QVERIFY(!bench.window.isVisible());
    QVERIFY(!bench.window.findChild<Surroundings *>()->isAway());

    TrayBench away;
    away.keep().trigger();
    away.window.close();
    QVERIFY(away.window.findChild<Surroundings *>()->isAway());
    away.entry("&Quit").trigger();
    QVERIFY(away.window.findChild<Surroundings *>()->isEnding());
}

// As a signal or the end of the session tells it.
void SurroundingsTest::theSessionsEndEndsWhatIsKept_data()
{
    QTest::addColumn<bool>("isAway");
    QTest::newRow("away") << true;
    QTest::newRow("in sight") << false;
}

void SurroundingsTest::theSessionsEndEndsWhatIsKept()
{
    QFETCH(bool, isAway);
    TrayBench bench;
    bench.keep().trigger();
    if (isAway)
        bench.window.close();
    QTimer::singleShot(0, qApp, &QCoreApplication::quit);
    QTimer::singleShot(10'000, qApp, [] { QCoreApplication::exit(7); });

    QCOMPARE(QCoreApplication::exec(), 0);

    QVERIFY(bench.window.findChild<Surroundings *>()->isEnding());
}

void SurroundingsTest::comesBackWithItsPanels()
{
    const QTemporaryDir directory;
    TrayBench bench(domain::RunMode::Live, true, directory.path());
    auto *equity = bench.window.findChild<QDockWidget *>(QStringLiteral("equity"));
    equity->setFloating(true);
    QVERIFY(equity->isVisible());
    bench.keep().trigger();

    bench.window.close();

    QVERIFY(!equity->isVisible());
    bench.entry("&Hide amounts").trigger(); // which saves the window
    {
        TrayBench other(domain::RunMode::Live, true, directory.path());
        auto *found = other.window.findChild<QDockWidget *>(QStringLiteral("equity"));
        QVERIFY(found->isFloating());
        QVERIFY(!found->isHidden()); // as it was, not as it is while the window is away
    }
    bench.entry("Show the &window").trigger();
    QVERIFY(bench.window.isVisible());
    QVERIFY(equity->isVisible());
    QVERIFY(equity->isFloating());
}

void SurroundingsTest::comesBackWhenTheTrayGoes()
{
    TrayBench bench;
    bench.keep().trigger();
    bench.window.close();
    bench.tray->isThere = false;

    bench.window.findChild<Surroundings *>()->look();

    QVERIFY(bench.window.isVisible());
}

void SurroundingsTest::theStripAndTheTrayShareTheWindow()
{
    TrayBench bench;
    bench.action("Com&pact strip").trigger();
    QVERIFY(!bench.window.isVisible());

    bench.entry("Show the &window").trigger();

    QVERIFY(bench.window.isVisible());
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (qobject_cast<CompactStrip *>(widget))
            QVERIFY(!widget->isVisible());
    }
}

// The window's keys are away with it.
void SurroundingsTest::theStripHidesAmountsToo()
{
    TrayBench bench;
    bench.action("Com&pact strip").trigger();
    const auto windows = QApplication::topLevelWidgets();
    const auto strip = std::find_if(windows.begin(), windows.end(), [](const QWidget *widget) {
        return qobject_cast<const CompactStrip *>(widget) && widget->isVisible();
    });
    QVERIFY(strip != windows.end());
    QVERIFY(QTest::qWaitForWindowActive(*strip));

    QTest::keyClick(*strip, Qt::Key_H, Qt::ControlModifier);

    QVERIFY(bench.window.findChild<Privacy *>()->isHidden());
    QTest::keyClick(*strip, Qt::Key_H, Qt::ControlModifier);
    QVERIFY(!bench.window.findChild<Privacy *>()->isHidden());
}

void SurroundingsTest::theTraysMenuDoesWhatItSays()
{
    TrayBench bench;
    bench.entry("&Compare with the exchange now").trigger();
    QCOMPARE(bench.source.reconciled, 1);
    bench.entry("Hide the &window").trigger();
    QVERIFY(!bench.window.isVisible());
    bench.entry("Show the &window").trigger();
    QVERIFY(bench.window.isVisible());
    bench.entry("&Hide amounts").trigger();
    QVERIFY(bench.window.findChild<Privacy *>()->isHidden());
}

void SurroundingsTest::isHiddenOnTheDesktopToo()
{
    const auto told = [](const char *net, bool isHidden) {
        TrayBench bench;
        auto made = *summary(watched(1, "Main"), tradersBook(), 2);
        made.netPnl = number(net);
        Q_EMIT bench.source.summaryChanged(
            std::make_shared<const domain::SummaryView>(std::move(made)));
        bench.window.findChild<Privacy *>()->setHidden(isHidden);
        bench.window.flush();
        return std::pair(bench.tray->tip, bench.tray->icon.pixmap(22).toImage());
    };

    QCOMPARE(told("815.27", true), told("-93.5", true));
    const auto gain = told("815.27", false);
    const auto loss = told("-93.5", false);
    QVERIFY(gain.first != loss.first && gain.second != loss.second);
}

QTEST_MAIN(SurroundingsTest)
#include "tst_surroundings.moc"
