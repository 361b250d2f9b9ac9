// SPDX-License-Identifier: GPL-3.0-or-later
// /ws of the simulated exchange over a real socket: acknowledgements, snapshots, pushes, and no
// more.
#include "tests/simulator/exchangeclientprobe.h"
#include "tests/simulator/exchangefixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace lpm;
using namespace lpm::simulator;
using namespace lpm::tests;
using domain::Decimal;

class ExchangeFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgesInItsOwnWords_data();
    void acknowledgesInItsOwnWords();
    void sendsASnapshotOldestFirst();
    void pushesFillsWithoutTheFlag();
    void tellsSlicesOnTheirOwnStream();
    void sendsNoSnapshotOfEvents();
    void pushesAStateAfterAFill();
    void answersPings();
    void answersPosts();
    void packsFastContexts();
    void stopsAfterUnsubscribe();
    void pushesFundingOfEveryCoin();
};

void ExchangeFeedTest::acknowledgesInItsOwnWords_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("acknowledged");
    const QByteArray upper = QByteArray(User).replace("aa", "AA");
    QTest::newRow("lower-case user, aggregation")
        << "{\"type\":\"userFills\",\"user\":\"" + upper + "\"}"
        << ask("userFills", ",\"aggregateByTime\":false");
    QTest::newRow("dex") << ask("clearinghouseState") << ask("clearinghouseState", ",\"dex\":\"\"");
    QTest::newRow("book") << QByteArray(R"({"type":"l2Book","coin":"BTC"})")
                          << QByteArray(R"({"type":"l2Book","coin":"BTC","nSigFigs":null,)"
                                        R"("mantissa":null,"fast":false})");
    QTest::newRow("spot") << ask("spotState")
                          << ask("spotState", ",\"ignorePortfolioMargin\":false");
    QTest::newRow("mids") << QByteArray(R"({"type":"allMids"})")
                          << QByteArray(R"({"type":"allMids"})");
}

void ExchangeFeedTest::acknowledgesInItsOwnWords()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, acknowledged);
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.subscribe(request);

    QTRY_COMPARE(probe.count("subscriptionResponse"), 1);
    const QJsonValue ack = probe.of("subscriptionResponse").front();
    QCOMPARE(ack[QLatin1String("method")].toString(), QStringLiteral("subscribe"));
    QCOMPARE(ack[QLatin1String("subscription")].toObject(),
             QJsonDocument::fromJson(acknowledged).object());
}

void ExchangeFeedTest::sendsASnapshotOldestFirst()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    for (int i = 0; i < 3; ++i)
        QVERIFY(server.simulation().placeFill(order("BTC", "0.1")));
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.subscribe(ask("userFills"));

    QTRY_COMPARE(probe.count("userFills"), 1);
    const QJsonValue snapshot = probe.of("userFills").front();
    QVERIFY(snapshot[QLatin1String("isSnapshot")].toBool());
    QCOMPARE(snapshot[QLatin1String("fills")][0][QLatin1String("startPosition")].toString(),
             QStringLiteral("0.0"));
    QCOMPARE(snapshot[QLatin1String("fills")][2][QLatin1String("startPosition")].toString(),
             QStringLiteral("0.2"));
}

void ExchangeFeedTest::pushesFillsWithoutTheFlag()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userFills"));
    QTRY_COMPARE(probe.count("userFills"), 1);

    QVERIFY(server.simulation().placeFills({order("BTC", "0.1"), order("BTC", "0.2", false)}));
    server.publish();

    QTRY_COMPARE(probe.count("userFills"), 2);
    const QJsonValue frame = probe.of("userFills").back();
    QVERIFY(!frame.toObject().contains(QLatin1String("isSnapshot")));
    QCOMPARE(frame[QLatin1String("user")].toString().toLatin1(), User);
    QCOMPARE(frame[QLatin1String("fills")].toArray().size(), 2);
    QCOMPARE(frame[QLatin1String("fills")][1][QLatin1String("dir")].toString(),
             QStringLiteral("Long > Short"));
}

void ExchangeFeedTest::tellsSlicesOnTheirOwnStream()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userFills"));
    probe.subscribe(ask("userTwapSliceFills"));
    QTRY_COMPARE(probe.count("userTwapSliceFills"), 1);
    FillOrder slice = order("BTC", "0.1");
    slice.twapId = 5;

    QVERIFY(server.simulation().placeFill(slice));
    server.publish();

    QTRY_COMPARE(probe.count("userTwapSliceFills"), 2);
    QCOMPARE(probe.count("userFills"), 1);
}

void ExchangeFeedTest::sendsNoSnapshotOfEvents()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    QVERIFY(server.simulation().placeFill(order("BTC", "0.1")));
    server.publish();
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userEvents"));
    probe.subscribe(ask("orderUpdates"));
    QTRY_COMPARE(probe.count("subscriptionResponse"), 2);
    QCOMPARE(probe.frameCount(), 2);

    QVERIFY(server.simulation().placeFill(order("BTC", "0.1")));
    server.publish();

    QTRY_COMPARE(probe.count("user"), 1);
    const QJsonObject event = probe.of("user").front().toObject();
    QVERIFY(!event.contains(QLatin1String("user")));
    QCOMPARE(event.value(QLatin1String("fills")).toArray().size(), 1);
}

void ExchangeFeedTest::pushesAStateAfterAFill()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userFills"));
    probe.subscribe(ask("allDexsClearinghouseState"));
    QTRY_COMPARE(probe.count("allDexsClearinghouseState"), 1);
    probe.clear();

    QVERIFY(server.simulation().placeFill(order("BTC", "0.1")));
    server.publish();

    QTRY_COMPARE(probe.frameCount(), 2);
    QCOMPARE(probe.frames().front().value(QLatin1String("channel")).toString(),
             QStringLiteral("userFills"));
    const QJsonValue states =
        probe.of("allDexsClearinghouseState").front()[QLatin1String("clearinghouseStates")];
    QCOMPARE(states[0][0].toString(), QString());
    QCOMPARE(states[1][0].toString(), QStringLiteral("xyz"));
    QCOMPARE(states[0][1][QLatin1String("assetPositions")].toArray().size(), 1);
}

void ExchangeFeedTest::answersPings()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.send(R"({"method":"ping"})");

    QTRY_COMPARE(probe.frameCount(), 1);
    QCOMPARE(probe.frames().front(),
             (QJsonObject{{QStringLiteral("channel"), QStringLiteral("pong")}}));
}

void ExchangeFeedTest::answersPosts()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.send(R"({"method":"post","id":7,"request":{"type":"info","payload":)"
               R"({"type":"allMids"}}})");
    probe.send(R"({"method":"post","id":8,"request":{"type":"info","payload":{"type":"no"}}})");

    QTRY_COMPARE(probe.count("post"), 2);
    const QJsonValue right = probe.of("post")[0];
    QCOMPARE(right[QLatin1String("id")].toInt(), 7);
    QVERIFY(right[QLatin1String("response")][QLatin1String("payload")][QLatin1String("data")]
                .toObject()
                .contains(QLatin1String("BTC")));
    const QJsonValue wrong = probe.of("post")[1][QLatin1String("response")];
    QCOMPARE(wrong[QLatin1String("type")].toString(), QStringLiteral("error"));
    QVERIFY(wrong[QLatin1String("payload")].isString());
}

void ExchangeFeedTest::packsFastContexts()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(R"({"type":"fastAssetCtxs"})");
    QTRY_COMPARE(probe.count("fastAssetCtxs"), 1);

    QVERIFY(server.simulation().setMark("BTC", *Decimal::parse("88000")));
    server.publish();

    QTRY_COMPARE(probe.count("fastAssetCtxs"), 2);
    const auto contexts = [&](std::size_t number) {
        return QJsonDocument::fromJson(inflated(probe.of("fastAssetCtxs")[number].toString()))
            .object();
    };
    QVERIFY(contexts(0).contains(QLatin1String("xyz:TSLA")));
    QVERIFY(contexts(0).contains(QLatin1String("@107")));
    QCOMPARE(contexts(1).keys(), QStringList{QStringLiteral("BTC")});
    QCOMPARE(contexts(1)[QLatin1String("BTC")][QLatin1String("markPx")].toString(),
             QStringLiteral("88000.0"));
}

void ExchangeFeedTest::stopsAfterUnsubscribe()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userFills"));
    QTRY_COMPARE(probe.count("userFills"), 1);
    probe.send("{\"method\":\"unsubscribe\",\"subscription\":" + ask("userFills") + "}");
    QTRY_COMPARE(probe.count("subscriptionResponse"), 2);

    QVERIFY(server.simulation().placeFill(order("BTC", "0.1")));
    server.publish();
    probe.send(R"({"method":"ping"})");

    QTRY_COMPARE(probe.frames().back().value(QLatin1String("channel")).toString(),
                 QStringLiteral("pong"));
    QCOMPARE(probe.count("userFills"), 1);
}

void ExchangeFeedTest::pushesFundingOfEveryCoin()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    QVERIFY(server.simulation().placeFills({order("BTC", "0.1"), order("SOL", "1", false)}));
    server.publish();
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userFundings"));
    probe.subscribe(ask("userEvents"));
    QTRY_COMPARE(probe.count("subscriptionResponse"), 2);

    server.simulation().payFunding();
    server.publish();

    QTRY_COMPARE(probe.count("userFundings"), 2);
    const QJsonArray rows = probe.of("userFundings").back()[QLatin1String("fundings")].toArray();
    QCOMPARE(rows.size(), 2);
    QVERIFY(rows[0][QLatin1String("usdc")].toString().startsWith(QLatin1Char('-')));
    QVERIFY(!rows[1][QLatin1String("usdc")].toString().startsWith(QLatin1Char('-')));
    QTRY_COMPARE(probe.count("user"), 2); // one message a coin
}

QTEST_GUILESS_MAIN(ExchangeFeedTest)
#include "tst_exchangefeed.moc"
