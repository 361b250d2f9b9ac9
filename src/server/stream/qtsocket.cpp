// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/qtsocket.h"

#include "server/leansocket.h"
#include "server/limits.h"
#include "server/socketbytes.h"

#include <QSslSocket>

#include <utility>

namespace lpm::server {

QtSocket::QtSocket(std::unique_ptr<QWebSocket> webSocket, QTcpSocket &tcp)
    : m_webSocket(std::move(webSocket)), m_tcp(&tcp)
{
    m_webSocket->setParent(nullptr);
    tcp.setParent(m_webSocket.get()); // and goes with it
    keepKernelQueueShort(tcp.socketDescriptor());
    tcp.setReadBufferSize(static_cast<qint64>(limits::ClientMessageBytes));
    disconnect(&tcp, &QTcpSocket::readyRead, m_webSocket.get(), nullptr); // the bytes are ours
    connect(&tcp, &QTcpSocket::readyRead, this, &QtSocket::onReadyRead);
    connect(&tcp, &QTcpSocket::disconnected, this, &QtSocket::onDisconnected);
    // Bytes that are encrypted have not gone anywhere yet. Queued: whoever is writing must not be
    // asked for more before it has written all.
    if (auto *encrypting = qobject_cast<QSslSocket *>(&tcp))
        connect(encrypting, &QSslSocket::encryptedBytesWritten, this, &StreamSocket::progressed,
                Qt::QueuedConnection);
    else
        connect(&tcp, &QTcpSocket::bytesWritten, this, &StreamSocket::progressed,
                Qt::QueuedConnection);
    if (tcp.bytesAvailable() > 0) // of them nothing tells any more
        QMetaObject::invokeMethod(this, &QtSocket::onReadyRead, Qt::QueuedConnection);
}

QtSocket::~QtSocket()
{
    if (m_tcp)
        disconnect(m_tcp, nullptr, this, nullptr);
    m_webSocket.release()->deleteLater(); // this may be the answer to one of its own signals
}

bool QtSocket::isOpen() const { return m_tcp && m_tcp->state() == QAbstractSocket::ConnectedState; }

void QtSocket::write(const QByteArray &bytes)
{
    if (!isOpen())
        return;
    m_tcp->write(bytes);
    m_tcp->flush();
    m_hasBuffers = true;
    giveBuffersBack();
}

qint64 QtSocket::unsentBytes() const { return m_tcp ? server::unsentBytes(*m_tcp) : 0; }

void QtSocket::end()
{
    if (m_tcp)
        m_tcp->disconnectFromHost();
}

void QtSocket::finish()
{
    if (!isOpen() && unsentBytes() == 0)
        return;
    letKernelTakeAll(m_tcp->socketDescriptor());
    readAway(m_tcp->socketDescriptor()); // before: the last byte may close it
    m_tcp->flush();
    m_tcp->disconnectFromHost(); // QWebSocket would say goodbye again
}

void QtSocket::cut()
{
    if (m_tcp)
        m_tcp->abort();
    onDisconnected();
}

void QtSocket::onReadyRead()
{
    const QByteArray bytes = m_tcp ? m_tcp->readAll() : QByteArray();
    if (bytes.isEmpty())
        return;
    m_hasBuffers = true;
    giveBuffersBack();
    Q_EMIT arrived(bytes);
}

void QtSocket::onDisconnected()
{
    if (!std::exchange(m_isGone, true))
        Q_EMIT gone();
}

void QtSocket::giveBuffersBack()
{
    if (auto *socket = m_hasBuffers ? qobject_cast<LeanSocket *>(m_tcp.data()) : nullptr) {
        socket->giveBuffersBack();
        m_hasBuffers = socket->bytesToWrite() > 0;
    }
}

} // namespace lpm::server
