// SPDX-License-Identifier: GPL-3.0-or-later
// When monitoring ends, a client that has not read for a while still gets every fill and the
// goodbye behind them, whole.
#include "tests/server/servedapi.h"

#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

namespace {

constexpr int Fills = 400; // more than the kernel is given ahead of one that reads nothing
constexpr qint64 ReadAtFirst = 4096;

// A peer that reads its handshake, and then nothing until it is told to.
class LazyPeer
{
public:
    bool join(const Served &served, bool isEncrypted)
    {
        m_socket.setReadBufferSize(ReadAtFirst);
        m_socket.setPeerVerifyMode(QSslSocket::VerifyNone); // made a moment ago, by nobody
        const auto port = static_cast<quint16>(served.server.port());
        if (isEncrypted)
            m_socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        else
            m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_socket.write("GET /api/v1/positions/stream HTTP/1.1\r\n" + served.hostHeader()
                       + UpgradeHeaders + "\r\n");
        return QTest::qWaitFor([this] { return m_socket.bytesAvailable() > 0; });
    }
    // It has said something that nobody has read yet.
    void say()
    {
        m_socket.write(maskedFrame(static_cast<char>(0x81), R"({"action":"ping"})"));
        m_socket.flush();
    }
    // Everything, until the other side has gone.
    QByteArray readAll()
    {
        QByteArray read;
        m_socket.setReadBufferSize(0);
        const bool hasEnded = QTest::qWaitFor(
            [&] {
                read += m_socket.readAll();
                return m_socket.state() == QAbstractSocket::UnconnectedState;
            },
            30'000);
        return hasEnded ? read + m_socket.readAll() : QByteArray();
    }

private:
    QSslSocket m_socket; // encrypted where it is told to be
};

QByteArray goodbye()
{
    return QByteArray::fromHex("03e9"); // 1001
}

} // namespace

class StreamEndsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFillArrivesBeforeTheGoodbye_data()
    {
        QTest::addColumn<bool>("isProgramsEnd");
        QTest::addColumn<bool>("isEncrypted");
        QTest::addColumn<bool>("isSpeaking");
        for (const bool isEncrypted : {false, true}) {
            const char *how = isEncrypted ? ", encrypted" : "";
            QTest::addRow("the program ends%s", how) << true << isEncrypted << false;
            QTest::addRow("it ends on one that speaks%s", how) << true << isEncrypted << true;
            QTest::addRow("monitoring ends by itself%s", how) << false << isEncrypted << false;
        }
    }

    void everyFillArrivesBeforeTheGoodbye()
    {
        QFETCH(bool, isProgramsEnd);
        QFETCH(bool, isEncrypted);
        QFETCH(bool, isSpeaking);
        QTemporaryDir directory;
        ApiOptions options = freePort();
        QVERIFY(!isEncrypted || encrypt(options, directory.path()));
        Served served(options);
        LazyPeer peer;
        QVERIFY(peer.join(served, isEncrypted));
        const domain::Address account = served.backend.accounts().front().address;
        for (int i = 1; i <= Fills; ++i) {
            served.backend.publishFill(account, btcPosition(account), i);
            if (i % 10 == 0)
                QCoreApplication::processEvents();
        }
        if (isSpeaking)
            peer.say();

        if (isProgramsEnd) { // no event loop turns for it any more
            served.server.stop();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        } else {
            served.backend.endMonitoring();
        }

        const QByteArray read = peer.readAll();
        QCOMPARE(read.count("\"event_type\":\"fill\""), Fills);
        const auto last = read.lastIndexOf("\"event_type\":\"fill\"");
        QVERIFY(read.indexOf(goodbye(), last) > 0);
    }
};

QTEST_GUILESS_MAIN(StreamEndsTest)
#include "tst_streamends.moc"
