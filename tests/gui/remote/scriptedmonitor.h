// SPDX-License-Identifier: GPL-3.0-or-later
// A monitor elsewhere that says on its stream what a test says, also what no monitor would.
#pragma once

#include "server/json/reconciliation.h"
#include "server/json/views.h"
#include "tests/server/scriptedbackend.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>
#include <QWebSocketServer>

#include <memory>

namespace lpm::gui::testing {

class ScriptedMonitor : public QTcpServer
{
public:
    ScriptedMonitor() : m_sockets(QString(), QWebSocketServer::NonSecureMode)
    {
        connect(this, &QTcpServer::newConnection, this, &ScriptedMonitor::onConnection);
        connect(&m_sockets, &QWebSocketServer::newConnection, this, &ScriptedMonitor::onStream);
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port is free");
    }

    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    void say(const std::string &text) { m_stream->sendTextMessage(QString::fromStdString(text)); }
    void sayBytes(const QByteArray &bytes) { m_stream->sendBinaryMessage(bytes); }
    void sayState(const char *type, std::uint64_t seq)
    {
        domain::SummaryView summary = *backend.summary(server::testing::address(1));
        summary.seq = seq;
        std::string told;
        base::JsonWriter json(told);
        server::writeSummary(json, summary);
        say(R"({"type":")" + std::string(type) + R"(",)" + told.substr(1));
    }
    void cut() { m_stream->abort(); }
    int heardOften(const char *action) const
    {
        return static_cast<int>(
            std::count_if(heard.begin(), heard.end(), [&](const QJsonObject &message) {
                return message.value(QLatin1String("action")) == QLatin1String(action);
            }));
    }

    server::testing::ScriptedBackend backend;
    std::vector<QJsonObject> heard;
    std::uint64_t stateSeq = 0; // of the state at the beginning of each connection
    int connections = 0;
    QByteArray fills = R"({"fills":[],"next_cursor":null})";
    std::vector<QByteArray> fillPages; // before it, one an answer; an empty one is a 503
    QList<QByteArray> fillsAsked;      // the request lines

private:
    void onConnection()
    {
        QTcpSocket *socket = nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { onHead(*socket); });
    }

    void onHead(QTcpSocket &socket)
    {
        const QByteArray head = socket.peek(8192);
        if (!head.contains("\r\n\r\n"))
            return;
        if (head.startsWith("GET /api/v1/positions/stream")) {
            socket.disconnect();
            m_sockets.handleConnection(&socket);
            return;
        }
        socket.readAll();
        const QByteArray body = bodyFor(head);
        const QByteArray status = body.isEmpty() ? "503 Service Unavailable" : "200 OK";
        socket.write("HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) +
                     "\r\n\r\n" + body);
    }

    QByteArray bodyFor(const QByteArray &head)
    {
        if (head.startsWith("GET /api/v1/fills")) {
            fillsAsked += head.left(head.indexOf('\r'));
            if (fillPages.empty())
                return fills;
            const QByteArray page = fillPages.front();
            fillPages.erase(fillPages.begin());
            return page;
        }
        std::string body;
        base::JsonWriter json(body);
        if (head.startsWith("GET /api/v1/positions/health")) {
            server::writeHealth(json, *backend.health());
            return QByteArray::fromStdString(body);
        }
        json.beginObject().key("accounts").beginObject();
        for (const auto &account : backend.accounts())
            server::writeReconciliation(json.key(account.address.text()),
                                        *backend.reconciliation(account.address));
        json.endObject().endObject();
        return QByteArray::fromStdString(body);
    }

    void onStream()
    {
        m_stream.reset(m_sockets.nextPendingConnection());
        ++connections;
        connect(m_stream.get(), &QWebSocket::textMessageReceived, this,
                [this](const QString &text) {
                    heard.push_back(QJsonDocument::fromJson(text.toUtf8()).object());
                });
        sayState("initial_state", stateSeq);
    }

    QWebSocketServer m_sockets;
    std::unique_ptr<QWebSocket> m_stream;
};

} // namespace lpm::gui::testing
