// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange's arithmetic on numbers worked out by hand.
#include "tests/simulator/enginefixture.h"

#include <QTest>

using namespace lpm;
using namespace lpm::tests;

class SimulatorArithmeticTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheWorkedExample_data();
    void givesTheWorkedExample();
    void valuesTheWorkedExampleAtItsMark();
    void showsTheIsolatedStateExample();
    void floorsTheShownEntryPrice();
    void paysFundingFromLongToShort();
    void countsFundingPaidAsPositive();
    void placesLiquidationPrices_data();
    void placesLiquidationPrices();
    void hasNoLiquidationPriceWhenWellCollateralised();
    void addsTheBuilderFeeToTheFee();
    void chargesNothingForABackstopLiquidation();
    void keepsOrdinaryWordsInAMarketLiquidation();
    void returnsAllIsolatedCashOnClose();
    void deductsMarginTiers();
    void printsAtLeastOneDecimal_data();
    void printsAtLeastOneDecimal();
};

void SimulatorArithmeticTest::givesTheWorkedExample_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("direction");
    QTest::addColumn<QString>("closedPnl");
    QTest::addColumn<QString>("fee");
    QTest::addColumn<QString>("entryNotional");
    QTest::addColumn<QString>("entryPrice");
    const auto row = [](const char *name, int number, const char *start, const char *direction,
                        const char *pnl, const char *fee, const char *notional, const char *entry) {
        QTest::newRow(name) << number << QString::fromLatin1(start)
                            << QString::fromLatin1(direction) << QString::fromLatin1(pnl)
                            << QString::fromLatin1(fee) << QString::fromLatin1(notional)
                            << QString::fromLatin1(entry);
    };
    row("opens", 0, "0.0", "Open Long", "0.0", "0.27", "600.0", "60000.0");
    row("adds", 1, "0.01", "Open Long", "0.0", "0.5409", "1802.0", "60066.6");
    row("reduces", 2, "0.03", "Close Long", "4.334", "0.27225", "1201.333333", "60066.6");
    row("flips", 3, "0.02", "Long > Short", "2.668", "1.3545", "1806.0", "60200.0");
}

void SimulatorArithmeticTest::givesTheWorkedExample()
{
    QFETCH(int, row);
    QFETCH(QString, start);
    QFETCH(QString, direction);
    QFETCH(QString, closedPnl);
    QFETCH(QString, fee);
    QFETCH(QString, entryNotional);
    QFETCH(QString, entryPrice);
    const FillOrder orders[] = {
        order("BTC", FillSide::Buy, "0.01", "60000.0"),
        order("BTC", FillSide::Buy, "0.02", "60100.0"),
        order("BTC", FillSide::Sell, "0.01", "60500.0"),
        order("BTC", FillSide::Sell, "0.05", "60200.0"),
    };
    Engine engine(quiet());

    domain::Fill fill;
    for (int i = 0; i <= row; ++i)
        fill = *engine.placeFill(orders[i]);

    QCOMPARE(QString::fromStdString(wireText(fill.startPosition)), start);
    QCOMPARE(QString::fromStdString(fill.direction), direction);
    QCOMPARE(QString::fromStdString(wireText(fill.closedPnl)), closedPnl);
    QCOMPARE(QString::fromStdString(wireText(fill.fee)), fee);
    const PositionView position = view(engine).positions.front();
    QCOMPARE(QString::fromStdString(money(position.position.entryNotional)), entryNotional);
    QCOMPARE(QString::fromStdString(wireText(position.entryPrice, 1)), entryPrice);
}

void SimulatorArithmeticTest::valuesTheWorkedExampleAtItsMark()
{
    Engine engine(quiet());
    QVERIFY(engine.setLeverage(someone(), "BTC", domain::MarginMode::Cross, 20));
    QVERIFY(engine.placeFill(order("BTC", FillSide::Buy, "0.01", "60000.0")));
    QVERIFY(engine.placeFill(order("BTC", FillSide::Buy, "0.02", "60100.0")));

    QVERIFY(engine.setMark("BTC", number("60300.0")));

    const PositionView position = view(engine).positions.front();
    QCOMPARE(money(position.value), std::string("1809.0"));
    QCOMPARE(money(position.unrealized), std::string("7.0"));
    QCOMPARE(wireText(position.returnOnEquity, RatioDecimals), std::string("0.0776914539"));
    QCOMPARE(money(position.marginUsed), std::string("90.45"));
}

void SimulatorArithmeticTest::showsTheIsolatedStateExample()
{
    Engine engine(quiet(1150));
    QVERIFY(engine.setLeverage(someone(), "ETH", domain::MarginMode::Isolated, 10));
    const auto fill = engine.placeFill(order("ETH", FillSide::Buy, "0.5", "3000.0"));
    QVERIFY(engine.setMark("ETH", number("3010.0")));

    const DexView state = view(engine);
    QCOMPARE(wireText(fill->fee), std::string("0.675"));
    QCOMPARE(money(state.all.accountValue), std::string("1154.325"));
    QCOMPARE(money(state.all.notional), std::string("1505.0"));
    QCOMPARE(money(state.all.rawUsd), std::string("-350.675"));
    QCOMPARE(money(state.all.marginUsed), std::string("154.325"));
    QCOMPARE(money(state.cross.accountValue), std::string("1000.0"));
    QCOMPARE(money(state.cross.notional), std::string("0.0"));
    QCOMPARE(money(state.cross.rawUsd), std::string("1000.0"));
    QCOMPARE(money(state.withdrawable), std::string("1000.0"));
    const PositionView position = state.positions.front();
    QCOMPARE(money(position.position.isolatedRaw), std::string("-1350.675"));
    QCOMPARE(money(position.unrealized), std::string("5.0"));
    QCOMPARE(wireText(position.returnOnEquity, RatioDecimals), std::string("0.0333333333"));
    QCOMPARE(wireText(*position.liquidationPrice, RatioDecimals), std::string("2756.4795918367"));
    QCOMPARE(money(position.marginUsed), std::string("154.325"));
}

void SimulatorArithmeticTest::floorsTheShownEntryPrice()
{
    Engine engine(quiet());
    QVERIFY(engine.placeFill(order("BTC", FillSide::Sell, "0.0003", "83959")));
    QVERIFY(engine.placeFill(order("BTC", FillSide::Sell, "0.00031", "81623")));

    const PositionView position = view(engine).positions.front();
    QCOMPARE(money(position.position.entryNotional), std::string("50.49083"));
    QCOMPARE(wireText(position.entryPrice, 1), std::string("82771.8"));
}

void SimulatorArithmeticTest::paysFundingFromLongToShort()
{
    // A long of 30 at an oracle price of 39.968 and this rate pays 0.044263.
    const Integer paid = fundingPayment(3000, 399680, 369155);

    QCOMPARE(money(paid), std::string("-0.044263"));
    QCOMPARE(money(fundingPayment(-3000, 399680, 369155)), std::string("0.044263"));
    QCOMPARE(money(fundingPayment(3000, 399680, -369155)), std::string("0.044263"));
}

void SimulatorArithmeticTest::countsFundingPaidAsPositive()
{
    Engine engine(quiet());
    QVERIFY(engine.placeFill(order("ETH", FillSide::Buy, "0.5", "3000.0")));
    QVERIFY(engine.setMark("ETH", number("3010.0")));
    QVERIFY(engine.setFundingRate("ETH", number("0.0000125")));
    const Integer before = view(engine).all.accountValue;

    engine.payFunding();

    QCOMPARE(money(view(engine).all.accountValue - before), std::string("-0.018812"));
    const PerpetualPosition position = view(engine).positions.front().position;
    QCOMPARE(money(position.fundingAllTime), std::string("0.018812"));
    QCOMPARE(money(position.fundingSinceOpen), std::string("0.018812"));
    QCOMPARE(money(engine.accounts().front().fundings.back().usdc), std::string("-0.018812"));
}

void SimulatorArithmeticTest::placesLiquidationPrices_data()
{
    QTest::addColumn<QString>("side");
    QTest::addColumn<QString>("price");
    // Equity 1000 of one cross position of 1 ETH at 3000, 25x at most: l = 0.02, M = 60.
    QTest::newRow("long below the mark")
        << QStringLiteral("buy") << QStringLiteral("2042.1938775510");
    QTest::newRow("short above the mark")
        << QStringLiteral("sell") << QStringLiteral("3920.2450980392");
}

void SimulatorArithmeticTest::placesLiquidationPrices()
{
    QFETCH(QString, side);
    QFETCH(QString, price);
    Engine engine(quiet(1000));
    const bool isBuy = side == QLatin1String("buy");
    QVERIFY(engine.setMark("ETH", number("3000.0")));
    QVERIFY(engine.placeFill(order("ETH", isBuy ? FillSide::Buy : FillSide::Sell, "1", "3000.0")));

    // The fee of 1.35 is gone from the equity: lp = 3000 ∓ (998.65 − 60)/(1 ∓ 0.02).
    const auto liquidation = view(engine).positions.front().liquidationPrice;
    QCOMPARE(wireText(*liquidation, RatioDecimals), wireText(number(price.toLatin1().constData())));
}

void SimulatorArithmeticTest::hasNoLiquidationPriceWhenWellCollateralised()
{
    Engine engine(quiet(100'000));
    QVERIFY(engine.placeFill(order("ETH", FillSide::Buy, "1", "3000.0")));

    QVERIFY(!view(engine).positions.front().liquidationPrice);
}

void SimulatorArithmeticTest::addsTheBuilderFeeToTheFee()
{
    Engine engine(quiet());
    FillOrder built = order("BTC", FillSide::Buy, "0.01", "60000.0");
    built.builderTenthsOfBasisPoint = 10;

    const auto fill = engine.placeFill(built);

    QCOMPARE(wireText(*fill->builderFee), std::string("0.06"));
    QCOMPARE(wireText(fill->fee), std::string("0.33"));
}

void SimulatorArithmeticTest::chargesNothingForABackstopLiquidation()
{
    Engine engine(quiet());
    QVERIFY(engine.placeFill(order("ETH", FillSide::Sell, "1", "3000.0")));

    const auto fill = engine.liquidate(someone(), "ETH", true);

    QCOMPARE(fill->direction, std::string("Liquidated Cross Short"));
    QVERIFY(fill->fee.isZero());
    QCOMPARE(fill->liquidation->method, std::string("backstop"));
    QVERIFY(fill->isLiquidationOf(someone()));
    QVERIFY(engine.truePositions(someone()).empty());
}

void SimulatorArithmeticTest::keepsOrdinaryWordsInAMarketLiquidation()
{
    Engine engine(quiet());
    QVERIFY(engine.placeFill(order("ETH", FillSide::Buy, "1", "3000.0")));

    const auto fill = engine.liquidate(someone(), "ETH", false);

    QCOMPARE(fill->direction, std::string("Close Long"));
    QVERIFY(fill->fee.isPositive());
    QCOMPARE(fill->liquidation->method, std::string("market"));
}

void SimulatorArithmeticTest::returnsAllIsolatedCashOnClose()
{
    Engine engine(quiet(10'000));
    QVERIFY(engine.setLeverage(someone(), "ETH", domain::MarginMode::Isolated, 5));
    QVERIFY(engine.placeFill(order("ETH", FillSide::Buy, "2", "3000.0")));    // fee 2.7
    QVERIFY(engine.placeFill(order("ETH", FillSide::Sell, "0.5", "3100.0"))); // fee 0.6975
    QVERIFY(engine.placeFill(order("ETH", FillSide::Sell, "2.5", "3050.0"))); // fee 3.43125
    QVERIFY(engine.placeFill(order("ETH", FillSide::Buy, "1", "3000.0")));    // fee 1.35

    // 0.5 · 100 + 1.5 · 50 + 1 · 50 less the fees.
    const DexView state = view(engine);
    QVERIFY(state.positions.empty());
    QCOMPARE(money(state.cross.accountValue), std::string("10166.82125"));
    QCOMPARE(money(state.all.rawUsd), std::string("10166.82125"));
}

void SimulatorArithmeticTest::deductsMarginTiers()
{
    const MarginTable table{52, "", {{0, 10}, {20'000'000, 5}}};
    const Integer below = 19'999'999 * powerOfTen(MoneyDecimals);
    const Integer above = 30'000'000 * powerOfTen(MoneyDecimals);

    QCOMPARE(money(maintenanceMargin(tierOf(table, below), below)), std::string("999999.95"));
    // 30m / 10 − 20m · (1/10 − 1/20)
    QCOMPARE(money(maintenanceMargin(tierOf(table, above), above)), std::string("2000000.0"));
}

void SimulatorArithmeticTest::printsAtLeastOneDecimal_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("scale");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0 << 6 << QStringLiteral("0.0");
    QTest::newRow("whole") << 60'000 << 0 << QStringLiteral("60000.0");
    QTest::newRow("trailing zeros") << 1'500'000 << 6 << QStringLiteral("1.5");
    QTest::newRow("negative") << -5 << 3 << QStringLiteral("-0.005");
}

void SimulatorArithmeticTest::printsAtLeastOneDecimal()
{
    QFETCH(int, units);
    QFETCH(int, scale);
    QFETCH(QString, text);

    QCOMPARE(QString::fromStdString(wireText(units, scale)), text);
}

QTEST_APPLESS_MAIN(SimulatorArithmeticTest)
#include "tst_simulatorarithmetic.moc"
