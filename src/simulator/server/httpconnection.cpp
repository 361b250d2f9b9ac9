// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/httpconnection.h"

#include "simulator/server/serverlimits.h"

#include <QHostAddress>
#include <QTimer>

#include <chrono>
#include <utility>

namespace lpm::simulator {

namespace {

const QByteArray EndOfHead = QByteArrayLiteral("\r\n\r\n");
constexpr qint64 EndlessBytes = qint64{1} << 40; // what an answer without an end says of itself
constexpr std::chrono::milliseconds TrickleInterval{500};

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
    case 307:
        return "Temporary Redirect";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Payload Too Large";
    case 422:
        return "Unprocessable Entity";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    default:
        return "Status";
    }
}

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, QObject *parent)
    : QObject(parent), m_socket(socket)
{
    m_socket->setParent(this);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadable);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

HttpConnection::Head HttpConnection::parseHead(const QByteArray &text)
{
    Head head;
    const QList<QByteArray> lines = text.split('\n');
    const QList<QByteArray> words = lines.front().trimmed().split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1."))
        return head;
    head.method = words[0];
    head.path = words[1].left(words[1].indexOf('?'));
    if (!words[1].contains('?'))
        head.path = words[1];
    head.isKeepAlive = words[2] != "HTTP/1.0";
    head.isValid = true;
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            continue;
        const QByteArray name = line.left(colon).trimmed().toLower();
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name == "content-length")
            head.bodyLength = value.toLongLong(&head.isValid);
        else if (name == "upgrade")
            head.isUpgrade = value.toLower() == "websocket";
        else if (name == "connection" && value.toLower() == "close")
            head.isKeepAlive = false;
    }
    head.isValid = head.isValid && head.bodyLength >= 0;
    return head;
}

void HttpConnection::onReadable()
{
    if (m_isHandedOn || m_isAnswering)
        return;
    const QByteArray waiting = m_socket->peek(limits::HeadBytes);
    const qsizetype end = waiting.indexOf(EndOfHead);
    if (end < 0) {
        if (waiting.size() >= limits::HeadBytes)
            refuse(431);
        return;
    }
    Head head = parseHead(waiting.left(end));
    head.length = end + EndOfHead.size();
    if (!head.isValid)
        return refuse(400);
    if (head.isUpgrade && head.path == "/ws") {
        m_isHandedOn = true;
        disconnect(m_socket, nullptr, this, nullptr);
        m_socket->setParent(nullptr);
        Q_EMIT upgradeRequested(this, m_socket);
        deleteLater();
        return;
    }
    if (head.bodyLength > limits::BodyBytes)
        return refuse(413);
    if (m_socket->bytesAvailable() < head.length + head.bodyLength)
        return; // the rest of the body is under way
    m_socket->skip(head.length);
    m_isKeepAlive = head.isKeepAlive;
    m_isAnswering = true;
    const HttpRequest request{head.method, head.path, m_socket->read(head.bodyLength),
                              m_socket->peerAddress().toString(), std::exchange(m_isFirst, false)};
    Q_EMIT requestArrived(this, request);
}

QByteArray HttpConnection::headOf(const HttpReply &reply) const
{
    const qint64 length =
        reply.delivery == Delivery::Endless ? EndlessBytes : qint64{reply.body.size()};
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reason(reply.status) +
                      "\r\nContent-Type: " + reply.contentType +
                      "\r\nContent-Length: " + QByteArray::number(length) +
                      "\r\nAccess-Control-Allow-Origin: *"
                      "\r\nAccess-Control-Allow-Headers: content-type\r\n";
    for (const QByteArray &header : reply.headers)
        head += header + "\r\n";
    return head + (m_isKeepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
}

void HttpConnection::reply(const HttpReply &reply)
{
    if (reply.delivery != Delivery::Whole)
        return deliverBadly(reply);
    m_socket->write(headOf(reply) + reply.body);
    m_isAnswering = false;
    if (!m_isKeepAlive) {
        m_socket->disconnectFromHost();
        return;
    }
    // A request that came with the last one has no signal of its own any more.
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::onReadable, Qt::QueuedConnection);
}

// The connection stays in its answer, and so reads no other request, until the client leaves.
void HttpConnection::deliverBadly(const HttpReply &reply)
{
    if (reply.delivery == Delivery::Never)
        return;
    m_socket->write(headOf(reply));
    if (reply.delivery == Delivery::CutShort) {
        m_socket->write(reply.body.left(reply.body.size() / 2));
        m_socket->disconnectFromHost();
    } else if (reply.delivery == Delivery::Trickle) {
        trickle(reply.body);
    } else {
        connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::pourOut);
        pourOut();
    }
}

void HttpConnection::trickle(const QByteArray &body)
{
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this, timer, body, at = qsizetype{0}]() mutable {
        if (at == body.size())
            return timer->deleteLater();
        m_socket->write(body.mid(at++, 1));
    });
    timer->start(TrickleInterval);
}

void HttpConnection::pourOut()
{
    constexpr qsizetype Portion = 64 * 1024;
    if (m_socket->bytesToWrite() < Portion)
        m_socket->write(QByteArray(Portion, ' '));
}

void HttpConnection::refuse(int status)
{
    m_isKeepAlive = false;
    reply({status, "text/plain", reason(status)});
}

} // namespace lpm::simulator
