// SPDX-License-Identifier: GPL-3.0-or-later
// Pages and the stream's payments brought together: what is history, what is news, what waits.
#include "core/sync/fundingsync.h"

#include <QTest>

using namespace lpm;
using domain::Decimal;
using domain::FundingPayment;
using sync::FundingSync;

namespace {

constexpr long long Start = 1'790'000'000'000;

FundingPayment paid(int hour, const char *amount = "-1")
{
    return {"BTC", base::fromUnixMilliseconds(Start + hour * 3'600'000LL),
            Decimal::parse(amount).value(), Decimal(1), Decimal(0), {}};
}

FundingSync firstStart()
{
    FundingSync sync;
    sync.restore({}, true);
    sync.begin();
    return sync;
}

} // namespace

class FundingSyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstSnapshotIsHistoryWhereThereAreNoPages()
    {
        FundingSync sync = firstStart();
        sync.onPushed({paid(1), paid(2)}, true);
        sync.onUnavailable();

        const auto due = sync.takeDue();

        QCOMPARE(due.size(), std::size_t(2));
        QVERIFY(due[0].isHistory && due[1].isHistory);
    }

    void whatIsPushedAfterTheSnapshotIsNews()
    {
        FundingSync sync = firstStart();
        sync.onPushed({}, true); // nothing was ever paid
        sync.onUnavailable();
        QVERIFY(sync.takeDue().empty());

        sync.onPushed({paid(3)}, false);
        sync.onPushed({paid(3), paid(4)}, true); // after a reconnect

        const auto due = sync.takeDue();
        QCOMPARE(due.size(), std::size_t(2));
        QVERIFY(!due[0].isHistory && !due[1].isHistory);
    }

    void aSnapshotAfterARestartIsNews()
    {
        FundingSync sync;
        sync.restore({paid(1)}, false);
        sync.begin();
        sync.onPushed({paid(1), paid(2)}, true);
        sync.onUnavailable();

        const auto due = sync.takeDue();

        QCOMPARE(due.size(), std::size_t(1));
        QCOMPARE(due[0].payment, paid(2));
        QVERIFY(!due[0].isHistory);
    }

    void pagesThatComeLaterStillTellHistory()
    {
        FundingSync sync = firstStart();
        sync.onPushed({paid(30)}, true);
        sync.onUnavailable();
        sync.takeDue();

        sync.begin();
        sync.onPage({paid(1), paid(30)});

        const auto due = sync.takeDue();
        QCOMPARE(due.size(), std::size_t(1));
        QCOMPARE(due[0].payment, paid(1));
        QVERIFY(due[0].isHistory);
    }

    void theDayOfTheNewestPaymentIsReadFromItsBeginning()
    {
        FundingSync sync;
        sync.restore({paid(1), paid(11)}, false);

        sync.begin();

        const auto midnight = std::chrono::floor<std::chrono::days>(paid(11).time);
        QVERIFY(sync.next() == midnight);
        std::vector<FundingPayment> page(500, paid(12)); // pages of one day go on within it
        QVERIFY(!sync.onPage(page));
        QVERIFY(sync.next() == paid(12).time);
        sync.begin();
        QVERIFY(sync.next() == midnight);
    }

    void aPageFullOfOneMomentIsSteppedOver()
    {
        FundingSync sync = firstStart();
        const std::vector<FundingPayment> page(500, paid(1));
        QVERIFY(!sync.onPage(page));
        QVERIFY(sync.next() == paid(1).time);

        QVERIFY(!sync.onPage(page));

        QVERIFY(sync.next() == paid(1).time + base::Milliseconds(1));
        QVERIFY(sync.onPage(page)); // the same again: this server does not move on
    }

    void aDayToldAsOneRowAfterARestartBringsWhatIsMissing()
    {
        const auto midnight = std::chrono::floor<std::chrono::days>(paid(12).time);
        std::vector<FundingPayment> booked;
        for (int hour = 0; hour < 12; ++hour) {
            booked.push_back(paid(hour));
            booked.back().time = midnight + std::chrono::hours(hour) + base::Milliseconds(40);
        }
        FundingPayment row = paid(0, "-36");
        row.time = midnight;
        row.samples = 24;
        FundingSync sync;
        sync.restore(booked, false);
        sync.begin();
        QVERIFY(sync.next() <= row.time);
        sync.onPage({row});

        const auto due = sync.takeDue();

        QCOMPARE(due.size(), std::size_t(1));
        QCOMPARE(due[0].payment.amount, Decimal(-24));
        QVERIFY(!due[0].reason.empty() && !due[0].isRefused && !due[0].isHistory);

        booked.push_back(due[0].payment);
        FundingSync next;
        next.restore(booked, false);
        next.begin();
        next.onPage({row});
        QVERIFY(next.takeDue().empty());
    }

    // A trail that is long does not tell all that was booked.
    void whatIsAsOldAsAForgottenPaymentIsNotBookedAgain()
    {
        const FundingPayment forgotten = paid(0);
        FundingSync sync;
        sync.restore({}, false, forgotten.time);
        sync.begin();
        QCOMPARE(sync.next(), std::chrono::floor<std::chrono::days>(forgotten.time));

        sync.onPage({forgotten, paid(1), paid(48)});

        const auto due = sync.takeDue();
        QCOMPARE(due.size(), std::size_t(1)); // its day may be booked whole
        QCOMPARE(due[0].payment, paid(48));
    }

    void whatWaitsIsBoundedAndEachOnce()
    {
        FundingSync sync = firstStart();
        for (int round = 0; round < 3; ++round) {
            for (int hour = 0; hour < 10'010; ++hour)
                sync.onPushed({paid(hour)}, false);
        }
        sync.onUnavailable();

        const auto due = sync.takeDue();

        QCOMPARE(due.size(), std::size_t(10'000));
        QCOMPARE(due.back().payment, paid(10'009)); // the newest are kept
    }
};

QTEST_GUILESS_MAIN(FundingSyncTest)
#include "tst_fundingsync.moc"
