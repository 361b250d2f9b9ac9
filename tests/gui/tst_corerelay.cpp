// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "gui/source/corerelay.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

class CoreRelayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void handsOverAtOnceWhenTheWindowIsReady();
    void keepsTheLatestOfEachPositionForABusyWindow();
    void keepsEveryFillInOrder();
    void dropsAnUpdateThatIsOlderThanAFill();
    void forgetsAccountsThatAreWatchedNoLonger();
    void keepsTheLatestComparisonOfEachAccount();
    void offersNothingWhenNothingCame();
    void aFrozenWindowDelaysNothing();

private:
    std::unique_ptr<CoreRelay> m_relay;
    std::vector<RelayBatchPtr> m_batches;
};

void CoreRelayTest::init()
{
    qRegisterMetaType<RelayBatchPtr>();
    m_batches.clear();
    m_relay = std::make_unique<CoreRelay>();
    connect(m_relay.get(), &CoreRelay::batchReady, this,
            [this](const RelayBatchPtr &batch) { m_batches.push_back(batch); });
}

void CoreRelayTest::handsOverAtOnceWhenTheWindowIsReady()
{
    m_relay->takeHealth(health({watched(1, "Main")}));
    QCOMPARE(m_batches.size(), 1U);
    QVERIFY(m_batches[0]->health);

    m_relay->onBatchShown();
    m_relay->takeSummary(summary(watched(1, "Main"), tradersBook()));
    QCOMPARE(m_batches.size(), 2U);
    QCOMPARE(m_batches[1]->summaries.size(), 1U);
    QVERIFY(!m_batches[1]->health);
}

void CoreRelayTest::keepsTheLatestOfEachPositionForABusyWindow()
{
    const auto book = tradersBook();
    m_relay->takeUpdate(priceUpdate(book[0], 1));
    for (std::uint64_t seq = 2; seq < 100'000; ++seq)
        m_relay->takeUpdate(priceUpdate(book[seq % book.size()], seq));
    QCOMPARE(m_batches.size(), 1U);

    m_relay->onBatchShown();

    QCOMPARE(m_batches.size(), 2U);
    QCOMPARE(m_batches[1]->updates.size(), book.size());
    for (const auto &update : m_batches[1]->updates)
        QVERIFY(update->seq >= 100'000 - book.size());
}

void CoreRelayTest::keepsEveryFillInOrder()
{
    const auto book = tradersBook();
    m_relay->takeUpdate(priceUpdate(book[0], 1));
    for (std::uint64_t seq = 2; seq <= 300; ++seq)
        m_relay->takeUpdate(
            fillUpdate(book[seq % 3], seq, domain::FillSide::Buy, "1", "Open Long"));

    m_relay->onBatchShown();

    QCOMPARE(m_batches[1]->fills.size(), 299U);
    for (std::size_t i = 0; i < 299; ++i)
        QCOMPARE(m_batches[1]->fills[i]->seq, i + 2);
}

void CoreRelayTest::dropsAnUpdateThatIsOlderThanAFill()
{
    const auto book = tradersBook();
    m_relay->takeHealth(health({watched(1, "Main")}));
    m_relay->takeUpdate(priceUpdate(book[0], 1));
    m_relay->takeUpdate(fillUpdate(book[0], 2, domain::FillSide::Buy, "1", "Open Long"));

    m_relay->onBatchShown();

    QCOMPARE(m_batches[1]->updates.size(), 0U);
    QCOMPARE(m_batches[1]->fills.size(), 1U);
}

void CoreRelayTest::forgetsAccountsThatAreWatchedNoLonger()
{
    m_relay->takeHealth(health({watched(1, "Main")})); // the window is busy with it
    m_relay->takeSummary(summary(watched(1, "Main"), tradersBook()));
    m_relay->takeUpdate(priceUpdate(tradersBook()[0], 1));
    m_relay->takeAccounts({watched(7, "Main")});
    m_relay->takeSummary(summary(watched(7, "Main"), {}));

    m_relay->onBatchShown();

    QCOMPARE(m_batches.size(), 2U);
    QCOMPARE(m_batches[1]->accounts.value(), std::vector{watched(7, "Main")});
    QCOMPARE(m_batches[1]->summaries.size(), 1U);
    QCOMPARE(m_batches[1]->summaries[0]->account, address(7));
    QVERIFY(m_batches[1]->updates.empty());
}

void CoreRelayTest::keepsTheLatestComparisonOfEachAccount()
{
    const auto first = shared(agreement(watched(1, "Main"), tradersBook()));
    const auto second = shared(agreement(watched(1, "Main"), {}));
    m_relay->takeHealth(health({watched(1, "Main")}));
    m_relay->takeReconciliation(first);
    m_relay->takeReconciliation(second);
    QCOMPARE(m_batches.size(), 1U); // the window is busy

    m_relay->onBatchShown();

    QCOMPARE(m_batches.size(), 2U);
    QCOMPARE(m_batches[1]->reconciliations, std::vector{second});
    m_relay->takeReconciliation(first);
    m_relay->takeAccounts({watched(2, "Hedge")});
    m_relay->onBatchShown();
    QVERIFY(m_batches.back()->reconciliations.empty()); // of an account that is gone
}

void CoreRelayTest::offersNothingWhenNothingCame()
{
    m_relay->takeHealth(health({watched(1, "Main")}));

    m_relay->onBatchShown();

    QCOMPARE(m_batches.size(), 1U);
}

void CoreRelayTest::aFrozenWindowDelaysNothing()
{
    constexpr std::uint64_t last = 50'000;
    const auto book = tradersBook();
    QThread core;
    auto *relay = new CoreRelay;
    relay->moveToThread(&core);
    connect(&core, &QThread::finished, relay, &QObject::deleteLater);
    std::vector<RelayBatchPtr> shown; // by the window's thread, which is this one
    connect(relay, &CoreRelay::batchReady, this, [&](const RelayBatchPtr &batch) {
        shown.push_back(batch);
        QMetaObject::invokeMethod(relay, &CoreRelay::onBatchShown, Qt::QueuedConnection);
    });
    core.start();

    // This thread sleeps in acquire() until the core has done all its work: nothing waits for it.
    QSemaphore done;
    QMetaObject::invokeMethod(relay, [&] {
        for (std::uint64_t seq = 1; seq <= last; ++seq)
            relay->takeUpdate(priceUpdate(book[seq % book.size()], seq));
        done.release();
    });
    done.acquire();
    QVERIFY(shown.empty());

    QTRY_COMPARE(shown.size(), 2U); // what came first, then the latest of each position
    QCOMPARE(shown[1]->updates.size(), book.size());
    std::uint64_t newest = 0;
    for (const auto &update : shown[1]->updates)
        newest = std::max(newest, update->seq);
    QCOMPARE(newest, last);
    core.quit();
    QVERIFY(core.wait());
}

QTEST_GUILESS_MAIN(CoreRelayTest)
#include "tst_corerelay.moc"
