// SPDX-License-Identifier: GPL-3.0-or-later
// Silence, losses, stops and what comes back after them, over real sockets.
#include "clientworld.h"

using namespace lpm;
using namespace lpm::tests;

class ClientConnectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsNothingInsideACall();
    void asksForSignsOfLife();
    void reconnectsAfterSilence();
    void reconnectsAfterEveryKindOfClose_data();
    void reconnectsAfterEveryKindOfClose();
    void reconnectsWhenTold();
    void givesUpAHandshakeThatNeverEnds();
    void connectsSoonerOnceAStateIsAnswered();
    void tellsAnOutageOnce();
    void staysWithinThirtyConnections();
    void isQuietAfterStop();
    void startsAgain();
    void keepsQuestionsAskedBeforeTheStart();
    void survivesHugeMessages();
};

void ClientConnectionTest::tellsNothingInsideACall()
{
    World world;
    world.start();
    QCOMPARE(world.connections + static_cast<int>(world.losses.size()), 0);
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.client->reconnect(QStringLiteral("a stall was seen"));

    QVERIFY(world.losses.isEmpty());
    QTRY_COMPARE(world.losses, QStringList{QStringLiteral("a stall was seen")});
}

void ClientConnectionTest::asksForSignsOfLife()
{
    World world;
    world.options.pingInterval = base::Milliseconds(20);
    world.options.silence = base::Milliseconds(300);
    world.start();

    QTRY_VERIFY(world.feed.pings > 20); // longer than the silence it would not survive
    QCOMPARE(world.connections, 1);
    QVERIFY(world.losses.isEmpty());
}

void ClientConnectionTest::reconnectsAfterSilence()
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

void ClientConnectionTest::reconnectsAfterEveryKindOfClose_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("expired") << 1000;
    QTest::newRow("going away") << 1001;
    QTest::newRow("policy") << 1008;
    QTest::newRow("too big") << 1009;
    QTest::newRow("restart") << 1012;
    QTest::newRow("torn") << 0;
}

void ClientConnectionTest::reconnectsAfterEveryKindOfClose()
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

void ClientConnectionTest::reconnectsWhenTold()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.client->reconnect(QStringLiteral("one"));
    world.client->reconnect(QStringLiteral("two")); // already on its way

    QTRY_COMPARE(world.subscribed.size(), std::size_t{2});
    QCOMPARE(world.losses, QStringList{QStringLiteral("one")});
}

void ClientConnectionTest::givesUpAHandshakeThatNeverEnds()
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

void ClientConnectionTest::connectsSoonerOnceAStateIsAnswered()
{
    World world;
    world.options.reconnectDelayMin = base::Milliseconds(3'600'000);
    world.options.reconnectDelayMax = base::Milliseconds(3'600'000);
    world.options.reachableDelay = base::Milliseconds(10);
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});
    world.feed.abort();
    QTRY_COMPARE(world.losses.size(), qsizetype{1});
    const auto ask = [&world](const QByteArray &answer) {
        bool isAnswered = false;
        world.http.answer = [answer](const QJsonObject &body) {
            return body[QLatin1String("type")] == QLatin1String("perpDexs")
                       ? HttpPeer::json("[null]")
                       : answer;
        };
        world.client->fetchState(First, [&](auto) { isAnswered = true; });
        QTRY_VERIFY(isAnswered);
    };

    ask(HttpPeer::reply("500 Internal Server Error", "no"));
    QCOMPARE(world.connections, 1);
    ask(HttpPeer::json(EmptyState));

    QTRY_COMPARE(world.connections, 2);
}

void ClientConnectionTest::tellsAnOutageOnce()
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

void ClientConnectionTest::staysWithinThirtyConnections()
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

void ClientConnectionTest::isQuietAfterStop()
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

void ClientConnectionTest::startsAgain()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.client->stop();
    world.client->start({Second});

    QTRY_COMPARE(world.subscribed, (std::vector<domain::Address>{First, Second}));
    QVERIFY(world.losses.isEmpty());
}

void ClientConnectionTest::keepsQuestionsAskedBeforeTheStart()
{
    World world;
    world.http.answer = [](const QJsonObject &) { return HttpPeer::json(R"({"role":"vault"})"); };
    world.start();
    std::optional<domain::AccountRole> role;
    world.client->fetchRole(First, [&](auto answer) { role = answer->role; });

    world.client->start({First});

    QTRY_COMPARE(role, domain::AccountRole::Vault);
}

void ClientConnectionTest::survivesHugeMessages()
{
    World world;
    world.start();
    QTRY_COMPARE(world.subscribed.size(), std::size_t{1});

    world.feed.send(QString(17 << 20, QLatin1Char(' ')));

    QTRY_COMPARE_WITH_TIMEOUT(world.subscribed.size(), std::size_t{2}, 20'000);
    QCOMPARE(world.losses.size(), qsizetype{1});
}

QTEST_GUILESS_MAIN(ClientConnectionTest)
#include "tst_clientconnection.moc"
