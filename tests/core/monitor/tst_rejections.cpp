// SPDX-License-Identifier: GPL-3.0-or-later
// How little is written and read again, however much cannot be read.
#include "core/monitor/rejections.h"

#include <QTest>

using namespace lpm;
using base::Milliseconds;
using monitor::Rejections;

class RejectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReasonIsSaidAtOnceAndThenCounted()
    {
        Rejections rejections;
        QCOMPARE(rejections.onRejected("not JSON", true, Milliseconds{0}),
                 std::optional<std::string>("not JSON"));
        for (int i = 1; i <= 1560; ++i)
            QVERIFY(!rejections.onRejected("not JSON", true, Milliseconds{i * 5}));

        QVERIFY(rejections.takeDueLines(Milliseconds{59'999}).empty());
        QCOMPARE(rejections.takeDueLines(Milliseconds{60'000}),
                 std::vector<std::string>{"not JSON (1560 more)"});
        QVERIFY(rejections.takeDueLines(Milliseconds{120'000}).empty());
        QVERIFY(rejections.onRejected("not JSON", true, Milliseconds{120'000}));
    }

    void reasonsWithoutEndShareOneName()
    {
        Rejections rejections;
        int lines = 0;
        for (int i = 0; i < 10'000; ++i)
            lines += rejections.onRejected("row " + std::to_string(i), true, Milliseconds{i}) ? 1 : 0;

        const auto due = rejections.takeDueLines(Milliseconds{70'000});

        QCOMPARE(lines, 21);
        QCOMPARE(due, std::vector<std::string>{"other messages that cannot be read (9979 more)"});
    }

    void readsAgainAtMostEveryTenSecondsAndForgetsNone()
    {
        Rejections rejections;
        int resyncs = 0;
        for (int ms = 0; ms < 60'000; ms += 10) {
            rejections.onRejected("x", true, Milliseconds{ms});
            resyncs += rejections.takeResync(Milliseconds{ms}) ? 1 : 0;
        }
        QCOMPARE(resyncs, 6);
        QVERIFY(!rejections.takeResync(Milliseconds{59'995}));
        QVERIFY(rejections.takeResync(Milliseconds{60'000})); // for those after the last one
        QVERIFY(!rejections.takeResync(Milliseconds{100'000}));
    }

    void whatReadingAgainWouldNotBringIsOnlySaid()
    {
        Rejections rejections;
        QVERIFY(rejections.onRejected("row 3: sz", false, Milliseconds{0}));

        QVERIFY(!rejections.takeResync(Milliseconds{0}));
        QVERIFY(rejections.hadAny(Milliseconds{59'999}));
        QVERIFY(!rejections.hadAny(Milliseconds{60'000}));
    }
};

QTEST_GUILESS_MAIN(RejectionsTest)
#include "tst_rejections.moc"
