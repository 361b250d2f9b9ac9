// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/feedsocket.h"

#include "core/base/limits.h"

#include <QWebSocket>

#include <utility>

namespace lpm::exchange::hyperliquid {

namespace {

// The signal of a failed connection got its name in Qt 6.5.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
constexpr auto ErrorSignal = &QWebSocket::errorOccurred;
#else
constexpr auto ErrorSignal = qOverload<QAbstractSocket::SocketError>(&QWebSocket::error);
#endif

QString seconds(base::Milliseconds time)
{
    return QString::number(time.count() / 1000) + QStringLiteral(" s");
}

} // namespace

void FeedSocket::Release::operator()(QWebSocket *socket) const
{
    socket->abort();
    socket->deleteLater(); // it may be the one that is telling us something right now
}

FeedSocket::FeedSocket(const QUrl &url, const ClientOptions &options, QObject *parent)
    : QObject(parent),
      m_url(url),
      m_connectTimeout(options.connectTimeout),
      m_silence(options.silence)
{
    m_watchdog.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, [this] {
        lose(m_isOpen ? QStringLiteral("nothing was received for ") + seconds(m_silence)
                      : QStringLiteral("no connection within ") + seconds(m_connectTimeout));
    });
}

FeedSocket::~FeedSocket() { close(); }

void FeedSocket::open()
{
    close();
    m_socket.reset(new QWebSocket);
    m_socket->setMaxAllowedIncomingFrameSize(base::limits::FeedFrameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(base::limits::FeedFrameBytes);
    attach();
    m_watchdog.start(m_connectTimeout);
    m_socket->open(m_url);
}

void FeedSocket::attach()
{
    QWebSocket *socket = m_socket.get();
    connect(socket, &QWebSocket::connected, this, &FeedSocket::onOpened);
    connect(socket, &QWebSocket::disconnected, this, [this] { lose(closeReason()); });
    connect(socket, ErrorSignal, this, [this] { lose(closeReason()); });
    connect(socket, &QWebSocket::pong, this, &FeedSocket::onBytes);
    connect(socket, &QWebSocket::textFrameReceived, this, &FeedSocket::onBytes);
    connect(socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &message) { Q_EMIT messageReceived(message.toUtf8()); });
    connect(socket, &QWebSocket::binaryMessageReceived, this, [this] {
        onBytes();
        Q_EMIT binaryReceived();
    });
}

void FeedSocket::close()
{
    m_watchdog.stop();
    m_isOpen = false;
    if (m_socket)
        m_socket->disconnect(this);
    m_socket.reset();
}

void FeedSocket::send(const std::string &message)
{
    if (m_isOpen)
        m_socket->sendTextMessage(QString::fromStdString(message));
}

void FeedSocket::onOpened()
{
    m_isOpen = true;
    m_watchdog.start(m_silence);
    Q_EMIT opened();
}

void FeedSocket::onBytes()
{
    m_watchdog.start(m_silence);
    Q_EMIT bytesReceived();
}

QString FeedSocket::closeReason() const
{
    if (!m_isOpen)
        return QStringLiteral("no connection: ") + m_socket->errorString();
    const QString reason = m_socket->closeReason().left(80);
    return QStringLiteral("closed by the exchange (%1%2)")
        .arg(m_socket->closeCode())
        .arg(reason.isEmpty() ? QString() : QLatin1Char(' ') + reason);
}

void FeedSocket::lose(const QString &reason)
{
    if (!m_socket)
        return;
    close();
    Q_EMIT closed(reason);
}

} // namespace lpm::exchange::hyperliquid
