// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/turnwriter.h"

#include <QCoreApplication>
#include <QTest>

#include <functional>

using namespace lpm::server;

namespace {

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

} // namespace

class TurnWriterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsTheSameFramesOnce();
    void hurriesLinksWhenTheTurnEnds();
    void survivesALinkThatGoesInTheTurn();
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

QTEST_GUILESS_MAIN(TurnWriterTest)
#include "tst_turnwriter.moc"
