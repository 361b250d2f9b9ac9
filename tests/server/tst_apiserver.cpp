// SPDX-License-Identifier: GPL-3.0-or-later
// The API over real sockets: starting, requests of every shape on one port, stopping.
#include "tests/server/servedapi.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

class ApiServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void servesRestAndStreamOnOnePort();
    void saysWhichPortIsInUse();
    void keepsAConnectionForManyRequests();
    void answersPipelinedRequestsInOrder();
    void honoursCloseAndOldHttp();
    void answersHeadWithoutBody();
    void answersExpectContinue();
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
