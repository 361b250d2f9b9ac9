// SPDX-License-Identifier: GPL-3.0-or-later
// The stream without sockets: slow clients, silence, and prices that a client wants seldom.
#include "server/limits.h"
#include "tests/server/streamstage.h"

#include <QTest>

using namespace lpm::server;
using namespace lpm::server::testing;
using namespace std::chrono_literals;

class StreamPaceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsTheLatestPerSymbolForASlowClientAndEveryFill();
    void closesAHopelessClientAndNoOther();
    void owesASlowClientOneSummary();
    void owesItAlsoWhereAnUpdateFoundItCaughtUp();
    void cutsAClientThatReadsNothingForAMinute();
    void pingsAfterThirtySecondsOfSilence();
    void holdsPricesBackForAMinimumInterval();
    void writesAtOnceWhatAllHaveOfAFill();
};

void StreamPaceTest::keepsTheLatestPerSymbolForASlowClientAndEveryFill()
{
    Stage stage;
    const auto slow = stage.connectClient();
    const auto good = stage.connectClient();
    slow->unsent = limits::ClientBehindBytes + 1;

    stage.backend.publishPrice(address(1), "BTC-USD", "1");            // seq 1, replaced by 3
    stage.backend.publishPrice(address(1), "ETH-USD", "2");            // seq 2
    stage.backend.publishPrice(address(1), "BTC-USD", "3");            // seq 3, replaced by 5
    stage.backend.publishFill(address(1), btcPosition(address(1)), 1); // seq 4
    stage.backend.publishPrice(address(1), "BTC-USD", "5");            // seq 5
    stage.backend.publishFill(address(1), btcPosition(address(1)), 2); // seq 6
    QCOMPARE(typesOf(*slow), QStringLiteral("initial_state"));
    slow->catchUp();

    QCOMPARE(lastText(*slow, "event_type"), QStringLiteral("fill"));
    QCOMPARE(typesOf(*slow), QStringLiteral("initial_state skipped position_update "
                                            "position_update position_update"));
    const QJsonObject skipped = message(slow->frames[1]);
    QCOMPARE(skipped.value(QLatin1String("from")).toInt(), 1);
    QCOMPARE(skipped.value(QLatin1String("to")).toInt(), 5);
    QCOMPARE(skipped.value(QLatin1String("account")).toString(),
             QString::fromStdString(address(1).text()));
    QCOMPARE(seqOf(slow->frames[2]), 2);
    QCOMPARE(seqOf(slow->frames[3]), 4);
    QCOMPARE(seqOf(slow->frames[4]), 6); // the fill shows the state that 5 would have
    QCOMPARE(good->frames.size(), std::size_t{7});

    stage.backend.publishPrice(address(1), "BTC-USD", "7");
    QCOMPARE(seqOf(slow->frames.back()), 7);
}

void StreamPaceTest::closesAHopelessClientAndNoOther()
{
    Stage stage;
    const auto stalled = stage.connectClient();
    const auto good = stage.connectClient();
    stalled->reads = false;
    stalled->unsent = limits::ClientBehindBytes + 1;
    constexpr int enough = 2000; // more than limits::ClientQueueBytes

    for (int i = 1; i < enough; ++i)
        stage.backend.publishFill(address(1), btcPosition(address(1)), i);
    QCOMPARE(stalled->closedWith, 0); // a burst alone is nobody's slowness
    stage.clock.advance(limits::HopelessPause);
    stage.backend.publishFill(address(1), btcPosition(address(1)), enough);

    QCOMPARE(stalled->closedWith, 1013);
    QCOMPARE(good->frames.size(), std::size_t{enough + 1});
    QTRY_COMPARE(stage.hub->clientCount(), std::size_t{1});
}

void StreamPaceTest::owesItAlsoWhereAnUpdateFoundItCaughtUp()
{
    Stage stage;
    const auto link = stage.connectClient();
    link->unsent = limits::ClientBehindBytes + 1;
    link->say(R"({"action":"get_summary"})");
    QCOMPARE(typesOf(*link), QStringLiteral("initial_state"));

    link->unsent = 0; // of which nobody has told yet
    stage.backend.publishPrice(address(1), "BTC-USD", "1");
    Q_EMIT link->progressed();

    QCOMPARE(typesOf(*link), QStringLiteral("initial_state position_update summary"));
}

void StreamPaceTest::owesASlowClientOneSummary()
{
    Stage stage;
    const auto link = stage.connectClient();
    link->unsent = limits::ClientBehindBytes + 1;
    stage.backend.publishPrice(address(1), "BTC-USD", "1");

    for (int i = 0; i < 10; ++i)
        link->say(R"({"action":"get_summary"})");
    QCOMPARE(typesOf(*link), QStringLiteral("initial_state"));
    link->catchUp();

    QCOMPARE(typesOf(*link), QStringLiteral("initial_state position_update summary"));
}

void StreamPaceTest::cutsAClientThatReadsNothingForAMinute()
{
    Stage stage;
    const auto link = stage.connectClient();
    link->unsent = limits::ClientBehindBytes + 1;
    stage.wait(1s);
    stage.wait(59s);
    QCOMPARE(link->closedWith, 0);

    stage.wait(1s);

    QCOMPARE(link->closedWith, 1013);
}

void StreamPaceTest::pingsAfterThirtySecondsOfSilence()
{
    Stage stage;
    const auto link = stage.connectClient();

    stage.wait(29s);
    QCOMPARE(typesOf(*link), QStringLiteral("initial_state"));
    stage.wait(1s);
    QCOMPARE(typesOf(*link), QStringLiteral("initial_state ping"));
    QCOMPARE(payloadOf(*link->frames[1]), std::string_view(R"({"type":"ping"})"));
    stage.wait(29s);
    QCOMPARE(link->frames.size(), std::size_t{2});
    link->say(R"({"action":"ping"})");
    stage.wait(29s);
    QCOMPARE(typesOf(*link), QStringLiteral("initial_state ping pong"));
    stage.wait(1s);

    QCOMPARE(typesOf(*link), QStringLiteral("initial_state ping pong ping"));
}

void StreamPaceTest::holdsPricesBackForAMinimumInterval()
{
    Stage stage;
    const auto link = stage.connectClient();
    link->say(R"({"action":"subscribe","min_interval_ms":60000})");

    stage.backend.publishPrice(address(1), "BTC-USD", "1"); // goes at once
    stage.backend.publishPrice(address(1), "BTC-USD", "2"); // held, replaced
    stage.backend.publishPrice(address(1), "BTC-USD", "3"); // held
    stage.backend.publishPrice(address(1), "ETH-USD", "4"); // held
    QCOMPARE(link->frames.size(), std::size_t{3});
    stage.backend.publishFill(address(1), btcPosition(address(1)), 1); // takes what waits along

    QCOMPARE(link->frames.size(), std::size_t{6});
    QCOMPARE(seqOf(link->frames[2]), 1);
    QCOMPARE(seqOf(link->frames[3]), 3);
    QCOMPARE(seqOf(link->frames[4]), 4);
    QCOMPARE(seqOf(link->frames[5]), 5);

    link->say(R"({"action":"subscribe","min_interval_ms":1})");
    stage.backend.publishPrice(address(1), "BTC-USD", "6");
    stage.backend.publishPrice(address(1), "BTC-USD", "7");
    QTRY_COMPARE(seqOf(link->frames.back()), 7); // nothing stays held
}

void StreamPaceTest::writesAtOnceWhatAllHaveOfAFill()
{
    std::vector<QPointer<ScriptedLink>> links;
    int writes = 0;
    QStringList lastTold;
    StreamOptions options;
    options.writeNow = [&] {
        ++writes;
        for (const auto &link : links)
            lastTold += lastText(*link, "event_type");
    };
    Stage stage(options);
    links = {stage.connectClient(), stage.connectClient()};

    stage.backend.publishPrice(address(1), "BTC-USD", "1");
    QCOMPARE(writes, 0); // a price waits for the end of the turn
    stage.backend.publishFill(address(1), btcPosition(address(1)), 1);

    QCOMPARE(writes, 1);
    QCOMPARE(lastTold, QStringList(2, QStringLiteral("fill"))); // once all of them have it
}

QTEST_GUILESS_MAIN(StreamPaceTest)
#include "tst_streampace.moc"
