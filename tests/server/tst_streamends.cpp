// SPDX-License-Identifier: GPL-3.0-or-later
// When monitoring ends, a client that has not read for a while still gets every fill and the
// goodbye behind them, whole.
#include "tests/server/servedapi.h"

#include <QTcpSocket>
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
    bool join(const Served &served)
    {
        m_socket.setReadBufferSize(ReadAtFirst);
        m_socket.connectToHost(QStringLiteral("127.0.0.1"),
                               static_cast<quint16>(served.server.port()));
        if (!m_socket.waitForConnected())
            return false;
        m_socket.write("GET /api/v1/positions/stream HTTP/1.1\r\n" + served.hostHeader()
                       + UpgradeHeaders + "\r\n");
        return QTest::qWaitFor([this] { return m_socket.bytesAvailable() > 0; });
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
    QTcpSocket m_socket;
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
        QTest::newRow("the program ends") << true;
        QTest::newRow("monitoring ends by itself") << false;
    }

    void everyFillArrivesBeforeTheGoodbye()
    {
        QFETCH(bool, isProgramsEnd);
        Served served;
        LazyPeer peer;
        QVERIFY(peer.join(served));
        const domain::Address account = served.backend.accounts().front().address;
        for (int i = 1; i <= Fills; ++i) {
            served.backend.publishFill(account, btcPosition(account), static_cast<std::uint64_t>(i));
            if (i % 10 == 0)
                QCoreApplication::processEvents();
        }

        if (isProgramsEnd)
            served.server.stop(); // no event loop turns for it any more
        else
            served.backend.endMonitoring();

        const QByteArray read = peer.readAll();
        QCOMPARE(read.count("\"event_type\":\"fill\""), Fills);
        const auto last = read.lastIndexOf("\"event_type\":\"fill\"");
        QVERIFY(read.indexOf(goodbye(), last) > 0);
    }
};

QTEST_GUILESS_MAIN(StreamEndsTest)
#include "tst_streamends.moc"
