// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/connection.h"

#include "server/limits.h"
#include "server/qtversion.h"
#include "server/socketbytes.h"

#include <QMetaObject>

#include <algorithm>

namespace lpm::server {

namespace {

// A handshake that was judged, in the spelling that QWebSocketServer reads: it drops a client that
// names another protocol too, or that spreads a list over several lines.
QByteArray plainHandshake(const RequestHead &head)
{
    std::string text = "GET " + head.path + (head.query.empty() ? "" : "?" + head.query);
    text += " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    for (const char *name :
         {"Host", "Sec-WebSocket-Version", "Sec-WebSocket-Key", "Sec-WebSocket-Protocol"}) {
        if (const std::string *value = findHeader(head.headers, name))
            text.append(name).append(": ").append(*value).append("\r\n");
    }
    return QByteArray::fromStdString(text + "\r\n");
}

} // namespace

QByteArray encodeRefusal(const Response &response)
{
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text += reasonPhrase(response.status);
    text += "\r\nContent-Type: " + response.contentType;
    text += "\r\nContent-Length: " + std::to_string(response.body.size());
    text += "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff"
            "\r\nContent-Security-Policy: default-src 'none'\r\n";
    for (const auto &[name, value] : response.headers)
        text += name + ": " + value + "\r\n";
    text += "\r\n" + response.body;
    return QByteArray::fromStdString(text);
}

Connection::Connection(QTcpSocket &socket, const AccessPolicy &policy, WrongTokens &wrongTokens)
    : QObject(&socket), m_socket(socket), m_judge(policy), m_wrongTokens(wrongTokens)
{
    m_socket.setReadBufferSize(static_cast<qint64>(limits::ReadBufferBytes));
    connect(&m_lateAnswers, &LateAnswers::allWritten, this, &Connection::closeBehindLast);
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &Connection::onDeadline);
    connect(&m_socket, &QTcpSocket::readyRead, this, &Connection::onBytes);
    connect(&m_socket, &QTcpSocket::disconnected, &m_socket, &QObject::deleteLater);
    m_deadline.start(limits::HeadDeadline);
}

void Connection::serveFromNowOn()
{
    m_isServed = true;
    connect(&m_socket, &QTcpSocket::readyRead, this, &Connection::onServed);
    // The bytes are there already: whoever reads them has to hear of it.
    QMetaObject::invokeMethod(&m_socket, "readyRead", Qt::DirectConnection);
}

void Connection::letGo()
{
    disconnect(&m_socket, nullptr, this, nullptr);
    disconnect(&m_socket, &QTcpSocket::disconnected, &m_socket, &QObject::deleteLater);
    m_deadline.stop();
    m_socket.read(m_judged);
    for (auto byte = m_handshake.crbegin(); byte != m_handshake.crend(); ++byte)
        m_socket.ungetChar(*byte);
    m_socket.setParent(nullptr);
    deleteLater();
}

void Connection::refuse(const Response &response)
{
    if (!m_lateAnswers.isEmpty()) { // a refusal would be taken for the answer to an older request
        m_socket.abort();
        return;
    }
    m_isRefused = true;
    m_socket.write(encodeRefusal(response));
    m_socket.flush();
    m_socket.readAll();
    // Closed when the peer has gone quiet: closing on bytes under way would send a reset, which
    // can overtake the answer.
    m_lingerEnd = QDeadlineTimer(limits::LingerDeadline);
    m_deadline.start(limits::LingerQuiet);
}

void Connection::look(base::Milliseconds now)
{
    const auto unread = unreadOf(m_socket);
    if (unread && m_unread.isStalled(*unread, now))
        m_socket.abort();
}

void Connection::onBytes()
{
    if (m_isRefused) {
        m_socket.readAll();
        if (m_lingerEnd.hasExpired())
            m_socket.abort();
        else
            m_deadline.start(limits::LingerQuiet);
        return;
    }
    if (unsentBytes(m_socket) > limits::AnswerBacklogBytes ||
        m_lateAnswers.size() > limits::LateAnswers) {
        m_socket.abort(); // asks on and on and reads nothing
        return;
    }
    const QByteArray unread = m_socket.peek(m_socket.bytesAvailable());
    std::string_view fresh(unread.constData(), static_cast<std::size_t>(unread.size()));
    fresh.remove_prefix(static_cast<std::size_t>(std::min<qint64>(m_judged, unread.size())));
    m_judged = unread.size();
    if (!judge(fresh))
        return;
    if (!m_isServed && m_hasRequest)
        Q_EMIT requestArrived();
}

// false: the socket is not the HTTP server's (any more).
bool Connection::judge(std::string_view fresh)
{
    const RequestJudge::State before = m_judge.state();
    int requests = 0;
    while (!fresh.empty()) {
        const RequestJudge::Verdict verdict = m_judge.take(fresh);
        if (const auto *refusal = std::get_if<Response>(&verdict)) {
            if (saysWrongToken(*refusal))
                refuseWrongToken(*refusal);
            else
                refuse(*refusal);
            return false;
        }
        const auto *head = std::get_if<RequestHead>(&verdict);
        if (head == nullptr)
            continue;
        if (head->isUpgrade) {
            if (m_hasRequest) {
                refuse(errorResponse(400, "bad_request",
                                     "a WebSocket opens on a connection of its own"));
            } else {
                m_judged -= static_cast<qint64>(fresh.size());
                m_handshake = plainHandshake(*head);
                Q_EMIT upgradeArrived(*head);
            }
            return false;
        }
        if (++requests > limits::PipelinedRequests) {
            m_socket.abort(); // what they ask for would be in memory at once
            return false;
        }
        m_hasRequest = true;
        m_isLast = m_isLast || head->isLast;
        if (head->expectsContinue && fresh.empty() && !QtAnswersExpect)
            m_socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    // The first head's deadline runs from the connection's start.
    if (requests > 0 || (m_hasRequest && m_judge.state() != before))
        startDeadline();
    return true;
}

void Connection::refuseWrongToken(const Response &refusal)
{
    const std::chrono::seconds wait = m_wrongTokens.add(m_socket.peerAddress());
    if (wait == std::chrono::seconds{0}) {
        refuse(refusal);
        return;
    }
    Response busy = errorResponse(429, "too_many_attempts", "too many wrong tokens");
    busy.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    refuse(busy);
}

void Connection::onServed()
{
    m_judged = m_socket.bytesAvailable();
    closeBehindLast();
}

// When nothing is unread and no answer is owed, the last request is answered.
void Connection::closeBehindLast()
{
    if (m_isLast && m_judged == 0 && m_judge.state() == RequestJudge::State::Idle &&
        !m_isRefused && m_lateAnswers.isEmpty())
        m_socket.disconnectFromHost();
}

void Connection::startDeadline()
{
    switch (m_judge.state()) {
    case RequestJudge::State::Idle:
        m_deadline.start(limits::IdleDeadline);
        break;
    case RequestJudge::State::Head:
        m_deadline.start(limits::HeadDeadline);
        break;
    case RequestJudge::State::Body:
        m_deadline.start(limits::BodyDeadline);
        break;
    }
}

void Connection::onDeadline()
{
    const bool isAsking = m_judge.state() != RequestJudge::State::Idle;
    // Not idle: it waits for an answer, or reads one. A peer that does not read is look()'s matter.
    const bool isOwed = !m_lateAnswers.isEmpty() || unsentBytes(m_socket) > 0;
    if (m_isRefused)
        m_socket.disconnectFromHost();
    else if (!isAsking && isOwed && unreadOf(m_socket))
        startDeadline();
    else if (isAsking)
        refuse(errorResponse(408, "timeout", "the request took too long to arrive"));
    else
        m_socket.abort();
}

} // namespace lpm::server
