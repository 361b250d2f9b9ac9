// SPDX-License-Identifier: GPL-3.0-or-later
// What fills of every kind make of a position, to the exchange's last digit; what is refused.
#include "tests/core/tracker/book.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::Change;
using domain::Decimal;
using domain::PositionSide;

class TrackerFillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- the exchange's arithmetic ---------------------------------------------------------

    void theWorkedExampleToTheLastDigit()
    {
        struct Row
        {
            FillOf fill;
            const char *closedPnl;
            const char *n;
            const char *entry;
        };
        const Row rows[] = {
            {buy("BTC", "0.01", "60000.0").fee("0.27"), "0.0", "600", "60000.0"},
            {buy("BTC", "0.02", "60100.0").fee("0.5409"), "0.0", "1802", "60066.6"},
            {sell("BTC", "0.01", "60500.0").fee("0.27225"), "4.334", "1201.333333", "60066.6"},
            {sell("BTC", "0.05", "60200.0").fee("1.3545"), "2.668", "1806", "60200.0"},
        };
        Book book;
        int done = 0;
        for (const Row &row : rows) {
            FillOf fill = row.fill;
            const Change change = book.trade(fill.closing(row.closedPnl));

            QCOMPARE(book.state().entryNotional, dec(row.n));
            QCOMPARE(book.view().entryPrice, std::optional(dec(row.entry)));
            QCOMPARE(change.closedPnl.has_value(), done >= 2);
            if (change.closedPnl)
                QCOMPARE(change.closedPnl->computed, dec(row.closedPnl));
            if (++done == 2) {
                book.tracker.mark("BTC", dec("60300.0"), at(1));
                auto theirs = exchangePosition("BTC", "0.03", "1802", "60300.0", 1);
                theirs.leverage = Decimal(20);
                theirs.marginUsed = dec("90.45");
                QVERIFY(book.tracker.takeState(account(), theirs, at(1)).has_value());
                QCOMPARE(book.view().notionalValue, std::optional(dec("1809.0")));
                QCOMPARE(book.view().unrealizedPnl, std::optional(dec("7.0")));
                QCOMPARE(book.view().returnOnEquity, std::optional(dec("0.0776914539")));
                QCOMPARE(book.view().marginUsed, std::optional(dec("90.45")));
            }
        }
        QCOMPARE(book.state().size, dec("-0.03"));
        QCOMPARE(book.state().realizedPnl, dec("7")); // true cash: 4.333333 + 2.666667
        QCOMPARE(book.state().feesUsd, std::optional(dec("2.43765")));
    }

    void reducesThenFlipsSideInOneFillLargerThanThePosition()
    {
        Book book;
        book.trade(buy("SOL", "1", "100"));
        book.tracker.mark("SOL", dec("110"), at(1));

        book.trade(sell("SOL", "3", "110").closing("10"));

        QCOMPARE(book.state("SOL").size, dec("-2"));
        QCOMPARE(book.view("SOL").entryPrice, std::optional(dec("110")));
        QCOMPARE(book.state("SOL").realizedPnl, dec("10"));
        QCOMPARE(book.view("SOL").unrealizedPnl, std::optional(Decimal(0)));
    }

    void unrealizedIsRightInTheVeryChangeOfAFill()
    {
        Book book;
        book.trade(buy("SOL", "2", "100"));
        book.tracker.mark("SOL", dec("110"), at(1));

        book.trade(sell("SOL", "1", "110").closing("10"));

        QCOMPARE(book.view("SOL").unrealizedPnl, std::optional(dec("10")));
        QCOMPARE(book.view("SOL").totalPnl, std::optional(dec("20")));
    }

    void aSmallReductionTruncatesWhatStaysAndLosesNoCash()
    {
        Book book;
        book.trade(buy("BTC", "0.0003", "83959"));
        book.trade(buy("BTC", "0.00031", "81623"));
        QCOMPARE(book.view().entryPrice, std::optional(dec("82771.8")));

        book.trade(sell("BTC", "0.0002", "82000"));
        book.trade(sell("BTC", "0.00041", "82000"));

        QCOMPARE(book.state().realizedPnl, dec("0.00061") * dec("82000") - dec("50.490830"));
    }

    void aClosedPnlThatDiffersIsTold()
    {
        Book book;
        book.trade(buy("BTC", "0.2", "50000"));

        const Change change = book.trade(sell("BTC", "0.1", "51000").closing("99.9"));

        QVERIFY(change.closedPnl && !change.closedPnl->agrees());
        QCOMPARE(change.closedPnl->computed, dec("100"));
        QCOMPARE(book.state().realizedPnl, dec("100")); // the cash is what price and size say
    }

    // --- kinds of fills and coins ----------------------------------------------------------

    void sizeFollowsTheSideWhateverTheDirectionSays_data()
    {
        QTest::addColumn<QString>("direction");
        for (const char *text :
             {"Open Long", "Close Short", "Short > Long", "Liquidated Isolated Short",
              "Auto-Deleveraging", "Settlement", "Net Child Vaults", "Buy", "Something new", ""})
            QTest::newRow(*text ? text : "nothing") << QString::fromLatin1(text);
    }
    void sizeFollowsTheSideWhateverTheDirectionSays()
    {
        QFETCH(QString, direction);
        Book book;
        book.trade(sell("BTC", "0.1", "50000"));

        book.trade(buy("BTC", "0.3", "49000").closing("100").direction(direction.toStdString()));

        QCOMPARE(book.state().size, dec("0.2"));
        QCOMPARE(book.state().realizedPnl, dec("100"));
    }

    void aLiquidationClosesLikeAnyFillAndSaysWhoseItWas()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));

        const Change change
            = book.trade(sell("BTC", "0.1", "45000").closing("-500").liquidating(account(), "45010",
                                                                                 "market"));

        QCOMPARE(book.state().side(), PositionSide::Flat);
        QCOMPARE(book.state().realizedPnl, dec("-500"));
        QVERIFY(change.fill->isLiquidationOf(account()));
        QVERIFY(!change.fill->isLiquidationOf(account(2))); // the other side of it is a mere fill
    }

    void aBuildersDexIsACoinOfItsOwn()
    {
        Book book;
        book.trade(buy("xyz:TSLA", "2", "300.5"));

        QCOMPARE(book.tracker.find(account(), "xyz:TSLA")->instrument.symbol,
                 std::string("xyz:TSLA-USD"));
        QVERIFY(!book.tracker.find(account(), "TSLA"));
        QCOMPARE(book.view("xyz:TSLA").entryPrice, std::optional(dec("300.5")));
    }

    void aCoinNobodyToldIsTrackedByNameAndItsDigitsGuessed()
    {
        Book book;
        book.trade(buy("NEW", "1.5", "10"));
        const Change change = book.trade(sell("NEW", "0.25", "11").closing("999"));

        QCOMPARE(change.symbol, std::string("NEW-USD"));
        QVERIFY(!change.closedPnl); // digits are a guess: no difference is raised
        QCOMPARE(book.state("NEW").size, dec("1.25"));
        QCOMPARE(book.state("NEW").entryNotional, dec("12.5"));
        QCOMPARE(book.tracker.find(account(), "NEW")->instrument.sizeDecimals, 2);
    }

    void aGuessedCoinTakesItsTrueDigitsFromTheCatalog()
    {
        Book book;
        book.trade(buy("NEW", "3", "10"));
        book.trade(buy("NEW", "4", "10.01"));
        auto told = catalog();
        told.add(perpetual("NEW", 3));

        book.tracker.setCatalog(told);

        QCOMPARE(book.view("NEW").entryPrice, std::optional(dec("10.005"))); // 70.04 / 7
        QVERIFY(!book.tracker.find(account(), "NEW")->instrument.isGuessed);
    }

    void caseOfANameIsKept()
    {
        Book book;
        book.trade(buy("kPEPE", "1000", "0.012345"));
        book.trade(buy("KPEPE", "5", "1"));

        QCOMPARE(book.state("kPEPE").size, dec("1000"));
        QCOMPARE(book.state("KPEPE").size, dec("5"));
        QCOMPARE(book.view("kPEPE").symbol, std::string("kPEPE-USD"));
    }

    // --- what cannot be applied ------------------------------------------------------------

    void refusesAFillThatDoesNotStartFromTheHeldSize()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));
        const auto revision = book.tracker.revision();
        const auto before = book.state();

        const auto twice = book.tracker.applyFill(account(), buy("BTC", "0.1", "50000"), {}, at(1));

        QVERIFY(!twice.has_value());
        QCOMPARE(twice.error().code, base::ErrorCode::Protocol);
        QVERIFY(book.state() == before);
        QCOMPARE(book.tracker.revision(), revision);
    }

    void refusesSizesThatCannotBe()
    {
        Book book;
        QVERIFY(
            !book.tracker.applyFill(account(), buy("BTC", "0", "50000"), {}, at(1)).has_value());
        QVERIFY(
            !book.tracker.applyFill(account(), buy("BTC", "-1", "50000"), {}, at(1)).has_value());
        QVERIFY(!book.tracker.applyFill(account(), buy("BTC", "1", "-5"), {}, at(1)).has_value());
        QCOMPARE(book.tracker.revision(), std::uint64_t(0));
    }

    void aNumberThatDoesNotFitIsAnErrorAndChangesNothing()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));
        const auto before = book.state();

        const auto change = book.tracker.applyFill(
            account(),
            buy("BTC", "1234567890123456789.12345", "1234567890123456789.123456789012345678")
                .from("0.1"),
            {}, at(1));

        QVERIFY(!change.has_value());
        QCOMPARE(change.error().code, base::ErrorCode::Overflow);
        QVERIFY(book.state() == before);
    }

    void anAbsurdMarkLeavesThePriceUnknownAndHarmsNothing()
    {
        Book book;
        book.trade(buy("BTC", "1234567.12345", "1"));

        book.tracker.mark("BTC", dec("9999999999999999999.999999999999999999"), at(1));

        QVERIFY(!book.view().unrealizedPnl);
        QVERIFY(!book.view().notionalValue);
        QVERIFY(!book.summary().totalPnl);
        book.trade(sell("BTC", "0.12345", "1"));
        book.tracker.mark("BTC", dec("2"), at(2));
        QCOMPARE(book.view().unrealizedPnl, std::optional(dec("1234567")));
    }

    // --- several accounts ------------------------------------------------------------------

    void accountsStandSideBySideAndNeverMix()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"), account(1));
        book.trade(sell("BTC", "0.3", "50000"), account(2));

        book.tracker.mark("BTC", dec("51000"), at(1));

        QCOMPARE(book.summary(account(1)).unrealizedPnl, std::optional(dec("100")));
        QCOMPARE(book.summary(account(2)).unrealizedPnl, std::optional(dec("-300")));
        QCOMPARE(book.summary(account(3)).activePositions, 0);
    }

    void everyChangeRaisesTheRevisionByOne()
    {
        Book book;
        std::uint64_t last = 0;
        for (int i = 0; i < 20; ++i) {
            const Change change = i % 2 ? book.trade(sell("BTC", "0.1", "50000"), account(i % 3))
                                        : book.trade(buy("ETH", "0.1", "3000"), account(i % 3));
            QCOMPARE(change.revision, ++last);
        }
        book.tracker.mark("BTC", dec("51000"), at(1)); // a mark changes no position
        QCOMPARE(book.tracker.revision(), last);
    }
};

QTEST_APPLESS_MAIN(TrackerFillsTest)
#include "tst_trackerfills.moc"
