// SPDX-License-Identifier: GPL-3.0-or-later
// /ws of the simulated exchange over a real socket: acknowledgements, snapshots, pushes, refusals,
// limits, faults; and the exchange that lives inside another program.
#include "simulator/embedded/embeddedexchange.h"
#include "tests/simulator/exchangeclientprobe.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

#include <zlib.h>

using namespace lpm;
using namespace lpm::simulator;
using domain::Decimal;
using tests::FeedProbe;

namespace {

const QByteArray User = QByteArrayLiteral("0x00000000000000000000000000000000000000aa");

QByteArray userNumber(int number)
{
    return "0x" + QByteArray::number(number, 16).rightJustified(40, '0');
}

domain::Address address(const QByteArray &text)
{
    return *domain::Address::parse(text.toStdString());
}

ServerOptions quiet()
{
    AccountSpec spec;
    spec.address = address(User);
    spec.tradesByItself = false;
    ServerOptions options;
    options.engine.accounts = {spec};
    options.engine.moveMarks = false;
    options.runsByItself = false;
    return options;
}

FillOrder order(const char *coin, const char *size, bool isBuy = true)
{
    FillOrder result;
    result.account = address(User);
    result.coin = coin;
    result.size = *Decimal::parse(size);
    result.price = *Decimal::parse(coin == std::string("BTC") ? "87000" : "134.2");
    result.side = isBuy ? domain::FillSide::Buy : domain::FillSide::Sell;
    return result;
}

QByteArray subscription(const char *type, const QByteArray &rest = {})
{
    return "{\"type\":\"" + QByteArray(type) + "\",\"user\":\"" + User + "\"" + rest + "}";
}

QByteArray inflated(const QString &base64)
{
    QByteArray in = QByteArray::fromBase64(base64.toLatin1());
    QByteArray out(1 << 20, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -15) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    inflateEnd(&stream);
    return out;
}

} // namespace

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
    void refusesASecondSubscription();
    void refusesAnUnknownUnsubscribe();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void tracksTenUsersAndNoMore();
    void refusesAnEleventhConnection();
    void answersPings();
    void answersPosts();
    void packsFastContexts();
    void stopsAfterUnsubscribe();
    void pushesFundingOfEveryCoin();
    void leavesFramesOutWhenToldTo();
    void sendsFramesTwiceWhenToldTo();
    void breaksTheConnectionWhenToldTo();
    void livesInsideAnotherProgram();
    void saysWhenTheEmbeddedPortIsTaken();
};

void ExchangeFeedTest::acknowledgesInItsOwnWords_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("acknowledged");
    const QByteArray upper = QByteArray(User).replace("aa", "AA");
    QTest::newRow("lower-case user, aggregation")
        << "{\"type\":\"userFills\",\"user\":\"" + upper + "\"}"
        << subscription("userFills", ",\"aggregateByTime\":false");
    QTest::newRow("dex") << subscription("clearinghouseState")
                         << subscription("clearinghouseState", ",\"dex\":\"\"");
    QTest::newRow("book") << QByteArray(R"({"type":"l2Book","coin":"BTC"})")
                          << QByteArray(R"({"type":"l2Book","coin":"BTC","nSigFigs":null,)"
                                        R"("mantissa":null,"fast":false})");
    QTest::newRow("spot") << subscription("spotState")
                          << subscription("spotState", ",\"ignorePortfolioMargin\":false");
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

    probe.subscribe(subscription("userFills"));

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
    probe.subscribe(subscription("userFills"));
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
    probe.subscribe(subscription("userFills"));
    probe.subscribe(subscription("userTwapSliceFills"));
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
    probe.subscribe(subscription("userEvents"));
    probe.subscribe(subscription("orderUpdates"));
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
    probe.subscribe(subscription("userFills"));
    probe.subscribe(subscription("allDexsClearinghouseState"));
    QTRY_COMPARE(probe.count("allDexsClearinghouseState"), 1);
    probe.clear();

    QVERIFY(server.simulation().placeFill(order("BTC", "0.1")));
    server.publish();

    QTRY_COMPARE(probe.frameCount(), 2);
    QCOMPARE(probe.frames().front().value(QLatin1String("channel")).toString(),
             QStringLiteral("userFills"));
    const QJsonValue states = probe.of("allDexsClearinghouseState").front()[QLatin1String(
        "clearinghouseStates")];
    QCOMPARE(states[0][0].toString(), QString());
    QCOMPARE(states[1][0].toString(), QStringLiteral("xyz"));
    QCOMPARE(states[0][1][QLatin1String("assetPositions")].toArray().size(), 1);
}

void ExchangeFeedTest::refusesASecondSubscription()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.subscribe(subscription("userFills"));
    probe.subscribe(subscription("userFills"));

    QTRY_COMPARE(probe.count("error"), 1);
    QCOMPARE(probe.of("error").front().toString().toUtf8(),
             "Already subscribed: " + subscription("userFills", ",\"aggregateByTime\":false"));
    QCOMPARE(probe.count("userFills"), 1);
}

void ExchangeFeedTest::refusesAnUnknownUnsubscribe()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.send("{\"method\":\"unsubscribe\",\"subscription\":" + subscription("userEvents") + "}");

    QTRY_COMPARE(probe.count("error"), 1);
    QVERIFY(probe.of("error").front().toString().startsWith(
        QStringLiteral("Already unsubscribed: ")));
}

void ExchangeFeedTest::refusesWhatItCannotRead_data()
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
    QTest::newRow("no user")
        << QByteArray(R"({"method":"subscribe","subscription":{"type":"userFills"}})")
        << invalid + QStringLiteral(R"({"type":"userFills"})");
}

void ExchangeFeedTest::refusesWhatItCannotRead()
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

void ExchangeFeedTest::tracksTenUsersAndNoMore()
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

void ExchangeFeedTest::refusesAnEleventhConnection()
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

void ExchangeFeedTest::answersPings()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    probe.send(R"({"method":"ping"})");

    QTRY_COMPARE(probe.frameCount(), 1);
    QCOMPARE(probe.frames().front(), (QJsonObject{{QStringLiteral("channel"),
                                                   QStringLiteral("pong")}}));
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
    probe.subscribe(subscription("userFills"));
    QTRY_COMPARE(probe.count("userFills"), 1);
    probe.send("{\"method\":\"unsubscribe\",\"subscription\":" + subscription("userFills") + "}");
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
    probe.subscribe(subscription("userFundings"));
    probe.subscribe(subscription("userEvents"));
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

void ExchangeFeedTest::leavesFramesOutWhenToldTo()
{
    ServerOptions options = quiet();
    options.faults = {Fault::Drop};
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

void ExchangeFeedTest::sendsFramesTwiceWhenToldTo()
{
    ServerOptions options = quiet();
    options.faults = {Fault::Duplicate};
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(subscription("userFills"));
    QTRY_COMPARE(probe.count("subscriptionResponse"), 1);
    for (int i = 0; i < 200; ++i) {
        QVERIFY(server.simulation().placeFill(order("BTC", "0.1", i % 2 == 0)));
        server.publish();
    }
    probe.send(R"({"method":"ping"})");

    QTRY_COMPARE(probe.count("pong"), 1);
    QVERIFY(probe.count("userFills") > 201);
}

void ExchangeFeedTest::breaksTheConnectionWhenToldTo()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe first(server.wsUrl());
    FeedProbe second(server.wsUrl());
    QTRY_COMPARE(server.sessions().size(), std::size_t{2});
    QTRY_VERIFY(first.isOpen() && second.isOpen());

    server.sessions()[0]->abort();
    server.sessions().back()->close(QWebSocketProtocol::CloseCodeNormal,
                                    QStringLiteral("Expired"));

    QTRY_VERIFY(first.isClosed() && second.isClosed());
    QTRY_VERIFY(server.sessions().empty());
    QVERIFY(first.closeReason() == QStringLiteral("Expired")
            || second.closeReason() == QStringLiteral("Expired"));
}

void ExchangeFeedTest::livesInsideAnotherProgram()
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

void ExchangeFeedTest::saysWhenTheEmbeddedPortIsTaken()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    ServerOptions options;
    options.port = static_cast<quint16>(QUrl(server.restUrl()).port());
    EmbeddedExchange exchange(std::move(options));

    QVERIFY(!exchange.start());
}

QTEST_GUILESS_MAIN(ExchangeFeedTest)
#include "tst_exchangefeed.moc"
