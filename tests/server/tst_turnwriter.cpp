// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/turnwriter.h"
#include "server/stream/websocketlink.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>

using namespace lpm::server;
using namespace std::chrono_literals;

namespace {

constexpr auto LinkByLink = 0ns;                                  // the shortest slice
const QByteArray EmptyWord = QByteArray::fromHex("81806d61736b"); // of a client, masked

class CountingLink final : public StreamLink
{
public:
    void send(const FramePtr &) override {}
    qint64 unsentBytes() const override { return 0; }
    void hurry() override
    {
        ++hurries;
        if (onHurry)
            onHurry();
    }
    void close(CloseCode, const QString &) override {}

    int hurries = 0;
    std::function<void()> onHurry;
};

// Links over connections, and the peers that read from them.
class Stage
{
public:
    explicit Stage(TurnWriter &writer) : m_writer(writer) {}
    bool connectClient();
    WebSocketLink &link(std::size_t i) { return *m_links.at(i); }
    bool say(std::size_t i, const QByteArray &bytes); // until the kernel has it
    QByteArray readBy(std::size_t i, qsizetype size); // waits until so much has come

private:
    TurnWriter &m_writer;
    SocketPoll m_poll;
    QTcpServer m_server;
    std::vector<std::unique_ptr<WebSocketLink>> m_links;
    std::vector<std::unique_ptr<QTcpSocket>> m_peers;
};

bool Stage::connectClient()
{
    if (!m_server.isListening() && !m_server.listen(QHostAddress::LocalHost))
        return false;
    auto peer = std::make_unique<QTcpSocket>();
    peer->connectToHost(m_server.serverAddress(), m_server.serverPort());
    if (!m_server.waitForNewConnection(10'000) || !peer->waitForConnected())
        return false;
    m_links.push_back(std::make_unique<WebSocketLink>(*m_server.nextPendingConnection(), m_writer));
    m_links.back()->attach(std::make_unique<QWebSocket>(), m_poll);
    m_peers.push_back(std::move(peer));
    return true;
}

bool Stage::say(std::size_t i, const QByteArray &bytes)
{
    return m_peers.at(i)->write(bytes) == bytes.size() && m_peers.at(i)->waitForBytesWritten();
}

QByteArray Stage::readBy(std::size_t i, qsizetype size)
{
    QByteArray read;
    const auto hasCome = [&] {
        read += m_peers.at(i)->readAll();
        return read.size() >= size;
    };
    return QTest::qWaitFor(hasCome, 20'000) ? read : QByteArray();
}

} // namespace

class TurnWriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsTheSameFramesOnce();
    void hurriesLinksWhenTheTurnEnds();
    void survivesALinkThatGoesInTheTurn();
    void servesOthersBetweenSlices();
    void tellsWhichPlacesAreServed();
    void sendsAFillAtOnceBehindWhatIsOlder();
    void servesAllNowAsFarAsTheTimeGoes();
    void writesToManyInOrder();
    void hearsNobodyBeforeAllAreWritten();
};

void TurnWriterTest::joinsTheSameFramesOnce()
{
    TurnWriter writer;
    const std::vector<FramePtr> frames{textFrame("one"), textFrame("two"), textFrame("three")};
    const std::vector<FramePtr> others{frames[0], frames[2]};

    const QByteArray first = writer.joined(frames);
    const QByteArray second = writer.joined(frames);
    const QByteArray other = writer.joined(others);

    QCOMPARE(first, *frames[0] + *frames[1] + *frames[2]);
    QCOMPARE(second.constData(), first.constData()); // not a copy
    QCOMPARE(other, *frames[0] + *frames[2]);
    QCOMPARE(writer.joined({frames[1]}).constData(), frames[1]->constData());
}

void TurnWriterTest::hurriesLinksWhenTheTurnEnds()
{
    TurnWriter writer;
    CountingLink one;
    CountingLink other;
    one.onHurry = [&] { // what it is given now belongs to the next turn
        if (one.hurries == 1)
            writer.await(one);
    };
    writer.await(one);
    writer.await(other);
    QCOMPARE(one.hurries + other.hurries, 0);

    QTRY_COMPARE(one.hurries, 2);
    QCOMPARE(other.hurries, 1);
}

void TurnWriterTest::survivesALinkThatGoesInTheTurn()
{
    TurnWriter writer;
    CountingLink first;
    auto second = std::make_unique<CountingLink>();
    auto third = std::make_unique<CountingLink>();
    first.onHurry = [&] { third.reset(); };
    for (CountingLink *link : {&first, second.get(), third.get()})
        writer.await(*link);
    second.reset();

    QCoreApplication::sendPostedEvents(&writer);

    QCOMPARE(first.hurries, 1);
}

// A socket has brought something before the first slice: it is heard before the last one.
void TurnWriterTest::servesOthersBetweenSlices()
{
    TurnWriter writer(LinkByLink, 1);
    Stage asking(writer);
    QVERIFY(asking.connectClient());
    std::array<CountingLink, 50> links;
    const auto hurries = [&] {
        return std::count_if(links.begin(), links.end(),
                             [](const CountingLink &link) { return link.hurries > 0; });
    };
    std::ptrdiff_t atWord = -1;
    QObject::connect(&asking.link(0), &StreamLink::received, &writer, [&] { atWord = hurries(); });
    QVERIFY(asking.say(0, EmptyWord));

    for (CountingLink &link : links)
        writer.await(link);

    QTRY_COMPARE(hurries(), std::ptrdiff_t{50});
    QVERIFY(atWord >= 0);
    QVERIFY(atWord < 50);
}

void TurnWriterTest::tellsWhichPlacesAreServed()
{
    TurnWriter writer(LinkByLink, 1);
    std::array<CountingLink, 3> links;
    std::uint64_t place = 0;
    for (CountingLink &link : links)
        place = writer.await(link);

    QCoreApplication::sendPostedEvents(&writer);
    QCOMPARE(links[0].hurries, 1);
    QVERIFY(!writer.isServed(place)); // what the last one is given goes along

    QTRY_VERIFY(writer.isServed(place));
    QCOMPARE(links[2].hurries, 1);
}

void TurnWriterTest::sendsAFillAtOnceBehindWhatIsOlder()
{
    TurnWriter writer(LinkByLink, 1);
    Stage stage(writer);
    QVERIFY(stage.connectClient());
    QVERIFY(stage.connectClient());
    const std::vector<FramePtr> prices{textFrame("price 1"), textFrame("price 2")};
    const FramePtr fill = textFrame("fill 3");
    const FramePtr later = textFrame("price 4");
    for (std::size_t i : {0u, 1u}) {
        for (const FramePtr &price : prices)
            stage.link(i).send(price);
    }
    QCoreApplication::sendPostedEvents(&writer); // a slice: of the first one only
    QCOMPARE(stage.link(0).unsentBytes(), 0);
    QVERIFY(stage.link(1).unsentBytes() > 0);

    for (std::size_t i : {0u, 1u}) {
        stage.link(i).send(fill);
        stage.link(i).hurry();
        QCOMPARE(stage.link(i).unsentBytes(), 0); // it waits for no slice
        stage.link(i).send(later);
    }

    const QByteArray all = *prices[0] + *prices[1] + *fill + *later;
    for (std::size_t i : {0u, 1u})
        QCOMPARE(stage.readBy(i, all.size()), all);
}

void TurnWriterTest::servesAllNowAsFarAsTheTimeGoes()
{
    TurnWriter writer(LinkByLink, 1, 2);
    std::array<CountingLink, 6> links;
    const auto hurries = [&] {
        return std::count_if(links.begin(), links.end(),
                             [](const CountingLink &link) { return link.hurries > 0; });
    };
    for (CountingLink &link : links)
        writer.await(link);

    writer.serveNow(0ns);
    QCOMPARE(hurries(), 2); // together, and no more
    writer.serveNow(1h);
    QCOMPARE(hurries(), 6);
    writer.serveNow(1h); // nobody waits
    QCoreApplication::processEvents();

    QVERIFY(std::all_of(links.begin(), links.end(),
                        [](const CountingLink &link) { return link.hurries == 1; }));
}

// More than are sent before the other thread helps, in several pieces, over and over.
void TurnWriterTest::writesToManyInOrder()
{
    constexpr std::size_t Clients = 3 * limits::SendingsInParallel;
    constexpr int Turns = 40;
    TurnWriter writer(limits::WriteSlice, Clients / 2, Clients / 2);
    Stage stage(writer);
    for (std::size_t i = 0; i < Clients; ++i)
        QVERIFY(stage.connectClient());
    QByteArray all;
    for (int turn = 0; turn < Turns; ++turn) {
        const FramePtr price = textFrame("price " + std::to_string(turn));
        const FramePtr fill = textFrame("fill " + std::string(static_cast<std::size_t>(turn), '*'));
        for (std::size_t i = 0; i < Clients; ++i)
            stage.link(i).send(price);
        if (turn % 3 == 0)
            QCoreApplication::sendPostedEvents(&writer);
        for (std::size_t i = 0; i < Clients; ++i)
            stage.link(i).send(fill);
        writer.serveNow(limits::FillBurst);
        all += *price + *fill;
    }

    for (std::size_t i = 0; i < Clients; ++i)
        QCOMPARE(stage.readBy(i, all.size()), all);
}

// Whoever hears of progress may write more: behind what goes now, in each connection.
void TurnWriterTest::hearsNobodyBeforeAllAreWritten()
{
    constexpr std::size_t Clients = limits::SendingsInParallel + 1;
    TurnWriter writer;
    Stage stage(writer);
    for (std::size_t i = 0; i < Clients; ++i)
        QVERIFY(stage.connectClient());
    const FramePtr first = textFrame("first");
    const FramePtr more = textFrame("more");
    bool isTold = false;
    QObject::connect(&stage.link(0), &StreamLink::progressed, &writer, [&] {
        if (std::exchange(isTold, true))
            return;
        for (std::size_t i = 0; i < Clients; ++i) {
            stage.link(i).send(more);
            stage.link(i).hurry();
        }
    });
    for (std::size_t i = 0; i < Clients; ++i)
        stage.link(i).send(first);

    writer.serveNow(limits::FillBurst);

    QVERIFY(isTold);
    const QByteArray all = *first + *more;
    for (std::size_t i = 0; i < Clients; ++i)
        QCOMPARE(stage.readBy(i, all.size()), all);
}

QTEST_GUILESS_MAIN(TurnWriterTest)
#include "tst_turnwriter.moc"
