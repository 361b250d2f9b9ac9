// SPDX-License-Identifier: GPL-3.0-or-later
// What /ws refuses, its limits, the faults it can be told to make, and the exchange that lives
// inside another program.
#include "simulator/embedded/embeddedexchange.h"
#include "tests/simulator/exchangeclientprobe.h"
#include "tests/simulator/exchangefixture.h"

#include <QJsonArray>
#include <QTest>

using namespace lpm;
using namespace lpm::simulator;
using namespace lpm::tests;

namespace {

QByteArray userNumber(int number)
{
    return "0x" + QByteArray::number(number, 16).rightJustified(40, '0');
}

} // namespace

class ExchangeLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesASecondSubscription();
    void refusesAnUnknownUnsubscribe();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void tracksTenUsersAndNoMore();
    void refusesAnEleventhConnection();
    void leavesFramesOutWhenToldTo();
    void sendsFramesTwiceWhenToldTo();
    void breaksTheConnectionWhenToldTo();
    void livesInsideAnotherProgram();
    void saysWhenTheEmbeddedPortIsTaken();
};

void ExchangeLimitsTest::refusesASecondSubscription()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.subscribe(ask("userFills"));
    probe.subscribe(ask("userFills"));

    QTRY_COMPARE(probe.count("error"), 1);
    QCOMPARE(probe.of("error").front().toString().toUtf8(),
             "Already subscribed: " + ask("userFills", ",\"aggregateByTime\":false"));
    QCOMPARE(probe.count("userFills"), 1);
}

void ExchangeLimitsTest::refusesAnUnknownUnsubscribe()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.send("{\"method\":\"unsubscribe\",\"subscription\":" + ask("userEvents") + "}");

    QTRY_COMPARE(probe.count("error"), 1);
    QVERIFY(
        probe.of("error").front().toString().startsWith(QStringLiteral("Already unsubscribed: ")));
}

void ExchangeLimitsTest::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("words");
    const QString parsing = QStringLiteral("Error parsing JSON into valid websocket request: ");
    const QString invalid = QStringLiteral("Invalid subscription ");
    QTest::newRow("not JSON") << QByteArray("hello") << parsing + QStringLiteral("hello");
    QTest::newRow("no method") << QByteArray("{}") << parsing + QStringLiteral("{}");
    QTest::newRow("an unknown channel")
        << QByteArray(R"({"method":"subscribe","subscription":{"type":"nope"}})")
        << invalid + QStringLiteral(R"({"type":"nope"})");
    QTest::newRow("an unknown coin")
        << QByteArray(R"({"method":"subscribe","subscription":{"coin":"NO","type":"bbo"}})")
        << invalid + QStringLiteral(R"({"coin":"NO","type":"bbo"})");
    QTest::newRow("no user") << QByteArray(
                                    R"({"method":"subscribe","subscription":{"type":"userFills"}})")
                             << invalid + QStringLiteral(R"({"type":"userFills"})");
}

void ExchangeLimitsTest::refusesWhatItCannotRead()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, words);
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.send(message);

    QTRY_COMPARE(probe.count("error"), 1);
    QCOMPARE(probe.of("error").front().toString(), words);
    QVERIFY(probe.isOpen());
}

void ExchangeLimitsTest::tracksTenUsersAndNoMore()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe first(server.wsUrl());
    FeedProbe second(server.wsUrl());
    QTRY_VERIFY(first.isOpen() && second.isOpen());
    const auto ask = [](FeedProbe &probe, int number) {
        probe.subscribe("{\"type\":\"userFills\",\"user\":\"" + userNumber(number) + "\"}");
    };
    for (int i = 1; i <= 10; ++i)
        ask(i % 2 ? first : second, i);
    QTRY_COMPARE(first.count("userFills") + second.count("userFills"), 10);

    ask(first, 11);
    QTRY_COMPARE(first.count("error"), 1);
    QCOMPARE(first.of("error").front().toString(),
             QStringLiteral("Cannot track more than 10 total users."));
    ask(second, 1); // a known user on another connection is no new one
    QTRY_COMPARE(second.count("userFills"), 6);
}

void ExchangeLimitsTest::refusesAnEleventhConnection()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    std::vector<std::unique_ptr<FeedProbe>> probes;
    for (int i = 0; i < 10; ++i)
        probes.push_back(std::make_unique<FeedProbe>(server.wsUrl()));
    for (const auto &probe : probes)
        QTRY_VERIFY(probe->isOpen());

    FeedProbe eleventh(server.wsUrl());

    QTRY_VERIFY(eleventh.isClosed() || !eleventh.isOpen());
    QTRY_COMPARE(server.sessions().size(), std::size_t{10});
    QVERIFY(!eleventh.isOpen());
}

void ExchangeLimitsTest::leavesFramesOutWhenToldTo()
{
    ServerOptions options = quiet();
    options.faults = *parseFaults("drop");
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(R"({"type":"trades","coin":"BTC"})");
    QTRY_COMPARE(probe.count("subscriptionResponse"), 1);
    for (int i = 0; i < 400; ++i)
        QVERIFY(server.simulation().placeFill(order("BTC", "0.1", i % 2 == 0)));
    server.publish();
    probe.send(R"({"method":"ping"})");

    QTRY_COMPARE(probe.count("trades") > 0 && probe.count("pong") == 1, true);
    QVERIFY(probe.count("trades") < 400);
    QVERIFY(probe.count("trades") > 300);
}

void ExchangeLimitsTest::sendsFramesTwiceWhenToldTo()
{
    ServerOptions options = quiet();
    options.faults = *parseFaults("duplicate");
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userFills"));
    QTRY_COMPARE(probe.count("subscriptionResponse"), 1);
    for (int i = 0; i < 200; ++i) {
        QVERIFY(server.simulation().placeFill(order("BTC", "0.1", i % 2 == 0)));
        server.publish();
    }
    probe.send(R"({"method":"ping"})");

    QTRY_COMPARE(probe.count("pong"), 1);
    QVERIFY(probe.count("userFills") > 201);
}

void ExchangeLimitsTest::breaksTheConnectionWhenToldTo()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe first(server.wsUrl());
    FeedProbe second(server.wsUrl());
    QTRY_COMPARE(server.sessions().size(), std::size_t{2});
    QTRY_VERIFY(first.isOpen() && second.isOpen());

    server.sessions()[0]->abort();
    server.sessions().back()->close(QWebSocketProtocol::CloseCodeNormal, QStringLiteral("Expired"));

    QTRY_VERIFY(first.isClosed() && second.isClosed());
    QTRY_VERIFY(server.sessions().empty());
    QVERIFY(first.closeReason() == QStringLiteral("Expired") ||
            second.closeReason() == QStringLiteral("Expired"));
}

void ExchangeLimitsTest::livesInsideAnotherProgram()
{
    EmbeddedExchange exchange;
    QVERIFY(exchange.start());
    QCOMPARE(exchange.accounts().size(), std::size_t{2});
    FeedProbe probe(exchange.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    const QByteArray user = QByteArray::fromStdString(exchange.accounts()[0].address.text());

    probe.subscribe("{\"type\":\"userFills\",\"user\":\"" + user + "\"}");

    QTRY_COMPARE(probe.count("userFills"), 1);
    const QJsonValue snapshot = probe.of("userFills").front();
    QVERIFY(snapshot[QLatin1String("fills")].toArray().size() > 100);
    const tests::Answer state = tests::post(
        exchange.restUrl(), "{\"type\":\"clearinghouseState\",\"user\":\"" + user + "\"}");
    QVERIFY(!state.json()[QLatin1String("assetPositions")].toArray().isEmpty());
    exchange.stop();
    QTRY_VERIFY(probe.isClosed());
}

void ExchangeLimitsTest::saysWhenTheEmbeddedPortIsTaken()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    ServerOptions options;
    options.port = static_cast<quint16>(QUrl(server.restUrl()).port());
    EmbeddedExchange exchange(std::move(options));

    QVERIFY(!exchange.start());
}

QTEST_GUILESS_MAIN(ExchangeLimitsTest)
#include "tst_exchangelimits.moc"
