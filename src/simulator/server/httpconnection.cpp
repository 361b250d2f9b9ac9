// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/httpconnection.h"

#include "simulator/server/serverlimits.h"

#include <QHostAddress>

namespace lpm::simulator {

namespace {

const QByteArray EndOfHead = QByteArrayLiteral("\r\n\r\n");

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 204:
        return "No Content";
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
                              m_socket->peerAddress().toString()};
    Q_EMIT requestArrived(this, request);
}

void HttpConnection::reply(const HttpReply &reply)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reason(reply.status) +
                      "\r\nContent-Type: " + reply.contentType +
                      "\r\nContent-Length: " + QByteArray::number(reply.body.size()) +
                      "\r\nAccess-Control-Allow-Origin: *"
                      "\r\nAccess-Control-Allow-Headers: content-type\r\n";
    text += m_isKeepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    m_socket->write(text + reply.body);
    m_isAnswering = false;
    if (!m_isKeepAlive) {
        m_socket->disconnectFromHost();
        return;
    }
    // A request that came with the last one has no signal of its own any more.
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::onReadable, Qt::QueuedConnection);
}

void HttpConnection::refuse(int status)
{
    m_isKeepAlive = false;
    reply({status, "text/plain", reason(status)});
}

} // namespace lpm::simulator
