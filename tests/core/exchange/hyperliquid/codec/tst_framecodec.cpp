// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket messages: acks, errors, account channels, requests, and what is none of these.
#include "core/exchange/hyperliquid/codec/framecodec.h"

#include "core/exchange/hyperliquid/codec/requests.h"

#include "decodedframe.h"

#include <QTest>

using namespace lpm;
using namespace lpm::exchange;
using namespace lpm::exchange::hyperliquid;
using namespace lpm::tests;

namespace {

const std::string Account = "0x1111111111111111111111111111111111111111";
const std::string Row = R"({"coin":"BTC","px":"1.0","sz":"2.0","side":"B","time":5,
    "startPosition":"0.0","closedPnl":"0.0","oid":1,"fee":"0.1","tid":2})";
const std::string State = R"({"marginSummary":{"accountValue":"10.5","totalNtlPos":"0.0",
    "totalRawUsd":"10.5","totalMarginUsed":"0.0"},"assetPositions":[],"time":7})";

} // namespace

class FrameCodecTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsANormalisedAck();
    void anAckAnswersWhatWasAsked();
    void readsThePong();
    void readsErrors_data();
    void readsErrors();
    void readsFillsWithAndWithoutTheSnapshotFlag();
    void readsTwapSlices();
    void readsFundings();
    void readsTheStateOfOneDex();
    void readsTheStatesOfAllDexes();
    void ignoresWhatItDoesNotKnow_data();
    void ignoresWhatItDoesNotKnow();
    void takesDataBeforeTheChannel();
    void refusesMalformedFrames_data();
    void refusesMalformedFrames();
    void writesSubscriptions();
    void writesRequests();
};

void FrameCodecTest::readsANormalisedAck()
{
    const auto ack = decoded<SubscriptionAck>(
        R"({"channel":"subscriptionResponse","data":{"method":"subscribe","subscription":
            {"type":"userFills","user":")" +
        Account + R"(","aggregateByTime":false}}})");

    QVERIFY(ack);
    QVERIFY(!ack->isUnsubscribe);
    QCOMPARE(ack->subscription.type, std::string("userFills"));
    QCOMPARE(ack->subscription.user->text(), Account);
}

void FrameCodecTest::anAckAnswersWhatWasAsked()
{
    const auto account = domain::Address::parse(Account).value();
    const Subscription asked{"userFills", account, {}};

    QVERIFY(asked.isAnsweredBy({"userFills", account, {}}));
    QVERIFY(!asked.isAnsweredBy({"userFills", domain::Address(), {}}));
    QVERIFY(!asked.isAnsweredBy({"userFundings", account, {}}));
    QVERIFY(
        !(Subscription{"activeAssetCtx", {}, "BTC"}.isAnsweredBy({"activeAssetCtx", {}, "ETH"})));
}

void FrameCodecTest::readsThePong() { QVERIFY(decoded<Pong>(R"({"channel":"pong"})")); }

void FrameCodecTest::readsErrors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isAlreadySubscribed");
    QTest::addColumn<QString>("subject");
    const QString sub =
        QStringLiteral(R"({\"type\":\"userFills\",\"user\":\"%1\",\"aggregateByTime\":false})")
            .arg(QString::fromStdString(Account));
    const QString type = QStringLiteral("userFills");
    QTest::newRow("already") << QStringLiteral("Already subscribed: ") + sub << true << type;
    QTest::newRow("invalid") << QStringLiteral("Invalid subscription ") + sub << false << type;
    QTest::newRow("whole request")
        << QStringLiteral(
               R"(Error parsing JSON into valid websocket request: {\"method\":\"subscribe\",\"subscription\":%1})")
               .arg(sub)
        << false << type;
    QTest::newRow("without echo") << QStringLiteral("Cannot track more than 15 total users.")
                                  << false << QString();
    QTest::newRow("unreadable echo")
        << QStringLiteral("Invalid subscription {oops") << false << QString();
    QTest::newRow("long") << QString(5'000, QLatin1Char('x')) << false << QString();
    QTest::newRow("long, a character across the cut")
        << QString(199, QLatin1Char('x')) + QString(300, QChar(0x20AC)) << false << QString();
}

void FrameCodecTest::readsErrors()
{
    QFETCH(QString, text);
    QFETCH(bool, isAlreadySubscribed);
    QFETCH(QString, subject);

    const auto error =
        decoded<FeedError>("{\"channel\":\"error\",\"data\":\"" + text.toStdString() + "\"}");

    QVERIFY(error);
    QCOMPARE(error->isAlreadySubscribed, isAlreadySubscribed);
    QCOMPARE(error->subject ? QString::fromStdString(error->subject->type) : QString(), subject);
    QVERIFY(error->text.size() <= 200);
    QCOMPARE(QString::fromStdString(error->text).toStdString(), error->text); // whole characters
}

void FrameCodecTest::readsFillsWithAndWithoutTheSnapshotFlag()
{
    const std::string head = R"({"channel":"userFills","data":{"user":")" + Account + "\"";

    const auto snapshot =
        decoded<FillsFrame>(head + R"(,"isSnapshot":true,"fills":[)" + Row + "]}}");
    const auto live = decoded<FillsFrame>(head + R"(,"fills":[)" + Row + ',' + Row + "]}}");

    QVERIFY(snapshot && snapshot->isSnapshot && !snapshot->isTwap);
    QVERIFY(live && !live->isSnapshot);
    QCOMPARE(live->fills.size(), std::size_t{2});
    QCOMPARE(live->account.text(), Account);
}

void FrameCodecTest::readsTwapSlices()
{
    const auto frame =
        decoded<FillsFrame>(R"({"channel":"userTwapSliceFills","data":{"user":")" + Account +
                            R"(","twapSliceFills":[{"fill":)" + Row + R"(,"twapId":3}]}})");

    QVERIFY(frame && frame->isTwap);
    QCOMPARE(frame->fills.front().twapId.value(), std::int64_t{3});
}

void FrameCodecTest::readsFundings()
{
    const auto frame = decoded<FundingsFrame>(
        R"({"channel":"userFundings","data":{"isSnapshot":true,"user":")" + Account +
        R"(","fundings":[{"time":9,"coin":"BTC","usdc":"-0.5","szi":"1.0","fundingRate":"0.1","nSamples":null}]}})");

    QVERIFY(frame && frame->isSnapshot);
    QCOMPARE(frame->payments.front().amount.text(), std::string("-0.5"));
}

void FrameCodecTest::readsTheStateOfOneDex()
{
    const auto frame =
        decoded<StateFrame>(R"({"channel":"clearinghouseState","data":{"clearinghouseState":)" +
                            State + R"(,"dex":"xyz","user":")" + Account + "\"}}");

    QVERIFY(frame && !frame->isAllDexes);
    QCOMPARE(frame->dexes.front().dex, std::string("xyz"));
    QCOMPARE(frame->dexes.front().accountValue.text(), std::string("10.5"));
}

void FrameCodecTest::readsTheStatesOfAllDexes()
{
    const auto frame = decoded<StateFrame>(
        R"({"channel":"allDexsClearinghouseState","data":{"user":")" + Account +
        R"(","clearinghouseStates":[["",)" + State + R"(],["xyz",)" + State + "]]}}");

    QVERIFY(frame && frame->isAllDexes);
    QCOMPARE(frame->dexes.size(), std::size_t{2});
    QCOMPARE(frame->dexes[0].dex, std::string());
    QCOMPARE(frame->dexes[1].dex, std::string("xyz"));
}

void FrameCodecTest::ignoresWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("channel");
    QTest::newRow("greeting") << QByteArray("Websocket connection established.")
                              << QStringLiteral("greeting");
    QTest::newRow("other channel")
        << QByteArray(R"({"channel":"bbo","data":{"coin":"SOL"}})") << QStringLiteral("bbo");
    QTest::newRow("new channel without data")
        << QByteArray(R"({"channel":"hello"})") << QStringLiteral("hello");
    QTest::newRow("list as data, first")
        << QByteArray(R"({"data":[{"a":"}"},1],"channel":"trades"})") << QStringLiteral("trades");
}

void FrameCodecTest::ignoresWhatItDoesNotKnow()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, channel);

    const auto frame = decoded<IgnoredFrame>(json.toStdString());

    QVERIFY(frame);
    QCOMPARE(QString::fromStdString(frame->channel), channel);
}

void FrameCodecTest::takesDataBeforeTheChannel()
{
    const auto fills = decoded<FillsFrame>(R"({"data":{"fills":[)" + Row + R"(],"user":")" +
                                           Account + R"("},"channel":"userFills"})");
    const auto error = decoded<FeedError>(R"({"data":"no \"such\" thing","channel":"error"})");

    QVERIFY(fills && fills->fills.size() == 1);
    QVERIFY(error && error->text == "no \"such\" thing");
}

void FrameCodecTest::refusesMalformedFrames_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no channel") << QByteArray(R"({"data":{}})");
    QTest::newRow("channel is a number") << QByteArray(R"({"channel":1})");
    QTest::newRow("channel twice") << QByteArray(R"({"channel":"pong","channel":"error"})");
    QTest::newRow("no data") << QByteArray(R"({"channel":"userFills"})");
    QTest::newRow("data is null") << QByteArray(R"({"channel":"userFills","data":null})");
    QTest::newRow("no user") << QByteArray(R"({"channel":"userFills","data":{"fills":[]}})");
    QTest::newRow("bad user") << QByteArray(
        R"({"channel":"userFills","data":{"fills":[],"user":"me"}})");
    QTest::newRow("no fills") << QByteArray(R"({"channel":"userFills","data":{"user":")" +
                                            QByteArray::fromStdString(Account) + "\"}}");
    QTest::newRow("half a pair") << QByteArray(
        R"({"channel":"allDexsClearinghouseState","data":{"user":")" +
        QByteArray::fromStdString(Account) + R"(","clearinghouseStates":[[""]]}})");
    QTest::newRow("a payment of no coin") << QByteArray(
        R"({"channel":"userFundings","data":{"user":")" + QByteArray::fromStdString(Account) +
        R"(","fundings":[{"time":9,"coin":"","usdc":"1","szi":"1","fundingRate":"1"}]}})");
    QTest::newRow("deep") << QByteArray(R"({"channel":"x","data":)") + QByteArray(5'000, '[') +
                                 QByteArray(5'000, ']') + '}';
    QTest::newRow("cut") << QByteArray(R"({"channel":"pong")");
}

void FrameCodecTest::refusesMalformedFrames()
{
    QFETCH(QByteArray, json);

    const auto frame = decodeFrame(json.toStdString());

    QVERIFY(!frame);
    QVERIFY2(frame.error().message.size() < 160, frame.error().message.c_str());
}

void FrameCodecTest::writesSubscriptions()
{
    const auto account = domain::Address::parse(Account).value();
    const std::string fills = "{\"method\":\"subscribe\",\"subscription\":{\"type\":\"userFills\","
                              "\"user\":\"" +
                              Account + "\"}}";
    const std::string marks = "{\"method\":\"unsubscribe\",\"subscription\":{\"type\":"
                              "\"activeAssetCtx\",\"coin\":\"a\\\"b\"}}";

    QCOMPARE(subscribeMessage({"userFills", account, {}}), fills);
    QCOMPARE(unsubscribeMessage({"activeAssetCtx", {}, "a\"b"}), marks);
    QCOMPARE(pingMessage(), std::string("{\"method\":\"ping\"}"));
}

void FrameCodecTest::writesRequests()
{
    const auto account = domain::Address::parse(Account).value();
    const auto start = base::fromUnixMilliseconds(1790000000123);
    const auto asking = [](const std::string &type, const std::string &rest) {
        return "{\"type\":\"" + type + "\"" + rest + "}";
    };
    const std::string user = ",\"user\":\"" + Account + "\"";
    const std::string from = ",\"startTime\":1790000000123";
    const std::string to = ",\"endTime\":1790000000123";
    const std::string whole = ",\"aggregateByTime\":false";
    const std::string dex = ",\"dex\":\"xyz\"";

    QCOMPARE(accountRequest("userRole", account), asking("userRole", user));
    QCOMPARE(clearinghouseStateRequest(account, ""), asking("clearinghouseState", user));
    QCOMPARE(clearinghouseStateRequest(account, "xyz"), asking("clearinghouseState", user + dex));
    QCOMPARE(fillsByTimeRequest(account, start, std::nullopt),
             asking("userFillsByTime", user + from + whole));
    QCOMPARE(fillsByTimeRequest(account, start, start),
             asking("userFillsByTime", user + from + to + whole));
    QCOMPARE(fundingRequest(account, start), asking("userFunding", user + from));
    QCOMPARE(dexRequest("meta", "xyz"), asking("meta", dex));
    QCOMPARE(plainRequest("perpDexs"), asking("perpDexs", ""));
}

QTEST_GUILESS_MAIN(FrameCodecTest)
#include "tst_framecodec.moc"
