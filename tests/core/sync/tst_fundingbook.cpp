// SPDX-License-Identifier: GPL-3.0-or-later
// A day of a coin counts once, whether it is told by the hour, as one row, or first so and then so.
#include "core/sync/fundingbook.h"

#include "core/base/limits.h"

#include <QTest>

using namespace lpm;
using domain::Decimal;
using domain::FundingPayment;
using sync::FundingBook;

namespace {

using Outcome = FundingBook::Entry::Outcome;

constexpr std::chrono::sys_days Day{std::chrono::days{20'700}};

Decimal dec(const char *text) { return Decimal::parse(text).value(); }

FundingPayment hourly(int hour, const char *amount, const char *coin = "BTC")
{
    return {coin, Day + std::chrono::hours(hour) + base::Milliseconds(41), dec(amount),
            dec("0.2"), dec("0.0000125"), {}};
}

FundingPayment dayRow(int samples, const char *amount, int day = 0)
{
    return {"BTC", Day + std::chrono::days(day), dec(amount), dec("0.15"), dec("0.00001"), samples};
}

FundingBook afterHours(int count)
{
    FundingBook book;
    for (int hour = 0; hour < count; ++hour)
        book.take(hourly(hour, "-1"));
    return book;
}

} // namespace

class FundingBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anHourCountsOnce()
    {
        FundingBook book;

        const auto entry = book.take(hourly(3, "-1"));

        QVERIFY(entry && entry->outcome == Outcome::AsTold);
        QCOMPARE(entry->payment, hourly(3, "-1"));
        QVERIFY(entry->reason.empty());
        QVERIFY(!book.take(hourly(3, "-1")));
        QVERIFY(book.take(hourly(3, "-1", "ETH")));
    }

    void aDayOfWhichNothingIsBookedIsBookedAsItsRow()
    {
        FundingBook book;

        const auto entry = book.take(dayRow(24, "-36"));

        QVERIFY(entry && entry->outcome == Outcome::AsTold);
        QCOMPARE(entry->payment, dayRow(24, "-36"));
        QVERIFY(!book.take(dayRow(24, "-36")));
        QVERIFY(!book.take(hourly(5, "-1")));
    }

    void theRowOfADayBookedInPartBringsWhatIsMissingOnce()
    {
        FundingBook book = afterHours(12);

        const auto entry = book.take(dayRow(24, "-36"));

        QVERIFY(entry && entry->outcome == Outcome::Correction);
        FundingPayment missing = dayRow(24, "-36");
        missing.amount = dec("-24");
        QCOMPARE(entry->payment, missing); // all else is the row's
        QCOMPARE(entry->reason,
                 std::string("the row of the day is -36 over 24 hours; 12 were booked by the hour, "
                             "-12 in all"));
        QVERIFY(!book.take(dayRow(24, "-36")));
        QVERIFY(!book.take(hourly(20, "-2"))); // it is in the row
    }

    void whatIsMissingMayHaveBeenReceived()
    {
        FundingBook book = afterHours(12);

        const auto entry = book.take(dayRow(13, "-11.5"));

        QVERIFY(entry && entry->outcome == Outcome::Correction);
        QCOMPARE(entry->payment.amount, dec("0.5"));
    }

    void theRowOfADayBookedWholeChangesNothing()
    {
        FundingBook book = afterHours(24);

        QVERIFY(!book.take(dayRow(24, "-24")));
        QVERIFY(!book.take(dayRow(24, "-25"))); // the day is over
    }

    void aRowOverFewerHoursThanAreBookedTakesNothingBackAndIsSaidOnce()
    {
        FundingBook book = afterHours(12);

        const auto entry = book.take(dayRow(8, "-8"));

        QVERIFY(entry && entry->outcome == Outcome::Refused);
        QCOMPARE(entry->payment, dayRow(8, "-8"));
        QVERIFY(!entry->reason.empty());
        QVERIFY(!book.take(dayRow(8, "-8")));
        QVERIFY(book.take(hourly(12, "-1"))); // the day goes on by the hour
        const auto whole = book.take(dayRow(24, "-36"));
        QVERIFY(whole && whole->outcome == Outcome::Correction);
        QCOMPARE(whole->payment.amount, dec("-23"));
    }

    void aRowOverFewerHoursWithTheSameAmountIsNotWorthAWord()
    {
        FundingBook book = afterHours(12);

        QVERIFY(!book.take(dayRow(11, "-12")));
    }

    void aRestoredCorrectionEndsItsDay()
    {
        FundingBook book = afterHours(12);
        book.take(dayRow(24, "-24")); // the correction, as the trail gives it back

        QVERIFY(!book.take(dayRow(24, "-36")));
        QVERIFY(!book.take(hourly(20, "-2")));
    }

    void aDayWhoseSumDoesNotFitIsNotCorrectedAndThatIsSaidOnce()
    {
        const Decimal huge = dec("9999999999999999999") * dec("9999999999999999999");
        FundingBook book;
        for (int hour = 0; hour < 2; ++hour) {
            FundingPayment payment = hourly(hour, "-1");
            payment.amount = huge;
            QVERIFY(book.take(payment));
        }

        const auto entry = book.take(dayRow(24, "-36"));

        QVERIFY(entry && entry->outcome == Outcome::Refused);
        QVERIFY(!book.take(dayRow(24, "-36")));
    }

    void aForgottenDayIsNeitherBookedNorCorrected()
    {
        FundingBook book;
        book.forgetUntil(Day + std::chrono::hours(5));

        QVERIFY(!book.take(hourly(12, "-1"))); // of the same day
        QVERIFY(!book.take(dayRow(24, "-36")));
        QVERIFY(book.take(dayRow(24, "-36", 1)));
    }

    void aDayOfMoreCoinsThanAreRememberedIsRememberedWhole()
    {
        constexpr int coins = static_cast<int>(base::limits::FundingDays) + 10;
        FundingBook book;
        FundingPayment payment = hourly(0, "-1");
        for (int i = 0; i < coins; ++i) {
            payment.coin = std::to_string(i);
            QVERIFY(book.take(payment));
        }

        payment.coin = "0";
        QVERIFY(!book.take(payment));
        payment.coin = "another";
        QVERIFY(book.take(payment));
    }

    void theDaysRememberedAreBoundedAlsoWhereEachIsOneRow()
    {
        constexpr int days = static_cast<int>(base::limits::FundingDays);
        FundingBook book;
        for (int day = 0; day < days + 10; ++day)
            QVERIFY(book.take(dayRow(24, "-1", day)));

        QVERIFY(!book.take(hourly(0, "-1"))); // forgotten: booked long ago
        QVERIFY(!book.take(dayRow(24, "-1", days + 9)));
        QVERIFY(book.take(dayRow(24, "-1", days + 10)));
        FundingPayment other = dayRow(24, "-1", 9);
        other.coin = "ETH";
        QVERIFY(!book.take(other)); // its day is among the forgotten
    }
};

QTEST_APPLESS_MAIN(FundingBookTest)
#include "tst_fundingbook.moc"
