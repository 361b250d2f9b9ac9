// SPDX-License-Identifier: GPL-3.0-or-later
// Two threads that send: each connection gets its bytes once, and each sending knows what became of
// it when the call returns. Linux.
#include "server/stream/parallelsend.h"

#include "server/limits.h"

#include <QTest>

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace lpm::server;

namespace {

constexpr std::size_t Many = 4 * limits::SendingsInParallel;

struct Pair // of connected sockets
{
    Pair()
    {
        std::array<int, 2> ends{-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) == 0)
            ours = ends[0], theirs = ends[1];
    }
    ~Pair()
    {
        ::close(ours);
        hangUp();
    }
    Pair(const Pair &) = delete;
    Pair &operator=(const Pair &) = delete;

    void hangUp()
    {
        if (theirs >= 0)
            ::close(std::exchange(theirs, -1));
    }
    QByteArray read() const // what has come
    {
        QByteArray all;
        std::array<char, 65536> room;
        for (ssize_t size = 0; (size = ::recv(theirs, room.data(), room.size(), 0)) > 0;)
            all.append(room.data(), size);
        return all;
    }

    int ours = -1;
    int theirs = -1;
};

std::vector<Sending> toAll(const std::vector<std::unique_ptr<Pair>> &pairs, const QByteArray &what)
{
    std::vector<Sending> sendings;
    for (std::size_t i = 0; i < pairs.size(); ++i)
        sendings.push_back({pairs[i]->ours, what + QByteArray::number(static_cast<int>(i)) + '\n'});
    return sendings;
}

std::vector<std::unique_ptr<Pair>> pairsOf(std::size_t count)
{
    std::vector<std::unique_ptr<Pair>> pairs;
    for (std::size_t i = 0; i < count; ++i)
        pairs.push_back(std::make_unique<Pair>());
    return pairs;
}

} // namespace

class ParallelSendTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesEachConnectionItsBytesOnce_data()
    {
        QTest::addColumn<std::size_t>("count");
        QTest::newRow("none") << std::size_t{0};
        QTest::newRow("one") << std::size_t{1};
        QTest::newRow("one less than two threads send") << limits::SendingsInParallel - 1;
        QTest::newRow("many") << Many;
    }
    void givesEachConnectionItsBytesOnce()
    {
        QFETCH(const std::size_t, count);
        const auto pairs = pairsOf(count);
        ParallelSend sender;
        for (int round = 0; round < 300; ++round) {
            auto sendings = toAll(pairs, QByteArray::number(round) + ' ');
            sender.send(sendings);
            for (std::size_t i = 0; i < count; ++i) {
                QCOMPARE(sendings[i].taken, std::optional(qint64(sendings[i].bytes.size())));
                QCOMPARE(pairs[i]->read(), sendings[i].bytes);
            }
        }
    }

    void tellsWhichConnectionsAreFullOrBroken()
    {
        const auto pairs = pairsOf(Many);
        for (std::size_t i = 0; i < Many; ++i) {
            if (i % 3 == 0)
                pairs[i]->hangUp();
            while (i % 3 == 1 && giveToKernel(pairs[i]->ours, QByteArray(4096, 'x')) == 4096) { }
        }
        auto sendings = toAll(pairs, "a");
        ParallelSend().send(sendings);
        for (std::size_t i = 0; i < Many; ++i) {
            const auto all = std::optional(qint64(sendings[i].bytes.size()));
            QCOMPARE(sendings[i].taken, i % 3 == 0   ? std::nullopt
                                        : i % 3 == 1 ? std::optional<qint64>(0)
                                                     : all);
        }
    }

    void endsWithoutHavingSentAnything() { const ParallelSend sender; }
};

QTEST_GUILESS_MAIN(ParallelSendTest)
#include "tst_parallelsend.moc"
