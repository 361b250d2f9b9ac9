// SPDX-License-Identifier: GPL-3.0-or-later
// What else moves a position than fills in their order: the exchange's state, anchors, adjustments,
// late fills, funding, and what the audit trail puts back.
#include "core/base/check.h"
#include "tests/core/tracker/book.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::Basis;
using domain::Change;
using domain::ChangeKind;
using domain::Decimal;
using domain::EntryKnowledge;
using domain::PositionSide;

namespace {

domain::FundingPayment funding(const char *coin, const char *amount, long long time)
{
    domain::FundingPayment payment;
    payment.coin = coin;
    payment.amount = dec(amount);
    payment.time = at(time);
    payment.positionSize = dec("0.1");
    payment.rate = dec("0.0000125");
    return payment;
}

} // namespace

class TrackerStatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // The example of hyperliquid.md 1.1.
    void takesLeverageMarginAndLiquidationPriceFromTheState()
    {
        Book book;
        book.trade(buy("ETH", "0.5", "3000").fee("0.675"));
        auto theirs = exchangePosition("ETH", "0.5", "1500", "3010.0", 2);
        theirs.marginMode = domain::MarginMode::Isolated;
        theirs.marginUsed = dec("154.325");
        theirs.liquidationPrice = dec("2756.4795918367");

        const auto change = book.tracker.takeState(account(), theirs, at(1));

        QVERIFY(change.has_value() && !*change); // size and entry were known: no step of its life
        const auto view = book.view("ETH");
        QCOMPARE(view.currentPrice, std::optional(dec("3010"))); // told by value and size
        QCOMPARE(view.notionalValue, std::optional(dec("1505.0")));
        QCOMPARE(view.unrealizedPnl, std::optional(dec("5.0")));
        QCOMPARE(view.returnOnEquity, std::optional(dec("0.0333333333")));
        QCOMPARE(view.liquidationPrice, std::optional(dec("2756.4795918367")));
        QCOMPARE(view.liquidationDistance, std::optional(dec("0.084226")));
        QCOMPARE(view.marginUsed, std::optional(dec("154.325")));
        QCOMPARE(view.leverage, std::optional(Decimal(10)));
        QVERIFY(view.marginMode == domain::MarginMode::Isolated);
        QCOMPARE(view.netPnl, std::optional(dec("4.325")));
    }

    void aStateOfAnotherSizeMovesNeitherSizeNorEntry()
    {
        Book book;
        book.trade(buy("ETH", "0.5", "3000"));
        const auto before = book.state("ETH");

        const auto change = book.tracker.takeState(
            account(), exchangePosition("ETH", "0.7", "2100", "3010.0", 2), at(1));

        QVERIFY(change.has_value() && !*change);
        QVERIFY(book.state("ETH") == before);
    }

    void anAnchorHasNoEntryUntilAStateBringsItExactly()
    {
        Book book;
        const auto anchored = book.tracker.anchor(account(), "BTC", dec("0.5"), at(1), "held");
        QVERIFY(anchored.has_value());
        QCOMPARE(anchored->kind, ChangeKind::Anchor);
        book.tracker.mark("BTC", dec("61000"), at(2));
        QVERIFY(!book.view().entryPrice);
        QVERIFY(!book.view().unrealizedPnl);
        QVERIFY(!book.view().totalPnl);
        QVERIFY(!book.view().breakEvenPrice);
        QVERIFY(!book.summary().totalPnl); // unknown is not zero
        QCOMPARE(book.summary().totalExposure, dec("30500"));

        const auto change = book.tracker.takeState(
            account(), exchangePosition("BTC", "0.5", "30123.456789", "61000", 1), at(3));

        QVERIFY(change.has_value() && *change);
        QCOMPARE((*change)->kind, ChangeKind::State);
        QVERIFY(book.state().entry == EntryKnowledge::Exact);
        QCOMPARE(book.state().entryNotional, dec("30123.456789"));
        QVERIFY(book.state().basis == Basis::Partial);
        QCOMPARE(book.view().unrealizedPnl, std::optional(dec("376.543211")));
    }

    void aStateThatDisagreesWithItselfGivesTheEntryOnlyNearly()
    {
        Book book;
        QVERIFY(book.tracker.anchor(account(), "BTC", dec("-0.5"), at(1), "held").has_value());
        auto theirs = exchangePosition("BTC", "-0.5", "30000", "61000", 1);
        theirs.unrealizedPnl = dec("-700"); // of another moment than the value

        QVERIFY(book.tracker.takeState(account(), theirs, at(2)).has_value());

        QVERIFY(book.state().entry == EntryKnowledge::Approximate);
        QCOMPARE(book.state().entryNotional, dec("30000"));
        // A reading that agrees replaces the approximation.
        QVERIFY(book.tracker
                    .takeState(account(),
                               exchangePosition("BTC", "-0.5", "30000.012345", "61010", 1), at(3))
                    .has_value());
        QVERIFY(book.state().entry == EntryKnowledge::Exact);
        QCOMPARE(book.state().entryNotional, dec("30000.012345"));
    }

    void aPartialBasisIsCompleteAgainOnceFlatOrFlipped_data()
    {
        QTest::addColumn<QString>("sold");
        QTest::addColumn<bool>("isComplete");
        QTest::newRow("reduced") << "0.3" << false;
        QTest::newRow("closed") << "0.5" << true;
        QTest::newRow("flipped") << "0.7" << true;
    }
    void aPartialBasisIsCompleteAgainOnceFlatOrFlipped()
    {
        QFETCH(QString, sold);
        QFETCH(bool, isComplete);
        Book book;
        QVERIFY(book.tracker.anchor(account(), "BTC", dec("0.5"), at(1), "held").has_value());

        const Change change
            = book.trade(sell("BTC", sold.toStdString(), "61000").closing("12.5"));

        QVERIFY((book.state().basis == Basis::Complete) == isComplete);
        QCOMPARE(book.state().realizedPnl, dec("12.5")); // the exchange's, while ours is unknown
        QVERIFY(!change.closedPnl);
    }

    void onlyACoinThatIsNotHeldCanBeAnchored()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));

        QVERIFY_THROWS_EXCEPTION(base::InvariantViolation,
                                 (void)book.tracker.anchor(account(), "BTC", dec("1"), at(1), ""));
    }

    // --- adjustments -----------------------------------------------------------------------

    void anAdjustmentTakesTheExchangesSizeAndEntryAndLeavesRealizedAlone()
    {
        Book book;
        book.trade(buy("BTC", "0.2", "50000"));
        book.trade(sell("BTC", "0.1", "51000").closing("100").fee("2"));

        const auto change = book.tracker.adjust(
            account(), "BTC", exchangePosition("BTC", "0.3", "15300", "51000", 1), at(1), "why");

        QVERIFY(change.has_value());
        QCOMPARE(change->kind, ChangeKind::Adjust);
        QVERIFY(!change->fill); // never an invented fill
        QCOMPARE(change->before.size, dec("0.1"));
        QCOMPARE(change->after.size, dec("0.3"));
        QCOMPARE(book.state().entryNotional, dec("15300"));
        QCOMPARE(book.state().realizedPnl, dec("100"));
        QCOMPARE(book.state().feesUsd, std::optional(dec("2")));
        QVERIFY(book.state().basis == Basis::Partial);
        QVERIFY(book.view().isReconciled);
    }

    void anEntryThatIsSetAnewLeavesTheSumOfGainsAsItWas_data()
    {
        QTest::addColumn<QString>("size");
        QTest::addColumn<QString>("realized");
        QTest::newRow("long") << "0.2" << "100";
        QTest::newRow("short") << "-0.2" << "-100";
    }
    void anEntryThatIsSetAnewLeavesTheSumOfGainsAsItWas()
    {
        QFETCH(QString, size);
        QFETCH(QString, realized);
        Book book;
        book.trade(size.startsWith(QLatin1Char('-')) ? sell("BTC", "0.2", "50000")
                                                     : buy("BTC", "0.2", "50000"));
        book.tracker.mark("BTC", dec("52000"), at(1));
        const auto before = book.view().totalPnl;

        // Sold and bought again at other prices: n was 10000.
        QVERIFY(book.tracker
                    .adjust(account(), "BTC",
                            exchangePosition("BTC", size.toStdString(), "10100", "52000", 1),
                            at(2), "lost fills")
                    .has_value());

        QCOMPARE(book.view().totalPnl, before);
        QCOMPARE(book.state().realizedPnl, dec(realized.toStdString()));
    }

    void anAdjustmentToNothingIsFlat()
    {
        Book book;
        book.trade(buy("BTC", "0.2", "50000"));
        book.tracker.mark("BTC", dec("51000"), at(1));

        QVERIFY(book.tracker.adjust(account(), "BTC", std::nullopt, at(2), "gone").has_value());

        QCOMPARE(book.state().side(), PositionSide::Flat);
        QCOMPARE(book.view().unrealizedPnl, std::optional(Decimal(0)));
        QVERIFY(book.summary().positions.empty());
        QVERIFY(!book.view().leverage);
    }

    void aResizeScalesTheEntryNotionalAndSaysItIsOnlyNear_data()
    {
        QTest::addColumn<QString>("size");
        QTest::addColumn<QString>("n");
        QTest::addColumn<int>("entry");
        const auto row = [](const char *name, const char *size, const char *n,
                            EntryKnowledge entry) {
            QTest::newRow(name) << QString::fromLatin1(size) << QString::fromLatin1(n)
                                << static_cast<int>(entry);
        };
        row("smaller", "0.1", "5000", EntryKnowledge::Approximate);
        row("larger", "0.3", "15000", EntryKnowledge::Approximate);
        row("flat", "0", "0", EntryKnowledge::Exact);
        row("other side", "-0.1", "0", EntryKnowledge::Unknown);
    }
    void aResizeScalesTheEntryNotionalAndSaysItIsOnlyNear()
    {
        QFETCH(QString, size);
        QFETCH(QString, n);
        QFETCH(int, entry);
        Book book;
        book.trade(buy("BTC", "0.2", "50000"));

        QVERIFY(book.tracker.resize(account(), "BTC", dec(size.toStdString()), at(1), "gap")
                    .has_value());

        QCOMPARE(book.state().size, dec(size.toStdString()));
        QCOMPARE(book.state().entryNotional, dec(n.toStdString()));
        QCOMPARE(static_cast<int>(book.state().entry), entry);
        QVERIFY(book.state().basis == Basis::Partial);
    }

    // --- cash without size -----------------------------------------------------------------

    void aLateFillBooksItsCashAndLeavesSizeAndEntry()
    {
        Book book;
        book.trade(buy("BTC", "0.2", "50000").at(1000));

        const auto change = book.tracker.applyLateFill(
            account(), sell("BTC", "0.1", "50500").from("0.1").closing("50").fee("1.5").at(500),
            dec("50"), domain::FillSource::Sweep, at(2000));

        QVERIFY(change.has_value());
        QVERIFY(change->isLate);
        QCOMPARE(change->source, domain::FillSource::Sweep);
        QCOMPARE(change->time, at(500));
        QCOMPARE(book.state().size, dec("0.2"));
        QCOMPARE(book.state().entryNotional, dec("10000"));
        QCOMPARE(book.state().realizedPnl, dec("50"));
        QCOMPARE(book.state().feesUsd, std::optional(dec("1.5")));
        QCOMPARE(book.state().netSinceOpen, std::optional(Decimal(0))); // before this opening
    }

    void fundingIsKeptApartFromRealized()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));

        const auto change
            = book.tracker.bookFunding(account(), funding("BTC", "-0.75", 5), false, at(6));

        QVERIFY(change.has_value());
        QCOMPARE(change->kind, ChangeKind::Funding);
        QCOMPARE(change->time, at(5));
        QCOMPARE(book.state().funding, dec("-0.75"));
        QCOMPARE(book.state().realizedPnl, Decimal(0));
        QCOMPARE(book.summary().funding, dec("-0.75"));
    }

    void fundingOfACoinNobodyToldGuessesNoDigits()
    {
        Book book;
        auto payment = funding("NEW", "-0.75", 5);
        payment.positionSize = dec("1.123456"); // an average over a day
        QVERIFY(book.tracker.bookFunding(account(), payment, false, at(6)).has_value());

        book.trade(buy("NEW", "3", "10.01"));

        QCOMPARE(book.view("NEW").entryPrice, std::optional(dec("10.01")));
    }

    void breakEvenWinsBackWhatTheOpenStretchHasCost()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000").fee("2.25"));
        QCOMPARE(book.view().breakEvenPrice, std::optional(dec("50022.5")));

        QVERIFY(book.tracker.bookFunding(account(), funding("BTC", "-0.001", 5), false, at(6))
                    .has_value());
        QCOMPARE(book.view().breakEvenPrice, std::optional(dec("50022.6"))); // against the trader

        book.trade(sell("BTC", "0.05", "50100").closing("5").fee("1"));
        // 2500 − (5 − 2.25 − 0.001 − 1) = 2498.251 for 0.05
        QCOMPARE(book.view().breakEvenPrice, std::optional(dec("49965.1")));
    }

    void breakEvenOfAShortIsRoundedDown()
    {
        Book book;
        book.trade(sell("BTC", "0.3", "50000").fee("1"));

        QCOMPARE(book.view().breakEvenPrice, std::optional(dec("49996.6"))); // 49996.666…
    }

    void aPositionThatEarnedMoreThanItCostNeedsNoPriceToBreakEven()
    {
        Book book;
        book.trade(buy("BTC", "1", "100"));
        book.trade(sell("BTC", "0.9", "1000").closing("810"));

        QVERIFY(!book.view().breakEvenPrice);
    }

    void realizedFeesAndFundingOutliveTheFlatPosition()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000").fee("2"));
        book.trade(sell("BTC", "0.1", "50100").closing("10").fee("2"));
        QVERIFY(book.tracker.bookFunding(account(), funding("BTC", "-1", 5), false, at(6))
                    .has_value());

        book.trade(buy("BTC", "0.1", "50000").fee("2"));

        QCOMPARE(book.state().realizedPnl, dec("10"));
        QCOMPARE(book.state().feesUsd, std::optional(dec("6")));
        QCOMPARE(book.state().funding, dec("-1"));
        QCOMPARE(book.view().breakEvenPrice, std::optional(dec("50020"))); // of this opening only
    }

    void restoredStatesStandAsTheTrailHasThemWithoutARevision()
    {
        Book first;
        first.trade(buy("BTC", "0.1", "50000").fee("2"));
        first.trade(sell("BTC", "0.05", "50100").closing("5"));
        Book second;

        second.tracker.restore(account(), "BTC", first.state(), at(9));

        QVERIFY(second.state() == first.state());
        QCOMPARE(second.tracker.revision(), std::uint64_t(0));
        second.trade(sell("BTC", "0.05", "50100").closing("5"));
        first.trade(sell("BTC", "0.05", "50100").closing("5"));
        QVERIFY(second.state() == first.state());
    }
};

QTEST_APPLESS_MAIN(TrackerStatesTest)
#include "tst_trackerstates.moc"
