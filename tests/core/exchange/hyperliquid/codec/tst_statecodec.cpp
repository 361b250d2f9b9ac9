// SPDX-License-Identifier: GPL-3.0-or-later
// States, roles, modes and the universe.
#include "core/exchange/hyperliquid/codec/statecodec.h"
#include "core/exchange/hyperliquid/codec/universecodec.h"

#include <QTest>

using namespace lpm;
using namespace lpm::exchange::hyperliquid;
using domain::Decimal;

namespace {

const std::string Summary = R"("marginSummary":{"accountValue":"1154.325","totalNtlPos":"1505.0",
    "totalRawUsd":"-350.675","totalMarginUsed":"154.325"})";

std::string stateWith(const std::string &position)
{
    return "{" + Summary + R"(,"crossMarginSummary":{"accountValue":"1000.0"},
        "crossMaintenanceMarginUsed":"0.5","withdrawable":"900.0","assetPositions":[
        {"type":"oneWay","position":)" +
           position + R"(}],"time":1790000000000})";
}

const std::string Isolated = R"({"coin":"ETH","szi":"-0.5",
    "leverage":{"type":"isolated","value":10,"rawUsd":"-1350.675"},"entryPx":"3000.0",
    "positionValue":"1505.0","unrealizedPnl":"5.0","returnOnEquity":"0.0333333333",
    "liquidationPx":"2756.4795918367","marginUsed":"154.325","maxLeverage":25,
    "cumFunding":{"allTime":"12.5","sinceOpen":"0.0188","sinceChange":"0.0188"}})";

Decimal number(const char *text) { return Decimal::parse(text).value(); }

} // namespace

class StateCodecTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAStateWithAnIsolatedPosition();
    void readsACrossPositionWithoutLiquidationPrice();
    void whatIsNotToldStaysUnknown();
    void aPositionOfNothingIsNone();
    void readsTheStateOfAnAddressNeverUsed();
    void refusesStatesThatWouldBeWrong_data();
    void refusesStatesThatWouldBeWrong();
    void readsSpotBalances();
    void readsRoles_data();
    void readsRoles();
    void readsAccountModes_data();
    void readsAccountModes();
    void readsPerpetualsOfADex();
    void readsSpotPairsByTokenIndex();
    void readsDexNames();
    void tellsAnswersThatAreNoListOfDexes();
    void readsMarksByPlaceInTheUniverse();
    void refusesMoreContextsThanCoins();
    void aMarkThatCannotBeOneCostsNoOther();
    void whatHasNoNameCostsNoOther();
};

void StateCodecTest::readsAStateWithAnIsolatedPosition()
{
    const auto state = decodeClearinghouseState(stateWith(Isolated), "xyz");

    QVERIFY2(state, state ? "" : state.error().message.c_str());
    QCOMPARE(state->dex, std::string("xyz"));
    QCOMPARE(state->accountValue, number("1154.325"));
    QCOMPARE(state->totalNotional, number("1505"));
    QCOMPARE(state->totalRawUsd, number("-350.675"));
    QCOMPARE(state->totalMarginUsed, number("154.325"));
    QCOMPARE(state->crossAccountValue.value(), number("1000"));
    QCOMPARE(state->crossMaintenanceMargin.value(), number("0.5"));
    QCOMPARE(state->withdrawable.value(), number("900"));
    QCOMPARE(base::toUnixMilliseconds(state->time), 1790000000000LL);
    const domain::ExchangePosition &position = state->positions.front();
    QCOMPARE(position.coin, std::string("ETH"));
    QCOMPARE(position.size, number("-0.5"));
    QCOMPARE(position.entryPrice.value(), number("3000"));
    QCOMPARE(position.positionValue, number("1505"));
    QCOMPARE(position.unrealizedPnl, number("5"));
    QCOMPARE(position.returnOnEquity.value(), number("0.0333333333"));
    QCOMPARE(position.liquidationPrice.value(), number("2756.4795918367"));
    QCOMPARE(position.marginUsed.value(), number("154.325"));
    QCOMPARE(position.marginMode.value(), domain::MarginMode::Isolated);
    QCOMPARE(position.leverage.value(), number("10"));
    QCOMPARE(position.isolatedRawUsd.value(), number("-1350.675"));
    QCOMPARE(position.maxLeverage.value(), 25);
    QCOMPARE(position.fundingAllTime.value(), number("12.5"));
    QCOMPARE(position.fundingSinceOpen.value(), number("0.0188"));
}

void StateCodecTest::readsACrossPositionWithoutLiquidationPrice()
{
    const auto state = decodeClearinghouseState(
        stateWith(
            R"({"coin":"BTC","szi":"1.0","leverage":{"type":"cross","value":20},"entryPx":null,
            "positionValue":"60000.0","unrealizedPnl":"0.0","liquidationPx":null,"marginUsed":"3000.0"})"),
        "");

    QVERIFY(state);
    QCOMPARE(state->positions.front().marginMode.value(), domain::MarginMode::Cross);
    QVERIFY(!state->positions.front().liquidationPrice);
    QVERIFY(!state->positions.front().entryPrice);
    QVERIFY(!state->positions.front().isolatedRawUsd);
}

void StateCodecTest::whatIsNotToldStaysUnknown()
{
    const auto state = decodeClearinghouseState(
        stateWith(R"({"coin":"BTC","szi":"1","positionValue":"1","unrealizedPnl":"1"})"), "");

    QVERIFY(state);
    const domain::ExchangePosition &position = state->positions.front();
    QVERIFY(!position.leverage);
    QVERIFY(!position.marginUsed);
    QVERIFY(!position.marginMode);
}

void StateCodecTest::aPositionOfNothingIsNone()
{
    const auto state = decodeClearinghouseState(
        stateWith(R"({"coin":"BTC","szi":"0.0","positionValue":"0","unrealizedPnl":"0"})"), "");

    QVERIFY(state);
    QVERIFY(state->positions.empty());
}

void StateCodecTest::readsTheStateOfAnAddressNeverUsed()
{
    const auto state = decodeClearinghouseState(
        R"({"marginSummary":{"accountValue":"0.0","totalNtlPos":"0.0","totalRawUsd":"0.0",
            "totalMarginUsed":"0.0"},"assetPositions":[]})",
        "");

    QVERIFY(state);
    QVERIFY(state->positions.empty());
    QVERIFY(!state->withdrawable);
}

void StateCodecTest::refusesStatesThatWouldBeWrong_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("no positions") << QByteArray::fromStdString("{" + Summary + "}");
    QTest::newRow("positions are null")
        << QByteArray::fromStdString("{" + Summary + R"(,"assetPositions":null})");
    QTest::newRow("a position of nothing") << QByteArray::fromStdString(stateWith("{}"));
    QTest::newRow("a position of no coin") << QByteArray::fromStdString(
        stateWith(R"({"coin":"","szi":"1","positionValue":"1","unrealizedPnl":"1"})"));
    QTest::newRow("an entry no market had") << QByteArray::fromStdString(stateWith(
        R"({"coin":"BTC","szi":"1","entryPx":"1000000000001","positionValue":"1","unrealizedPnl":"1"})"));
    QTest::newRow("a size of NaN") << QByteArray::fromStdString(
        stateWith(R"({"coin":"BTC","szi":"NaN","positionValue":"1","unrealizedPnl":"1"})"));
}

void StateCodecTest::refusesStatesThatWouldBeWrong()
{
    QFETCH(QByteArray, json);

    const auto state = decodeClearinghouseState(json.toStdString(), "");

    QVERIFY(!state);
    QVERIFY(state.error().message.starts_with("clearinghouse state"));
}

void StateCodecTest::readsSpotBalances()
{
    const auto balances = decodeSpotState(
        R"({"balances":[{"coin":"USDC","token":0,"total":"120.5","hold":"0","entryNtl":"0.0"},
            {"coin":"+10","total":25.0,"hold":"0.0"}],"evmEscrows":[{"coin":"X"}]})");

    QVERIFY(balances);
    QCOMPARE(balances->size(), std::size_t{2});
    QCOMPARE(balances->at(0).token, std::string("USDC"));
    QCOMPARE(balances->at(0).total, number("120.5"));
    QCOMPARE(balances->at(1).total, number("25"));
    QVERIFY(!balances->at(1).entryNotional);
    QVERIFY(!decodeSpotState("{}"));
}

void StateCodecTest::readsRoles_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("role");
    QTest::addColumn<bool>("hasMaster");
    const auto row = [](const char *name, const char *json, domain::AccountRole role, bool master) {
        QTest::newRow(name) << QByteArray(json) << static_cast<int>(role) << master;
    };
    using Role = domain::AccountRole;
    row("user", R"({"role":"user"})", Role::User, false);
    row("vault", R"({"role":"vault"})", Role::Vault, false);
    row("missing", R"({"role":"missing"})", Role::Missing, false);
    row("unknown", R"({"role":"builder"})", Role::User, false);
    row("agent", R"({"role":"agent","data":{"user":"0x2222222222222222222222222222222222222222"}})",
        Role::Agent, true);
    row("sub-account",
        R"({"data":{"master":"0x2222222222222222222222222222222222222222"},"role":"subAccount"})",
        Role::SubAccount, true);
}

void StateCodecTest::readsRoles()
{
    QFETCH(QByteArray, json);
    QFETCH(int, role);
    QFETCH(bool, hasMaster);

    const auto answer = decodeRole(json.toStdString());

    QVERIFY(answer);
    QCOMPARE(static_cast<int>(answer->role), role);
    QCOMPARE(answer->master.has_value(), hasMaster);
    QVERIFY(!decodeRole(R"({"role":"agent"})"));
}

void StateCodecTest::readsAccountModes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("mode");
    const auto row = [](const char *json, domain::AccountAbstraction mode) {
        QTest::newRow(json) << QByteArray(json) << static_cast<int>(mode);
    };
    using Mode = domain::AccountAbstraction;
    row(R"("default")", Mode::Standard);
    row(R"("disabled")", Mode::Standard);
    row(R"("unifiedAccount")", Mode::Unified);
    row(R"("portfolioMargin")", Mode::PortfolioMargin);
    row(R"("somethingNew")", Mode::Unknown);
    row("null", Mode::Unknown);
}

void StateCodecTest::readsAccountModes()
{
    QFETCH(QByteArray, json);
    QFETCH(int, mode);

    const auto answer = decodeAbstraction(json.toStdString());

    QVERIFY(answer);
    QCOMPARE(static_cast<int>(*answer), mode);
    QVERIFY(!decodeAbstraction("{}"));
}

void StateCodecTest::readsPerpetualsOfADex()
{
    const auto instruments = decodeMeta(
        R"({"universe":[{"name":"xyz:TSLA","szDecimals":3,"maxLeverage":10,"marginTableId":10},
            {"szDecimals":0,"name":"xyz:OLD","maxLeverage":3,"isDelisted":true,"onlyIsolated":null}],
            "marginTables":[[10,{"description":"","marginTiers":[]}]],"collateralToken":0})",
        "xyz");

    QVERIFY(instruments);
    QCOMPARE(instruments->size(), std::size_t{2});
    QCOMPARE(instruments->at(0).coin, std::string("xyz:TSLA"));
    QCOMPARE(instruments->at(0).symbol, std::string("xyz:TSLA-USD"));
    QCOMPARE(instruments->at(0).dex, std::string("xyz"));
    QCOMPARE(instruments->at(0).sizeDecimals, 3);
    QCOMPARE(instruments->at(0).priceDecimals, 3);
    QCOMPARE(instruments->at(0).maxLeverage, 10);
    QVERIFY(instruments->at(1).isDelisted);
    QVERIFY(!decodeMeta(R"({"universe":[{"name":"X","szDecimals":99}]})", ""));
}

void StateCodecTest::readsSpotPairsByTokenIndex()
{
    const auto instruments = decodeSpotMeta(
        R"({"universe":[{"tokens":[150,0],"name":"@107","index":107},{"tokens":[1,0],"name":"PURR/USDC"},
            {"tokens":[5,0],"name":"@9"}],
            "tokens":[{"name":"HYPE","szDecimals":2,"weiDecimals":8,"index":150},
            {"name":"USDC","szDecimals":8,"weiDecimals":8,"index":0,"evmContract":null},
            {"name":"PURR","szDecimals":0,"weiDecimals":5,"index":1}]})");

    QVERIFY(instruments);
    QCOMPARE(instruments->size(), std::size_t{2});
    const domain::Instrument &hype = instruments->front();
    QCOMPARE(hype.coin, std::string("@107"));
    QCOMPARE(hype.symbol, std::string("HYPE/USDC"));
    QCOMPARE(hype.kind, domain::InstrumentKind::Spot);
    QCOMPARE(hype.sizeDecimals, 2);
    QCOMPARE(hype.priceDecimals, 6);
    QCOMPARE(hype.baseWeiDecimals, 8);
    QCOMPARE(hype.baseToken, std::string("HYPE"));
    QCOMPARE(hype.quoteToken, std::string("USDC"));
    QCOMPARE(instruments->at(1).symbol, std::string("PURR/USDC"));
}

void StateCodecTest::readsDexNames()
{
    const auto names = decodePerpDexs(R"([null,{"name":"xyz","deployer":"0x1"},{"name":"flx"}])");

    QVERIFY(names);
    QCOMPARE(*names, (std::vector<std::string>{"", "xyz", "flx"}));
    QCOMPARE(decodePerpDexs("[]").value(), std::vector<std::string>{""});
}

void StateCodecTest::tellsAnswersThatAreNoListOfDexes()
{
    QCOMPARE(decodePerpDexs("null").error().code, base::ErrorCode::Protocol);
    QCOMPARE(decodePerpDexs("{}").error().code, base::ErrorCode::Protocol);
    QCOMPARE(decodePerpDexs("[null").error().code, base::ErrorCode::Parse);
    QCOMPARE(decodePerpDexs("<html>").error().code, base::ErrorCode::Parse);
}

void StateCodecTest::readsMarksByPlaceInTheUniverse()
{
    const auto frame = decodeMetaAndAssetCtxs(
        R"([{"universe":[{"name":"BTC","szDecimals":5},{"name":"ETH","szDecimals":4},
            {"name":"SOL","szDecimals":2}]},
            [{"markPx":"60001.0","midPx":null},{"markPx":null},{"funding":"0.1","markPx":"128.5"}]])");

    QVERIFY(frame);
    QCOMPARE(frame->marks.size(), std::size_t{2});
    QCOMPARE(frame->marks[0].coin, std::string("BTC"));
    QCOMPARE(frame->marks[0].price, number("60001"));
    QCOMPARE(frame->marks[1].coin, std::string("SOL"));
}

void StateCodecTest::refusesMoreContextsThanCoins()
{
    QVERIFY(!decodeMetaAndAssetCtxs(R"([{"universe":[]},[{"markPx":"1.0"}]])"));
    QVERIFY(!decodeMetaAndAssetCtxs("{}"));
}

void StateCodecTest::aMarkThatCannotBeOneCostsNoOther()
{
    const auto frame = decodeMetaAndAssetCtxs(
        R"([{"universe":[{"name":"OLD","szDecimals":0},{"name":"ETH","szDecimals":4}]},
            [{"markPx":"0.0"},{"markPx":"3000"}]])");

    QVERIFY(frame);
    QCOMPARE(frame->marks.size(), std::size_t{1});
    QCOMPARE(frame->marks[0].coin, std::string("ETH"));
}

void StateCodecTest::whatHasNoNameCostsNoOther()
{
    const std::string universe =
        R"({"universe":[{"name":"","szDecimals":0},{"name":"ETH","szDecimals":4}]})";
    const auto instruments = decodeMeta(universe, "");
    const auto frame =
        decodeMetaAndAssetCtxs("[" + universe + R"(,[{"markPx":"1"},{"markPx":"3000"}]])");
    const auto pairs = decodeSpotMeta(
        R"({"universe":[{"tokens":[1,0],"name":""},{"tokens":[1,0],"name":"@1"}],
            "tokens":[{"name":"USDC","szDecimals":8,"weiDecimals":8,"index":0},
            {"name":"PURR","szDecimals":0,"weiDecimals":5,"index":1}]})");

    QVERIFY(instruments && frame && pairs);
    QCOMPARE(instruments->size(), std::size_t{1});
    QCOMPARE(instruments->front().coin, std::string("ETH"));
    QCOMPARE(frame->marks.size(), std::size_t{1});
    QCOMPARE(frame->marks.front().coin, std::string("ETH"));
    QCOMPARE(pairs->size(), std::size_t{1});
    QVERIFY(!decodeSpotState(R"({"balances":[{"coin":"","total":"1"}]})"));
}

QTEST_GUILESS_MAIN(StateCodecTest)
#include "tst_statecodec.moc"
