// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown of a position and of an account: marks, unknown parts, sums.
#include "tests/core/tracker/book.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::Decimal;
using domain::PositionSide;

class PositionViewsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAMarkWhatDependsOnItIsUnknownAndNotZero()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000").fee("1"));

        const auto view = book.view();

        QVERIFY(!view.currentPrice);
        QVERIFY(!view.unrealizedPnl);
        QVERIFY(!view.notionalValue);
        QVERIFY(!view.totalPnl);
        QVERIFY(!view.netPnl);
        QVERIFY(!book.summary().unrealizedPnl);
        QVERIFY(!book.summary().totalPnl);
        QCOMPARE(book.summary().activePositions, 1);
    }

    void aMarkThatCameBeforeThePositionCounts()
    {
        Book book;
        book.tracker.mark("BTC", dec("50100"), at(3));

        book.trade(buy("BTC", "0.1", "50000"));

        QCOMPARE(book.view().unrealizedPnl, std::optional(dec("10")));
        QCOMPARE(book.view().priceTime, std::optional(at(3)));
    }

    void aMarkReachesEveryAccountThatHoldsTheCoinAndNoOther()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"), account(1));
        book.trade(sell("BTC", "0.1", "50000"), account(2));
        book.trade(sell("ETH", "0.1", "3000"), account(3));

        const auto &moved = book.tracker.mark("BTC", dec("50100"), at(3));

        QCOMPARE(moved.size(), std::size_t(2));
        QVERIFY(book.tracker.mark("DOGE", dec("0.1"), at(3)).empty());
    }

    void netIsRealizedPlusUnrealizedMinusFeesPlusFunding()
    {
        Book book;
        book.trade(buy("BTC", "0.2", "50000").fee("4.5"));
        book.trade(sell("BTC", "0.1", "50100").closing("10").fee("-0.5")); // a rebate
        domain::FundingPayment payment;
        payment.coin = "BTC";
        payment.amount = dec("-0.25");
        QVERIFY(book.tracker.bookFunding(account(), payment, false, at(1)).has_value());
        book.tracker.mark("BTC", dec("50200"), at(2));

        QCOMPARE(book.view().netPnl, std::optional(dec("25.75"))); // 10 + 20 − 4 − 0.25
        QCOMPARE(book.summary().netPnl, std::optional(dec("25.75")));
        QCOMPARE(book.summary().fees, std::optional(dec("4")));
    }

    void aStateOfThenIsShownAtTheMarkOfNow()
    {
        Book book;
        const auto opened = book.trade(buy("BTC", "0.1", "50000"));
        book.trade(buy("BTC", "0.1", "51000"));
        book.tracker.mark("BTC", dec("52000"), at(1));

        const auto then
            = tracker::viewOf(*book.tracker.find(account(), "BTC"), opened.after);

        QCOMPARE(then.quantity, dec("0.1"));
        QCOMPARE(then.unrealizedPnl, std::optional(dec("200")));
        QCOMPARE(book.view().quantity, dec("0.2")); // the position itself has not moved
        QCOMPARE(book.view().unrealizedPnl, std::optional(dec("300")));
    }

    void aFlatPositionShowsZerosAndKeepsWhatItEarned()
    {
        Book book;
        book.trade(sell("BTC", "0.1", "50000"));
        book.tracker.mark("BTC", dec("49000"), at(1));
        book.trade(buy("BTC", "0.1", "49000").closing("100"));

        const auto view = book.view();

        QCOMPARE(view.side, PositionSide::Flat);
        QCOMPARE(view.quantity, Decimal(0));
        QCOMPARE(view.entryPrice, std::optional(Decimal(0)));
        QCOMPARE(view.notionalValue, std::optional(Decimal(0)));
        QCOMPARE(view.totalPnl, std::optional(dec("100")));
        QVERIFY(!view.leverage && !view.liquidationPrice && !view.liquidationDistance);
    }

    void positionsAreListedBySymbol()
    {
        Book book;
        for (const char *coin : {"SOL", "BTC", "xyz:TSLA", "ETH", "kPEPE"})
            book.trade(buy(coin, "1", "10"));

        std::vector<std::string> symbols;
        for (const auto &view : book.summary().positions)
            symbols.push_back(view.symbol);

        QCOMPARE(symbols, (std::vector<std::string>{"BTC-USD", "ETH-USD", "SOL-USD", "kPEPE-USD",
                                                    "xyz:TSLA-USD"}));
    }

    void anAccountNobodyTradedOnIsAllZeros()
    {
        const Book book;
        const auto summary = book.summary();

        QCOMPARE(summary.activePositions, 0);
        QCOMPARE(summary.totalExposure, Decimal(0));
        QCOMPARE(summary.totalPnl, std::optional(Decimal(0)));
        QCOMPARE(summary.realizedPnl, Decimal(0));
        QVERIFY(summary.positions.empty());
    }

    void reconciledIsTrueOnlyUntilSomethingChanges()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));
        book.tracker.setReconciled(account(), "BTC", true);
        QVERIFY(book.view().isReconciled);

        book.trade(buy("BTC", "0.1", "50000"));

        QVERIFY(!book.view().isReconciled);
    }
};

QTEST_APPLESS_MAIN(PositionViewsTest)
#include "tst_positionviews.moc"
