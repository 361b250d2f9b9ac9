// SPDX-License-Identifier: GPL-3.0-or-later
// One WebSocket at a time, with the watchdogs that QWebSocket lacks: for a handshake that never
// ends and for a peer that falls silent. Core thread; signals come from the event loop.
#pragma once

#include "core/exchange/hyperliquid/clientoptions.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <string>

QT_BEGIN_NAMESPACE
class QWebSocket;
QT_END_NAMESPACE

namespace lpm::exchange::hyperliquid {

class FeedSocket : public QObject
{
    Q_OBJECT
public:
    FeedSocket(const QUrl &url, const ClientOptions &options, QObject *parent = nullptr);
    ~FeedSocket() override;

    // Call from the event loop: a failure may be told at once.
    void open();
    void close(); // silently
    bool isOpen() const { return m_isOpen; }
    void send(const std::string &message);

Q_SIGNALS:
    void opened();
    void closed(const QString &reason); // once for each open(), unless close() came first
    void messageReceived(const QByteArray &message);
    void bytesReceived();
    void binaryReceived();

private:
    void attach();
    void onOpened();
    void onBytes();
    void lose(const QString &reason);
    QString closeReason() const;

    struct Release
    {
        void operator()(QWebSocket *socket) const;
    };
    QUrl m_url;
    base::Milliseconds m_connectTimeout;
    base::Milliseconds m_silence;
    std::unique_ptr<QWebSocket, Release> m_socket;
    QTimer m_watchdog; // of the handshake, then of silence
    bool m_isOpen = false;
};

} // namespace lpm::exchange::hyperliquid
