// SPDX-License-Identifier: GPL-3.0-or-later
// Spot balances and their arithmetic on numbers worked out by hand.
#include "tests/simulator/enginefixture.h"

#include <QTest>

using namespace lpm;
using namespace lpm::tests;

class SimulatorSpotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesSpotBuyFeesInTheBaseToken();
    void takesSpotSellFeesInTheQuote();
    void paysSpotRebatesInTheOtherToken();
    void sellsSpotByAverageCost();
    void showsAUnifiedAccountsMoneyInSpot();
};

void SimulatorSpotTest::takesSpotBuyFeesInTheBaseToken()
{
    Engine engine(quiet());
    const auto first = engine.placeFill(order("@107", FillSide::Buy, "10", "33.45"));
    const auto second = engine.placeFill(order("@107", FillSide::Buy, "10", "33.45"));

    QCOMPARE(first->feeToken, std::string("HYPE"));
    QCOMPARE(wireText(first->fee), std::string("0.007"));
    QCOMPARE(first->direction, std::string("Buy"));
    QCOMPARE(wireText(second->startPosition), std::string("9.993"));
}

void SimulatorSpotTest::takesSpotSellFeesInTheQuote()
{
    Engine engine(quiet());
    QVERIFY(engine.placeFill(order("@107", FillSide::Buy, "10", "33.45")));
    const auto sold = engine.placeFill(order("@107", FillSide::Sell, "5", "34"));

    QCOMPARE(sold->feeToken, std::string("USDC"));
    QCOMPARE(wireText(sold->fee), std::string("0.119"));
    QCOMPARE(sold->direction, std::string("Sell"));
}

void SimulatorSpotTest::paysSpotRebatesInTheOtherToken()
{
    EngineOptions options = quiet();
    options.accounts.front().fees.spotMaker = Rate{-100};
    Engine engine(std::move(options));
    FillOrder buy = order("@107", FillSide::Buy, "10", "33.45");
    buy.isTaker = false;
    FillOrder sell = order("@107", FillSide::Sell, "5", "34");
    sell.isTaker = false;

    const auto bought = engine.placeFill(buy);
    const auto sold = engine.placeFill(sell);
    const auto soldAgain = engine.placeFill(sell);

    QCOMPARE(bought->feeToken, std::string("USDC"));
    QCOMPARE(wireText(bought->fee), std::string("-0.003345"));
    QCOMPARE(sold->feeToken, std::string("HYPE"));
    QCOMPARE(wireText(sold->fee), std::string("-0.00005"));
    // A rebate in the base raises the balance.
    QCOMPARE(wireText(soldAgain->startPosition), std::string("5.00005"));
}

void SimulatorSpotTest::sellsSpotByAverageCost()
{
    // 10 bought at 33.45, of which 9.993 arrive: n = 334.5. 5 sold at 34 bring
    // 170 − floor(334.5 · 5 / 9.993), and n' = trunc(334.5 · 4.993 / 9.993).
    SpotHolding holding;
    applySpotBuy(holding, 1'000'000'000, 33'450'000'000);
    holding.total -= 700'000;

    const SpotStep step = applySpotSell(holding, 500'000'000, 17'000'000'000);

    QCOMPARE(wireText(step.closedPnl, SpotMoneyDecimals), std::string("2.632843"));
    QCOMPARE(wireText(holding.entryNotional, SpotMoneyDecimals), std::string("167.13284299"));
    QCOMPARE(wireText(holding.total, 8), std::string("4.993"));
}

void SimulatorSpotTest::showsAUnifiedAccountsMoneyInSpot()
{
    EngineOptions options = quiet(1000);
    options.accounts.front().isUnified = true;
    options.accounts.front().spotUsd = 0;
    Engine engine(std::move(options));
    QVERIFY(engine.setLeverage(someone(), "ETH", domain::MarginMode::Cross, 10));
    QVERIFY(engine.placeFill(order("ETH", FillSide::Buy, "1", "3000.0"))); // fee 1.35
    QVERIFY(engine.setMark("ETH", number("3010.0")));

    // 1000 and the 200 of the second dex, less the fee, with the unrealized 10.
    const UnifiedBalance balance =
        unifiedBalance(engine.universe(), engine.board(), engine.accounts().front());
    QCOMPARE(money(balance.total), std::string("1208.65"));
    QCOMPARE(money(balance.hold), std::string("301.0"));
    const DexView state = view(engine);
    QCOMPARE(money(state.all.accountValue), std::string("301.0"));
    QCOMPARE(money(state.all.rawUsd), std::string("-2709.0"));
    QCOMPARE(money(state.withdrawable), std::string("0.0"));
    // 3010 − (1208.65 − 60.2) / 0.98
    QCOMPARE(wireText(*state.positions.front().liquidationPrice, RatioDecimals),
             std::string("1838.112244898"));
}

QTEST_APPLESS_MAIN(SimulatorSpotTest)
#include "tst_simulatorspot.moc"
