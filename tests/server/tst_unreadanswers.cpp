// SPDX-License-Identifier: GPL-3.0-or-later
// Peers that ask over HTTP for much and read little: what the kernel and we hold for them is small,
// and whoever reads after all gets every answer, whole and in order.
#include "server/limits.h"
#include "tests/server/servedapi.h"

#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include <arpa/inet.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

namespace {

constexpr int Rows = 1000;
constexpr int Questions = 40; // answered they are 20 MB

std::vector<domain::PastFill> manyFills()
{
    std::vector<domain::PastFill> rows;
    for (int number = Rows; number > 0; --number) {
        domain::PastFill row;
        row.account = address(1);
        row.symbol = "BTC-USD";
        row.fill.coin = "BTC";
        row.fill.price = row.fill.size = row.fill.fee = decimal("50000.5");
        row.fill.time = instant("2025-02-11T17:30:00Z") + base::Milliseconds{number};
        row.fill.direction = "Open Long";
        row.fill.hash = std::string(66, 'a');
        row.auditSeq = static_cast<std::uint64_t>(number);
        rows.push_back(row);
    }
    return rows;
}

#ifdef Q_OS_LINUX
// What the kernel holds of the server's end of a connection, and the peer's system has not got.
int queuedFor(quint16 peerPort)
{
    for (int descriptor = 3; descriptor < 1024; ++descriptor) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        int queued = 0;
        if (getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) == 0 &&
            peer.sin_family == AF_INET && ntohs(peer.sin_port) == peerPort &&
            ioctl(descriptor, SIOCOUTQ, &queued) == 0)
            return queued;
    }
    return -1;
}
#endif

// One that asks, and reads when it is told to.
class Peer
{
public:
    Peer(const Served &served, bool isEncrypted) : m_served(served)
    {
        m_socket.setReadBufferSize(4096);
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone); // made a moment ago, by nobody
        const auto port = static_cast<quint16>(served.server.port());
        if (isEncrypted)
            m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        else
            m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_isConnected = QTest::qWaitFor([&] {
            return isEncrypted ? m_socket.isEncrypted()
                               : m_socket.state() == QAbstractSocket::ConnectedState;
        });
    }
    bool isConnected() const { return m_isConnected; }
    void ask(const QByteArray &target)
    {
        m_socket.write("GET " + target + " HTTP/1.1\r\n" + m_served.hostHeader() + "\r\n");
        m_socket.flush();
    }
    bool hasAnswer()
    {
        return QTest::qWaitFor([this] { return m_socket.bytesAvailable() > 0; });
    }
    quint16 port() const { return m_socket.localPort(); }
    // The bodies, as they come. Empty where one is not whole, or none of 200.
    QByteArrayList read(int answers)
    {
        m_socket.setReadBufferSize(0);
        QByteArrayList bodies;
        QByteArray bytes;
        const auto take = [&] {
            const auto end = bytes.indexOf("\r\n\r\n");
            const auto at = bytes.indexOf("Content-Length: ");
            const auto size = bytes.mid(at + 16, bytes.indexOf('\r', at) - at - 16).toInt();
            if (end < 0 || bytes.size() < end + 4 + size)
                return false;
            bodies.append(statusOf(bytes) == 200 ? bytes.mid(end + 4, size) : QByteArray());
            bytes.remove(0, end + 4 + size);
            return true;
        };
        const bool isDone = QTest::qWaitFor(
            [&] {
                bytes += m_socket.readAll();
                while (take()) {
                }
                return m_socket.state() == QAbstractSocket::UnconnectedState
                       || bodies.size() >= answers;
            },
            30'000);
        return isDone && bytes.isEmpty() && !bodies.contains(QByteArray()) ? bodies
                                                                          : QByteArrayList();
    }

private:
    const Served &m_served;
    QSslSocket m_socket; // encrypted where it is told to be
    bool m_isConnected = false;
};

} // namespace

class UnreadAnswersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QFETCH(bool, isEncrypted);
        m_directory = std::make_unique<QTemporaryDir>();
        ApiOptions options = freePort();
        QVERIFY(!isEncrypted || encrypt(options, m_directory->path()));
        m_served = std::make_unique<Served>(std::move(options));
        m_served->backend.past.keptFills = manyFills();
        m_peer = std::make_unique<Peer>(*m_served, isEncrypted);
        QVERIFY(m_peer->isConnected());
    }
    void cleanup()
    {
        m_peer.reset();
        m_served.reset();
    }

    void theKernelHoldsLittle_data() { eachWay(); }
    void theKernelHoldsLittle()
    {
#ifdef Q_OS_LINUX
        askForAll();
        constexpr int packet = 64 << 10; // the bound is looked at before each
        const int queued = queuedFor(m_peer->port());
        QVERIFY(queued > 0);
        QVERIFY2(queued <= limits::KernelAheadBytes + packet, QByteArray::number(queued));
#else
        QSKIP("this system has no such bound");
#endif
    }

    void answersAreMadeWhenThereIsRoomForThem_data() { eachWay(); }
    void answersAreMadeWhenThereIsRoomForThem()
    {
        askForAll();
        QVERIFY2(m_served->backend.past.asked() < Questions / 4,
                 QByteArray::number(m_served->backend.past.asked()));

        const QByteArrayList bodies = m_peer->read(Questions);

        QCOMPARE(bodies.size(), Questions);
        for (int i = 0; i < Questions; ++i) // each was asked for other rows
            QCOMPARE(bodies.at(i).count("\"hash\""), Rows - i);
    }

    void lateAnswersTooAreNotAskedForAllAtOnce_data() { eachWay(); }
    void lateAnswersTooAreNotAskedForAllAtOnce()
    {
        ScriptedHistory &past = m_served->backend.past;
        past.isWaiting = true;
        askForAll();
        QTRY_VERIFY(past.waiting() > 0);
        QVERIFY2(past.waiting() < Questions / 4, QByteArray::number(past.asked()));

        past.isWaiting = false;
        past.answerWaiting();

        const QByteArrayList bodies = m_peer->read(Questions);
        QCOMPARE(bodies.size(), Questions);
        for (int i = 0; i < Questions; ++i)
            QCOMPARE(bodies.at(i).count("\"hash\""), Rows - i);
    }

    void theProgramsEndCutsNoAnswerThatWasGiven_data() { eachWay(); }
    void theProgramsEndCutsNoAnswerThatWasGiven()
    {
        askForAll();
        QVERIFY(m_peer->hasAnswer());

        m_served->server.stop(); // no event loop turns for it any more
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

        QVERIFY(!m_peer->read(Questions).isEmpty());
    }

private:
    static void eachWay()
    {
        QTest::addColumn<bool>("isEncrypted");
        QTest::newRow("plain") << false;
        QTest::newRow("encrypted") << true;
    }
    // Until the server has taken all of it.
    void askForAll()
    {
        for (int i = 0; i < Questions; ++i)
            m_peer->ask("/api/v1/fills?limit=" + QByteArray::number(Rows - i));
        Peer other(*m_served, QTest::currentDataTag() == QByteArray("encrypted"));
        for (int round = 0; round < 5; ++round) { // by then it was read: it is one thread
            other.ask("/api/v1/ready");
            QVERIFY(other.hasAnswer());
            QVERIFY(!other.read(1).isEmpty());
        }
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Served> m_served;
    std::unique_ptr<Peer> m_peer;
};

QTEST_GUILESS_MAIN(UnreadAnswersTest)
#include "tst_unreadanswers.moc"
