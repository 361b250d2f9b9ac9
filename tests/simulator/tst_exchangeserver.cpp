// SPDX-License-Identifier: GPL-3.0-or-later
// POST /info of the simulated exchange over a real socket: answers, refusals, paging, budget.
#include "tests/simulator/exchangeclientprobe.h"
#include "tests/simulator/exchangefixture.h"

#include <QJsonArray>
#include <QTest>

using namespace lpm;
using namespace lpm::simulator;
using namespace lpm::tests;

class ExchangeServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersEveryType_data();
    void answersEveryType();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void refusesOtherPathsAndMethods();
    void answersStrangersWithZeros();
    void namesTheMasterOfAnAgent();
    void showsThePositionOfAFill();
    void keepsDexesApart();
    void refusesNextRequestsOnDemand();
    void answersRequestsOnOneConnection();
    void refusesAnEndlessHead();
    void saysWhenThePortIsTaken();
};

void ExchangeServerTest::answersEveryType_data()
{
    QTest::addColumn<QByteArray>("request");
    const auto row = [](const char *type, const QByteArray &rest = {}) {
        QTest::newRow(type) << ask(type, rest);
    };
    for (const char *type : {"allMids",
                             "meta",
                             "metaAndAssetCtxs",
                             "allPerpMetas",
                             "perpDexs",
                             "spotMeta",
                             "spotMetaAndAssetCtxs",
                             "predictedFundings",
                             "exchangeStatus",
                             "clearinghouseState",
                             "spotClearinghouseState",
                             "userFills",
                             "userTwapSliceFills",
                             "userRole",
                             "userAbstraction",
                             "openOrders",
                             "frontendOpenOrders",
                             "historicalOrders",
                             "userFees",
                             "userRateLimit",
                             "portfolio",
                             "webData2",
                             "referral",
                             "subAccounts",
                             "extraAgents",
                             "userVaultEquities",
                             "delegations",
                             "delegatorSummary",
                             "twapHistory"})
        row(type);
    for (const char *type : {"userFillsByTime", "userTwapSliceFillsByTime", "userFunding",
                             "userNonFundingLedgerUpdates"})
        row(type, ",\"startTime\":0");
    row("l2Book", ",\"coin\":\"BTC\"");
    row("recentTrades", ",\"coin\":\"BTC\"");
    row("activeAssetData", ",\"coin\":\"BTC\"");
    row("fundingHistory", ",\"coin\":\"BTC\",\"startTime\":1789990000000");
    row("orderStatus", ",\"oid\":1");
    row("marginTable", ",\"id\":56");
    row("candleSnapshot",
        ",\"req\":{\"coin\":\"BTC\",\"interval\":\"1h\",\"startTime\":1789900000000}");
}

void ExchangeServerTest::answersEveryType()
{
    QFETCH(QByteArray, request);
    ExchangeServer server(quiet());
    QVERIFY(server.start());

    const Answer answer = post(server.restUrl(), request);

    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.body.isEmpty());
}

void ExchangeServerTest::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("hello");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no type") << QByteArray("{}");
    QTest::newRow("an unknown type") << QByteArray(R"({"type":"nope"})");
    QTest::newRow("no user") << QByteArray(R"({"type":"clearinghouseState"})");
    QTest::newRow("a short address") << QByteArray(R"({"type":"userFills","user":"0x12"})");
    QTest::newRow("no start time") << ask("userFillsByTime");
    QTest::newRow("an unknown dex") << ask("clearinghouseState", ",\"dex\":\"nope\"");
    QTest::newRow("deep nesting") << QByteArray(5000, '[');
}

void ExchangeServerTest::refusesWhatItCannotRead()
{
    QFETCH(QByteArray, request);
    ExchangeServer server(quiet());
    QVERIFY(server.start());

    const Answer answer = post(server.restUrl(), request);

    QCOMPARE(answer.status, 422);
    QVERIFY(answer.body.startsWith("Failed to deserialize the JSON body into the target type"));
}

void ExchangeServerTest::refusesOtherPathsAndMethods()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());

    QCOMPARE(post(server.restUrl(), "{}", QStringLiteral("/elsewhere")).status, 404);
    const Answer exchange = post(server.restUrl(), "{}", QStringLiteral("/exchange"));
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.json()[QLatin1String("status")].toString(), QStringLiteral("err"));
}

void ExchangeServerTest::answersStrangersWithZeros()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());

    const QByteArray request = "{\"type\":\"clearinghouseState\",\"user\":\"" + Stranger + "\"}";
    const QJsonValue state = post(server.restUrl(), request).json();

    QCOMPARE(state[QLatin1String("marginSummary")][QLatin1String("accountValue")].toString(),
             QStringLiteral("0.0"));
    QVERIFY(state[QLatin1String("assetPositions")].toArray().isEmpty());
    const QByteArray role = "{\"type\":\"userRole\",\"user\":\"" + Stranger + "\"}";
    QCOMPARE(post(server.restUrl(), role).json()[QLatin1String("role")].toString(),
             QStringLiteral("missing"));
}

void ExchangeServerTest::namesTheMasterOfAnAgent()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());

    const QByteArray request = "{\"type\":\"userRole\",\"user\":\"" + Agent + "\"}";
    const QJsonValue role = post(server.restUrl(), request).json();

    QCOMPARE(role[QLatin1String("role")].toString(), QStringLiteral("agent"));
    QCOMPARE(role[QLatin1String("data")][QLatin1String("user")].toString().toLatin1(), User);
}

void ExchangeServerTest::showsThePositionOfAFill()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    fill(server, "BTC", "0.25");

    const QJsonValue state = post(server.restUrl(), ask("clearinghouseState")).json();

    const QJsonValue position =
        state[QLatin1String("assetPositions")][0][QLatin1String("position")];
    QCOMPARE(position[QLatin1String("coin")].toString(), QStringLiteral("BTC"));
    QCOMPARE(position[QLatin1String("szi")].toString(), QStringLiteral("0.25"));
}

void ExchangeServerTest::keepsDexesApart()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    fill(server, "xyz:TSLA", "1.5", false);

    const QJsonValue first = post(server.restUrl(), ask("clearinghouseState")).json();
    const QJsonValue other =
        post(server.restUrl(), ask("clearinghouseState", ",\"dex\":\"xyz\"")).json();

    QVERIFY(first[QLatin1String("assetPositions")].toArray().isEmpty());
    const QJsonValue position =
        other[QLatin1String("assetPositions")][0][QLatin1String("position")];
    QCOMPARE(position[QLatin1String("szi")].toString(), QStringLiteral("-1.5"));
    QCOMPARE(position[QLatin1String("leverage")][QLatin1String("type")].toString(),
             QStringLiteral("isolated"));
}

void ExchangeServerTest::refusesNextRequestsOnDemand()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    server.refuseNext(2, {502, "text/html", "<html>bad gateway</html>"});

    QCOMPARE(post(server.restUrl(), ask("meta")).status, 502);
    QCOMPARE(post(server.restUrl(), ask("meta")).status, 502);
    QCOMPARE(post(server.restUrl(), ask("meta")).status, 200);
}

void ExchangeServerTest::answersRequestsOnOneConnection()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    QTcpSocket socket;
    const QUrl url(server.restUrl());
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    const QByteArray body = ask("exchangeStatus");
    const QByteArray request =
        "POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\n\r\n" + body;

    socket.write(request + request + request.left(20));
    socket.write(request.mid(20));

    QByteArray received;
    QTRY_VERIFY((received += socket.readAll()).count("specialStatuses") == 3);
}

void ExchangeServerTest::refusesAnEndlessHead()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    QTcpSocket socket;
    const QUrl url(server.restUrl());
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);

    socket.write("POST /info HTTP/1.1\r\nX: " + QByteArray(40'000, 'a'));

    QByteArray received;
    QTRY_VERIFY((received += socket.readAll()).startsWith("HTTP/1.1 431"));
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
}

void ExchangeServerTest::saysWhenThePortIsTaken()
{
    ExchangeServer first(quiet());
    QVERIFY(first.start());
    ServerOptions options = quiet();
    options.port = static_cast<quint16>(QUrl(first.restUrl()).port());
    ExchangeServer second(std::move(options));

    const auto started = second.start();

    QVERIFY(!started);
    QVERIFY(QString::fromStdString(started.error().message)
                .contains(QString::number(QUrl(first.restUrl()).port())));
}

QTEST_GUILESS_MAIN(ExchangeServerTest)
#include "tst_exchangeserver.moc"
