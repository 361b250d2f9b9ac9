// SPDX-License-Identifier: GPL-3.0-or-later
// The API on a free port, and the peers that talk to it: stream clients and raw sockets.
#pragma once

#include "server/apiserver.h"
#include "tests/server/scriptedbackend.h"

#include <QJsonObject>
#include <QUrl>
#include <QWebSocket>

namespace lpm::server::testing {

inline constexpr char UpgradeHeaders[] = "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                         "Sec-WebSocket-Version: 13\r\n"
                                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

ApiOptions freePort();
// With a certificate that is made in the folder, by nobody (selfsigned.cpp). Whether it could be.
bool encrypt(ApiOptions &options, const QString &folder);

// A running server whose first account holds one position.
struct Served
{
    ScriptedBackend backend;
    base::SystemClock clock;
    ApiServer server;

    explicit Served(ApiOptions options = freePort());
    QUrl http(const char *path) const;
    QUrl stream(const char *query = "") const;
    QByteArray hostHeader() const;
};

// A stream client that remembers what came.
class Client : public QObject
{
public:
    QWebSocket socket;
    QList<QJsonObject> messages;
    bool isClosed = false;

    explicit Client(const QUrl &url);
    QString type(qsizetype index) const;
    QString text(qsizetype index, const char *key) const;
};

// All that comes back on a socket of our own until the peer closes it, or until `enough` is in it.
QByteArray exchange(const Served &served, const QByteArray &bytes, const QByteArray &enough = {});
// The same for a stream: the bytes go out once the handshake is answered.
QByteArray talk(const Served &served, const QByteArray &bytes);

int statusOf(const QByteArray &answer);
QByteArray maskedFrame(char first, const QByteArray &payload);

} // namespace lpm::server::testing
