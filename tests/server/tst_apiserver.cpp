// SPDX-License-Identifier: GPL-3.0-or-later
// The API over real sockets: HTTP and WebSocket on one port, good clients beside bad ones.
#include "core/base/check.h"
#include "server/apiserver.h"
#include "server/limits.h"
#include "tests/server/scriptedbackend.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

namespace {

constexpr char UpgradeHeaders[] = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                  "Sec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

ApiOptions freePort()
{
    ApiOptions options;
    options.port = 0;
    options.version = "1.2.3";
    return options;
}

struct Served
{
    ScriptedBackend backend;
    base::SystemClock clock;
    ApiServer server;

    explicit Served(ApiOptions options = freePort()) : server(std::move(options), backend, clock)
    {
        backend.setPosition(btcPosition(address(1)));
        const auto started = server.start();
        base::ensure(started.has_value(), "the server of a test does not start");
    }
    QUrl http(const char *path) const
    {
        return QUrl(QString::fromStdString(server.url()) + QLatin1String(path));
    }
    QUrl stream(const char *query = "") const
    {
        QUrl url = http("/api/v1/positions/stream");
        url.setScheme(QStringLiteral("ws"));
        url.setQuery(QLatin1String(query));
        return url;
    }
    QByteArray hostHeader() const
    {
        return "Host: localhost:" + QByteArray::number(server.port()) + "\r\n";
    }
};

// A stream client that remembers what came.
class Client : public QObject
{
public:
    QWebSocket socket;
    QList<QJsonObject> messages;
    bool isClosed = false;

    explicit Client(const QUrl &url)
    {
        connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            messages.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        connect(&socket, &QWebSocket::disconnected, this, [this] { isClosed = true; });
        socket.open(url);
    }
    QString type(qsizetype index) const
    {
        return index < messages.size() ? text(index, "type") : QString();
    }
    QString text(qsizetype index, const char *key) const
    {
        return messages.at(index).value(QLatin1String(key)).toString();
    }
};

// All that comes back on a socket of our own until the peer closes it, or until `enough` is in it.
QByteArray exchange(const Served &served, const QByteArray &bytes, const QByteArray &enough = {})
{
    QTcpSocket socket;
    QByteArray answer;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(served.server.port()));
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    socket.write(bytes);
    const bool isDone = QTest::qWaitFor([&] {
        return (!enough.isEmpty() && answer.contains(enough)) ||
               (socket.state() == QAbstractSocket::UnconnectedState);
    });
    return isDone ? answer : answer + "<still open>";
}

int statusOf(const QByteArray &answer)
{
    return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0;
}

// The same for a stream: the bytes go out once the handshake is answered.
QByteArray talk(const Served &served, const QByteArray &bytes)
{
    QTcpSocket socket;
    QByteArray answer;
    bool isAnswered = false;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] {
        answer += socket.readAll();
        if (!isAnswered && answer.contains("initial_state"))
            isAnswered = socket.write(bytes) == bytes.size();
    });
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(served.server.port()));
    socket.write("GET /api/v1/positions/stream HTTP/1.1\r\n" + served.hostHeader() +
                 UpgradeHeaders + "\r\n");
    const bool isDone = QTest::qWaitFor(
        [&] { return isAnswered && socket.state() == QAbstractSocket::UnconnectedState; });
    return isDone ? answer : answer + "<still open>";
}

QByteArray maskedFrame(char first, const QByteArray &payload)
{
    QByteArray frame;
    frame.append(first);
    if (payload.size() < 126) {
        frame.append(static_cast<char>(0x80 | payload.size()));
    } else {
        frame.append(static_cast<char>(0x80 | 127));
        for (int shift = 56; shift >= 0; shift -= 8)
            frame.append(static_cast<char>((payload.size() >> shift) & 0xFF));
    }
    return frame + QByteArray(4, '\0') + payload; // a mask of zeros changes nothing
}

} // namespace

class ApiServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void servesRestAndStreamOnOnePort();
    void saysWhichPortIsInUse();
    void refusesToBeReachableWithoutToken();
    void keepsAConnectionForManyRequests();
    void answersPipelinedRequestsInOrder();
    void honoursCloseAndOldHttp();
    void answersHeadWithoutBody();
    void answersExpectContinue();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void refusesABadSecondRequest();
    void refusesUpgrades_data();
    void refusesUpgrades();
    void cutsASilentCrowdButServesOthers();
    void refusesAStreamWhileStopped();
    void refusesClientsBeyondTheCap();
    void streamsUpdatesToAHundredClients();
    void answersGarbageWhileOthersHearNothing();
    void closesAnOversizedMessage();
    void closesAnUnmaskedFrame();
    void cutsAPingFlood();
    void dropsAClientThatDoesNotRead();
    void survivesClientsThatLeaveAtAnyMoment();
    void takesATokenByHeaderMessageAndSubprotocol();
    void closesClientsWhenItStops();
};

void ApiServerTest::servesRestAndStreamOnOnePort()
{
    Served served;
    QNetworkAccessManager network;
    Client client(served.stream());

    const std::unique_ptr<QNetworkReply> reply(
        network.get(QNetworkRequest(served.http("/api/v1/positions/summary"))));
    QTRY_VERIFY(reply->isFinished());
    QTRY_COMPARE(client.messages.size(), 1);

    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
    const QJsonObject summary = QJsonDocument::fromJson(reply->readAll()).object();
    QJsonObject initial = client.messages.first();
    QCOMPARE(initial.take(QLatin1String("type")).toString(), QStringLiteral("initial_state"));
    QCOMPARE(initial, summary);
}

void ApiServerTest::saysWhichPortIsInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ScriptedBackend backend;
    base::SystemClock clock;
    ApiOptions options = freePort();
    options.port = other.serverPort();
    ApiServer server(options, backend, clock);

    const auto started = server.start();

    QVERIFY(!started.has_value());
    QCOMPARE(started.error().code, base::ErrorCode::Busy);
    QCOMPARE(QString::fromStdString(started.error().message),
             QStringLiteral("cannot listen on 127.0.0.1:%1: the port is in use by another program")
                 .arg(other.serverPort()));
    QCOMPARE(server.port(), 0);
}

void ApiServerTest::refusesToBeReachableWithoutToken()
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

void ApiServerTest::keepsAConnectionForManyRequests()
{
    Served served;
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(served.server.port()));
    QByteArray answers;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { answers += socket.readAll(); });

    for (int i = 1; i <= 20; ++i) {
        socket.write("GET /api/v1/ready HTTP/1.1\r\n" + served.hostHeader() + "\r\n");
        QTRY_COMPARE(answers.count("{\"status\":\"ready\"}"), i);
    }

    QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
}

void ApiServerTest::answersPipelinedRequestsInOrder()
{
    Served served;
    const QByteArray host = served.hostHeader();

    const QByteArray answer = exchange(
        served, "GET /api/v1/version HTTP/1.1\r\n" + host + "\r\n" +
                    "POST /api/v1/positions/reconcile HTTP/1.1\r\n" + host +
                    "Content-Length: 4\r\n\r\nbody" + "GET /api/v1/audit/head HTTP/1.1\r\n" + host +
                    "\r\nGET /api/v1/ready HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");

    QCOMPARE(answer.count("HTTP/1.1 "), 4);
    const qsizetype version = answer.indexOf("\"name\"");
    const qsizetype accepted = answer.indexOf("\"accepted\"");
    const qsizetype head = answer.indexOf("\"hash\"");
    const qsizetype ready = answer.indexOf("\"ready\"");
    QVERIFY(0 < version && version < accepted && accepted < head && head < ready);
}

void ApiServerTest::honoursCloseAndOldHttp()
{
    Served served;

    const QByteArray close =
        exchange(served, "GET /api/v1/ready HTTP/1.1\r\n" + served.hostHeader() +
                             "Connection: close\r\n\r\n");
    const QByteArray old =
        exchange(served, "GET /api/v1/ready HTTP/1.0\r\n" + served.hostHeader() + "\r\n");

    QVERIFY(close.contains("Connection: close\r\n"));
    QVERIFY(close.endsWith("{\"status\":\"ready\"}"));
    QVERIFY(old.endsWith("{\"status\":\"ready\"}"));
}

void ApiServerTest::answersHeadWithoutBody()
{
    Served served;

    const QByteArray answer =
        exchange(served, "HEAD /api/v1/ready HTTP/1.1\r\n" + served.hostHeader() +
                             "Connection: close\r\n\r\n");

    QCOMPARE(statusOf(answer), 200);
    QVERIFY(answer.contains("Content-Length: 18\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
}

void ApiServerTest::answersExpectContinue()
{
    Served served;
    QTcpSocket socket;
    QByteArray answer;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { answer += socket.readAll(); });
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(served.server.port()));
    socket.write("POST /api/v1/positions/reconcile HTTP/1.1\r\n" + served.hostHeader() +
                 "Content-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    QTRY_COMPARE(answer, QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));

    socket.write("body");

    QTRY_VERIFY(answer.contains("HTTP/1.1 202 "));
}

void ApiServerTest::refusesBadRequests_data()
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

void ApiServerTest::refusesBadRequests()
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

void ApiServerTest::refusesABadSecondRequest()
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

void ApiServerTest::refusesUpgrades_data()
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
    QTest::newRow("good") << stream << QByteArray("Origin: http://localhost:3000\r\n") << 101;
}

void ApiServerTest::refusesUpgrades()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, header);
    QFETCH(int, status);
    Served served;

    const QByteArray answer =
        exchange(served, line + served.hostHeader() + UpgradeHeaders + header + "\r\n", "\r\n\r\n");

    QCOMPARE(statusOf(answer), status);
}

void ApiServerTest::cutsASilentCrowdButServesOthers()
{
    ApiOptions options = freePort();
    options.unfinishedHeads = 30;
    Served served(options);
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    int cut = 0;
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

void ApiServerTest::refusesAStreamWhileStopped()
{
    Served served;
    served.backend.setRunning(false);

    const QByteArray answer = exchange(served, "GET /api/v1/positions/stream HTTP/1.1\r\n" +
                                                   served.hostHeader() + UpgradeHeaders + "\r\n");

    QCOMPARE(statusOf(answer), 503);
    QVERIFY(answer.contains("Position monitor not available"));
}

void ApiServerTest::refusesClientsBeyondTheCap()
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

void ApiServerTest::streamsUpdatesToAHundredClients()
{
    Served served;
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 100; ++i)
        clients.push_back(std::make_unique<Client>(served.stream()));
    QTRY_COMPARE(served.server.streamClients(), std::size_t{100});
    constexpr int updates = 50;

    for (int i = 1; i <= updates; ++i)
        served.backend.publishFill(address(1), btcPosition(address(1)), i);

    for (const auto &client : clients) {
        QTRY_COMPARE(client->messages.size(), 1 + updates);
        for (int i = 1; i <= updates; ++i)
            QCOMPARE(client->messages.at(i).value(QLatin1String("seq")).toInt(), i);
    }
}

void ApiServerTest::answersGarbageWhileOthersHearNothing()
{
    Served served;
    Client bad(served.stream());
    Client good(served.stream());
    QTRY_COMPARE(bad.messages.size(), 1);
    QTRY_COMPARE(good.messages.size(), 1);

    bad.socket.sendTextMessage(QStringLiteral("not json"));
    bad.socket.sendTextMessage(QStringLiteral("[]"));
    bad.socket.sendTextMessage(QStringLiteral(R"({"action":"dance"})"));
    bad.socket.sendBinaryMessage("\x00\x01");
    bad.socket.sendTextMessage(QString(5000, QLatin1Char('[')));
    bad.socket.sendTextMessage(QStringLiteral(R"({"action":"ping"})"));
    QTRY_COMPARE(bad.messages.size(), 7);
    served.backend.publishPrice(address(1), "BTC-USD", "50501");
    QTRY_COMPARE(good.messages.size(), 2);
    QTRY_COMPARE(bad.messages.size(), 8);

    QStringList codes;
    for (qsizetype i = 1; i <= 5; ++i)
        codes.append(bad.text(i, "code"));
    QCOMPARE(codes.join(QLatin1Char(' ')),
             QStringLiteral("invalid_json not_an_object unknown_action binary too_deep"));
    QCOMPARE(bad.type(6), QStringLiteral("pong"));
    QCOMPARE(good.type(1), QStringLiteral("position_update"));
}

void ApiServerTest::closesAnOversizedMessage()
{
    Served served;
    Client large(served.stream());
    Client fitting(served.stream());
    QTRY_COMPARE(large.messages.size(), 1);
    QTRY_COMPARE(fitting.messages.size(), 1);

    large.socket.sendTextMessage(QString(65'537, QLatin1Char('x')));
    fitting.socket.sendTextMessage(QString(65'536, QLatin1Char('x')));

    QTRY_VERIFY(large.isClosed);
    QCOMPARE(large.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    QTRY_COMPARE(fitting.type(1), QStringLiteral("error"));
}

void ApiServerTest::closesAnUnmaskedFrame()
{
    Served served;

    const QByteArray answer = talk(served, QByteArray("\x81\x01x", 3));

    QVERIFY(answer.contains("initial_state"));
    QVERIFY(answer.contains(QByteArray("\x03\xEA", 2))); // 1002
    QVERIFY(!answer.contains("invalid_json"));
    QVERIFY(!answer.endsWith("<still open>"));
}

void ApiServerTest::cutsAPingFlood()
{
    Served served;
    Client good(served.stream());
    QTRY_COMPARE(good.messages.size(), 1);
    QByteArray flood;
    for (int i = 0; i < 50'000; ++i)
        flood += maskedFrame(static_cast<char>(0x89), "x");

    const QByteArray answer = talk(served, flood);

    QVERIFY(!answer.endsWith("<still open>"));
    QVERIFY(answer.count(QByteArray("\x8A\x01x", 3)) < 50'000); // pongs
    QTRY_COMPARE(served.server.streamClients(), std::size_t{1});
    served.backend.publishPrice(address(1), "BTC-USD", "50501");
    QTRY_COMPARE(good.messages.size(), 2);
}

void ApiServerTest::dropsAClientThatDoesNotRead()
{
    Served served;
    Client good(served.stream());
    QTcpSocket stalled;
    stalled.setReadBufferSize(1024);
    stalled.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(served.server.port()));
    stalled.write("GET /api/v1/positions/stream HTTP/1.1\r\n" + served.hostHeader() +
                  UpgradeHeaders + "\r\n");
    QTRY_COMPARE(served.server.streamClients(), std::size_t{2});
    int published = 0;

    // Fills are never dropped, so the queue of one who reads none fills up.
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            for (int i = 0; i < 100; ++i)
                served.backend.publishFill(address(1), btcPosition(address(1)), ++published);
            return served.server.streamClients() == 1;
        }(),
        60'000);

    QTRY_COMPARE_WITH_TIMEOUT(good.messages.size(), 1 + published, 60'000);
}

void ApiServerTest::survivesClientsThatLeaveAtAnyMoment()
{
    Served served;
    const QByteArray requests[] = {
        "GET /api/v1/ready HTTP/1.1\r\n" + served.hostHeader() + "\r\n",
        "POST /api/v1/positions/reconcile HTTP/1.1\r\n" + served.hostHeader() +
            "Content-Length: 4\r\n\r\nbody",
        "GET /api/v1/positions/stream HTTP/1.1\r\n" + served.hostHeader() + UpgradeHeaders +
            "\r\n" + maskedFrame(static_cast<char>(0x81), R"({"action":"get_summary"})"),
    };
    for (const QByteArray &bytes : requests) {
        for (qsizetype cut = 0; cut <= bytes.size(); cut += 3) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost,
                                 static_cast<quint16>(served.server.port()));
            QVERIFY(socket.waitForConnected());
            socket.write(bytes.first(cut));
            socket.flush();
            if (cut % 2 == 0)
                QCoreApplication::processEvents();
            socket.abort();
        }
    }

    const QByteArray answer =
        exchange(served, "GET /api/v1/ready HTTP/1.1\r\n" + served.hostHeader() + "\r\n", "ready");
    QCOMPARE(statusOf(answer), 200);
    QTRY_COMPARE(served.server.streamClients(), std::size_t{0});
}

void ApiServerTest::takesATokenByHeaderMessageAndSubprotocol()
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

void ApiServerTest::closesClientsWhenItStops()
{
    Served served;
    Client client(served.stream());
    QTRY_COMPARE(client.messages.size(), 1);

    served.server.stop();

    QTRY_VERIFY(client.isClosed);
    QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
    QCOMPARE(served.server.port(), 0);
}

QTEST_GUILESS_MAIN(ApiServerTest)
#include "tst_apiserver.moc"
