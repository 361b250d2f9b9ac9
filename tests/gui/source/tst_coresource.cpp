// SPDX-License-Identifier: GPL-3.0-or-later
// What was kept is asked for on the core thread and told on the window's, or not at all.
#include "tests/core/monitor/fakes.h"

#include "core/monitor/history.h"
#include "gui/limits.h"
#include "gui/source/coresource.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace lpm;
using namespace lpm::gui;

namespace {

const base::Timestamp Kept = base::fromUnixMilliseconds(1'795'435'200'000);

// Remembers the last question and its asker's thread; answers when told, on the core thread.
class AskedHistory final : public monitor::History
{
public:
    void fills(domain::HistoryRequest request, Done<domain::PastFill> done) override
    {
        remember(std::move(request));
        fillsDone = std::move(done);
    }
    void funding(domain::HistoryRequest, Done<domain::PastFunding>) override {}
    void equity(domain::HistoryRequest request, Done<domain::EquitySample> done) override
    {
        remember(std::move(request));
        equityDone = std::move(done);
    }

    domain::HistoryRequest last;
    QThread *askedOn = nullptr;
    int asked = 0;
    Done<domain::PastFill> fillsDone;
    Done<domain::EquitySample> equityDone;

private:
    void remember(domain::HistoryRequest request)
    {
        last = std::move(request);
        askedOn = QThread::currentThread();
        ++asked;
    }
};

struct Bench
{
    explicit Bench(bool hasHistory = true)
    {
        world.monitor->moveToThread(&core);
        core.start();
        source = std::make_unique<CoreSource>(
            *world.monitor, std::vector<domain::WatchedAccount>{{fixture::account(), "main"}},
            domain::RunMode::Demo, hasHistory ? &history : nullptr);
        QObject::connect(source.get(), &DashboardSource::equityRead, source.get(),
                         [this](const domain::EquityPastPtr &past) {
                             equity.push_back(past);
                             toldOn = QThread::currentThread();
                         });
        QObject::connect(source.get(), &DashboardSource::pastFillsRead, source.get(),
                         [this](const PastFills &past) {
                             fills.push_back(past);
                             toldOn = QThread::currentThread();
                         });
    }

    ~Bench()
    {
        source.reset();
        QThread *window = QThread::currentThread();
        onCore([&] { world.monitor->moveToThread(window); });
        core.quit();
        core.wait();
    }

    // Behind all that was asked before.
    template <class Work>
    void onCore(Work work)
    {
        QMetaObject::invokeMethod(world.monitor.get(), work, Qt::BlockingQueuedConnection);
    }

    fixture::World world;
    QThread core;
    AskedHistory history;
    std::unique_ptr<CoreSource> source;
    std::vector<domain::EquityPastPtr> equity;
    std::vector<PastFills> fills;
    QThread *toldOn = nullptr;
};

domain::EquitySample sampleAt(base::Timestamp time)
{
    domain::EquitySample sample;
    sample.account = fixture::account();
    sample.time = time;
    sample.equity = fixture::dec("1000.000001");
    return sample;
}

domain::PastFill fillAt(base::Timestamp time, const char *coin)
{
    domain::PastFill past;
    past.account = fixture::account();
    past.symbol = std::string(coin) + "-USD";
    past.fill.coin = coin;
    past.fill.time = time;
    past.fill.price = fixture::dec("101.5");
    past.source = domain::FillSource::Backfill;
    past.isLate = true;
    return past;
}

} // namespace

class CoreSourceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equityIsAskedOnTheCoreThreadAndToldOnTheWindows();
    void equityIsAskedUpToATime();
    void pastFillsAreToldOldestFirstWithTheirAccountsLabel();
    void aFillOfAnotherAccountHasNoLabel();
    void whatCannotBeReadIsNotTold();
    void nothingKeptIsToldAsNothing();
    void withoutALedgerNothingIsTold();
    void anAnswerToAWindowThatIsGoneIsDropped();
};

void CoreSourceTest::equityIsAskedOnTheCoreThreadAndToldOnTheWindows()
{
    Bench bench;
    const std::vector kept{sampleAt(Kept), sampleAt(Kept - std::chrono::minutes(1))};

    bench.source->askEquity(fixture::account(), std::nullopt);
    bench.onCore([&] { bench.history.equityDone(kept); });

    QVERIFY(bench.history.askedOn == &bench.core);
    QCOMPARE(bench.history.last.accounts, std::vector{fixture::account()});
    QVERIFY(!bench.history.last.until);
    QCOMPARE(bench.history.last.limit, limits::EquityAsked);
    QVERIFY(bench.equity.empty()); // not within the call
    QTRY_COMPARE(bench.equity.size(), std::size_t{1});
    QVERIFY(*bench.equity.front() == kept);
    QVERIFY(bench.toldOn == QThread::currentThread());
}

void CoreSourceTest::equityIsAskedUpToATime()
{
    Bench bench;

    bench.source->askEquity(fixture::account(), Kept);
    bench.onCore([] {});

    QVERIFY(bench.history.last.until == Kept);
}

void CoreSourceTest::pastFillsAreToldOldestFirstWithTheirAccountsLabel()
{
    Bench bench;

    bench.source->askPastFills(fixture::account());
    bench.onCore([&] {
        bench.history.fillsDone(std::vector{fillAt(Kept, "ETH"),
                                            fillAt(Kept - std::chrono::minutes(1), "BTC")});
    });
    QTRY_COMPARE(bench.fills.size(), std::size_t{1});

    QVERIFY(bench.history.askedOn == &bench.core);
    QVERIFY(bench.toldOn == QThread::currentThread());
    QCOMPARE(bench.history.last.accounts, std::vector{fixture::account()});
    QCOMPARE(bench.history.last.limit, limits::PastFills);
    const PastFills &told = bench.fills.front();
    QCOMPARE(told.size(), std::size_t{2});
    QCOMPARE(told[0]->symbol, std::string("BTC-USD"));
    QCOMPARE(told[1]->symbol, std::string("ETH-USD"));
    const domain::PositionUpdate &first = *told.front();
    QVERIFY(first.eventType == domain::EventType::Fill);
    QCOMPARE(first.account, fixture::account());
    QCOMPARE(first.accountLabel, std::string("main"));
    QCOMPARE(first.position.account, fixture::account());
    QCOMPARE(first.position.symbol, std::string("BTC-USD"));
    QCOMPARE(first.position.coin, std::string("BTC"));
    QVERIFY(first.timestamp == Kept - std::chrono::minutes(1));
    QVERIFY(first.source == domain::FillSource::Backfill);
    QVERIFY(first.isLate);
    QVERIFY(first.fill == fillAt(Kept - std::chrono::minutes(1), "BTC").fill);
}

void CoreSourceTest::aFillOfAnotherAccountHasNoLabel()
{
    Bench bench;

    bench.source->askPastFills(domain::Address());
    bench.onCore([&] { bench.history.fillsDone(std::vector{fillAt(Kept, "ETH")}); });
    QTRY_COMPARE(bench.fills.size(), std::size_t{1});

    QVERIFY(bench.fills.front().front()->accountLabel.empty());
}

void CoreSourceTest::whatCannotBeReadIsNotTold()
{
    Bench bench;
    const auto refused = [] { return base::failure(base::ErrorCode::Busy, "too many lists"); };
    bench.source->askEquity(fixture::account(), std::nullopt);
    bench.source->askPastFills(fixture::account());
    bench.onCore([&] {
        bench.history.equityDone(refused());
        bench.history.fillsDone(refused());
        bench.history.equityDone(std::vector{sampleAt(Kept)}); // the answers come in order
        bench.history.fillsDone(std::vector{fillAt(Kept, "ETH")});
    });

    QTRY_COMPARE(bench.fills.size(), std::size_t{1});

    QCOMPARE(bench.fills.front().size(), std::size_t{1});
    QCOMPARE(bench.equity.size(), std::size_t{1});
    QCOMPARE(bench.equity.front()->size(), std::size_t{1});
}

void CoreSourceTest::nothingKeptIsToldAsNothing()
{
    Bench bench;

    bench.source->askEquity(fixture::account(), std::nullopt);
    bench.source->askPastFills(fixture::account());
    bench.onCore([&] {
        bench.history.equityDone(std::vector<domain::EquitySample>());
        bench.history.fillsDone(std::vector<domain::PastFill>());
    });

    QTRY_COMPARE(bench.fills.size(), std::size_t{1});
    QVERIFY(bench.fills.front().empty());
    QVERIFY(bench.equity.front()->empty());
}

void CoreSourceTest::withoutALedgerNothingIsTold()
{
    Bench bench(false);

    bench.source->askEquity(fixture::account(), Kept);
    bench.source->askPastFills(fixture::account());
    bench.onCore([] {});
    QCoreApplication::processEvents();

    QCOMPARE(bench.history.asked, 0);
    QVERIFY(bench.equity.empty());
    QVERIFY(bench.fills.empty());
}

void CoreSourceTest::anAnswerToAWindowThatIsGoneIsDropped()
{
    Bench bench;
    bench.source->askEquity(fixture::account(), std::nullopt);
    bench.source->askPastFills(fixture::account());
    bench.onCore([] {});
    QCOMPARE(bench.history.asked, 2);

    bench.source.reset();
    bench.onCore([&] {
        bench.history.equityDone(std::vector{sampleAt(Kept)});
        bench.history.fillsDone(std::vector{fillAt(Kept, "ETH")});
    });
    QCoreApplication::processEvents();

    QVERIFY(bench.equity.empty());
    QVERIFY(bench.fills.empty());
}

QTEST_GUILESS_MAIN(CoreSourceTest)
#include "tst_coresource.moc"
