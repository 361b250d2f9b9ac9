// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowbench.h"

#include "gui/charts/curvechart.h"
#include "gui/charts/equitypanel.h"
#include "gui/views/banner.h"
#include "gui/views/feedstrip.h"
#include "gui/views/headerbar.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

class MainWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsOnceItListens();
    void marksTheModeUnmistakably_data();
    void marksTheModeUnmistakably();
    void addsUpTheAccountsThatAreShown();
    void followsTheAccountsItIsToldOf();
    void sortsByAClickOnAHeader();
    void keepsTheOrderWhileFrozen();
    void filtersByWhatIsTyped();
    void saysWhyTheTableIsEmpty();
    void showsFillsInTheirPanel();
    void saysThatTheFeedIsOffline();
    void saysThatMonitoringStopped();
    void showsAddressAndAuditState();
    void showsHostileTextsAsPlainText();
    void switchesTheTheme();
    void asksForAComparison();
    void showsTheFillsOfEarlierRuns();
    void beginsTheCurveOfEquityBeforeItself();
    void countsDownToTheNextFunding();
    void goesRoundByTab();
};

void MainWindowTest::beginsOnceItListens()
{
    WindowBench bench;

    QCOMPARE(bench.source.begun, 1);
    QVERIFY(bench.window.isVisible() == false);
    QCOMPARE(bench.tile("Equity"), QStringLiteral("—"));
}

void MainWindowTest::marksTheModeUnmistakably_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("mark");
    QTest::newRow("demo") << static_cast<int>(domain::RunMode::Demo) << "DEMO";
    QTest::newRow("testnet") << static_cast<int>(domain::RunMode::Testnet) << "TESTNET";
    QTest::newRow("the real thing") << static_cast<int>(domain::RunMode::Live) << "";
}

void MainWindowTest::marksTheModeUnmistakably()
{
    QFETCH(int, mode);
    QFETCH(QString, mark);
    WindowBench bench({}, static_cast<domain::RunMode>(mode));
    bench.window.show();

    const auto banners = bench.window.findChildren<Banner *>();

    QCOMPARE(banners.first()->mark(), mark);
    QCOMPARE(banners.first()->isVisible(), !mark.isEmpty());
    QVERIFY(bench.window.windowTitle().startsWith(
        mark.isEmpty() ? QStringLiteral("Live Position Monitor") : mark));
}

void MainWindowTest::addsUpTheAccountsThatAreShown()
{
    WindowBench bench;
    bench.fill();
    QCOMPARE(bench.tile("Positions"), QStringLiteral("11"));
    QCOMPARE(bench.tile("Unrealized"), QStringLiteral("+300.45"));

    bench.only<QComboBox>().setCurrentIndex(2); // Hedge

    QCOMPARE(bench.tile("Positions"), QStringLiteral("1"));
    QCOMPARE(bench.tile("Unrealized"), QStringLiteral("−30.00"));
    QCOMPARE(bench.coins(), QStringList{QStringLiteral("BTC")});
}

void MainWindowTest::followsTheAccountsItIsToldOf()
{
    WindowBench bench;
    auto &selector = bench.only<QComboBox>();
    selector.setCurrentIndex(1); // Main: an agent's address, as it turns out
    Q_EMIT bench.source.summaryChanged(summary(watched(1, "Main"), {}));

    const auto master = watched(7, "Main");
    bench.source.setAccounts({master, watched(2, "Hedge")});
    Q_EMIT bench.source.summaryChanged(
        summary(master, {position({.coin = "BTC", .size = "2", .entry = "100", .mark = "110"},
                                  master.address)}));
    Q_EMIT bench.source.healthChanged(health(bench.source.accounts()));
    bench.window.flush();

    QCOMPARE(selector.currentData().toString(), QString::fromStdString(master.address.text()));
    QCOMPARE(bench.tile("Long exposure"), QStringLiteral("220.00"));
    QCOMPARE(bench.coins(), QStringList{QStringLiteral("BTC")});
    QCOMPARE(bench.only<FeedStrip>().badge(0)->state(), QStringLiteral("Live"));

    bench.source.setAccounts({master}); // the agent and its master were both given
    QCOMPARE(selector.count(), 1);
    QVERIFY(!selector.isEnabled());
    QCOMPARE(bench.tile("Long exposure"), QStringLiteral("220.00"));
}

void MainWindowTest::sortsByAClickOnAHeader()
{
    WindowBench bench;
    bench.fill();
    bench.window.show();
    QCOMPARE(bench.coins().first(), QStringLiteral("ETH")); // by notional, the largest first

    bench.clickHeader(Col::Size);
    const QString first = bench.coins().first();
    bench.clickHeader(Col::Size);

    QCOMPARE(QSet<QString>({first, bench.coins().first()}),
             QSet<QString>({QStringLiteral("BTC"), QStringLiteral("kPEPE")}));
}

void MainWindowTest::keepsTheOrderWhileFrozen()
{
    WindowBench bench;
    bench.fill();
    bench.window.show();
    auto &freeze = *bench.window.findChild<HeaderBar *>()->findChild<QToolButton *>();
    QTest::mouseClick(&freeze, Qt::LeftButton);
    QVERIFY(freeze.isChecked());
    QVERIFY(bench.action("&Freeze the order of rows").isChecked());

    auto grown = tradersBook()[9];
    grown.notionalValue = number("99999999");
    Q_EMIT bench.source.positionUpdated(priceUpdate(grown, 2));
    bench.window.flush();
    QCOMPARE(bench.coins().first(), QStringLiteral("ETH"));

    QTest::mouseClick(&freeze, Qt::LeftButton);
    QCOMPARE(bench.coins().first(), QStringLiteral("SUI"));
}

void MainWindowTest::filtersByWhatIsTyped()
{
    WindowBench bench;
    bench.fill();
    bench.window.show();
    auto &filter = *bench.window.findChild<HeaderBar *>()->findChild<QLineEdit *>();

    QTest::keyClicks(&filter, QStringLiteral("xyz"));

    QCOMPARE(bench.coins(), (QStringList{QStringLiteral("TSLA"), QStringLiteral("NVDA")}));
    QTest::keyClicks(&filter, QStringLiteral("!"));
    QCOMPARE(bench.table("Positions").emptyTitle(), QStringLiteral("Nothing fits the filter"));
}

void MainWindowTest::saysWhyTheTableIsEmpty()
{
    WindowBench bench;
    QCOMPARE(bench.table("Positions").emptyTitle(), QStringLiteral("Reading the account…"));

    Q_EMIT bench.source.summaryChanged(summary(watched(1, "Main"), {}));
    Q_EMIT bench.source.summaryChanged(summary(watched(2, "Hedge"), {}));
    auto asked = std::make_shared<domain::HealthView>(
        *health(bench.source.accounts(), domain::FeedState::Offline));
    asked->accounts[1].lastReconciliation.reset(); // one of both was never read
    Q_EMIT bench.source.healthChanged(asked);
    bench.window.flush();

    QCOMPARE(bench.table("Positions").emptyTitle(), QStringLiteral("Reading the account…"));
    QCOMPARE(bench.tile("Net P&L"), QStringLiteral("—"));
    QCOMPARE(bench.tile("Positions"), QStringLiteral("—"));

    Q_EMIT bench.source.healthChanged(health(bench.source.accounts()));
    bench.window.flush();

    QCOMPARE(bench.table("Positions").emptyTitle(), QStringLiteral("No open positions"));
    QCOMPARE(bench.tile("Net P&L"), QStringLiteral("0.00"));
}

void MainWindowTest::showsFillsInTheirPanel()
{
    WindowBench bench;
    bench.fill();

    Q_EMIT bench.source.positionUpdated(
        fillUpdate(tradersBook()[0], 5, domain::FillSide::Buy, "0.25", "Open Long"));
    bench.window.flush();

    QCOMPARE(bench.table("Fills").model()->rowCount(), 1);
}

void MainWindowTest::saysThatTheFeedIsOffline()
{
    WindowBench bench;
    bench.fill();
    const auto notice = bench.window.findChildren<Banner *>().last();
    QVERIFY(notice->text().isEmpty());
    QCOMPARE(bench.only<FeedStrip>().badge(0)->state(), QStringLiteral("Live"));

    Q_EMIT bench.source.healthChanged(
        health(bench.source.accounts(), domain::FeedState::Offline, std::chrono::seconds(75)));

    QVERIFY2(notice->text().contains(QStringLiteral("last message 1m ago")),
             qPrintable(notice->text()));
    QCOMPARE(bench.only<FeedStrip>().badge(1)->state(), QStringLiteral("Offline"));
    QVERIFY(bench.only<FeedStrip>().badge(1)->toolTip().contains(QStringLiteral("Hedge")));
}

void MainWindowTest::saysThatMonitoringStopped()
{
    WindowBench bench;
    bench.fill();

    Q_EMIT bench.source.stopped(QStringLiteral("an invariant broke"));

    QCOMPARE(bench.window.findChildren<Banner *>().last()->text(),
             QStringLiteral("Monitoring has stopped: an invariant broke"));
}

void MainWindowTest::showsAddressAndAuditState()
{
    WindowBench bench;
    bench.window.show(); // there is room for its lines
    QCoreApplication::processEvents();
    const auto shows = [&](const char *text) {
        const auto labels = bench.window.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
            return label->text().contains(QLatin1String(text));
        });
    };
    QVERIFY(shows("http://127.0.0.1:8123"));
    QVERIFY(shows("state not known"));

    Q_EMIT bench.source.healthChanged(health(bench.source.accounts()));
    QTRY_VERIFY(shows("every change written")); // what was caught up at the start, too

    auto refused = std::make_shared<domain::HealthView>(*health(bench.source.accounts()));
    refused->isAuditRefusing = true;
    Q_EMIT bench.source.healthChanged(refused); // of a flat account too
    QTRY_VERIFY(shows("the disk refuses"));

    Q_EMIT bench.source.healthChanged(health(bench.source.accounts()));
    QVERIFY(!shows("the disk refuses"));
    QTRY_VERIFY(shows("every change written"));
    Q_EMIT bench.source.stopped(QStringLiteral("an invariant broke"));
    QTRY_VERIFY(!shows("every change written")); // nobody tells of it any more
}

void MainWindowTest::showsHostileTextsAsPlainText()
{
    base::ManualClock clock(Noon);
    FakeSource source({watched(1, "<h1>Big</h1>"), watched(2, "&x")}, domain::RunMode::Demo);
    MainWindow window(source, clock, {});
    Q_EMIT source.summaryChanged(summary(
        source.accounts()[0],
        {position({.coin = "<a href='x'>BTC</a>", .size = "1", .entry = "1", .mark = "2"})}));
    Q_EMIT source.healthChanged(health(source.accounts()));
    window.flush();

    for (const QLabel *label : window.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    for (const QWidget *widget : window.findChildren<QWidget *>())
        QVERIFY(!widget->toolTip().contains(QStringLiteral("<h1>")));
    QCOMPARE(window.findChild<HeaderBar *>()->findChild<QComboBox *>()->itemText(1),
             QStringLiteral("<h1>Big</h1>"));
}

void MainWindowTest::switchesTheTheme()
{
    WindowBench bench;
    bench.fill();
    bench.window.show();

    bench.action("&Dark").trigger();
    const QColor dark = bench.window.grab().toImage().pixelColor(400, 700);
    QVERIFY(bench.window.theme().isDark());
    bench.action("&Light").trigger();
    const QColor light = bench.window.grab().toImage().pixelColor(400, 700);

    QVERIFY(!bench.window.theme().isDark());
    QVERIFY(dark.lightness() < 64);
    QVERIFY(light.lightness() > 192);
    QVERIFY(bench.action("&Light").isChecked());
    QVERIFY(!bench.action("&Dark").isChecked());
}

void MainWindowTest::asksForAComparison()
{
    WindowBench bench;
    bench.window.show();

    bench.action("&Compare with the exchange now").trigger();
    for (QToolButton *button : bench.window.findChildren<QToolButton *>()) {
        if (button->text() == QLatin1String("Compare now"))
            QTest::mouseClick(button, Qt::LeftButton);
    }

    QCOMPARE(bench.source.reconciled, 3); // the menu, the header and the reconciliation
}

void MainWindowTest::showsTheFillsOfEarlierRuns()
{
    WindowBench bench;
    bench.fill();
    const auto accounts = bench.source.accounts();
    QTRY_COMPARE(bench.source.fillsAsked.size(), accounts.size()); // each once, when it is live
    const int before = bench.table("Fills").model()->rowCount();

    Q_EMIT bench.source.pastFillsRead({fillUpdate(
        tradersBook()[5], 990'001, domain::FillSide::Sell, "3", "Close Long", "1")});

    QCOMPARE(bench.table("Fills").model()->rowCount(), before + 1);
    bench.fill();
    QCOMPARE(bench.source.fillsAsked.size(), accounts.size());
}

void MainWindowTest::beginsTheCurveOfEquityBeforeItself()
{
    WindowBench bench;
    bench.fill();
    QCOMPARE(bench.source.equityAsked.size(), bench.source.accounts().size());
    domain::EquityPast past(2);
    for (domain::EquitySample &sample : past) {
        sample.account = bench.source.accounts().front().address;
        sample.time = Noon - std::chrono::hours(1 + (&sample - past.data()));
        sample.equity = domain::Decimal(7'654'321);
    }

    Q_EMIT bench.source.equityRead(std::make_shared<const domain::EquityPast>(past));
    bench.only<EquityPanel>().choose(past.front().account);

    QVERIFY(bench.only<EquityPanel>()
                .findChild<CurveChart *>()
                ->accessibleDescription()
                .contains(QStringLiteral("first 7,654,321")));
}

void MainWindowTest::countsDownToTheNextFunding()
{
    using namespace std::chrono_literals;
    WindowBench bench;
    const auto detail = [&] {
        bench.window.flush();
        return bench.only<SummaryStrip>().tile(QStringLiteral("Funding"))->stat().detail;
    };
    QCOMPARE(detail(), QStringLiteral("received or paid")); // nothing is held: nothing is paid

    bench.fill();
    bench.clock.advance(29min + 30s);
    QVERIFY2(detail().endsWith(QStringLiteral("next in 30 min")), qPrintable(detail()));
    bench.clock.advance(30min + 15s);
    QVERIFY2(detail().endsWith(QStringLiteral("next in 15 s")), qPrintable(detail()));
    bench.clock.advance(15s);
    QVERIFY2(detail().endsWith(QStringLiteral("next in 60 min")), qPrintable(detail()));
}

void MainWindowTest::goesRoundByTab()
{
    WindowBench bench;
    bench.fill();
    bench.window.show();
    bench.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    bench.only<QComboBox>().setFocus();

    QStringList visited;
    for (int i = 0; i < 24; ++i) {
        visited += QString::fromLatin1(bench.window.focusWidget()->metaObject()->className());
        QTest::keyClick(bench.window.focusWidget(), Qt::Key_Tab);
    }

    QCOMPARE(visited.mid(0, 2),
             (QStringList{QStringLiteral("QComboBox"), QStringLiteral("QLineEdit")}));
    QVERIFY2(visited.contains(QStringLiteral("lpm::gui::DataTable")),
             qPrintable(visited.join(QLatin1Char(' '))));
    QVERIFY2(visited.count(QStringLiteral("QComboBox")) >= 2, // and round again
             qPrintable(visited.join(QLatin1Char(' '))));
}

QTEST_MAIN(MainWindowTest)
#include "tst_mainwindow.moc"
