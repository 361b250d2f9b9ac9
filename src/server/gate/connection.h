// SPDX-License-Identifier: GPL-3.0-or-later
// Stands before one socket: sees every byte before the HTTP server does, judges each request,
// keeps the deadlines, and writes the refusals. A child of its socket; core thread.
//
// Bytes are only peeked. The HTTP server's own slots come after `onBytes` and before
// `onServed`, so what is unread in `onServed` tells how much of the next peek was judged already.
#pragma once

#include "server/gate/requestjudge.h"
#include "server/gate/unreadwatch.h"
#include "server/gate/wrongtokens.h"
#include "server/lateanswers.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace lpm::server {

class Connection : public QObject
{
    Q_OBJECT
public:
    // The policy and the counts outlive it.
    Connection(QTcpSocket &socket, const AccessPolicy &policy, WrongTokens &wrongTokens);

    QTcpSocket &socket() const { return m_socket; }
    // After `requestArrived`: the HTTP server has the socket now and reads it.
    void serveFromNowOn();
    // Writes the answer, closes, and reads away what still comes until the peer has gone.
    void refuse(const Response &response);
    // Now and then, while the HTTP server has it: cuts a peer that does not read its answers.
    void look(base::Milliseconds now);
    LateAnswers &lateAnswers() { return m_lateAnswers; }
    // Of the unread bytes, how many at the front are requests that were judged.
    qint64 judgedBytes() const { return m_judged; }
    // After `upgradeArrived`: this object goes, the socket stays, with a plain handshake to read.
    void letGo();

Q_SIGNALS:
    void requestArrived(); // the first head of an ordinary request is right; nothing is read yet
    void upgradeArrived(const lpm::server::RequestHead &head);

private:
    void onBytes();
    void onServed();
    void closeBehindLast();
    void onDeadline();
    bool judge(std::string_view fresh);
    void refuseWrongToken(const Response &refusal);
    void startDeadline();

    QTcpSocket &m_socket;
    RequestJudge m_judge;
    WrongTokens &m_wrongTokens;
    LateAnswers m_lateAnswers;
    UnreadWatch m_unread;
    QTimer m_deadline;
    qint64 m_judged = 0; // bytes at the front of the unread ones that were judged already
    QByteArray m_handshake;
    QDeadlineTimer m_lingerEnd;
    bool m_hasRequest = false; // one head at least was right
    bool m_isServed = false;
    bool m_isRefused = false;
    bool m_isLast = false; // no request is taken after the one in hand
};

// The bytes of an answer that ends the connection.
QByteArray encodeRefusal(const Response &response);

} // namespace lpm::server
