// SPDX-License-Identifier: GPL-3.0-or-later
// Subscriptions and messages over a real socket.
#include "clientworld.h"

using namespace lpm;
using namespace lpm::tests;

class HyperliquidClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void subscribesEveryChannelOfEveryAccount();
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
    void watchesMarksOfTheCoinsGiven();
    void doesNotWatchCoinsTheExchangeDoesNotHave();
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

QTEST_GUILESS_MAIN(HyperliquidClientTest)
#include "tst_hyperliquidclient.moc"
