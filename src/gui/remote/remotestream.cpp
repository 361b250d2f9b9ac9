// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/remotestream.h"

#include "core/base/limits.h"
#include "gui/remote/refusals.h"

#include <QJsonDocument>
#include <QNetworkRequest>
#include <QSslError>
#include <QWebSocket>

namespace lpm::gui {

namespace {

// The signal of a failed connection got its name in Qt 6.5.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
constexpr auto StreamFailed = &QWebSocket::errorOccurred;
#else
constexpr auto StreamFailed = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif

} // namespace

void RemoteStream::Release::operator()(QWebSocket *socket) const
{
    socket->abort();
    socket->deleteLater(); // it may be the one that is telling us something right now
}

RemoteStream::RemoteStream(RemoteAddress address, QByteArray token, const RemotePaces &paces,
                           QObject *parent)
    : QObject(parent), m_address(std::move(address)), m_token(std::move(token)), m_paces(paces)
{
    m_watchdog.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, [this] {
        lose(m_isOpen ? QStringLiteral("tells nothing any more")
                      : QStringLiteral("does not open its stream"));
    });
}

RemoteStream::~RemoteStream() { close(); }

void RemoteStream::open()
{
    close();
    m_refusedCertificate.clear();
    m_socket.reset(new QWebSocket);
    m_socket->setMaxAllowedIncomingFrameSize(base::limits::FeedFrameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(base::limits::FeedFrameBytes);
    attach();
    QNetworkRequest request(m_address.stream());
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    m_watchdog.start(m_paces.patience);
    m_socket->open(request);
}

void RemoteStream::attach()
{
    QWebSocket *socket = m_socket.get();
    connect(socket, &QWebSocket::connected, this, [this] {
        m_isOpen = true;
        m_watchdog.start(m_paces.silence);
    });
    connect(socket, &QWebSocket::disconnected, this, [this] { lose(closeReason()); });
    connect(socket, StreamFailed, this, [this] { lose(closeReason()); });
    connect(socket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_refusedCertificate = refusedCertificate(errors); // none is ignored: it fails
    });
    connect(socket, &QWebSocket::textFrameReceived, this,
            [this] { m_watchdog.start(m_paces.silence); });
    connect(socket, &QWebSocket::textMessageReceived, this, &RemoteStream::onText);
    connect(socket, &QWebSocket::binaryMessageReceived, this,
            [this] { lose(QStringLiteral("tells what is not of this program's API")); });
}

void RemoteStream::onText(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return lose(QStringLiteral("tells what is not of this program's API"));
    Q_EMIT told(document.object(), bytes.size());
}

void RemoteStream::close()
{
    m_watchdog.stop();
    m_isOpen = false;
    if (m_socket)
        m_socket->disconnect(this);
    m_socket.reset();
}

void RemoteStream::say(const QJsonObject &message)
{
    if (m_isOpen)
        m_socket->sendTextMessage(
            QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

QString RemoteStream::closeReason() const
{
    if (!m_refusedCertificate.isEmpty())
        return m_refusedCertificate;
    if (!m_isOpen)
        return QStringLiteral("does not open its stream: %1")
            .arg(socketReason(m_socket->error(), m_socket->errorString()));
    const QString reason = plainReason(m_socket->closeReason());
    return reason.isEmpty() ? QStringLiteral("has closed the connection")
                            : QStringLiteral("has closed the connection: %1").arg(reason);
}

void RemoteStream::lose(const QString &why)
{
    if (!m_socket)
        return;
    close();
    Q_EMIT lost(why);
}

} // namespace lpm::gui
