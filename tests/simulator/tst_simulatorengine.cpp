// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated exchange as a whole: it repeats itself, its chains hold, its cash is conserved.
#include "simulator/embedded/demoaccounts.h"
#include "simulator/server/accountwire.h"
#include "simulator/server/marketwire.h"

#include <QTest>
#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::simulator;
using domain::Decimal;
using domain::FillSide;

namespace {

constexpr std::int64_t Hour = 3'600'000;

EngineOptions lively(std::uint64_t seed, std::int64_t historyMs)
{
    EngineOptions options;
    options.seed = seed;
    options.historyMs = historyMs;
    options.accounts = demoAccounts();
    return options;
}

// Everything that a client could be told, as one text.
std::string everything(const Engine &engine)
{
    std::string text;
    base::JsonWriter json(text);
    const AccountWire accounts(engine);
    const MarketWire market(engine);
    json.beginArray();
    for (const Account &account : engine.accounts()) {
        for (std::size_t dex = 0; dex < engine.universe().dexes.size(); ++dex)
            accounts.writeState(json, &account, static_cast<int>(dex));
        accounts.writeSpotState(json, &account);
        for (const FillRecord &record : account.fills)
            accounts.writeSlice(json, record);
        for (const FundingRow &row : account.fundings)
            accounts.writeFunding(json, row);
        for (const OrderUpdate &update : account.orderHistory)
            accounts.writeOrderUpdate(json, update, true);
    }
    market.writeContexts(json, 0);
    market.writeSpotContexts(json);
    json.endArray();
    return text;
}

// What of a token arrives or leaves beside the size.
Decimal baseFee(const Universe &universe, const domain::Fill &fill)
{
    const Market &market = universe.market(universe.findCoin(fill.coin));
    return fill.feeToken == universe.token(market.baseToken).name ? fill.fee : Decimal(0);
}

// The number of links; −1 when one is broken.
int linksThatHold(const Engine &engine, const domain::Address &account)
{
    std::map<std::string, Decimal> held;
    base::Timestamp last{};
    int links = 0;
    for (const domain::Fill &fill : engine.trueFills(account)) {
        if (fill.time < last)
            return -1;
        last = fill.time;
        const auto known = held.find(fill.coin);
        if (known != held.end() && known->second != fill.startPosition)
            return -1;
        const int market = engine.universe().findCoin(fill.coin);
        Decimal end = fill.endPosition();
        if (engine.universe().market(market).isSpot())
            end -= baseFee(engine.universe(), fill);
        held[fill.coin] = end;
        ++links;
    }
    for (const auto &[coin, size] : engine.truePositions(account)) {
        if (held[coin] != size)
            return -1;
    }
    return links;
}

} // namespace

class SimulatorEngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatsItselfToTheLastByte();
    void differsWithAnotherSeed();
    void keepsEveryChainUnbroken();
    void doesEveryKindOfTrade();
    void paysFundingOnEveryHour();
    void staysCredible();
    void neverDependsOnTheOrderOfSmallSteps();
    void conservesCashForAnyFills();
    void tellsFillsOfOneOrderInOneEvent();
    void changesAPositionWithoutAFill();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void marksStayInsideTheBook();
};

void SimulatorEngineTest::repeatsItselfToTheLastByte()
{
    Engine first(lively(11, 24 * Hour));
    Engine second(lively(11, 24 * Hour));
    first.advance(600'000);
    second.advance(600'000);

    const std::string text = everything(first);
    QVERIFY(text.size() > 10'000);
    QVERIFY(text == everything(second));
}

void SimulatorEngineTest::differsWithAnotherSeed()
{
    Engine first(lively(11, Hour));
    Engine second(lively(12, Hour));

    QVERIFY(everything(first) != everything(second));
}

void SimulatorEngineTest::keepsEveryChainUnbroken()
{
    const bool holds = rc::check("every startPosition is the end of the fill before", [] {
        const auto seed = *rc::gen::arbitrary<std::uint64_t>();
        Engine engine(lively(seed, 2 * Hour));
        engine.advance(60'000);
        for (const Account &account : engine.accounts())
            RC_ASSERT(linksThatHold(engine, account.spec.address) >= 0);
    });
    QVERIFY(holds);
}

void SimulatorEngineTest::doesEveryKindOfTrade()
{
    Engine engine(lively(3, 7 * 24 * Hour));
    std::map<std::string, int> directions;
    int makers = 0;
    int rebates = 0;
    int builders = 0;
    int slices = 0;
    int otherDex = 0;
    int sameTime = 0;
    for (const Account &account : engine.accounts()) {
        base::Timestamp last{};
        for (const FillRecord &record : account.fills) {
            ++directions[record.fill.direction];
            makers += record.fill.isTaker == false ? 1 : 0;
            rebates += record.fill.fee.isNegative() ? 1 : 0;
            builders += record.fill.builderFee ? 1 : 0;
            slices += record.twapId ? 1 : 0;
            otherDex += record.fill.coin.starts_with("xyz:") ? 1 : 0;
            sameTime += record.fill.time == last ? 1 : 0;
            last = record.fill.time;
        }
    }
    for (const char *direction : {"Open Long", "Open Short", "Close Long", "Close Short",
                                  "Long > Short", "Short > Long", "Buy", "Sell"})
        QVERIFY2(directions[direction] > 0, direction);
    QVERIFY(makers > 0);
    QVERIFY(rebates > 0);
    QVERIFY(builders > 0);
    QVERIFY(slices > 0);
    QVERIFY(otherDex > 0);
    QVERIFY(sameTime > 0);
}

void SimulatorEngineTest::paysFundingOnEveryHour()
{
    Engine engine(lively(5, 48 * Hour));
    for (const Account &account : engine.accounts()) {
        QVERIFY(!account.fundings.empty());
        for (const FundingRow &row : account.fundings)
            QVERIFY(row.time % Hour < 1000);
    }
}

void SimulatorEngineTest::staysCredible()
{
    Engine engine(lively(1, DemoHistoryMs));
    std::size_t positions = 0;
    for (const Account &account : engine.accounts()) {
        positions += engine.truePositions(account.spec.address).size();
        QVERIFY(account.fills.size() > 150);
        QVERIFY(account.fills.size() < 2000);
        const DexView view = viewDex(engine.universe(), engine.board(), account, 0);
        QVERIFY(view.cross.accountValue > view.crossMaintenance * 2);
    }
    QVERIFY(positions >= 6);
    QVERIFY(positions <= 12);
}

void SimulatorEngineTest::neverDependsOnTheOrderOfSmallSteps()
{
    Engine engine(lively(9, 0));
    const std::int64_t before = engine.now();

    engine.step(before);
    QCOMPARE(engine.now(), before);
    engine.step(before + 250);
    QCOMPARE(engine.now(), before + 250);
}

void SimulatorEngineTest::conservesCashForAnyFills()
{
    const bool holds = rc::check("equity changes by the fills' cash and the marks alone", [] {
        EngineOptions options;
        AccountSpec spec = demoAccounts().front();
        spec.tradesByItself = false;
        spec.perpetualUsd = 1'000'000;
        options.accounts = {spec};
        options.moveMarks = false;
        Engine engine(std::move(options));
        const bool isolated = *rc::gen::arbitrary<bool>();
        RC_ASSERT(
            engine
                .setLeverage(spec.address, "ETH",
                             isolated ? domain::MarginMode::Isolated : domain::MarginMode::Cross, 5)
                .has_value());
        Decimal cash = 0;
        Decimal held = 0;
        const auto count = *rc::gen::inRange(1, 40);
        for (int i = 0; i < count; ++i) {
            FillOrder order;
            order.account = spec.address;
            order.coin = "ETH";
            order.side = *rc::gen::arbitrary<bool>() ? FillSide::Buy : FillSide::Sell;
            order.size = Decimal::fromUnits(*rc::gen::inRange(1, 50'000), 4);
            order.price = Decimal::fromUnits(*rc::gen::inRange(250'000, 350'000), 2);
            const auto fill = engine.placeFill(order);
            RC_ASSERT(fill.has_value());
            cash -= fill->signedSize() * fill->price + fill->fee;
            held += fill->signedSize();
        }
        const DexView view =
            viewDex(engine.universe(), engine.board(), engine.accounts().front(), 0);
        const Decimal mark =
            toDecimal(engine.board().quote(engine.universe().findCoin("ETH")).mark, 2);
        RC_ASSERT(toDecimal(view.all.accountValue, MoneyDecimals) ==
                  Decimal(1'000'000) + cash + held * mark);
    });
    QVERIFY(holds);
}

void SimulatorEngineTest::tellsFillsOfOneOrderInOneEvent()
{
    EngineOptions options = lively(1, 0);
    Engine engine(std::move(options));
    FillOrder order;
    order.account = engine.accounts().front().spec.address;
    order.coin = "SOL";
    order.size = *Decimal::parse("1.5");
    order.price = *Decimal::parse("134.2");

    const auto fills = engine.placeFills({order, order, order});

    QCOMPARE(fills->size(), std::size_t{3});
    int frames = 0;
    for (const Event &event : engine.takeEvents()) {
        if (const auto *happened = std::get_if<FillsHappened>(&event)) {
            ++frames;
            QCOMPARE(happened->fills.size(), std::size_t{3});
        }
    }
    QCOMPARE(frames, 1);
}

void SimulatorEngineTest::changesAPositionWithoutAFill()
{
    Engine engine(lively(1, 0));
    const domain::Address account = engine.accounts().front().spec.address;

    QVERIFY(engine.setPositionWithoutFill(account, "BTC", *Decimal::parse("-0.25"),
                                          *Decimal::parse("87000")));

    QCOMPARE(engine.truePositions(account).at("BTC").text(), std::string("-0.25"));
    QVERIFY(engine.trueFills(account).empty());
}

void SimulatorEngineTest::refusesWhatCannotBe_data()
{
    QTest::addColumn<QString>("coin");
    QTest::addColumn<QString>("size");
    QTest::addColumn<QString>("price");
    const auto row = [](const char *name, const char *coin, const char *size, const char *price) {
        QTest::newRow(name) << QString::fromLatin1(coin) << QString::fromLatin1(size)
                            << QString::fromLatin1(price);
    };
    row("an unknown coin", "NOPE", "1", "1");
    row("a size finer than a lot", "BTC", "0.000001", "60000");
    row("a price finer than a unit", "BTC", "0.1", "60000.01");
    row("no size", "BTC", "0", "60000");
    row("a spot sell of what is not held", "@107", "-1", "33");
    row("more than could be simulated", "BTC", "1000000000000", "1000000000000");
}

void SimulatorEngineTest::refusesWhatCannotBe()
{
    QFETCH(QString, coin);
    QFETCH(QString, size);
    QFETCH(QString, price);
    Engine engine(lively(1, 0));
    FillOrder order;
    order.account = engine.accounts().front().spec.address;
    order.coin = coin.toStdString();
    const Decimal signedSize = *Decimal::parse(size.toStdString());
    order.side = signedSize.isNegative() ? FillSide::Sell : FillSide::Buy;
    order.size = signedSize.abs();
    order.price = *Decimal::parse(price.toStdString());

    const auto fill = engine.placeFill(order);

    QVERIFY(!fill);
    QVERIFY(!fill.error().message.empty());
    QVERIFY(engine.trueFills(order.account).empty());
}

void SimulatorEngineTest::marksStayInsideTheBook()
{
    Engine engine(lively(21, 24 * Hour));
    for (std::size_t i = 0; i < engine.universe().markets.size(); ++i) {
        const int market = static_cast<int>(i);
        const Quote &quote = engine.board().quote(market);
        const Integer tick = engine.board().tick(market, quote.mark);
        QVERIFY(quote.bid < quote.ask);
        QVERIFY(quote.bid <= quote.mark && quote.mark < quote.ask);
        QVERIFY(quote.bid % tick == 0);
    }
}

QTEST_APPLESS_MAIN(SimulatorEngineTest)
#include "tst_simulatorengine.moc"
