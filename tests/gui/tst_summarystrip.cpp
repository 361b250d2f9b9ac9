// SPDX-License-Identifier: GPL-3.0-or-later
// The account at a glance: how far it has moved today, how far it is below its highest, what is
// not known yet; in whole rows at every width.
#include "windowbench.h"

#include "gui/limits.h"
#include "gui/privacy.h"

#include <QDockWidget>
#include <QFontMetrics>

#include <set>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using namespace std::chrono_literals;

namespace {

const base::Timestamp Midnight = Noon - 12h;

domain::EquitySample kept(const domain::Address &account, base::Timestamp time,
                          const std::string &equity)
{
    domain::EquitySample sample;
    sample.account = account;
    sample.time = time;
    sample.equity = number(equity);
    sample.unrealizedPnl = number("100");
    sample.realizedPnl = number("10");
    sample.fees = number("1");
    return sample;
}

// One account with an equity of 184250.318842 and what it has earned.
struct DayBench
{
    DayBench()
    {
        Q_EMIT source.summaryChanged(summary(
            watched(1, "Main"),
            {position({.coin = "BTC", .size = "2", .entry = "100", .mark = "110"})}));
        Q_EMIT source.healthChanged(health(source.accounts()));
        window.flush();
    }

    void tellPast(const domain::EquityPast &past)
    {
        Q_EMIT source.equityRead(std::make_shared<const domain::EquityPast>(past));
        window.flush();
    }

    const Stat &stat(const char *caption) const
    {
        return window.findChild<SummaryStrip *>()->tile(QString::fromLatin1(caption))->stat();
    }

    QString tip(const char *caption) const
    {
        return window.findChild<SummaryStrip *>()
            ->tile(QString::fromLatin1(caption))
            ->explanation();
    }

    base::ManualClock clock{Noon};
    FakeSource source{{watched(1, "Main")}, domain::RunMode::Demo};
    MainWindow window{source, clock, {}};
};

} // namespace

class SummaryStripTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsHowFarTheDayHasMovedIt();
    void knowsNoChangeWithoutAValueOfMidnight();
    void saysThatADepositIsInTheChange();
    void showsHowFarItIsBelowItsHighest();
    void asksOnUntilADayIsKnown();
    void asksAgainOnceTheMonitorIsHeardAgain();
    void hidesTheNewAmounts();
    void looksOldWithItsNumbers();
    void givesTheMarginRatioNoNumber();
    void wrapsAgainWhenTheWindowIsMadeNarrower();
    void leavesRoomForTheWindowOnASmallNotebook();
    void fillsWholeRowsAtEveryWidth_data();
    void fillsWholeRowsAtEveryWidth();
    void hasPlaceForOrdersAndAlerts();
    void showsTheLastDigitOfALargeNumber();
    void namesWhatOneAccountHasEarnedByItsCoins();
    void namesWhatSeveralAccountsHaveByThem();
    void explainsNothingThatWasNotRead();
};

void SummaryStripTest::showsHowFarTheDayHasMovedIt()
{
    DayBench bench; // equity 184270.318842, net and unrealized 20, realized 0
    bench.tellPast({kept(address(1), Midnight - 1min, "184000.318842")});

    QCOMPARE(bench.stat("Equity").detail, QStringLiteral("today +270.00"));
    QCOMPARE(bench.stat("Net P&L").detail, QStringLiteral("today −89.00"));
    QCOMPARE(bench.stat("Unrealized").detail, QStringLiteral("today −80.00"));
    QCOMPARE(bench.stat("Realized").detail, QStringLiteral("today −10.00"));
    const QString tip = bench.tip("Equity");
    for (const char *part : {"00:00 UTC", "184,270.318842 − 184,000.318842 = +270 USD",
                             "2026-11-22 23:59:00.000 UTC"})
        QVERIFY2(tip.contains(QString::fromUtf8(part)), qPrintable(tip));
}

void SummaryStripTest::knowsNoChangeWithoutAValueOfMidnight()
{
    DayBench bench;
    bench.tellPast({kept(address(1), Midnight - limits::DayStartReach - 1min, "184000")});

    QCOMPARE(bench.stat("Equity").detail, QStringLiteral("today —"));
    QVERIFY2(bench.tip("Equity").contains(QStringLiteral("not known")),
             qPrintable(bench.tip("Equity")));
    QVERIFY(bench.stat("Equity").value != QStringLiteral("—"));
}

// A tile of the least width, of an account of millions: a cut number reads as another one.
void SummaryStripTest::showsTheLastDigitOfALargeNumber()
{
    QWidget window;
    const Theme theme(window);
    const auto picture = [&](const char *value, const char *detail) {
        StatTile tile(theme, QStringLiteral("Long exposure"));
        tile.resize(118, tile.sizeHint().height());
        tile.show({QString::fromLatin1(value), Tone::Neutral, QString::fromLatin1(detail)});
        return tile.grab().toImage();
    };
    const QImage one = picture("28,288,555.82", "short 12,958,926.31");

    QVERIFY(picture("28,288,555.83", "short 12,958,926.31") != one);
    QVERIFY(picture("28,288,555.82", "short 12,958,926.37") != one);
}

void SummaryStripTest::namesWhatOneAccountHasEarnedByItsCoins()
{
    DayBench bench;
    auto account = std::make_shared<domain::SummaryView>(*summary(
        watched(1, "Main"),
        {position({.coin = "BTC", .size = "2", .entry = "100", .mark = "110", .realized = "7"}),
         position({.coin = "ETH", .size = "-1", .entry = "50", .mark = "55", .fees = "0.5"})},
        2));
    account->realizedPnl = number("4.5"); // 2.5 were lost with what is flat now
    account->fees = number("3");
    Q_EMIT bench.source.summaryChanged(account);
    bench.window.flush();

    QVERIFY2(bench.tip("Unrealized").contains(QStringLiteral("BTC +20\nETH −5\n= +15 USD")),
             qPrintable(bench.tip("Unrealized")));
    QVERIFY2(bench.tip("Realized").contains(
                 QStringLiteral("BTC +7\ncoins that are flat now −2.5\n= +4.5 USD")),
             qPrintable(bench.tip("Realized")));
    QVERIFY2(bench.tip("Fees").contains(
                 QStringLiteral("coins that are flat now 2.5\nETH 0.5\n= 3 USD")),
             qPrintable(bench.tip("Fees")));
    QVERIFY2(bench.tip("Equity").contains(QStringLiteral("Main 184,271.818842\n= 184,271.818842 USD")),
             qPrintable(bench.tip("Equity")));
}

void SummaryStripTest::namesWhatSeveralAccountsHaveByThem()
{
    WindowBench bench;
    bench.fill();
    const auto tip = [&](const char *caption) {
        return bench.window.findChild<SummaryStrip *>()
            ->tile(QString::fromLatin1(caption))
            ->explanation();
    };
    for (const char *caption : {"Equity", "Unrealized"}) {
        QVERIFY2(tip(caption).contains(QStringLiteral("\nMain ")), qPrintable(tip(caption)));
        QVERIFY2(tip(caption).contains(QStringLiteral("\nHedge ")), qPrintable(tip(caption)));
    }
    QVERIFY2(tip("Unrealized").contains(QStringLiteral("Hedge −30")), qPrintable(tip("Unrealized")));
    bench.window.findChild<Privacy *>()->setHidden(true);
    QCOMPARE(tip("Unrealized"), hiddenSentence());
}

void SummaryStripTest::explainsNothingThatWasNotRead()
{
    QWidget window;
    const Theme theme(window);
    const SummaryStrip strip(theme);
    for (const char *caption : {"Equity", "Unrealized", "Realized", "Fees", "Funding"}) {
        const QString tip = strip.tile(QString::fromLatin1(caption))->explanation();
        QVERIFY2(tip.contains(QStringLiteral("—")) && !tip.contains(QStringLiteral("= 0")),
                 qPrintable(tip));
    }
}

void SummaryStripTest::saysThatADepositIsInTheChange()
{
    DayBench bench;
    bench.tellPast({kept(address(1), Midnight, "1")});

    QVERIFY(bench.tip("Equity").contains(QStringLiteral("deposits and withdrawals")));
    QVERIFY(bench.tip("Drawdown").contains(QStringLiteral("withdrawal")));
}

void SummaryStripTest::showsHowFarItIsBelowItsHighest()
{
    DayBench bench;
    QCOMPARE(bench.stat("Drawdown").value, QStringLiteral("—"));

    bench.tellPast({kept(address(1), Noon - 4h, "204270.318842"),
                    kept(address(1), Noon - 10h, "100")});

    QCOMPARE(bench.stat("Drawdown").value, QStringLiteral("20,000.00"));
    QCOMPARE(bench.stat("Drawdown").detail, QStringLiteral("9.79 % in 10h"));
    QCOMPARE(bench.stat("Drawdown").tone, Tone::Neutral);
    const QString tip = bench.tip("Drawdown");
    for (const char *part : {"last 24 h", "204,270.318842 − 184,270.318842 = 20,000 USD",
                             "highest at 2026-11-23 08:00:00.000 UTC",
                             "known since 2026-11-23 02:00:00.000 UTC"})
        QVERIFY2(tip.contains(QString::fromUtf8(part)), qPrintable(tip));
}

void SummaryStripTest::asksOnUntilADayIsKnown()
{
    DayBench bench;
    QCOMPARE(bench.source.equityAsked.size(), std::size_t{1});
    QVERIFY(!bench.source.equityAskedUntil.back());
    domain::EquityPast page;
    for (std::size_t i = 0; i < limits::EquityAsked; ++i)
        page.push_back(kept(address(1), Noon - std::chrono::minutes(i), "5"));

    bench.tellPast(page);
    QCOMPARE(bench.source.equityAsked.size(), std::size_t{2});
    QVERIFY(bench.source.equityAskedUntil.back() == page.back().time - 1ms);
    bench.tellPast({kept(address(1), Noon - 23h, "5")});

    QCOMPARE(bench.source.equityAsked.size(), std::size_t{2});
}

void SummaryStripTest::asksAgainOnceTheMonitorIsHeardAgain()
{
    DayBench bench;

    Q_EMIT bench.source.connectionChanged();

    QCOMPARE(bench.source.equityAsked.size(), std::size_t{2});
}

void SummaryStripTest::hidesTheNewAmounts()
{
    DayBench bench;
    bench.tellPast({kept(address(1), Midnight, "204270.318842")});
    QCOMPARE(bench.stat("Equity").detail, QStringLiteral("today −20,000.00"));

    bench.window.findChild<Privacy *>()->setHidden(true);

    for (const char *caption : {"Equity", "Net P&L", "Unrealized", "Realized"})
        QCOMPARE(bench.stat(caption).detail, QStringLiteral("today •••"));
    QCOMPARE(bench.stat("Drawdown").value, QStringLiteral("•••"));
    for (const char *caption : {"Equity", "Net P&L", "Drawdown"})
        QVERIFY(!bench.tip(caption).contains(QStringLiteral("20,000")));
}

void SummaryStripTest::looksOldWithItsNumbers()
{
    DayBench bench;
    const auto picture = [&] {
        auto *tile = bench.window.findChild<SummaryStrip *>()->tile(QStringLiteral("Equity"));
        QImage image(160, 90, QImage::Format_RGB32);
        const_cast<StatTile *>(tile)->resize(160, 90);
        const_cast<StatTile *>(tile)->render(&image);
        return image.copy(0, 60, 160, 30); // the change alone
    };
    const QImage live = picture();

    Q_EMIT bench.source.healthChanged(
        health(bench.source.accounts(), domain::FeedState::Offline, 75s));
    bench.window.flush();

    const StatTile *drawdown = bench.window.findChild<SummaryStrip *>()->tile(QStringLiteral("Drawdown"));
    QVERIFY(drawdown->isOld());
    QVERIFY2(drawdown->accessibleDescription().endsWith(QStringLiteral(", old")),
             qPrintable(drawdown->accessibleDescription()));
    QVERIFY(picture() != live);
}

void SummaryStripTest::givesTheMarginRatioNoNumber()
{
    DayBench bench;

    QCOMPARE(bench.stat("Margin ratio").value, QStringLiteral("—"));
    QVERIFY(bench.tip("Margin ratio").contains(QStringLiteral("not computed yet")));
}

void SummaryStripTest::wrapsAgainWhenTheWindowIsMadeNarrower()
{
    DayBench bench;
    bench.window.resize(1440, 1000);
    bench.window.show();
    QCoreApplication::processEvents();

    bench.window.resize(900, 1000);
    QCoreApplication::processEvents();

    QCOMPARE(bench.window.width(), 900);
    const auto *strip = bench.window.findChild<SummaryStrip *>();
    for (const StatTile *tile : strip->findChildren<StatTile *>())
        QVERIFY(strip->rect().contains(tile->geometry()));
}

void SummaryStripTest::leavesRoomForTheWindowOnASmallNotebook()
{
    DayBench bench;
    const QSize notebook(1366, 768);
    bench.window.resize(notebook);
    bench.window.show();
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    bench.window.resize(notebook); // panels that come push the window larger for a moment
    QCoreApplication::processEvents();

    QCOMPARE(bench.window.size(), notebook);
}

void SummaryStripTest::fillsWholeRowsAtEveryWidth_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("rows");
    QTest::newRow("a large screen") << 1900 << 1;
    QTest::newRow("the first size") << 1420 << 1;
    QTest::newRow("a small notebook") << 1260 << 2;
    QTest::newRow("1100 px") << 1080 << 2;
    QTest::newRow("1920 px at 200 %") << 940 << 2;
    QTest::newRow("narrow") << 620 << 3;
    QTest::newRow("very narrow") << 400 << 4;
    QTest::newRow("a column") << 130 << 11;
}

void SummaryStripTest::fillsWholeRowsAtEveryWidth()
{
    QFETCH(int, width);
    QFETCH(int, rows);
    QWidget window;
    Theme theme(window);
    SummaryStrip strip(theme);
    strip.resize(width, 400);
    strip.grab(); // lays it out

    std::map<int, std::pair<int, int>> edges; // of each row: left and right
    for (const StatTile *tile : strip.findChildren<StatTile *>()) {
        const QRect place = tile->geometry();
        QVERIFY(place.width() >= tile->minimumSizeHint().width() || width < 150);
        auto [row, isNew] = edges.try_emplace(place.top(), place.left(), place.right());
        row->second.first = std::min(row->second.first, place.left());
        row->second.second = std::max(row->second.second, place.right());
    }

    QCOMPARE(edges.size(), static_cast<std::size_t>(rows));
    for (const auto &[top, edge] : edges) {
        QCOMPARE(edge.first, 0);
        QVERIFY2(edge.second >= width - rows - 1, qPrintable(QString::number(edge.second)));
    }
}

void SummaryStripTest::hasPlaceForOrdersAndAlerts()
{
    DayBench bench;
    bench.window.show();
    for (const char *name : {"orders", "alerts"}) {
        auto *dock = bench.window.findChild<QDockWidget *>(QString::fromLatin1(name));
        QVERIFY(dock->isHidden());
        dock->toggleViewAction()->trigger();
        const auto *table = dock->findChild<DataTable *>();
        QVERIFY(table->emptyTitle().contains(QStringLiteral("not watched yet")));
        QCOMPARE(table->model()->rowCount(), 0);
    }
}

QTEST_MAIN(SummaryStripTest)
#include "tst_summarystrip.moc"
