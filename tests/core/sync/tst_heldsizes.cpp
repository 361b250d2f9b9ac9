// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/heldsizes.h"

#include <QTest>

#include <chrono>

using namespace lpm;
using namespace lpm::sync;
using namespace std::chrono_literals;
using domain::Decimal;

namespace {

// Both clocks show the same.
Moment moment(base::Milliseconds at)
{
    return {at, base::Timestamp{at}};
}

domain::PositionState holding(int size)
{
    domain::PositionState state;
    state.size = Decimal{size};
    return state;
}

} // namespace

class HeldSizesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsWhatWasLeftSince();
    void takesAnySizeForPossibleWhereSomeAreForgotten();
    void knowsAgainAfterARestartAnAdjustmentAndManyFills();
    void knowsAnEntryAsFarAsAStateShowsIt();
};

void HeldSizesTest::knowsWhatWasLeftSince()
{
    HeldSizes held;
    held.leave(holding(3), moment(10s));

    QVERIFY(held.mayInclude(Decimal{3}, moment(10s)));
    QVERIFY(!held.mayInclude(Decimal{3}, moment(10'001ms)));
    QVERIFY(!held.mayInclude(Decimal{4}, moment(10s)));
}

void HeldSizesTest::takesAnySizeForPossibleWhereSomeAreForgotten()
{
    HeldSizes held;
    for (std::size_t i = 0; i <= HeldSizes::Remembered; ++i)
        held.leave(holding(1), moment(std::chrono::seconds(i)));

    QVERIFY(held.mayInclude(Decimal{7}, moment(0s))); // the first one was left then
    QVERIFY(!held.mayInclude(Decimal{7}, moment(1ms)));
}

// Before a restart sizes were held that only the exchange's clock can date; an adjustment is dated by
// ours alone. Neither must lend the other what it lacks.
void HeldSizesTest::knowsAgainAfterARestartAnAdjustmentAndManyFills()
{
    HeldSizes held;
    held.forget({base::Milliseconds::max(), base::Timestamp{10s}});
    held.leave(holding(1), {20s, base::Timestamp::max()});
    for (std::size_t i = 0; i < HeldSizes::Remembered; ++i)
        held.leave(holding(1), moment(30s));

    QVERIFY(held.mayInclude(Decimal{7}, moment(10s))); // from before the restart
    QVERIFY(held.mayInclude(Decimal{7}, moment(20s))); // from before the adjustment
    QVERIFY(!held.mayInclude(Decimal{7}, moment(31s)));
}

void HeldSizesTest::knowsAnEntryAsFarAsAStateShowsIt()
{
    domain::Instrument instrument;
    instrument.priceDecimals = 1;
    auto left = holding(2);
    left.entryNotional = Decimal{1001}; // an entry of 500.5
    HeldSizes held;
    held.leave(left, moment(10s));
    domain::ExchangePosition theirs;
    theirs.size = Decimal{2};
    theirs.positionValue = Decimal{1100};
    const auto mayBe = [&] { return held.mayIncludeEntry(theirs, instrument, moment(10s)); };

    QVERIFY(mayBe()); // it shows none
    theirs.entryPrice = Decimal::parse("500.5").value();
    theirs.unrealizedPnl = Decimal{99};
    QVERIFY(mayBe());
    theirs.unrealizedPnl = Decimal::parse("98.9").value(); // 1001.1: shown alike
    QVERIFY(!mayBe());
    theirs.unrealizedPnl = Decimal{55}; // of another moment than the value
    QVERIFY(mayBe());
    theirs.entryPrice = Decimal::parse("500.4").value();
    QVERIFY(!mayBe());
}

QTEST_GUILESS_MAIN(HeldSizesTest)
#include "tst_heldsizes.moc"
