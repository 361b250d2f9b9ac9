// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange's clock shows, by what it has told.
#include "core/sync/exchangeclock.h"
#include "tests/core/tracker/fixtures.h"

#include <QtTest>

using namespace lpm;
using fixture::at;
using std::chrono::milliseconds;

class ExchangeClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsKnownWhileNothingWasTold()
    {
        const sync::ExchangeClock clock;
        QCOMPARE(clock.timeAt(milliseconds{5}), base::Timestamp{});
        QVERIFY(!clock.shows(at(5)));
    }

    void theLatestThatWasToldCounts()
    {
        sync::ExchangeClock clock;
        clock.tell(at(1000), milliseconds{10});
        clock.tell(at(900), milliseconds{20}); // one that lags

        QCOMPARE(clock.timeAt(milliseconds{30}), at(1020));
        QCOMPARE(clock.shows(at(1020)), std::optional(milliseconds{30}));
    }

    void aTimeFromTheFutureIsNotBelievedForEver()
    {
        sync::ExchangeClock clock;
        clock.tell(at(500'000), milliseconds{0});
        for (int now = 0; now <= 250'000; now += 5000)
            clock.tell(at(now), milliseconds{now});

        QCOMPARE(clock.timeAt(milliseconds{250'000}), at(250'000));
    }

    void whatWasToldIsKeptWhileNothingComes()
    {
        sync::ExchangeClock clock;
        clock.tell(at(1000), milliseconds{0});
        QCOMPARE(clock.timeAt(milliseconds{3'600'000}), at(3'601'000));
    }
};

QTEST_APPLESS_MAIN(ExchangeClockTest)
#include "tst_exchangeclock.moc"
