// SPDX-License-Identifier: GPL-3.0-or-later
// The gate over real sockets: who may ask, what is refused, and that others are served meanwhile.
#include "server/limits.h"
#include "tests/server/servedapi.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

class ApiGateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusesToBeReachableWithoutToken();
    void takesATokenByHeaderMessageAndSubprotocol();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void refusesABadSecondRequest();
    void refusesUpgrades_data();
    void refusesUpgrades();
    void refusesAStreamWhileStopped();
    void refusesClientsBeyondTheCap();
    void cutsASilentCrowdButServesOthers();
};

void ApiGateTest::refusesToBeReachableWithoutToken()
{
    ScriptedBackend backend;
    base::SystemClock clock;
    const auto start = [&](auto change) {
        ApiOptions options = freePort();
        change(options);
        return ApiServer(options, backend, clock).start();
    };

    const auto open = start([](ApiOptions &options) { options.host = "0.0.0.0"; });
    const auto proxied = start([](ApiOptions &options) { options.allowedHosts = {"x.example"}; });
    const auto nonsense = start([](ApiOptions &options) { options.host = "not an address"; });
    const auto half = start([](ApiOptions &options) { options.tlsKey = "key.pem"; });

    for (const auto *refused : {&open, &proxied, &nonsense, &half}) {
        QVERIFY(!refused->has_value());
        QCOMPARE(refused->error().code, base::ErrorCode::Configuration);
    }
    QVERIFY(open.error().message.find("token") != std::string::npos);
}

void ApiGateTest::takesATokenByHeaderMessageAndSubprotocol()
{
    QTemporaryDir directory;
    ApiOptions options = freePort();
    options.tokenFile = directory.filePath(QStringLiteral("token")).toStdString();
    QFile file(QString::fromStdString(options.tokenFile));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("0123456789abcdef\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.close();
    Served served(options);
    const QByteArray get = "GET /api/v1/positions/summary HTTP/1.1\r\n" + served.hostHeader();

    const QByteArray without = exchange(served, get + "\r\n");
    const QByteArray with = exchange(
        served, get + "Connection: close\r\nAuthorization: Bearer 0123456789abcdef\r\n\r\n");
    QCOMPARE(statusOf(without), 401);
    QVERIFY(without.contains("WWW-Authenticate: Bearer\r\n"));
    QVERIFY(!without.contains("BTC"));
    QCOMPARE(statusOf(with), 200);

    const QByteArray wrong = get + "Authorization: Bearer 0123456789abcdeX\r\n\r\n";
    for (int i = 0; i < limits::WrongTokens; ++i)
        QCOMPARE(statusOf(exchange(served, wrong)), 401);
    const QByteArray tooMany = exchange(served, wrong);
    QCOMPARE(statusOf(tooMany), 429);
    QVERIFY(tooMany.contains("Retry-After: "));
    QCOMPARE(statusOf(exchange(served, get + "\r\n")), 401); // none is no guess
    QCOMPARE(statusOf(exchange(served, get + "Connection: close\r\n"
                                             "Authorization: Bearer 0123456789abcdef\r\n\r\n")),
             200);

    Client byMessage(served.stream());
    QSignalSpy connected(&byMessage.socket, &QWebSocket::connected);
    QVERIFY(connected.wait());
    byMessage.socket.sendTextMessage(
        QStringLiteral(R"({"action":"auth","token":"0123456789abcdef"})"));
    QTRY_COMPARE(byMessage.type(1), QStringLiteral("initial_state"));

    const QByteArray upgraded =
        exchange(served,
                 "GET /api/v1/positions/stream HTTP/1.1\r\n" + served.hostHeader() +
                     UpgradeHeaders + "Sec-WebSocket-Protocol: bearer.0123456789abcdef\r\n\r\n",
                 "initial_state");
    QCOMPARE(statusOf(upgraded), 101);
    QVERIFY(upgraded.contains("Sec-WebSocket-Protocol: bearer.0123456789abcdef\r\n"));
}

void ApiGateTest::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("bytes"); // HOST stands for the right Host line
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    row("garbage", "\x16\x03\x01 hello\r\n\r\n", 400);
    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("other Host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421);
    row("other Origin", "GET / HTTP/1.1\r\nHOSTOrigin: http://evil.example\r\n\r\n", 403);
    row("preflight of another", "OPTIONS / HTTP/1.1\r\nHOSTOrigin: http://evil.example\r\n\r\n",
        403);
    row("two lengths", "POST / HTTP/1.1\r\nHOSTContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
        400);
    row("chunks", "POST / HTTP/1.1\r\nHOSTTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411);
    row("large body",
        "POST / HTTP/1.1\r\nHOSTContent-Length: 4000000\r\n\r\n" + QByteArray(4'000'000, 'x'), 413);
    row("large head", "GET / HTTP/1.1\r\nHOSTX: " + QByteArray(4'000'000, 'x'), 431);
    row("large line", "GET /" + QByteArray(4'000'000, 'x'), 414);
    row("unknown method", "FOO / HTTP/1.1\r\nHOST\r\n", 501);
    row("token in URL", "GET /?token=x HTTP/1.1\r\nHOST\r\n", 400);
}

void ApiGateTest::refusesBadRequests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    Served served;

    const QByteArray answer = exchange(served, bytes.replace("HOST", served.hostHeader()));

    QCOMPARE(statusOf(answer), status);
    QVERIFY(answer.contains("X-Content-Type-Options: nosniff\r\n"));
    QVERIFY(answer.contains("\"code\":\""));
    QVERIFY(!answer.contains("Access-Control"));
    QVERIFY(!answer.endsWith("<still open>"));
}

void ApiGateTest::refusesABadSecondRequest()
{
    Served served;

    const QByteArray answer =
        exchange(served, "GET /api/v1/ready HTTP/1.1\r\n" + served.hostHeader() + "\r\n", "ready");
    QCOMPARE(statusOf(answer), 200);

    QTcpSocket socket;
    QByteArray answers;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { answers += socket.readAll(); });
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(served.server.port()));
    socket.write("GET /api/v1/ready HTTP/1.1\r\n" + served.hostHeader() + "\r\n");
    QTRY_VERIFY(answers.contains("\"ready\""));
    answers.clear();
    socket.write("GET /api/v1/positions/summary HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);

    QCOMPARE(statusOf(answers), 421);
    QVERIFY(!answers.contains("positions"));
}

void ApiGateTest::refusesUpgrades_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("status");
    const QByteArray stream = "GET /api/v1/positions/stream HTTP/1.1\r\n";
    QTest::newRow("other path") << QByteArray("GET /x HTTP/1.1\r\n") << QByteArray() << 404;
    QTest::newRow("unknown account")
        << QByteArray("GET /api/v1/positions/stream?account=x HTTP/1.1\r\n") << QByteArray() << 404;
    QTest::newRow("other Origin") << stream << QByteArray("Origin: http://evil.example\r\n") << 403;
    QTest::newRow("sandboxed page") << stream << QByteArray("Origin: null\r\n") << 403;
    QTest::newRow("lists over several lines")
        << stream << QByteArray("Connection: keep-alive\r\nUpgrade: h2c\r\n") << 101;
    QTest::newRow("long headers") << stream << "X: " + QByteArray(12'000, 'x') + "\r\n" << 101;
    QTest::newRow("good") << stream << QByteArray("Origin: http://localhost:3000\r\n") << 101;
}

void ApiGateTest::refusesUpgrades()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, header);
    QFETCH(int, status);
    Served served;

    const QByteArray answer =
        exchange(served, line + served.hostHeader() + UpgradeHeaders + header + "\r\n", "\r\n\r\n");

    QCOMPARE(statusOf(answer), status);
}

void ApiGateTest::refusesAStreamWhileStopped()
{
    Served served;
    served.backend.setRunning(false);

    const QByteArray answer = exchange(served, "GET /api/v1/positions/stream HTTP/1.1\r\n" +
                                                   served.hostHeader() + UpgradeHeaders + "\r\n");

    QCOMPARE(statusOf(answer), 503);
    QVERIFY(answer.contains("Position monitor not available"));
}

void ApiGateTest::refusesClientsBeyondTheCap()
{
    ApiOptions options = freePort();
    options.maxClients = 2;
    Served served(options);
    Client one(served.stream());
    Client two(served.stream());
    QTRY_COMPARE(served.server.streamClients(), std::size_t{2});

    const QByteArray answer = exchange(served, "GET /api/v1/positions/stream HTTP/1.1\r\n" +
                                                   served.hostHeader() + UpgradeHeaders + "\r\n");
    QCOMPARE(statusOf(answer), 503);
    one.socket.close();
    QTRY_COMPARE(served.server.streamClients(), std::size_t{1});

    Client three(served.stream());
    QTRY_COMPARE(three.type(0), QStringLiteral("initial_state"));
}

void ApiGateTest::cutsASilentCrowdButServesOthers()
{
    ApiOptions options = freePort();
    options.unfinishedHeads = 30;
    Served served(options);
    int cut = 0; // outlives the crowd, whose ends it counts
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    for (int i = 0; i < 50; ++i) {
        crowd.push_back(std::make_unique<QTcpSocket>());
        connect(crowd.back().get(), &QTcpSocket::disconnected, this, [&cut] { ++cut; });
        crowd.back()->connectToHost(QHostAddress::LocalHost,
                                    static_cast<quint16>(served.server.port()));
        crowd.back()->write("GET / HT");
    }

    const QByteArray answer =
        exchange(served, "GET /api/v1/ready HTTP/1.1\r\n" + served.hostHeader() + "\r\n", "ready");

    QCOMPARE(statusOf(answer), 200);
    QTRY_VERIFY(cut >= 20);
}

QTEST_GUILESS_MAIN(ApiGateTest)
#include "tst_apigate.moc"
