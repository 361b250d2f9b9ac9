// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/accountwire.h"

#include <algorithm>

namespace lpm::simulator {

using base::JsonWriter;

namespace {

const std::string ZeroHash = "0x" + std::string(64, '0');

std::string money(Integer amount) { return wireText(amount, MoneyDecimals); }

} // namespace

void AccountWire::writeSummary(JsonWriter &json, const MarginSummary &summary) const
{
    json.beginObject().key("accountValue").string(money(summary.accountValue));
    json.key("totalNtlPos").string(money(summary.notional));
    json.key("totalRawUsd").string(money(summary.rawUsd));
    json.key("totalMarginUsed").string(money(summary.marginUsed)).endObject();
}

void AccountWire::writeLeverage(JsonWriter &json, const PerpetualPosition &position) const
{
    const bool isIsolated = position.marginMode == domain::MarginMode::Isolated;
    json.beginObject().key("type").string(isIsolated ? "isolated" : "cross");
    json.key("value").integer(position.leverage);
    if (isIsolated)
        json.key("rawUsd").string(money(position.isolatedRaw));
    json.endObject();
}

void AccountWire::writePosition(JsonWriter &json, const PositionView &view) const
{
    const Market &market = m_engine.universe().market(view.market);
    const PerpetualPosition &position = view.position;
    json.beginObject().key("type").string("oneWay").key("position").beginObject();
    json.key("coin").string(market.coin);
    json.key("szi").string(wireText(position.size, market.sizeDecimals)).key("leverage");
    writeLeverage(json, position);
    json.key("entryPx").string(wireText(view.entryPrice, market.priceDecimals));
    json.key("positionValue").string(money(view.value));
    json.key("unrealizedPnl").string(money(view.unrealized));
    json.key("returnOnEquity").string(wireText(view.returnOnEquity, RatioDecimals));
    json.key("liquidationPx");
    if (view.liquidationPrice)
        json.string(wireText(*view.liquidationPrice, RatioDecimals));
    else
        json.null();
    json.key("marginUsed").string(money(view.marginUsed));
    json.key("maxLeverage").integer(market.maxLeverage).key("cumFunding").beginObject();
    json.key("allTime").string(money(position.fundingAllTime));
    json.key("sinceOpen").string(money(position.fundingSinceOpen));
    json.key("sinceChange").string(money(position.fundingSinceChange)).endObject();
    json.endObject().endObject();
}

void AccountWire::writeState(JsonWriter &json, const Account *account, int dex) const
{
    const DexView view =
        account ? viewDex(m_engine.universe(), m_engine.board(), *account, dex) : DexView{};
    json.beginObject().key("marginSummary");
    writeSummary(json, view.all);
    json.key("crossMarginSummary");
    writeSummary(json, view.cross);
    json.key("crossMaintenanceMarginUsed").string(money(view.crossMaintenance));
    json.key("withdrawable").string(money(view.withdrawable)).key("assetPositions").beginArray();
    for (const PositionView &position : view.positions)
        writePosition(json, position);
    json.endArray().key("time").integer(m_engine.now()).endObject();
}

void AccountWire::writeSpotState(JsonWriter &json, const Account *account) const
{
    json.beginObject().key("balances").beginArray();
    if (account) {
        for (const auto &[place, holding] : account->spot) {
            const Token &token = m_engine.universe().token(place);
            json.beginObject().key("coin").string(token.name).key("token").integer(token.index);
            if (place == 0 && account->spec.isUnified) {
                const UnifiedBalance balance =
                    unifiedBalance(m_engine.universe(), m_engine.board(), *account);
                json.key("total").string(money(balance.total));
                json.key("hold").string(money(balance.hold));
            } else {
                json.key("total").string(wireText(holding.total, token.weiDecimals));
                json.key("hold").string("0.0");
            }
            json.key("entryNtl").string(wireText(holding.entryNotional, SpotMoneyDecimals));
            json.endObject();
        }
    }
    json.endArray().endObject();
}

void AccountWire::writeFill(JsonWriter &json, const domain::Fill &fill) const
{
    json.beginObject().key("coin").string(fill.coin).key("px").string(wireText(fill.price));
    json.key("sz").string(wireText(fill.size));
    json.key("side").string(fill.side == domain::FillSide::Buy ? "B" : "A");
    json.key("time").integer(base::toUnixMilliseconds(fill.time));
    json.key("startPosition").string(wireText(fill.startPosition));
    json.key("dir").string(fill.direction).key("closedPnl").string(wireText(fill.closedPnl));
    json.key("hash").string(fill.hash).key("oid").integer(fill.orderId);
    json.key("crossed").boolean(fill.isTaker == true).key("fee").string(wireText(fill.fee));
    json.key("tid").integer(fill.tradeId).key("feeToken").string(fill.feeToken);
    json.key("twapId").null(); // never told, not even of a slice
    if (fill.builderFee)
        json.key("builderFee").string(wireText(*fill.builderFee));
    if (!fill.clientOrderId.empty())
        json.key("cloid").string(fill.clientOrderId);
    if (fill.liquidation) {
        json.key("liquidation").beginObject();
        if (fill.liquidation->liquidatedUser)
            json.key("liquidatedUser").string(fill.liquidation->liquidatedUser->text());
        if (fill.liquidation->markPrice)
            json.key("markPx").string(wireText(*fill.liquidation->markPrice));
        json.key("method").string(fill.liquidation->method).endObject();
    }
    json.endObject();
}

void AccountWire::writeSlice(JsonWriter &json, const FillRecord &record) const
{
    json.beginObject().key("fill");
    writeFill(json, record.fill);
    json.key("twapId").integer(record.twapId.value_or(0)).endObject();
}

void AccountWire::writeFunding(JsonWriter &json, const FundingRow &row) const
{
    json.beginObject().key("time").integer(row.time).key("hash").string(ZeroHash);
    json.key("delta").beginObject().key("type").string("funding");
    json.key("coin").string(row.coin).key("usdc").string(money(row.usdc));
    json.key("szi").string(row.size).key("fundingRate").string(wireText(row.rate, RateDecimals));
    json.key("nSamples").null().endObject().endObject();
}

void AccountWire::writeFundingPush(JsonWriter &json, const FundingRow &row) const
{
    json.beginObject().key("time").integer(row.time).key("coin").string(row.coin);
    json.key("usdc").string(money(row.usdc)).key("szi").string(row.size);
    json.key("fundingRate").string(wireText(row.rate, RateDecimals)).key("nSamples").null();
    json.endObject();
}

void AccountWire::writeLedger(JsonWriter &json, const LedgerRow &row) const
{
    json.beginObject().key("time").integer(row.time).key("hash").string(row.hash);
    json.key("delta").beginObject();
    if (row.usdc >= 0) {
        json.key("type").string("deposit").key("usdc").string(money(row.usdc));
    } else {
        json.key("type").string("withdraw").key("usdc").string(money(-row.usdc));
        json.key("nonce").integer(row.time).key("fee").string("1.0");
    }
    json.endObject().endObject();
}

void AccountWire::writeOrderCore(JsonWriter &json, const Order &order) const
{
    const Market &market = m_engine.universe().market(order.market);
    json.key("coin").string(market.coin).key("side").string(order.isBuy ? "B" : "A");
    json.key("limitPx").string(wireText(order.limitPrice, market.priceDecimals));
    json.key("sz").string(wireText(order.size, market.sizeDecimals));
    json.key("oid").integer(order.id).key("timestamp").integer(order.time);
    json.key("origSz").string(wireText(order.originalSize, market.sizeDecimals));
}

void AccountWire::writeOrder(JsonWriter &json, const Order &order) const
{
    json.beginObject();
    writeOrderCore(json, order);
    if (!order.clientOrderId.empty())
        json.key("cloid").string(order.clientOrderId);
    if (order.reduceOnly)
        json.key("reduceOnly").boolean(true);
    json.endObject();
}

void AccountWire::writeFrontendOrder(JsonWriter &json, const Order &order) const
{
    json.beginObject();
    writeOrderCore(json, order);
    json.key("triggerCondition").string("N/A").key("isTrigger").boolean(false);
    json.key("triggerPx").string("0.0").key("children").beginArray().endArray();
    json.key("isPositionTpsl").boolean(false).key("reduceOnly").boolean(order.reduceOnly);
    json.key("orderType").string("Limit").key("tif").string(order.timeInForce).key("cloid");
    if (order.clientOrderId.empty())
        json.null();
    else
        json.string(order.clientOrderId);
    json.endObject();
}

void AccountWire::writeOrderUpdate(JsonWriter &json, const OrderUpdate &update, bool isLong) const
{
    json.beginObject().key("order");
    if (isLong)
        writeFrontendOrder(json, update.order);
    else
        writeOrder(json, update.order);
    json.key("status").string(update.status);
    json.key("statusTimestamp").integer(update.time).endObject();
}

void AccountWire::writeOpenOrders(JsonWriter &json, const Account *account, int dex,
                                  bool isLong) const
{
    json.beginArray();
    if (account) {
        for (const Order &order : account->openOrders) {
            if (m_engine.universe().market(order.market).dex != dex)
                continue;
            if (isLong)
                writeFrontendOrder(json, order);
            else
                writeOrder(json, order);
        }
    }
    json.endArray();
}

void AccountWire::writeTwap(JsonWriter &json, const Account &account, const TwapOrder &twap) const
{
    const Market &market = m_engine.universe().market(twap.market);
    json.beginObject().key("coin").string(market.coin);
    json.key("user").string(account.spec.address.text());
    json.key("side").string(twap.isBuy ? "B" : "A");
    json.key("sz").string(wireText(twap.size, market.sizeDecimals));
    json.key("executedSz").string(wireText(twap.executed, market.sizeDecimals));
    json.key("executedNtl")
        .string(wireText(twap.executedNotional, market.sizeDecimals + market.priceDecimals));
    json.key("minutes").integer(5).key("reduceOnly").boolean(false);
    json.key("randomize").boolean(true).key("timestamp").integer(twap.time).endObject();
}

void AccountWire::writeTwapHistory(JsonWriter &json, const Account &account, const TwapOrder &twap,
                                   bool isFinished) const
{
    json.beginObject().key("time").integer(m_engine.now() / 1000).key("state"); // seconds here
    writeTwap(json, account, twap);
    json.key("status").beginObject().key("status");
    json.string(isFinished ? "finished" : "activated").endObject();
    json.key("twapId").integer(twap.id).endObject();
}

void AccountWire::writeTwapStates(JsonWriter &json, const Account *account, int dex) const
{
    json.beginArray();
    if (account && account->twap && m_engine.universe().market(account->twap->market).dex == dex) {
        json.beginArray().integer(account->twap->id);
        writeTwap(json, *account, *account->twap);
        json.endArray();
    }
    json.endArray();
}

void AccountWire::writeActiveAsset(JsonWriter &json, const std::string &user,
                                   const Account *account, int market) const
{
    const Market &spec = m_engine.universe().market(market);
    const Quote &quote = m_engine.board().quote(market);
    PerpetualPosition position;
    position.leverage = std::min(20, spec.maxLeverage);
    Integer free = 0;
    if (account) {
        if (const auto held = account->positions.find(market); held != account->positions.end())
            position = held->second;
        free = viewDex(m_engine.universe(), m_engine.board(), *account, spec.dex).withdrawable;
    }
    const std::string size = wireText(free * position.leverage / quote.mark, spec.sizeDecimals);
    json.beginObject().key("user").string(user).key("coin").string(spec.coin).key("leverage");
    writeLeverage(json, position);
    json.key("maxTradeSzs").beginArray().string(size).string(size).endArray();
    json.key("availableToTrade").beginArray().string(money(free)).string(money(free)).endArray();
    json.key("markPx").string(wireText(quote.mark, spec.priceDecimals)).endObject();
}

void AccountWire::writeUserState(JsonWriter &json, const std::string &user,
                                 const Account *account) const
{
    Integer sent = 0;
    if (account) {
        for (const LedgerRow &row : account->ledger)
            sent += row.usdc;
    }
    json.beginObject().key("userState").beginObject().key("agentAddress").null();
    json.key("agentValidUntil").null().key("cumLedger").string(money(sent));
    json.key("serverTime").integer(m_engine.now()).key("isVault").boolean(false);
    json.key("user").string(user).endObject().key("perpDexStates").beginArray();
    for (std::size_t i = 0; i < m_engine.universe().dexes.size(); ++i)
        json.beginObject().key("totalVaultEquity").string("0.0").endObject();
    json.endArray().endObject();
}

} // namespace lpm::simulator
