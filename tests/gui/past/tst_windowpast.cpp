// SPDX-License-Identifier: GPL-3.0-or-later
// The change of the day comes back after what usually goes wrong: an answer that never came, a
// clock that was wrong for a while, accounts that are told in another order.
#include "setclock.h"

#include "gui/limits.h"
#include "gui/mainwindow.h"
#include "gui/views/stattile.h"
#include "gui/views/summarystrip.h"

#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using namespace std::chrono_literals;

namespace {

const base::Timestamp Midnight = Noon - 12h;

struct Bench
{
    explicit Bench(std::vector<domain::WatchedAccount> accounts = {watched(1, "Main")})
        : source(std::move(accounts), domain::RunMode::Demo)
    {
        tellState();
    }

    // Equity 184270.318842 of each account; as of the time by the clock.
    void tellState()
    {
        for (const domain::WatchedAccount &account : source.accounts())
            Q_EMIT source.summaryChanged(summary(
                account,
                {position({.coin = "BTC", .size = "2", .entry = "100", .mark = "110"},
                          account.address, clock.now().wall)},
                ++seq));
        Q_EMIT source.healthChanged(health(source.accounts(), domain::FeedState::Live,
                                           base::Milliseconds(300), clock.now().wall));
        window.flush();
        window.onTick();
    }

    void run(base::Milliseconds by)
    {
        clock.run(by);
        tellState();
    }

    void tellPast(base::Timestamp time, const std::string &equity)
    {
        domain::EquitySample sample;
        sample.account = address(1);
        sample.time = time;
        sample.equity = number(equity);
        Q_EMIT source.equityRead(
            std::make_shared<const domain::EquityPast>(domain::EquityPast{sample}));
        window.flush();
    }

    QString today() const
    {
        const auto *strip = window.findChild<SummaryStrip *>();
        return strip->tile(QStringLiteral("Equity"))->stat().detail;
    }

    SetClock clock;
    std::uint64_t seq = 0;
    FakeSource source;
    MainWindow window{source, clock, {}};
};

} // namespace

class WindowPastTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksAgainWhenNoAnswerCame();
    void aClockThatWasAheadForAWhileLosesNoDay();
    void whatWasAskedByAWrongClockIsAskedAgain();
    void anotherOrderOfTheAccountsIsTheSameSum();
    void anAccountThatComesBackIsAskedFor();
};

void WindowPastTest::asksAgainWhenNoAnswerCame()
{
    Bench bench;
    QCOMPARE(bench.source.equityAsked.size(), std::size_t{1});
    QCOMPARE(bench.today(), QStringLiteral("today —"));

    bench.run(1min);
    QCOMPARE(bench.source.equityAsked.size(), std::size_t{2});
    bench.tellPast(Midnight, "184000.318842");

    QCOMPARE(bench.today(), QStringLiteral("today +270.00"));
    bench.run(1h);
    QCOMPARE(bench.source.equityAsked.size(), std::size_t{2}); // it was told
}

void WindowPastTest::aClockThatWasAheadForAWhileLosesNoDay()
{
    Bench bench;
    bench.tellPast(Midnight, "184000.318842");
    QCOMPARE(bench.today(), QStringLiteral("today +270.00"));

    bench.clock.setAhead(48h);
    bench.run(1s);
    QCOMPARE(bench.today(), QStringLiteral("today —"));
    bench.run(10s);
    bench.clock.setAhead(-48h);
    bench.run(1s);

    QCOMPARE(bench.today(), QStringLiteral("today +270.00"));
}

void WindowPastTest::whatWasAskedByAWrongClockIsAskedAgain()
{
    Bench bench;
    bench.clock.setAhead(48h);
    bench.run(1s);
    bench.tellPast(Midnight, "184000.318842"); // too old, as it seems
    bench.run(2min);
    const auto before = bench.source.equityAsked.size();

    bench.clock.setAhead(-48h);
    bench.run(1s);

    QCOMPARE(bench.source.equityAsked.size(), before + 1);
    bench.tellPast(Midnight, "184000.318842");
    QCOMPARE(bench.today(), QStringLiteral("today +270.00"));
}

void WindowPastTest::anotherOrderOfTheAccountsIsTheSameSum()
{
    Bench bench({watched(1, "Main"), watched(2, "Hedge")});
    bench.run(11h + 59min + 50s);
    QCOMPARE(bench.today(), QStringLiteral("today —"));
    bench.run(20s); // the day turned, and the window has seen it
    QCOMPARE(bench.today(), QStringLiteral("today 0.00"));

    bench.source.setAccounts({watched(2, "Hedge"), watched(1, "Main")});
    bench.run(1s);

    QCOMPARE(bench.today(), QStringLiteral("today 0.00"));
}

void WindowPastTest::anAccountThatComesBackIsAskedFor()
{
    Bench bench({watched(1, "Main"), watched(2, "Hedge")});
    QCOMPARE(bench.source.equityAsked.size(), std::size_t{2});
    bench.tellPast(Midnight, "184000.318842");

    bench.source.setAccounts({watched(2, "Hedge")});
    bench.source.setAccounts({watched(1, "Main"), watched(2, "Hedge")});
    bench.tellState();

    QCOMPARE(bench.source.equityAsked.size(), std::size_t{3});
    QCOMPARE(bench.source.equityAsked.back(), address(1));
}

QTEST_MAIN(WindowPastTest)
#include "tst_windowpast.moc"
