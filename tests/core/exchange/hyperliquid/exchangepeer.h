// SPDX-License-Identifier: GPL-3.0-or-later
// The other end of the wire in a test: real sockets on free ports, answers as the test scripts
// them. Shared by the tests of the client.
#pragma once

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <map>
#include <string>

namespace lpm::tests {

// Answers POST requests with whatever bytes the test returns for the JSON body.
class HttpPeer : public QObject
{
    Q_OBJECT
public:
    // Whole HTTP answer for a request body; empty: never answers.
    std::function<QByteArray(const QJsonObject &body)> answer;
    QList<QByteArray> heads;
    QList<QJsonObject> bodies;

    HttpPeer()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }

    QUrl url() const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()));
    }

    static QByteArray json(const QByteArray &body) { return reply("200 OK", body); }
    static QByteArray reply(const QByteArray &status, const QByteArray &body,
                            const QByteArray &headers = {})
    {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &buffer = m_buffers[socket];
        buffer += socket->readAll();
        for (;;) {
            const auto end = buffer.indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const QByteArray head = buffer.first(end);
            const QByteArray lower = head.toLower();
            const auto at = lower.indexOf("content-length:");
            const auto length =
                at < 0 ? 0 : lower.mid(at + 15).split('\r').first().trimmed().toInt();
            if (buffer.size() < end + 4 + length)
                return;
            const auto body = QJsonDocument::fromJson(buffer.mid(end + 4, length)).object();
            buffer.remove(0, end + 4 + length);
            heads.append(head);
            bodies.append(body);
            socket->write(answer ? answer(body) : QByteArray());
        }
    }

    QTcpServer m_server;
    std::map<QTcpSocket *, QByteArray> m_buffers;
};

// A WebSocket server that remembers what it was told; by default it acknowledges subscriptions
// and answers pings.
class FeedPeer : public QObject
{
    Q_OBJECT
public:
    bool isSilent = false;                                               // says nothing at all
    std::function<QString(const QJsonObject &subscription)> onSubscribe; // answer; "" none
    QList<QJsonObject> subscriptions; // of every connection, in order
    QList<QJsonObject> unsubscriptions;
    int connections = 0;
    int pings = 0;

    FeedPeer() : m_server(QStringLiteral("peer"), QWebSocketServer::NonSecureMode)
    {
        onSubscribe = ack;
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QWebSocketServer::newConnection, this, [this] {
            QWebSocket *socket = m_server.nextPendingConnection();
            socket->setParent(this);
            m_current = socket;
            ++connections;
            connect(socket, &QWebSocket::textMessageReceived, this,
                    [this, socket](const QString &text) { onText(socket, text); });
            if (!greeting.isEmpty())
                socket->sendTextMessage(greeting);
        });
    }

    QString greeting;

    QUrl url() const
    {
        return QUrl(QStringLiteral("ws://127.0.0.1:%1/any/path").arg(m_server.serverPort()));
    }
    void send(const QString &text) { m_current->sendTextMessage(text); }
    void sendBinary(const QByteArray &bytes) { m_current->sendBinaryMessage(bytes); }
    void close(QWebSocketProtocol::CloseCode code, const QString &reason)
    {
        m_current->close(code, reason);
    }
    void abort() { m_current->abort(); }

    static QString ack(const QJsonObject &subscription)
    {
        QJsonObject echo = subscription;
        echo[QLatin1String("aggregateByTime")] = false; // the exchange adds what it assumes
        return message("subscriptionResponse",
                       QJsonObject{{QStringLiteral("method"), QStringLiteral("subscribe")},
                                   {QStringLiteral("subscription"), echo}});
    }
    static QString message(const char *channel, const QJsonValue &data)
    {
        const QJsonObject object{{QStringLiteral("channel"), QLatin1String(channel)},
                                 {QStringLiteral("data"), data}};
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }

    int subscribed(const char *type) const
    {
        return static_cast<int>(std::count_if(
            subscriptions.begin(), subscriptions.end(), [type](const QJsonObject &subscription) {
                return subscription[QLatin1String("type")] == QLatin1String(type);
            }));
    }

private:
    void onText(QWebSocket *socket, const QString &text)
    {
        const QJsonObject request = QJsonDocument::fromJson(text.toUtf8()).object();
        const QString method = request[QLatin1String("method")].toString();
        const QJsonObject subscription = request[QLatin1String("subscription")].toObject();
        if (method == QLatin1String("ping")) {
            ++pings;
            if (!isSilent)
                socket->sendTextMessage(QStringLiteral(R"({"channel":"pong"})"));
        } else if (method == QLatin1String("unsubscribe")) {
            unsubscriptions.append(subscription);
        } else if (method == QLatin1String("subscribe")) {
            subscriptions.append(subscription);
            const QString answer = isSilent ? QString() : onSubscribe(subscription);
            if (!answer.isEmpty())
                socket->sendTextMessage(answer);
        }
    }

    QWebSocketServer m_server;
    QPointer<QWebSocket> m_current;
};

inline const QByteArray EmptyState = R"({"marginSummary":{"accountValue":"1.0","totalNtlPos":"0.0",
    "totalRawUsd":"1.0","totalMarginUsed":"0.0"},"assetPositions":[],"time":5})";

} // namespace lpm::tests
