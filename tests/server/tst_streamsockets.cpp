// SPDX-License-Identifier: GPL-3.0-or-later
// Both kinds of socket of a stream client do the same, over real connections.
#include "server/limits.h"
#include "server/stream/qtsocket.h"
#include "server/stream/socketpoll.h"

#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace lpm::server;

class StreamSocketsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void bringsBytesBothWaysInOrder_data() { bothKinds(); }
    void bringsBytesBothWaysInOrder();
    void bringsFirstWhatCameBeforeIt_data() { bothKinds(); }
    void bringsFirstWhatCameBeforeIt();
    void keepsWhatThePeerDoesNotReadYet_data() { bothKinds(); }
    void keepsWhatThePeerDoesNotReadYet();
    void leavesLittleToTheKernel_data() { bothKinds(); }
    void leavesLittleToTheKernel();
    void endsBehindWhatWasWritten_data() { bothKinds(); }
    void endsBehindWhatWasWritten();
    void finishesWithAllThatWasWritten_data() { bothKinds(); }
    void finishesWithAllThatWasWritten();
    void isCutAtOnce_data() { bothKinds(); }
    void isCutAtOnce();
    void tellsOnceThatThePeerHasGone_data() { bothKinds(); }
    void tellsOnceThatThePeerHasGone();
    void survivesOneThatGoesInTheSameTurn();
    void leavesWhatIsEncryptedOrClosedWithItsSocket();

private:
    static void bothKinds();
    QTcpSocket *connectPeer(); // our end; the peer's is m_peer
    std::unique_ptr<StreamSocket> take(QTcpSocket *ours);
    std::unique_ptr<StreamSocket> open() { return take(connectPeer()); }
    QByteArray readByPeer(qsizetype size); // waits until so much has come

    SocketPoll m_poll;
    QTcpServer m_server;
    std::unique_ptr<QTcpSocket> m_peer;
};

void StreamSocketsTest::bothKinds()
{
    QTest::addColumn<bool>("isPolled");
#ifdef Q_OS_LINUX
    QTest::newRow("polled") << true;
#endif
    QTest::newRow("Qt's") << false;
}

void StreamSocketsTest::init()
{
    m_peer.reset();
    if (!m_server.isListening())
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

QTcpSocket *StreamSocketsTest::connectPeer()
{
    m_peer = std::make_unique<QTcpSocket>();
    m_peer->connectToHost(m_server.serverAddress(), m_server.serverPort());
    if (!m_server.hasPendingConnections() && !m_server.waitForNewConnection(10'000))
        return nullptr;
    QTcpSocket *ours = m_server.nextPendingConnection();
    return m_peer->waitForConnected() ? ours : nullptr;
}

std::unique_ptr<StreamSocket> StreamSocketsTest::take(QTcpSocket *ours)
{
    QFETCH(const bool, isPolled);
    if (!ours)
        return nullptr;
    if (!isPolled)
        return std::make_unique<QtSocket>(std::make_unique<QWebSocket>(), *ours);
    auto taken = m_poll.take(*ours);
    ours->deleteLater();
    return taken;
}

QByteArray StreamSocketsTest::readByPeer(qsizetype size)
{
    QByteArray read;
    const auto hasCome = [&] {
        read += m_peer->readAll();
        return read.size() >= size;
    };
    return QTest::qWaitFor(hasCome, 20'000) ? read : QByteArray();
}

void StreamSocketsTest::bringsBytesBothWaysInOrder()
{
    const auto socket = open();
    QVERIFY(socket);
    QByteArray came;
    connect(socket.get(), &StreamSocket::arrived, this,
            [&](QByteArrayView bytes) { came += bytes.toByteArray(); });

    socket->write("one ");
    socket->write("two");
    m_peer->write("here ");
    m_peer->write("I am");

    QCOMPARE(readByPeer(7), QByteArray("one two"));
    QTRY_COMPARE(came, QByteArray("here I am"));
    QVERIFY(socket->isOpen());
    QCOMPARE(socket->unsentBytes(), 0);
}

void StreamSocketsTest::bringsFirstWhatCameBeforeIt()
{
    QTcpSocket *ours = connectPeer();
    QVERIFY(ours);
    m_peer->write("early ");
    QTRY_COMPARE(ours->bytesAvailable(), 6);

    const auto socket = take(ours);
    QVERIFY(socket);
    m_peer->write("late");
    m_peer->flush();
    QByteArray came;
    connect(socket.get(), &StreamSocket::arrived, this,
            [&](QByteArrayView bytes) { came += bytes.toByteArray(); });

    QTRY_COMPARE(came, QByteArray("early late"));
}

void StreamSocketsTest::keepsWhatThePeerDoesNotReadYet()
{
    const auto socket = open();
    QVERIFY(socket);
    QSignalSpy progress(socket.get(), &StreamSocket::progressed);
    m_peer->setReadBufferSize(1);
    QByteArray all;
    for (char piece = 'a'; socket->unsentBytes() == 0 || piece < 'd'; ++piece) {
        all += QByteArray(1 << 20, piece); // until the kernel takes no more
        socket->write(all.last(1 << 20));
        QVERIFY(piece < 'z');
    }
    QVERIFY(socket->unsentBytes() < all.size());

    m_peer->setReadBufferSize(0);

    QVERIFY(readByPeer(all.size()) == all);
    QTRY_COMPARE(socket->unsentBytes(), 0);
    QVERIFY(progress.count() > 0);
}

// By itself it would take all of it, for each client that reads nothing.
void StreamSocketsTest::leavesLittleToTheKernel()
{
#ifndef Q_OS_LINUX
    QSKIP("this system has no such bound");
#endif
    const auto socket = open();
    QVERIFY(socket);
    const QByteArray piece(64 << 10, 'x');
    constexpr qint64 all = 1 << 20;
    constexpr int byThePeer = 256 << 10; // most that its system takes, and more than it is told
    m_peer->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, byThePeer / 4);
    constexpr qint64 packet = 64 << 10; // the bound is looked at before each

    for (qint64 written = 0; written < all; written += piece.size())
        socket->write(piece);

    QVERIFY(socket->unsentBytes() >= all - byThePeer - limits::KernelAheadBytes - packet);
    QCOMPARE(readByPeer(all).size(), all);
}

void StreamSocketsTest::endsBehindWhatWasWritten()
{
    const auto socket = open();
    QVERIFY(socket);
    QSignalSpy gone(socket.get(), &StreamSocket::gone);
    const QByteArray much(8 << 20, 'x');
    socket->write(much);

    socket->end();

    QVERIFY(readByPeer(much.size()) == much);
    QTRY_COMPARE(m_peer->state(), QAbstractSocket::UnconnectedState);
    QTRY_COMPARE(gone.count(), 1);
    QVERIFY(!socket->isOpen());
}

// Also beside something that came and that nobody has read: the system would cut such an end.
void StreamSocketsTest::finishesWithAllThatWasWritten()
{
    for (const qsizetype size : {1000, 1 << 20}) {
        const auto socket = open();
        QVERIFY(socket);
        const QByteArray all(size, 'x');
        m_peer->setReadBufferSize(1);
        socket->write(all);
        m_peer->write("nobody reads it");
        m_peer->flush();

        socket->finish();

        QVERIFY(!socket->isOpen());
        m_peer->setReadBufferSize(0);
        QVERIFY(readByPeer(size) == all);
        QTRY_COMPARE(m_peer->state(), QAbstractSocket::UnconnectedState);
    }
}

void StreamSocketsTest::isCutAtOnce()
{
    const auto socket = open();
    QVERIFY(socket);
    QSignalSpy gone(socket.get(), &StreamSocket::gone);
    socket->write(QByteArray(32 << 20, 'x')); // more than anybody's kernel takes

    socket->cut();

    QCOMPARE(gone.count(), 1);
    QVERIFY(!socket->isOpen());
    QCOMPARE(socket->unsentBytes(), 0);
    socket->write("nobody hears it");
    socket->cut();
    QTRY_COMPARE(m_peer->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(gone.count(), 1);
}

void StreamSocketsTest::tellsOnceThatThePeerHasGone()
{
    const auto socket = open();
    QVERIFY(socket);
    QSignalSpy gone(socket.get(), &StreamSocket::gone);

    m_peer->abort();

    QTRY_COMPARE(gone.count(), 1);
    QVERIFY(!socket->isOpen());
    socket->end();
    QCOMPARE(gone.count(), 1);
}

// Both have brought something; whichever is told first takes the other one with it.
void StreamSocketsTest::survivesOneThatGoesInTheSameTurn()
{
#ifndef Q_OS_LINUX
    QSKIP("this system has no poll of its own");
#endif
    std::array<std::unique_ptr<StreamSocket>, 2> sockets;
    std::array<std::unique_ptr<QTcpSocket>, 2> peers;
    int told = 0;
    for (std::size_t i = 0; i < sockets.size(); ++i) {
        QTcpSocket *ours = connectPeer();
        QVERIFY(ours);
        sockets.at(i) = m_poll.take(*ours);
        QVERIFY(sockets.at(i));
        peers.at(i) = std::move(m_peer);
        connect(sockets.at(i).get(), &StreamSocket::arrived, this, [&, other = 1 - i] {
            ++told;
            sockets.at(other).reset();
        });
    }
    for (const auto &peer : peers) {
        peer->write("now");
        QVERIFY(peer->waitForBytesWritten());
    }

    QTRY_COMPARE(told, 1);
    QTRY_VERIFY(std::any_of(peers.begin(), peers.end(), [](const auto &peer) {
        return peer->state() == QAbstractSocket::UnconnectedState;
    }));
    QCOMPARE(told, 1);
}

void StreamSocketsTest::leavesWhatIsEncryptedOrClosedWithItsSocket()
{
    QSslSocket encrypted;
    QTcpSocket closed;
    QVERIFY(!m_poll.take(encrypted));
    QVERIFY(!m_poll.take(closed));
}

QTEST_GUILESS_MAIN(StreamSocketsTest)
#include "tst_streamsockets.moc"
