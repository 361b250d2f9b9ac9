// SPDX-License-Identifier: GPL-3.0-or-later
// Which URLs may be spoken to.
#include "core/exchange/hyperliquid/endpoints.h"

#include <QTest>

using lpm::exchange::hyperliquid::Endpoints;

class EndpointsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTlsAndLoopback_data();
    void takesTlsAndLoopback();
    void refusesTheRest_data();
    void refusesTheRest();
    void knowsTheExchangesOwn();
    void hasANameThatOutlivesARestart_data();
    void hasANameThatOutlivesARestart();
};

void EndpointsTest::takesTlsAndLoopback_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("info");
    const auto row = [](const char *name, const char *rest, const char *info) {
        QTest::newRow(name) << QString::fromLatin1(rest) << QString::fromLatin1(info);
    };
    row("TLS", "https://x.example", "https://x.example/info");
    row("slash", "https://x.example/", "https://x.example/info");
    row("path", "https://x.example/hl/", "https://x.example/hl/info");
    row("info already", "https://x.example/info", "https://x.example/info");
    row("IPv4 loopback", "http://127.0.0.1:3001", "http://127.0.0.1:3001/info");
    row("other loopback", "http://127.9.9.9:1", "http://127.9.9.9:1/info");
    row("IPv6 loopback", "http://[::1]:3001", "http://[::1]:3001/info");
    row("localhost", "http://localhost:3001", "http://localhost:3001/info");
}

void EndpointsTest::takesTlsAndLoopback()
{
    QFETCH(QString, rest);
    QFETCH(QString, info);

    const auto endpoints = Endpoints::of(QUrl(rest), QUrl(QStringLiteral("ws://localhost:1/any")));

    QVERIFY(endpoints);
    QCOMPARE(endpoints->info(), QUrl(info));
    QCOMPARE(endpoints->feed().path(), QStringLiteral("/any"));
}

void EndpointsTest::hasANameThatOutlivesARestart_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QByteArray>("name");
    const auto row = [](const char *rest, const char *name) {
        QTest::newRow(rest) << QString::fromLatin1(rest) << QByteArray(name);
    };
    row("https://api.hyperliquid.xyz", "api.hyperliquid.xyz");
    row("https://API.hyperliquid.xyz:443/info", "api.hyperliquid.xyz");
    row("https://x.example:8443/hl", "x.example:8443");
    row("http://127.0.0.1:3001", "loopback");
    row("https://localhost:3002", "loopback");
    row("http://[::1]:3001", "loopback");
}

void EndpointsTest::hasANameThatOutlivesARestart()
{
    QFETCH(QString, rest);
    QFETCH(QByteArray, name);

    const auto endpoints = Endpoints::of(QUrl(rest), QUrl(QStringLiteral("ws://localhost:1/any")));

    QVERIFY(endpoints);
    QCOMPARE(endpoints->name(), name.toStdString());
    QCOMPARE(Endpoints::mainnet().name(), std::string("api.hyperliquid.xyz"));
    QCOMPARE(Endpoints::testnet().name(), std::string("api.hyperliquid-testnet.xyz"));
}

void EndpointsTest::refusesTheRest_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("feed");
    const QString rest = QStringLiteral("https://x.example");
    const QString feed = QStringLiteral("wss://x.example/ws");
    QTest::newRow("plain REST") << QStringLiteral("http://x.example") << feed;
    QTest::newRow("plain feed") << rest << QStringLiteral("ws://x.example/ws");
    QTest::newRow("a name that looks like loopback")
        << QStringLiteral("http://127.0.0.1.x.example") << feed;
    QTest::newRow("a network address") << QStringLiteral("http://192.168.0.1") << feed;
    QTest::newRow("any address") << QStringLiteral("http://0.0.0.0:80") << feed;
    QTest::newRow("no scheme") << QStringLiteral("x.example") << feed;
    QTest::newRow("no host") << QStringLiteral("https:///info") << feed;
    QTest::newRow("another scheme") << QStringLiteral("ftp://x.example") << feed;
    QTest::newRow("schemes changed over") << feed << rest;
    QTest::newRow("password") << QStringLiteral("https://a:b@x.example") << feed;
    QTest::newRow("query") << rest << QStringLiteral("wss://x.example/ws?token=1");
    QTest::newRow("empty") << QString() << QString();
}

void EndpointsTest::refusesTheRest()
{
    QFETCH(QString, rest);
    QFETCH(QString, feed);

    const auto endpoints = Endpoints::of(QUrl(rest), QUrl(feed));

    QVERIFY(!endpoints);
    QCOMPARE(endpoints.error().code, lpm::base::ErrorCode::Configuration);
}

void EndpointsTest::knowsTheExchangesOwn()
{
    for (const Endpoints &endpoints : {Endpoints::mainnet(), Endpoints::testnet()}) {
        QVERIFY(Endpoints::of(endpoints.info(), endpoints.feed()));
        QCOMPARE(endpoints.info().path(), QStringLiteral("/info"));
        QCOMPARE(endpoints.feed().scheme(), QStringLiteral("wss"));
    }
}

QTEST_GUILESS_MAIN(EndpointsTest)
#include "tst_endpoints.moc"
