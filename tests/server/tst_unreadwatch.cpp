// SPDX-License-Identifier: GPL-3.0-or-later
// A peer that reads nothing of what it asked for is told from one that reads slowly.
#include "server/gate/unreadwatch.h"
#include "server/limits.h"

#include <QtTest>

using namespace lpm::server;
using namespace std::chrono_literals;

class UnreadWatchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onePeerThatReadsEverythingIsFine()
    {
        UnreadWatch watch;
        for (auto time = 0s; time < 60s; time += 1s)
            QVERIFY(!watch.isStalled({time.count() % 2 * 5000, 1000}, time));
    }

    void oneThatReadsNothingIsStalledAtTheDeadline()
    {
        UnreadWatch watch;
        auto time = 0ms;
        while (!watch.isStalled({1, 77}, time))
            time += 1ms;
        QCOMPARE(time, std::chrono::milliseconds(limits::UnreadDeadline));
    }

    void aSlowReaderIsGivenItsTime()
    {
        UnreadWatch watch;
        std::uint64_t read = 0;
        for (auto time = 0s; time < 600s; time += 1s) {
            QVERIFY(!watch.isStalled({1 << 20, read}, time));
            read += limits::UnreadDeadlineBytes * 1s / limits::UnreadDeadline + 1;
        }
    }

    // A long way there and back: the next answer is out before the last one is acknowledged.
    void aFarPeerThatReadsAtOnceIsFine()
    {
        UnreadWatch watch;
        std::uint64_t read = 0;
        for (auto time = 0s; time < 60s; time += 1s, read += 500)
            QVERIFY(!watch.isStalled({500, read}, time));
    }

    void aFewBytesNowAndThenAreNoReading()
    {
        UnreadWatch watch;
        bool isStalled = false;
        for (auto time = 0s; time < 20s; time += 1s)
            isStalled = isStalled ||
                        watch.isStalled({1 << 20, static_cast<std::uint64_t>(time.count())}, time);
        QVERIFY(isStalled);
    }
};

QTEST_GUILESS_MAIN(UnreadWatchTest)
#include "tst_unreadwatch.moc"
