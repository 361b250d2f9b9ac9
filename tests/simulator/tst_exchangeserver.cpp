// SPDX-License-Identifier: GPL-3.0-or-later
// POST /info of the simulated exchange over a real socket: answers, refusals, paging, budget.
#include "simulator/server/exchangeserver.h"
#include "tests/simulator/exchangeclientprobe.h"

#include <QJsonArray>
#include <QTest>

using namespace lpm;
using namespace lpm::simulator;
using domain::Decimal;
using tests::Answer;
using tests::post;

namespace {

const QByteArray User = QByteArrayLiteral("0x00000000000000000000000000000000000000aa");
const QByteArray Stranger = QByteArrayLiteral("0x00000000000000000000000000000000000000ff");
const QByteArray Agent = QByteArrayLiteral("0x00000000000000000000000000000000000000a9");

domain::Address address(const QByteArray &text)
{
    return *domain::Address::parse(text.toStdString());
}

ServerOptions quiet()
{
    AccountSpec spec;
    spec.address = address(User);
    spec.perpetualUsd = 1'000'000;
    spec.tradesByItself = false;
    ServerOptions options;
    options.engine.accounts = {spec};
    options.engine.moveMarks = false;
    options.runsByItself = false;
    options.agents.emplace(address(Agent), address(User));
    options.weightPerMinute = 1'000'000;
    return options;
}

domain::Fill fill(ExchangeServer &server, const char *coin, const char *size, bool isBuy = true)
{
    FillOrder order;
    order.account = address(User);
    order.coin = coin;
    order.size = *Decimal::parse(size);
    order.side = isBuy ? domain::FillSide::Buy : domain::FillSide::Sell;
    const Universe &universe = server.simulation().universe();
    const int market = universe.findCoin(coin);
    order.price = toDecimal(server.simulation().board().quote(market).ask,
                            universe.market(market).priceDecimals);
    return *server.simulation().placeFill(order);
}

QByteArray ask(const char *type, const QByteArray &rest = {})
{
    return "{\"type\":\"" + QByteArray(type) + "\",\"user\":\"" + User + "\"" + rest + "}";
}

std::int64_t timeOf(const QJsonValue &row)
{
    return row[QLatin1String("time")].toInteger();
}

} // namespace

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
    void pagesFillsOfTheTimeAskedFor();
    void reachesTenThousandFillsBack();
    void givesUserFillsNewestFirst();
    void keepsSlicesOutOfUserFills();
    void spendsTheBudgetAndRefuses();
    void chargesForRows();
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
    for (const char *type :
         {"allMids", "meta", "metaAndAssetCtxs", "allPerpMetas", "perpDexs", "spotMeta",
          "spotMetaAndAssetCtxs", "predictedFundings", "exchangeStatus", "clearinghouseState",
          "spotClearinghouseState", "userFills", "userTwapSliceFills", "userRole",
          "userAbstraction", "openOrders", "frontendOpenOrders", "historicalOrders", "userFees",
          "userRateLimit", "portfolio", "webData2", "referral", "subAccounts", "extraAgents",
          "userVaultEquities", "delegations", "delegatorSummary", "twapHistory"})
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

    const QJsonValue position = state[QLatin1String("assetPositions")][0][QLatin1String(
        "position")];
    QCOMPARE(position[QLatin1String("coin")].toString(), QStringLiteral("BTC"));
    QCOMPARE(position[QLatin1String("szi")].toString(), QStringLiteral("0.25"));
}

void ExchangeServerTest::keepsDexesApart()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    fill(server, "xyz:TSLA", "1.5", false);

    const QJsonValue first = post(server.restUrl(), ask("clearinghouseState")).json();
    const QJsonValue other
        = post(server.restUrl(), ask("clearinghouseState", ",\"dex\":\"xyz\"")).json();

    QVERIFY(first[QLatin1String("assetPositions")].toArray().isEmpty());
    const QJsonValue position = other[QLatin1String("assetPositions")][0][QLatin1String(
        "position")];
    QCOMPARE(position[QLatin1String("szi")].toString(), QStringLiteral("-1.5"));
    QCOMPARE(position[QLatin1String("leverage")][QLatin1String("type")].toString(),
             QStringLiteral("isolated"));
}

void ExchangeServerTest::pagesFillsOfTheTimeAskedFor()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    for (int i = 0; i < 2500; ++i) {
        server.simulation().advance(10);
        fill(server, "SOL", "0.1", i % 2 == 0);
    }

    const auto page = [&](std::int64_t from, const QByteArray &rest = {}) {
        return post(server.restUrl(), ask("userFillsByTime", ",\"startTime\":"
                                                                 + QByteArray::number(
                                                                     static_cast<qint64>(from))
                                                                 + rest))
            .json()
            .toArray();
    };
    const QJsonArray first = page(0);
    QCOMPARE(first.size(), 2000);
    const QJsonArray second = page(timeOf(first.last()));
    QCOMPARE(second.size(), 501); // the page begins with the last one again
    QCOMPARE(second.first(), first.last());
    for (int i = 1; i < first.size(); ++i)
        QVERIFY(timeOf(first[i]) > timeOf(first[i - 1]));
    const QJsonArray reversed = page(0, ",\"reversed\":true");
    QCOMPARE(reversed.first(), second.last());
    const QByteArray until = ",\"endTime\":" + QByteArray::number(qint64{timeOf(first[9])});
    QCOMPARE(page(timeOf(first[5]), until).size(), 5); // both ends are inside
}

void ExchangeServerTest::reachesTenThousandFillsBack()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    for (int i = 0; i < 10'050; ++i) {
        server.simulation().advance(2);
        fill(server, "SOL", "0.1", i % 2 == 0);
    }
    const auto all = server.simulation().trueFills(address(User));

    const QJsonArray oldest
        = post(server.restUrl(), ask("userFillsByTime", ",\"startTime\":0")).json().toArray();

    QCOMPARE(all.size(), std::size_t{10'050});
    QCOMPARE(timeOf(oldest.first()), base::toUnixMilliseconds(all[50].time));
}

void ExchangeServerTest::givesUserFillsNewestFirst()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    for (int i = 0; i < 2100; ++i)
        fill(server, "SOL", "0.1");

    const QJsonArray fills = post(server.restUrl(), ask("userFills")).json().toArray();

    QCOMPARE(fills.size(), 2000);
    QCOMPARE(fills.first()[QLatin1String("startPosition")].toString(), QStringLiteral("209.9"));
    QCOMPARE(fills.last()[QLatin1String("startPosition")].toString(), QStringLiteral("10.0"));
}

void ExchangeServerTest::keepsSlicesOutOfUserFills()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FillOrder slice;
    slice.account = address(User);
    slice.coin = "SOL";
    slice.size = *Decimal::parse("1");
    slice.price = *Decimal::parse("134.2");
    slice.twapId = 77;
    QVERIFY(server.simulation().placeFill(slice));

    QVERIFY(post(server.restUrl(), ask("userFills")).json().toArray().isEmpty());
    const QJsonArray slices = post(server.restUrl(), ask("userTwapSliceFills")).json().toArray();
    QCOMPARE(slices.size(), 1);
    QCOMPARE(slices[0][QLatin1String("twapId")].toInt(), 77);
    const QJsonValue inner = slices[0][QLatin1String("fill")];
    QVERIFY(inner[QLatin1String("twapId")].isNull());
    QCOMPARE(inner[QLatin1String("hash")].toString(),
             QStringLiteral("0x") + QString(64, QLatin1Char('0')));
}

void ExchangeServerTest::spendsTheBudgetAndRefuses()
{
    ServerOptions options = quiet();
    options.weightPerMinute = 60 + 20 + 2;
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());

    QCOMPARE(post(server.restUrl(), ask("userRole")).status, 200);
    QCOMPARE(post(server.restUrl(), ask("meta")).status, 200);
    QCOMPARE(post(server.restUrl(), ask("clearinghouseState")).status, 200);
    const Answer refused = post(server.restUrl(), ask("clearinghouseState"));
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.body, QByteArray("null"));
}

void ExchangeServerTest::chargesForRows()
{
    ServerOptions options = quiet();
    options.weightPerMinute = 40;
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    for (int i = 0; i < 400; ++i)
        fill(server, "SOL", "0.1");

    QCOMPARE(post(server.restUrl(), ask("userFills")).status, 200); // 20 and 20 more for 400 rows
    QCOMPARE(post(server.restUrl(), ask("clearinghouseState")).status, 429);
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
    const QByteArray request = "POST /info HTTP/1.1\r\nHost: x\r\nContent-Length: "
                               + QByteArray::number(body.size()) + "\r\n\r\n" + body;

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
