// SPDX-License-Identifier: GPL-3.0-or-later
// A client of the simulated exchange for tests: posts to /info, talks to /ws, remembers frames.
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QNetworkAccessManager>
#include <QUrl>
#include <QWebSocket>

#include <vector>

namespace lpm::tests {

struct Answer
{
    int status = 0;
    QByteArray body;
    QJsonValue json() const;
};

Answer post(const QString &restUrl, const QByteArray &body,
            const QString &path = QStringLiteral("/info"));

class FeedProbe : public QObject
{
    Q_OBJECT

public:
    explicit FeedProbe(const QString &url);

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void send(const QByteArray &text) { m_socket.sendTextMessage(QString::fromUtf8(text)); }
    void sendBinary(const QByteArray &bytes) { m_socket.sendBinaryMessage(bytes); }
    void subscribe(const QByteArray &subscription);
    // The data of every frame of a channel, in order.
    std::vector<QJsonValue> of(const char *channel) const;
    int count(const char *channel) const { return static_cast<int>(of(channel).size()); }
    int frameCount() const { return static_cast<int>(m_frames.size()); }
    const std::vector<QJsonObject> &frames() const { return m_frames; }
    bool isClosed() const { return m_isClosed; }
    QString closeReason() const { return m_socket.closeReason(); }
    int closeCode() const { return m_socket.closeCode(); }
    void clear() { m_frames.clear(); }

private:
    QWebSocket m_socket;
    std::vector<QJsonObject> m_frames;
    bool m_isClosed = false;
};

} // namespace lpm::tests
