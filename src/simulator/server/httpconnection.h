// SPDX-License-Identifier: GPL-3.0-or-later
// One HTTP/1.1 client connection: reads requests, writes answers, keeps alive. A request to
// upgrade to WebSocket is not consumed: the socket is handed on as it is.
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QTcpSocket>

#include <optional>

namespace lpm::simulator {

struct HttpRequest
{
    QByteArray method;
    QByteArray path;
    QByteArray body;
    QString peer;        // IP address
    bool isFirst = true; // of its connection
};

enum class Delivery {
    Whole,
    CutShort, // the connection ends in the middle of the body
    Never,
    Trickle, // a byte now and then
    Endless  // the body goes on and on
};

struct HttpReply
{
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    QList<QByteArray> headers{}; // more of them, "Name: value"
    Delivery delivery = Delivery::Whole;
};

class HttpConnection : public QObject
{
    Q_OBJECT

public:
    // Takes the socket over until it is handed on or closed.
    HttpConnection(QTcpSocket *socket, QObject *parent);

    void reply(const HttpReply &reply);

Q_SIGNALS:
    void requestArrived(lpm::simulator::HttpConnection *connection,
                        const lpm::simulator::HttpRequest &request);
    void upgradeRequested(lpm::simulator::HttpConnection *connection, QTcpSocket *socket);

private:
    struct Head
    {
        QByteArray method;
        QByteArray path;
        qsizetype length = 0; // of the head, its empty line included
        qsizetype bodyLength = 0;
        bool isUpgrade = false;
        bool isKeepAlive = true;
        bool isValid = false;
    };
    static Head parseHead(const QByteArray &text);
    void onReadable();
    void refuse(int status);
    QByteArray headOf(const HttpReply &reply) const;
    void deliverBadly(const HttpReply &reply);
    void trickle(const QByteArray &body);
    void pourOut();

    QTcpSocket *m_socket;
    bool m_isKeepAlive = true;
    bool m_isAnswering = false;
    bool m_isHandedOn = false;
    bool m_isFirst = true;
};

} // namespace lpm::simulator
