// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/servedapi.h"

#include "core/base/check.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

namespace lpm::server::testing {

ApiOptions freePort()
{
    ApiOptions options;
    options.port = 0;
    options.version = "1.2.3";
    return options;
}

Served::Served(ApiOptions options) : server(std::move(options), backend, clock)
{
    backend.setPosition(btcPosition(address(1)));
    const auto started = server.start();
    base::ensure(started.has_value(), "the server of a test does not start");
}

QUrl Served::http(const char *path) const
{
    return QUrl(QString::fromStdString(server.url()) + QLatin1String(path));
}

QUrl Served::stream(const char *query) const
{
    QUrl url = http("/api/v1/positions/stream");
    url.setScheme(QStringLiteral("ws"));
    url.setQuery(QLatin1String(query));
    return url;
}

QByteArray Served::hostHeader() const
{
    return "Host: localhost:" + QByteArray::number(server.port()) + "\r\n";
}

Client::Client(const QUrl &url)
{
    connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        messages.append(QJsonDocument::fromJson(text.toUtf8()).object());
    });
    connect(&socket, &QWebSocket::disconnected, this, [this] { isClosed = true; });
    socket.open(url);
}

QString Client::type(qsizetype index) const
{
    return index < messages.size() ? text(index, "type") : QString();
}

QString Client::text(qsizetype index, const char *key) const
{
    return messages.at(index).value(QLatin1String(key)).toString();
}

QByteArray exchange(const Served &served, const QByteArray &bytes, const QByteArray &enough)
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

} // namespace lpm::server::testing
