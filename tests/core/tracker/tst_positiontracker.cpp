// SPDX-License-Identifier: GPL-3.0-or-later
// Positions from fills. The slots in snake_case keep the names of the tests this project descends
// from, with right expectations; docs/ancestry.md has the table.
#include "core/tracker/positionmath.h"
#include "tests/core/tracker/book.h"

using namespace lpm;
using namespace lpm::fixture;
using domain::Change;
using domain::Decimal;
using domain::PositionSide;

class PositionTrackerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- the names of old: a position ------------------------------------------------------

    void test_create_flat_position()
    {
        const domain::PositionState state;

        QCOMPARE(state.side(), PositionSide::Flat);
        QCOMPARE(state.size, Decimal(0));
        QCOMPARE(state.realizedPnl, Decimal(0));
        tracker::Position position;
        tracker::refreshUnrealized(position);
        const auto view = tracker::viewOf(position);
        QCOMPARE(view.entryPrice, std::optional(Decimal(0)));
        QCOMPARE(view.unrealizedPnl, std::optional(Decimal(0)));
        QCOMPARE(view.notionalValue, std::optional(Decimal(0)));
    }

    void test_update_price_long()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));

        book.tracker.mark("BTC", dec("50500"), at(1));

        QCOMPARE(book.view().currentPrice, std::optional(dec("50500")));
        QCOMPARE(book.view().unrealizedPnl, std::optional(dec("50")));
    }

    void test_update_price_short()
    {
        Book book;
        book.trade(sell("BTC", "0.1", "50000"));

        book.tracker.mark("BTC", dec("49500"), at(1));
        QCOMPARE(book.view().unrealizedPnl, std::optional(dec("50")));

        book.tracker.mark("BTC", dec("50500"), at(2));
        QCOMPARE(book.view().unrealizedPnl, std::optional(dec("-50")));
    }

    void test_notional_value()
    {
        Book book;
        book.trade(sell("BTC", "0.1", "50000"));

        book.tracker.mark("BTC", dec("50500"), at(1));

        QCOMPARE(book.view().notionalValue, std::optional(dec("5050"))); // at the mark, unsigned
    }

    void test_total_pnl()
    {
        Book book;
        book.trade(buy("BTC", "0.2", "50000"));
        book.trade(sell("BTC", "0.1", "50100"));

        book.tracker.mark("BTC", dec("50200"), at(1));

        QCOMPARE(book.view().realizedPnl, dec("10"));
        QCOMPARE(book.view().unrealizedPnl, std::optional(dec("20")));
        QCOMPARE(book.view().totalPnl, std::optional(dec("30")));
    }

    // --- the names of old: the tracker -----------------------------------------------------

    void test_get_position_creates_if_not_exists()
    {
        Book book;
        QVERIFY(!book.tracker.find(account(), "BTC")); // asking alone invents nothing

        book.trade(buy("BTC", "0.1", "50000"));

        QVERIFY(book.tracker.find(account(), "BTC"));
        QVERIFY(!book.tracker.find(account(2), "BTC"));
        QVERIFY(book.tracker.positions(account(2)).empty());
    }

    void test_open_long_position()
    {
        Book book;

        const Change change = book.trade(buy("BTC", "0.1", "50000").fee("2.25"));

        QCOMPARE(book.state().side(), PositionSide::Long);
        QCOMPARE(book.state().size, dec("0.1"));
        QCOMPARE(book.view().entryPrice, std::optional(dec("50000")));
        QCOMPARE(book.state().realizedPnl, Decimal(0)); // a fee is no P&L
        QCOMPARE(book.state().feesUsd, std::optional(dec("2.25")));
        QCOMPARE(change.kind, domain::ChangeKind::Fill);
        QCOMPARE(change.symbol, std::string("BTC-USD"));
        QVERIFY(!change.closedPnl);
    }

    void test_open_short_position()
    {
        Book book;

        book.trade(sell("BTC", "0.1", "50000"));

        QCOMPARE(book.state().side(), PositionSide::Short);
        QCOMPARE(book.state().size, dec("-0.1"));
        QCOMPARE(book.view().quantity, dec("0.1"));
        QCOMPARE(book.view().entryPrice, std::optional(dec("50000")));
    }

    void test_increase_long_position()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));

        book.trade(buy("BTC", "0.1", "51000"));

        QCOMPARE(book.state().size, dec("0.2"));
        QCOMPARE(book.view().entryPrice, std::optional(dec("50500")));
        QCOMPARE(book.state().realizedPnl, Decimal(0));
    }

    void test_reduce_long_position()
    {
        Book book;
        book.trade(buy("BTC", "0.2", "50000"));

        const Change change = book.trade(sell("BTC", "0.1", "51000").closing("100"));

        QCOMPARE(book.state().size, dec("0.1"));
        QCOMPARE(book.view().entryPrice, std::optional(dec("50000")));
        QCOMPARE(book.state().realizedPnl, dec("100"));
        QVERIFY(change.closedPnl->agrees());
    }

    void test_close_position()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));
        book.tracker.mark("BTC", dec("51000"), at(1));

        book.trade(sell("BTC", "0.1", "51000").closing("100"));

        QCOMPARE(book.state().side(), PositionSide::Flat);
        QCOMPARE(book.state().entryNotional, Decimal(0));
        QCOMPARE(book.state().realizedPnl, dec("100"));
        QCOMPARE(book.view().unrealizedPnl, std::optional(Decimal(0)));
        QVERIFY(!book.state().openedAt);
    }

    void test_flip_position()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));

        book.trade(sell("BTC", "0.2", "51000").closing("100").at(7));

        QCOMPARE(book.state().size, dec("-0.1"));
        QCOMPARE(book.view().entryPrice, std::optional(dec("51000")));
        QCOMPARE(book.state().realizedPnl, dec("100"));
        QCOMPARE(book.state().openedAt, std::optional(at(7)));
    }

    void test_get_total_exposure()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));
        book.trade(sell("ETH", "1", "3000"));
        book.tracker.mark("BTC", dec("51000"), at(1));
        book.tracker.mark("ETH", dec("2900"), at(1));

        const auto summary = book.summary();

        QCOMPARE(summary.totalExposure, dec("8000")); // gross, at the mark
        QCOMPARE(summary.longExposure, dec("5100"));
        QCOMPARE(summary.shortExposure, dec("2900"));
        QCOMPARE(summary.netExposure, dec("2200"));
        QCOMPARE(summary.activePositions, 2);
    }

    void test_get_total_pnl()
    {
        Book book;
        book.trade(buy("BTC", "0.1", "50000"));
        book.trade(sell("BTC", "0.1", "51000").closing("100"));
        book.trade(sell("ETH", "1", "3000"));
        book.tracker.mark("ETH", dec("2900"), at(1));

        const auto summary = book.summary();

        QCOMPARE(summary.totalPnl, std::optional(dec("200")));
        QCOMPARE(summary.realizedPnl, dec("100")); // of the flat coin too
        QCOMPARE(summary.unrealizedPnl, std::optional(dec("100")));
        QCOMPARE(summary.activePositions, 1);
    }

    // --- the names of old: precision -------------------------------------------------------

    void test_round_quantity()
    {
        const auto btc = *catalog().find("BTC");

        // A startPosition is a printed 64-bit float: it is brought back to the coin's digits.
        QCOMPARE(tracker::exactStartPosition(dec("0.12344999999999999"), btc), dec("0.12345"));
        QCOMPARE(tracker::exactStartPosition(dec("-4480429.5999999996"), perpetual("DOGE", 1)),
                 dec("-4480429.6"));
        QCOMPARE(dec("0.123456").rounded(5, domain::Rounding::Truncate), dec("0.12345"));
    }

    void test_round_price()
    {
        // The shown entry is floored to 6 − szDecimals digits, longs and shorts alike.
        QCOMPARE(tracker::entryPrice(dec("50.490830"), dec("0.00061"), 1), dec("82771.8"));
        QCOMPARE(tracker::entryPrice(dec("50.490830"), dec("-0.00061"), 1), dec("82771.8"));
    }

    void test_get_symbol_precision()
    {
        const auto known = catalog();

        QCOMPARE(known.find("BTC")->sizeDecimals, 5);
        QCOMPARE(known.find("BTC")->priceDecimals, 1);
        QCOMPARE(known.find("kPEPE")->priceDecimals, 6);
        const auto guess = known.orGuess("NEW", 2);
        QVERIFY(guess.isGuessed);
        QCOMPARE(guess.sizeDecimals, 2);
        QCOMPARE(guess.priceDecimals, 4);
    }
};

QTEST_APPLESS_MAIN(PositionTrackerTest)
#include "tst_positiontracker.moc"
