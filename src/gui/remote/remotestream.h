// SPDX-License-Identifier: GPL-3.0-or-later
// The stream of a monitor elsewhere: one connection at a time, watched for silence. What it says
// leaves as JSON objects; whatever ends it is told once, as the end of a sentence that begins with
// the monitor's address. GUI thread.
#pragma once

#include "gui/remote/remoteaddress.h"
#include "gui/remote/remotepaces.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <memory>

class QWebSocket;

namespace lpm::gui {

class RemoteStream : public QObject
{
    Q_OBJECT
public:
    RemoteStream(RemoteAddress address, QByteArray token, const RemotePaces &paces,
                 QObject *parent = nullptr);
    ~RemoteStream() override;

    void setToken(const QByteArray &token) { m_token = token; } // from the next open() on
    void open();  // anew, if it is open
    void close(); // tells nothing any more
    void say(const QJsonObject &message);

Q_SIGNALS:
    void told(const QJsonObject &message, qsizetype bytes);
    void lost(const QString &why);

private:
    struct Release
    {
        void operator()(QWebSocket *socket) const;
    };

    void attach();
    void onText(const QString &text);
    void lose(const QString &why);
    QString closeReason() const;

    RemoteAddress m_address;
    QByteArray m_token;
    RemotePaces m_paces;
    std::unique_ptr<QWebSocket, Release> m_socket;
    QString m_refusedCertificate;
    bool m_isOpen = false;
    QTimer m_watchdog;
};

} // namespace lpm::gui
