// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of accounting that hold for any sequence of trades: cash is conserved to the last digit, a
// split fill is the same fill, what one side gains the other loses.
#include "tests/core/tracker/book.h"

#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::fixture;
using domain::Decimal;
using domain::FillSide;

namespace {

struct Trade
{
    FillSide side = FillSide::Buy;
    Decimal size;
    Decimal price;

    Decimal signedSize() const { return side == FillSide::Buy ? size : -size; }
    Trade opposite() const
    {
        return {side == FillSide::Buy ? FillSide::Sell : FillSide::Buy, size, price};
    }
    FillOf fill() const
    {
        return FillOf(side, "BTC", size.text(), price.text());
    }
};

std::ostream &operator<<(std::ostream &out, const Trade &trade)
{
    return out << (trade.side == FillSide::Buy ? "buy " : "sell ") << trade.size.text() << " @ "
               << trade.price.text();
}

rc::Gen<Trade> anyTrade()
{
    return rc::gen::exec([] {
        // Small sizes close and flip each other often; large ones shake the arithmetic.
        const int size = *rc::gen::oneOf(rc::gen::inRange(1, 6), rc::gen::inRange(1, 50'000'000));
        const int price = *rc::gen::inRange(100'000, 1'500'000);
        const bool buys = *rc::gen::arbitrary<bool>();
        return Trade{buys ? FillSide::Buy : FillSide::Sell, Decimal::fromUnits(size, 5),
                     Decimal::fromUnits(price, 1)};
    });
}

rc::Gen<std::vector<Trade>> anyTrades()
{
    return rc::gen::container<std::vector<Trade>>(anyTrade());
}

Decimal markOf(int units)
{
    return Decimal::fromUnits(units, 1);
}

// realized + unrealized at the mark.
Decimal worth(Book &book, const Decimal &mark, const domain::Address &owner = account())
{
    book.tracker.mark("BTC", mark, at(1));
    const auto *held = book.tracker.find(owner, "BTC");
    return held ? held->state.realizedPnl + *held->unrealizedPnl : Decimal{};
}

} // namespace

class TrackerPropertiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("RC_PARAMS"))
            qputenv("RC_PARAMS", "max_success=2000");
    }

    void cashIsConservedToTheLastDigit()
    {
        QVERIFY(rc::check("realized + unrealized = cash flows + size · mark", [] {
            const auto trades = *anyTrades();
            const Decimal mark = markOf(*rc::gen::inRange(100'000, 1'500'000));
            Book book;
            Decimal cash;
            Decimal size;
            for (const Trade &trade : trades) {
                book.trade(trade.fill());
                cash -= trade.signedSize() * trade.price;
                size += trade.signedSize();

                RC_ASSERT(book.state().size == size);
                RC_ASSERT(worth(book, mark) == cash + size * mark);
            }
        }));
    }

    void theEntryNotionalIsNeverNegativeAndZeroOnlyWhenFlat()
    {
        QVERIFY(rc::check("entry notional", [] {
            Book book;
            for (const Trade &trade : *anyTrades()) {
                const auto change = book.trade(trade.fill());

                const auto &n = change.after.entryNotional;
                RC_ASSERT(!n.isNegative());
                RC_ASSERT(n.isZero() == change.after.size.isZero());
                RC_ASSERT(n.unitsAt(6).has_value()); // whole micro-dollars
                RC_ASSERT(change.after.openedAt.has_value() == !change.after.size.isZero());
            }
        }));
    }

    void aSplitFillIsTheSameFillInSizeAndCash()
    {
        QVERIFY(rc::check("split", [] {
            const auto before = *anyTrades();
            const Trade first = *anyTrade();
            Trade second = first;
            second.size = (*anyTrade()).size;
            Trade whole = first;
            whole.size += second.size;
            const Decimal mark = markOf(*rc::gen::inRange(100'000, 1'500'000));
            Book one;
            Book two;
            for (const Trade &trade : before) {
                one.trade(trade.fill());
                two.trade(trade.fill());
            }

            one.trade(whole.fill());
            two.trade(first.fill());
            two.trade(second.fill());

            RC_ASSERT(one.state().size == two.state().size);
            RC_ASSERT(worth(one, mark) == worth(two, mark));
        }));
    }

    void whatIsUndoneAtTheSamePricesLeavesNothing()
    {
        QVERIFY(rc::check("inverse", [] {
            const auto trades = *anyTrades();
            RC_PRE(!trades.empty());
            Book book;
            for (const Trade &trade : trades)
                book.trade(trade.fill());

            for (auto it = trades.rbegin(); it != trades.rend(); ++it)
                book.trade(it->opposite().fill());

            RC_ASSERT(book.state().size.isZero());
            RC_ASSERT(book.state().entryNotional.isZero());
            RC_ASSERT(book.state().realizedPnl.isZero());
        }));
    }

    void whatOneAccountGainsTheOtherLoses()
    {
        QVERIFY(rc::check("two sides", [] {
            const auto trades = *anyTrades();
            const Decimal mark = markOf(*rc::gen::inRange(100'000, 1'500'000));
            RC_PRE(!trades.empty());
            Book book;
            for (const Trade &trade : trades) {
                book.trade(trade.fill(), account(1));
                book.trade(trade.opposite().fill(), account(2));
            }

            RC_ASSERT((worth(book, mark, account(1)) + worth(book, mark, account(2))).isZero());
            RC_ASSERT((book.tracker.find(account(1), "BTC")->state.size
                       + book.tracker.find(account(2), "BTC")->state.size)
                          .isZero());
        }));
    }

    void anUnknownCoinConservesCashToo()
    {
        QVERIFY(rc::check("guessed digits", [] {
            const auto trades = *anyTrades();
            const Decimal mark = markOf(*rc::gen::inRange(100'000, 1'500'000));
            Book book;
            book.tracker.setCatalog({});
            Decimal cash;
            Decimal size;
            for (const Trade &trade : trades) {
                book.trade(trade.fill());
                cash -= trade.signedSize() * trade.price;
                size += trade.signedSize();
            }
            RC_ASSERT(worth(book, mark) == cash + size * mark);
        }));
    }
};

QTEST_APPLESS_MAIN(TrackerPropertiesTest)
#include "tst_trackerproperties.moc"
