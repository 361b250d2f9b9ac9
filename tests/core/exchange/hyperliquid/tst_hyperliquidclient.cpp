// SPDX-License-Identifier: GPL-3.0-or-later
// The client against a peer over real sockets: subscriptions, silence, losses and what comes back.
#include "core/exchange/hyperliquid/hyperliquidclient.h"

#include "exchangepeer.h"

#include <QSignalSpy>
#include <QTest>

using namespace lpm;
using namespace lpm::exchange;
using namespace lpm::exchange::hyperliquid;
using namespace lpm::tests;

namespace {

const auto First = domain::Address::parse("0x1111111111111111111111111111111111111111").value();
const auto Second = domain::Address::parse("0x2222222222222222222222222222222222222222").value();

QString fillsOf(const domain::Address &account, bool isSnapshot)
{
    return QStringLiteral(R"({"channel":"userFills","data":{"user":"%1",%2"fills":[]}})")
        .arg(QString::fromStdString(account.text()),
             isSnapshot ? QStringLiteral(R"("isSnapshot":true,)") : QString());
}

struct World
{
    FeedPeer feed;
    HttpPeer http;
    base::SystemClock clock;
    ClientOptions options;
    std::unique_ptr<HyperliquidClient> client;
    std::vector<domain::Address> subscribed;
    std::vector<FeedFrame> frames;
    QStringList losses;
    QStringList rejections;
    int connections = 0;
    int bytes = 0;

    World()
    {
        options.random = [] { return 0U; };
        options.pingInterval = base::Milliseconds(20);
        options.reconnectDelayMin = base::Milliseconds(10);
        options.reconnectDelayMax = base::Milliseconds(50);
    }

    void start(const std::vector<domain::Address> &accounts = {First})
    {
        startAt(feed.url(), accounts);
    }

    void startAt(const QUrl &url, const std::vector<domain::Address> &accounts = {First})
    {
        client = std::make_unique<HyperliquidClient>(Endpoints::of(http.url(), url).value(), clock,
                                                     options);
        HyperliquidClient *c = client.get();
        QObject::connect(c, &ExchangeClient::connected, c, [this] { ++connections; });
        QObject::connect(c, &ExchangeClient::subscribed, c,
                         [this](const domain::Address &account) { subscribed.push_back(account); });
        QObject::connect(c, &ExchangeClient::disconnected, c,
                         [this](const QString &reason) { losses.append(reason); });
        QObject::connect(c, &ExchangeClient::frameReceived, c,
                         [this](const FeedFrame &frame) { frames.push_back(frame); });
        QObject::connect(c, &ExchangeClient::frameRejected, c,
                         [this](const QString &reason) { rejections.append(reason); });
        QObject::connect(c, &ExchangeClient::bytesReceived, c, [this] { ++bytes; });
        c->start(accounts);
    }
};

// Whatever was on its way has arrived: later pings have.
bool turnOfEvents(World &world)
{
    const int before = world.feed.pings;
    return QTest::qWaitFor([&] { return world.feed.pings >= before + 3; });
}

bool isOf(const QJsonObject &subscription, const char *type)
{
    return subscription[QLatin1String("type")] == QLatin1String(type);
}

} // namespace

class HyperliquidClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void subscribesEveryChannelOfEveryAccount();
    void tellsNothingInsideACall();
    void waitsForTheLastAckOfAnAccount();
    void takesAlreadySubscribedForAnAck();
    void takesASnapshotForAnAck();
    void goesOnWithoutARefusedOptionalChannel();
    void goesOnWithoutUnansweredOptionalChannels();
    void reconnectsWhenFillsAreRefused();
    void reconnectsWhenFillsAreNotConfirmed();
    void copesWithAnExchangeThatClosesOnUnknownChannels();
    void passesFramesOn();
    void ignoresOtherAccountsAndChannels();
    void tellsOfMessagesItCannotRead();
    void asksForSignsOfLife();
    void reconnectsAfterSilence();
    void reconnectsAfterEveryKindOfClose_data();
    void reconnectsAfterEveryKindOfClose();
    void reconnectsWhenTold();
    void givesUpAHandshakeThatNeverEnds();
    void tellsAnOutageOnce();
    void staysWithinThirtyConnections();
    void watchesMarksOfTheCoinsGiven();
    void doesNotWatchCoinsTheExchangeDoesNotHave();
    void isQuietAfterStop();
    void startsAgain();
    void keepsQuestionsAskedBeforeTheStart();
    void survivesHugeMessages();
};

void HyperliquidClientTest::subscribesEveryChannelOfEveryAccount()
{
    World world;
    world.start({First, Second});

    QTRY_COMPARE(world.subscribed.size(), std::size_t{2});
    for (const char *type :
         {"userFills", "userTwapSliceFills", "userFundings", "allDexsClearinghouseState"})
        QCOMPARE(world.feed.subscribed(type), 2);
    QTRY_COMPARE(world.feed.subscribed("fastAssetCtxs"), 1);
    for (const QJsonObject &subscription : world.feed.subscriptions)
        QVERIFY(!subscription.contains(QLatin1String("aggregateByTime")));
    QCOMPARE(world.connections, 1);
    QCOMPARE(world.client->budget().connects, 1);
    QCOMPARE(world.client->budget().reconnects, 0);
}

void HyperliquidClientTest::tellsNothingInsideACall()
{
    World world;
    world.start();
    QCOMPARE(world.connections + static_cast<int>(world.losses.size()), 0);
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.client->reconnect(QStringLiteral("a stall was seen"));

    QVERIFY(world.losses.isEmpty());
    QTRY_COMPARE(world.losses, QStringList{QStringLiteral("a stall was seen")});
}

void HyperliquidClientTest::waitsForTheLastAckOfAnAccount()
{
    World world;
    QString held;
    world.feed.onSubscribe = [&](const QJsonObject &subscription) {
        if (!isOf(subscription, "userFundings"))
            return FeedPeer::ack(subscription);
        held = FeedPeer::ack(subscription);
        return QString();
    };
    world.start();
    QTRY_COMPARE(world.feed.subscribed("fastAssetCtxs"), 1);
    QVERIFY(turnOfEvents(world));
    QVERIFY(world.subscribed.empty());

    world.feed.send(held);

    QTRY_COMPARE(world.subscribed, std::vector<domain::Address>{First});
}

void HyperliquidClientTest::takesAlreadySubscribedForAnAck()
{
    World world;
    world.feed.onSubscribe = [](const QJsonObject &subscription) {
        const QByteArray echo = QJsonDocument(subscription).toJson(QJsonDocument::Compact);
        return FeedPeer::message("error",
                                 QStringLiteral("Already subscribed: ") + QString::fromUtf8(echo));
    };
    world.start();

    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    QVERIFY(world.losses.isEmpty());
}

void HyperliquidClientTest::takesASnapshotForAnAck()
{
    World world;
    world.options.ackTimeout = base::Milliseconds(150);
    world.feed.onSubscribe = [](const QJsonObject &subscription) {
        return isOf(subscription, "userFills") ? fillsOf(First, true) : QString();
    };
    world.start();

    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    QVERIFY(world.losses.isEmpty());
}

void HyperliquidClientTest::goesOnWithoutARefusedOptionalChannel()
{
    World world;
    world.feed.onSubscribe = [](const QJsonObject &subscription) {
        const QByteArray echo = QJsonDocument(subscription).toJson(QJsonDocument::Compact);
        return isOf(subscription, "allDexsClearinghouseState")
                   ? FeedPeer::message("error", QStringLiteral("Invalid subscription ") +
                                                    QString::fromUtf8(echo))
                   : FeedPeer::ack(subscription);
    };
    world.start();

    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    QVERIFY(world.losses.isEmpty());
}

void HyperliquidClientTest::goesOnWithoutUnansweredOptionalChannels()
{
    World world;
    world.options.ackTimeout = base::Milliseconds(150);
    world.feed.onSubscribe = [](const QJsonObject &subscription) {
        return isOf(subscription, "userFills")
                   ? FeedPeer::ack(subscription)
                   : FeedPeer::message("error",
                                       QStringLiteral("Cannot track more than 15 total users."));
    };
    world.start();

    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    QVERIFY(world.losses.isEmpty());
}

void HyperliquidClientTest::reconnectsWhenFillsAreRefused()
{
    World world;
    bool isRefusing = true;
    world.feed.onSubscribe = [&](const QJsonObject &subscription) {
        const QByteArray echo = QJsonDocument(subscription).toJson(QJsonDocument::Compact);
        return isRefusing && isOf(subscription, "userFills")
                   ? FeedPeer::message("error", QStringLiteral("Invalid subscription ") +
                                                    QString::fromUtf8(echo))
                   : FeedPeer::ack(subscription);
    };
    world.start();
    QTRY_VERIFY(!world.losses.isEmpty());
    QVERIFY(world.losses.front().contains(QLatin1String("refused the feed of fills")));

    isRefusing = false;

    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
}

void HyperliquidClientTest::reconnectsWhenFillsAreNotConfirmed()
{
    World world;
    world.options.ackTimeout = base::Milliseconds(100);
    world.feed.onSubscribe = [&](const QJsonObject &subscription) {
        return world.feed.connections == 1 && isOf(subscription, "userFills")
                   ? QString()
                   : FeedPeer::ack(subscription);
    };
    world.start();

    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    QCOMPARE(world.losses.size(), qsizetype{1});
    QVERIFY(world.losses.front().contains(QLatin1String("did not confirm the feed of fills")));
    QCOMPARE(world.client->budget().reconnects, 1);
}

void HyperliquidClientTest::copesWithAnExchangeThatClosesOnUnknownChannels()
{
    World world;
    world.feed.onSubscribe = [&](const QJsonObject &subscription) {
        if (isOf(subscription, "userFills"))
            return FeedPeer::ack(subscription);
        QTimer::singleShot(0, &world.feed, [&] {
            world.feed.close(QWebSocketProtocol::CloseCodePolicyViolated, QString());
        });
        return QString();
    };
    world.start();

    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    QVERIFY(turnOfEvents(world));
    QCOMPARE(world.feed.connections, 3);
    QCOMPARE(world.losses.size(), qsizetype{2});
}

void HyperliquidClientTest::passesFramesOn()
{
    World world;
    world.feed.greeting = QStringLiteral("Websocket connection established.");
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.feed.send(fillsOf(First, true));
    world.feed.send(fillsOf(First, false));
    world.feed.send(QStringLiteral(
        R"({"channel":"activeAssetCtx","data":{"coin":"BTC","ctx":{"markPx":"60000.5"}}})"));

    QTRY_COMPARE(world.frames.size(), std::size_t{3});
    QVERIFY(std::get<FillsFrame>(world.frames[0]).isSnapshot);
    QVERIFY(!std::get<FillsFrame>(world.frames[1]).isSnapshot);
    QCOMPARE(std::get<MarksFrame>(world.frames[2]).marks.front().price.text(),
             std::string("60000.5"));
    QVERIFY(world.rejections.isEmpty());
    QVERIFY(world.bytes >= 3);
}

void HyperliquidClientTest::ignoresOtherAccountsAndChannels()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.feed.send(fillsOf(Second, false));
    world.feed.send(QStringLiteral(R"({"channel":"bbo","data":{"coin":"BTC"}})"));
    world.feed.send(QStringLiteral(R"({"channel":"bbo","data":{"coin":"BTC"}})"));
    world.feed.send(fillsOf(First, false));

    QTRY_COMPARE(world.frames.size(), std::size_t{1});
    QCOMPARE(world.client->ignoredMessages().at("bbo"), 2);
    QVERIFY(world.rejections.isEmpty());
}

void HyperliquidClientTest::tellsOfMessagesItCannotRead()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.feed.send(QStringLiteral("<html>"));
    world.feed.send(fillsOf(First, false).replace(QLatin1String("[]"), QLatin1String("[{}]")));
    world.feed.send(QString(5'000, QLatin1Char('[')));
    world.feed.sendBinary("\x00\x01");
    world.feed.send(fillsOf(First, false));

    QTRY_COMPARE(world.frames.size(), std::size_t{1});
    QCOMPARE(world.rejections.size(), qsizetype{4});
    QCOMPARE(world.connections, 1);
}

void HyperliquidClientTest::asksForSignsOfLife()
{
    World world;
    world.options.pingInterval = base::Milliseconds(20);
    world.options.silence = base::Milliseconds(300);
    world.start();

    QTRY_VERIFY(world.feed.pings > 20); // longer than the silence it would not survive
    QCOMPARE(world.connections, 1);
    QVERIFY(world.losses.isEmpty());
}

void HyperliquidClientTest::reconnectsAfterSilence()
{
    World world;
    world.options.pingInterval = base::Milliseconds(50);
    world.options.silence = base::Milliseconds(200);
    world.options.ackTimeout = base::Milliseconds(400);
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.feed.isSilent = true;
    QTRY_VERIFY(!world.losses.isEmpty());
    QVERIFY(world.losses.front().contains(QLatin1String("nothing was received")));
    world.feed.isSilent = false;

    QTRY_COMPARE(world.subscribed.size(), std::size_t{2});
}

void HyperliquidClientTest::reconnectsAfterEveryKindOfClose_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("expired") << 1000;
    QTest::newRow("going away") << 1001;
    QTest::newRow("policy") << 1008;
    QTest::newRow("too big") << 1009;
    QTest::newRow("restart") << 1012;
    QTest::newRow("torn") << 0;
}

void HyperliquidClientTest::reconnectsAfterEveryKindOfClose()
{
    QFETCH(int, code);
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    if (code == 0)
        world.feed.abort();
    else
        world.feed.close(static_cast<QWebSocketProtocol::CloseCode>(code),
                         QStringLiteral("Expired"));

    QTRY_COMPARE(world.subscribed.size(), std::size_t{2});
    QCOMPARE(world.losses.size(), qsizetype{1});
    QCOMPARE(world.connections, 2);
    QCOMPARE(world.client->budget().reconnects, 1);
}

void HyperliquidClientTest::reconnectsWhenTold()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.client->reconnect(QStringLiteral("one"));
    world.client->reconnect(QStringLiteral("two")); // already on its way

    QTRY_COMPARE(world.subscribed.size(), std::size_t{2});
    QCOMPARE(world.losses, QStringList{QStringLiteral("one")});
}

void HyperliquidClientTest::givesUpAHandshakeThatNeverEnds()
{
    QTcpServer deaf; // takes connections and says nothing
    deaf.listen(QHostAddress::LocalHost);
    World world;
    world.options.connectTimeout = base::Milliseconds(100);
    world.startAt(QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(deaf.serverPort())));

    QTRY_COMPARE(world.losses.size(), qsizetype{1});

    QVERIFY(world.losses.front().contains(QLatin1String("no connection within")));
    QCOMPARE(world.connections, 0);
}

void HyperliquidClientTest::tellsAnOutageOnce()
{
    quint16 port = 0;
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        port = server.serverPort();
    }
    World world;
    world.startAt(QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(port)));

    QTRY_VERIFY(world.client->budget().connects > 4);

    QCOMPARE(world.losses.size(), qsizetype{1});
    QVERIFY(world.losses.front().contains(QLatin1String("no connection")));
}

void HyperliquidClientTest::staysWithinThirtyConnections()
{
    World world;
    world.options.reconnectDelayMin = base::Milliseconds(1);
    world.options.reconnectDelayMax = base::Milliseconds(1);
    world.feed.onSubscribe = [&](const QJsonObject &subscription) {
        QTimer::singleShot(0, &world.feed, [&] { world.feed.abort(); });
        return FeedPeer::ack(subscription);
    };
    world.start();

    QTRY_COMPARE_WITH_TIMEOUT(world.feed.connections, 30, 20'000);
    bool isAnswered = false; // many times the pause between two tries later
    world.http.answer = [](const QJsonObject &) { return HttpPeer::json(R"({"role":"user"})"); };
    world.client->fetchRole(First, [&](auto) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);

    QCOMPARE(world.feed.connections, 30);
    QCOMPARE(world.client->budget().connects, 30);
}

void HyperliquidClientTest::watchesMarksOfTheCoinsGiven()
{
    World world;
    world.start();
    world.client->watchMarks({"BTC", "@107"});
    QTRY_COMPARE(world.feed.subscribed("activeAssetCtx"), 2);

    world.client->watchMarks({"BTC", "xyz:TSLA"});
    QTRY_COMPARE(world.feed.subscribed("activeAssetCtx"), 3);
    QTRY_COMPARE(world.feed.unsubscriptions.size(), qsizetype{1});
    QCOMPARE(world.feed.unsubscriptions.front()[QLatin1String("coin")].toString(),
             QStringLiteral("@107"));

    world.feed.abort();
    QTRY_COMPARE(world.feed.subscribed("activeAssetCtx"), 5);
}

void HyperliquidClientTest::doesNotWatchCoinsTheExchangeDoesNotHave()
{
    World world;
    world.http.answer = [](const QJsonObject &body) {
        return isOf(body, "meta") ? HttpPeer::json(R"({"universe":[{"name":"BTC","szDecimals":5},
                        {"name":"OLD","szDecimals":1,"isDelisted":true}]})")
                                  : HttpPeer::reply("422 Unprocessable Entity", "no");
    };
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    bool isRead = false;
    world.client->fetchCatalog([&](auto catalog) { isRead = catalog.has_value(); });
    QTRY_VERIFY(isRead);

    world.client->watchMarks({"BTC", "OLD", "GHOST", "#250"});

    QTRY_COMPARE(world.feed.subscribed("activeAssetCtx"), 1);
    QVERIFY(turnOfEvents(world));
    QCOMPARE(world.feed.subscribed("activeAssetCtx"), 1);
}

void HyperliquidClientTest::isQuietAfterStop()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    bool isAnswered = false;
    world.client->fetchRole(First, [&](auto) { isAnswered = true; });
    world.client->reconnect(QStringLiteral("too late"));

    world.client->stop();
    world.feed.send(fillsOf(First, false));
    const int pings = world.feed.pings;
    World other;
    other.start();
    QVERIFY(turnOfEvents(other));

    QVERIFY(world.losses.isEmpty());
    QVERIFY(world.frames.empty());
    QVERIFY(!isAnswered);
    QCOMPARE(world.feed.connections, 1);
    QVERIFY(world.feed.pings <= pings + 1); // one may have been on its way
}

void HyperliquidClientTest::startsAgain()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.client->stop();
    world.client->start({Second});

    QTRY_COMPARE(world.subscribed, (std::vector<domain::Address>{First, Second}));
    QVERIFY(world.losses.isEmpty());
}

void HyperliquidClientTest::keepsQuestionsAskedBeforeTheStart()
{
    World world;
    world.http.answer = [](const QJsonObject &) { return HttpPeer::json(R"({"role":"vault"})"); };
    world.start();
    std::optional<domain::AccountRole> role;
    world.client->fetchRole(First, [&](auto answer) { role = answer->role; });

    world.client->start({First});

    QTRY_COMPARE(role, domain::AccountRole::Vault);
}

void HyperliquidClientTest::survivesHugeMessages()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.feed.send(QString(17 << 20, QLatin1Char(' ')));

    QTRY_COMPARE_WITH_TIMEOUT(world.subscribed.size(), std::size_t{2}, 20'000);
    QCOMPARE(world.losses.size(), qsizetype{1});
}

QTEST_GUILESS_MAIN(HyperliquidClientTest)
#include "tst_hyperliquidclient.moc"
