// SPDX-License-Identifier: GPL-3.0-or-later
// The stream over real sockets: good clients beside hostile, slow and vanishing ones.
#include "tests/server/servedapi.h"

#include <QSslSocket>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

using namespace lpm::server;
using namespace lpm::server::testing;

class ApiStreamTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void streamsUpdatesToAHundredClients();
    void answersGarbageWhileOthersHearNothing();
    void closesAnOversizedMessage();
    void closesAnUnmaskedFrame();
    void answersATextWhoseFragmentsShareACharacter();
    void answersACloseAndNothingBehindIt();
    void cutsAPingFlood();
    void dropsAClientThatDoesNotRead();
    void dropsAClientThatDoesNotReadOverTls();
    void survivesClientsThatLeaveAtAnyMoment();
    void keepsNoPlaceForOneThatIsGoneBeforeItsAnswer();
};

namespace {

// The peer's system hears of a reset, not of an end.
void reset(QTcpSocket &socket)
{
#ifdef Q_OS_UNIX
    const linger atOnce{1, 0};
    ::setsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                 sizeof atOnce);
#endif
    socket.abort();
}

} // namespace

void ApiStreamTest::streamsUpdatesToAHundredClients()
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

void ApiStreamTest::answersGarbageWhileOthersHearNothing()
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

void ApiStreamTest::closesAnOversizedMessage()
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

void ApiStreamTest::closesAnUnmaskedFrame()
{
    Served served;

    const QByteArray answer = talk(served, QByteArray("\x81\x01x", 3));

    QVERIFY(answer.contains("initial_state"));
    QVERIFY(answer.contains(QByteArray("\x03\xEA", 2))); // 1002
    QVERIFY(!answer.contains("invalid_json"));
    QVERIFY(!answer.endsWith("<still open>"));
}

void ApiStreamTest::answersATextWhoseFragmentsShareACharacter()
{
    Served served;
    const QByteArray text = R"({"action":"subscribe","accounts":[],"symbols":["€"]})";
    const qsizetype middle = text.indexOf("€") + 1;

    const QByteArray answer = talk(
        served, maskedFrame(0x01, text.first(middle)) + maskedFrame(static_cast<char>(0x89), "p") +
                    maskedFrame(static_cast<char>(0x80), text.mid(middle)) +
                    maskedFrame(static_cast<char>(0x88), "\x03\xE8"));

    QVERIFY(answer.contains("\"symbols\":[\"€\"]"));
    QVERIFY(answer.indexOf("\x8A\x01p") < answer.indexOf("subscribed")); // the pong
    QVERIFY(answer.endsWith("\x88\x02\x03\xE8"));
}

void ApiStreamTest::answersACloseAndNothingBehindIt()
{
    Served served;

    const QByteArray answer = talk(served, maskedFrame(static_cast<char>(0x88), "\x03\xF5later") +
                                               maskedFrame(static_cast<char>(0x89), "x"));

    QVERIFY(answer.endsWith("\x88\x07\x03\xF5later")); // 1013, as it came
}

void ApiStreamTest::cutsAPingFlood()
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

void ApiStreamTest::dropsAClientThatDoesNotRead()
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

// What is encrypted already counts as unread, too.
void ApiStreamTest::dropsAClientThatDoesNotReadOverTls()
{
    QTemporaryDir directory;
    ApiOptions options = freePort();
    QVERIFY(encrypt(options, directory.path()));
    Served served(options);
    QSslSocket stalled;
    stalled.setPeerVerifyMode(QSslSocket::VerifyNone); // made a moment ago, by nobody
    stalled.setReadBufferSize(1);
    stalled.connectToHostEncrypted(QStringLiteral("127.0.0.1"),
                                   static_cast<quint16>(served.server.port()));
    QTRY_VERIFY(stalled.isEncrypted());
    stalled.write("GET /api/v1/positions/stream HTTP/1.1\r\n" + served.hostHeader() +
                  UpgradeHeaders + "\r\n");
    QTRY_COMPARE(served.server.streamClients(), std::size_t{1});

    constexpr int enough = 40'000; // of 1 kB: more than limits::HopelessBytes and the kernel take
    for (int i = 1; i <= enough; ++i)
        served.backend.publishFill(address(1), btcPosition(address(1)), i);

    QTRY_COMPARE(served.server.streamClients(), std::size_t{0});
}

void ApiStreamTest::survivesClientsThatLeaveAtAnyMoment()
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

void ApiStreamTest::keepsNoPlaceForOneThatIsGoneBeforeItsAnswer()
{
    Served served;
    for (int i = 0; i < 20; ++i) { // all before the server has seen one: it is this thread's
        QTcpSocket gone;
        gone.connectToHost(served.http("").host(), static_cast<quint16>(served.server.port()));
        QVERIFY(gone.waitForConnected());
        gone.write("GET /api/v1/positions/stream HTTP/1.1\r\n" + served.hostHeader() +
                   UpgradeHeaders + "\r\n");
        QVERIFY(gone.waitForBytesWritten());
        reset(gone);
    }

    Client good(served.stream());

    QTRY_COMPARE(good.messages.size(), 1);
    QTRY_COMPARE(served.server.streamClients(), std::size_t{1});
}

QTEST_GUILESS_MAIN(ApiStreamTest)
#include "tst_apistream.moc"
