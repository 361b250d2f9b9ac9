// SPDX-License-Identifier: GPL-3.0-or-later
// Spot by rule S (hyperliquid.md 3.8): a fee in the base token lowers the balance, a transfer is
// adopted, dust ends a holding; and none of it is among the positions.
#include "tests/core/tracker/book.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::Change;
using domain::Decimal;
using domain::EntryKnowledge;

class SpotHoldingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBuyPaysItsFeeOutOfTheBalanceAndCostsTheFullSize()
    {
        Book book;

        const Change change = book.trade(buy("@107", "10", "20").fee("0.007", "HYPE"));

        QCOMPARE(change.symbol, std::string("HYPE/USDC"));
        QCOMPARE(book.state("@107").size, dec("9.993"));
        QCOMPARE(book.state("@107").entryNotional, dec("200"));
        QCOMPARE(book.state("@107").fees.at("HYPE"), dec("0.007"));
        QCOMPARE(book.state("@107").feesUsd, std::optional(dec("0.14"))); // at the fill's price
    }

    void aSellRealizesPriceMinusFlooredCostAndTruncatesWhatStays()
    {
        Book book;
        book.trade(buy("@107", "3", "10").fee("0.001", "HYPE"));

        // 1 of 2.999: cost 30/2.999 = 10.00333444…
        const Change change
            = book.trade(sell("@107", "1", "12").fee("0.0084").closing("1.99666556"));

        QVERIFY(change.closedPnl && change.closedPnl->agrees());
        QCOMPARE(book.state("@107").realizedPnl, dec("1.99666556"));
        QCOMPARE(book.state("@107").entryNotional, dec("19.99666555"));
        QCOMPARE(book.state("@107").size, dec("1.999"));
    }

    void aBaseRebateAddsToTheBalance()
    {
        Book book;
        book.trade(buy("@107", "10", "20").fee("-0.001", "HYPE"));

        QCOMPARE(book.state("@107").size, dec("10.001"));
        QCOMPARE(book.state("@107").entryNotional, dec("200"));
        QCOMPARE(book.state("@107").feesUsd, std::optional(dec("-0.02")));
    }

    void aDollarRebateLeavesBalanceAndCost()
    {
        Book book;
        book.trade(buy("@107", "10", "20").fee("-0.02", "USDC"));

        QCOMPARE(book.state("@107").size, dec("10"));
        QCOMPARE(book.state("@107").entryNotional, dec("200"));
        QCOMPARE(book.state("@107").feesUsd, std::optional(dec("-0.02")));
    }

    void aFeeInAnotherTokenMakesTheSumUnknownAndIsKept()
    {
        Book book;
        book.trade(buy("@107", "10", "20").fee("0.01", "XYZ"));

        QVERIFY(!book.state("@107").feesUsd);
        QCOMPARE(book.state("@107").fees.at("XYZ"), dec("0.01"));
        QCOMPARE(book.state("@107").size, dec("10"));
    }

    void aTransferBetweenFillsIsAdoptedAndSaid()
    {
        Book book;
        book.trade(buy("@107", "10", "20"));

        const Change change
            = book.apply(sell("@107", "2", "21").from("14.5").closing("3.25"));

        QVERIFY(!change.reason.empty());
        QCOMPARE(change.before.size, dec("10"));
        QCOMPARE(book.state("@107").size, dec("12.5"));
        QVERIFY(book.state("@107").entry == EntryKnowledge::Unknown);
        QVERIFY(book.state("@107").basis == domain::Basis::Partial);
        QCOMPARE(book.state("@107").realizedPnl, dec("3.25")); // the exchange's
        QVERIFY(!change.closedPnl);
    }

    void aPrintedFloatBalanceIsNoTransfer()
    {
        Book book;
        book.trade(buy("@107", "0.3", "20").fee("0.00021", "HYPE"));

        const Change change
            = book.apply(sell("@107", "0.1", "20").from("0.29979000000000006"));

        QVERIFY(change.reason.empty());
        QCOMPARE(book.state("@107").size, dec("0.19979"));
    }

    void dustEndsAHoldingWithoutProfit()
    {
        Book book;
        book.trade(buy("@107", "1.005", "20"));
        book.trade(sell("@107", "1", "20").closing("0"));

        const Change change = book.trade(
            sell("@107", "0.005", "19").id(0).direction("Spot Dust Conversion"));

        QVERIFY(!change.closedPnl);
        QCOMPARE(book.state("@107").size, Decimal(0));
        QCOMPARE(book.state("@107").entryNotional, Decimal(0));
        QCOMPARE(book.state("@107").realizedPnl, Decimal(0));
    }

    void aHoldingThatWasEmptyStartsExactlyAnew()
    {
        Book book;
        book.trade(buy("@107", "10", "20"));
        QVERIFY(book.apply(sell("@107", "14", "20").from("14")).reason.size());
        QVERIFY(book.state("@107").entry == EntryKnowledge::Exact);

        book.trade(buy("@107", "1", "30"));
        const Change change = book.trade(sell("@107", "1", "31").closing("1"));

        QVERIFY(change.closedPnl && change.closedPnl->agrees());
    }

    void spotStandsApartFromPositionsAndExposure()
    {
        Book book;
        book.trade(buy("@107", "10", "20"));
        book.trade(buy("BTC", "0.1", "50000"));
        book.tracker.mark("BTC", dec("50000"), at(1));
        book.tracker.mark("@107", dec("25"), at(1));

        const auto summary = book.summary();

        QCOMPARE(summary.activePositions, 1);
        QCOMPARE(summary.totalExposure, dec("5000"));
        QCOMPARE(summary.positions.size(), std::size_t(1));
        QCOMPARE(summary.spot.size(), std::size_t(1));
        QCOMPARE(summary.spot[0].token, std::string("HYPE"));
        QCOMPARE(summary.spot[0].balance, dec("10"));
        QCOMPARE(summary.spot[0].cost, std::optional(dec("200")));
    }
};

QTEST_APPLESS_MAIN(SpotHoldingsTest)
#include "tst_spotholdings.moc"
