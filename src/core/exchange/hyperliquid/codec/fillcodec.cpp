// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/fillcodec.h"

#include "core/exchange/hyperliquid/codec/fillreading.h"

namespace lpm::exchange::hyperliquid {

namespace {

using domain::Fill;
using domain::FundingPayment;
using domain::Liquidation;
using json::Field;
using json::Reading;
using json::Value;

constexpr auto Required = json::Presence::Required;
constexpr auto Optional = json::Presence::Optional;

// --- a fill ------------------------------------------------------------------------------------

void readSide(Reading &r, Value &v, Fill &fill)
{
    const std::string side = json::text(r, v);
    if (side == "B")
        fill.side = domain::FillSide::Buy;
    else if (side == "A")
        fill.side = domain::FillSide::Sell;
    else
        r.fail("is neither B nor A");
}

void readPrice(Reading &r, Value &v, Fill &fill)
{
    fill.price = json::decimal(r, v);
    if (fill.price.isNegative()) // zero is a price: of an outcome that did not happen
        r.fail("is negative");
}

void readSize(Reading &r, Value &v, Fill &fill)
{
    fill.size = json::decimal(r, v);
    if (!fill.size.isPositive())
        r.fail("is not above zero");
}

// Whose liquidation it was is an aside: a form we do not know must not cost the fill.
void readLiquidatedUser(Reading &r, Value &v, Liquidation &liquidation)
{
    if (auto user = domain::Address::parse(json::text(r, v)))
        liquidation.liquidatedUser = *user;
}

constexpr std::array<Field<Liquidation>, 3> LiquidationFields{{
    {"liquidatedUser", Optional, readLiquidatedUser},
    {"markPx", Optional, [](Reading &r, Value &v, Liquidation &l) { l.markPrice = json::decimal(r, v); }},
    {"method", Optional, [](Reading &r, Value &v, Liquidation &l) { l.method = json::text(r, v); }},
}};

void readLiquidation(Reading &r, Value &v, Fill &fill)
{
    readObject(r, v, LiquidationFields, fill.liquidation.emplace());
}

// In the order the exchange writes them. direction and feeToken are missing from old rows.
constexpr std::array<Field<Fill>, 18> FillFields{{
    {"coin", Required, [](Reading &r, Value &v, Fill &f) { f.coin = json::text(r, v); }},
    {"px", Required, readPrice},
    {"sz", Required, readSize},
    {"side", Required, readSide},
    {"time", Required, [](Reading &r, Value &v, Fill &f) { f.time = json::time(r, v); }},
    {"startPosition", Required, [](Reading &r, Value &v, Fill &f) { f.startPosition = json::decimal(r, v); }},
    {"dir", Optional, [](Reading &r, Value &v, Fill &f) { f.direction = json::text(r, v); }},
    {"closedPnl", Required, [](Reading &r, Value &v, Fill &f) { f.closedPnl = json::decimal(r, v); }},
    {"hash", Optional, [](Reading &r, Value &v, Fill &f) { f.hash = json::text(r, v); }},
    {"oid", Required, [](Reading &r, Value &v, Fill &f) { f.orderId = json::integer(r, v); }},
    {"crossed", Optional, [](Reading &r, Value &v, Fill &f) { f.isTaker = json::boolean(r, v); }},
    {"fee", Required, [](Reading &r, Value &v, Fill &f) { f.fee = json::decimal(r, v); }},
    {"tid", Required, [](Reading &r, Value &v, Fill &f) { f.tradeId = json::integer(r, v); }},
    {"cloid", Optional, [](Reading &r, Value &v, Fill &f) { f.clientOrderId = json::text(r, v); }},
    {"liquidation", Optional, readLiquidation},
    {"feeToken", Optional, [](Reading &r, Value &v, Fill &f) { f.feeToken = json::text(r, v); }},
    {"builderFee", Optional, [](Reading &r, Value &v, Fill &f) { f.builderFee = json::decimal(r, v); }},
    {"twapId", Optional, [](Reading &r, Value &v, Fill &f) { f.twapId = json::integer(r, v); }},
}};

void readFill(Reading &r, Value &v, Fill &fill)
{
    readObject(r, v, FillFields, fill);
    if (r.failed())
        return;
    if (fill.coin.empty()) {
        r.fail("is empty");
        r.within("coin");
    }
    if (fill.feeToken.empty())
        fill.feeToken = "USDC";
}

struct TwapSlice
{
    Fill fill;
    std::optional<std::int64_t> twapId;
};

constexpr std::array<Field<TwapSlice>, 2> TwapSliceFields{{
    {"fill", Required, [](Reading &r, Value &v, TwapSlice &s) { readFill(r, v, s.fill); }},
    {"twapId", Optional, [](Reading &r, Value &v, TwapSlice &s) { s.twapId = json::integer(r, v); }},
}};

// --- funding -----------------------------------------------------------------------------------

void readSamples(Reading &r, Value &v, FundingPayment &payment)
{
    payment.samples = json::integerWithin(r, v, 0, 1'000'000);
}

// What the exchange calls delta over REST, and a whole row on the feed (which adds the time).
struct FundingRow
{
    FundingPayment payment;
    std::string type = "funding";
    bool isComplete = false;
};

constexpr std::array<Field<FundingPayment>, 6> PushedFundingFields{{
    {"time", Required, [](Reading &r, Value &v, FundingPayment &p) { p.time = json::time(r, v); }},
    {"coin", Required, [](Reading &r, Value &v, FundingPayment &p) { p.coin = json::text(r, v); }},
    {"usdc", Required, [](Reading &r, Value &v, FundingPayment &p) { p.amount = json::decimal(r, v); }},
    {"szi", Required, [](Reading &r, Value &v, FundingPayment &p) { p.positionSize = json::decimal(r, v); }},
    {"fundingRate", Required, [](Reading &r, Value &v, FundingPayment &p) { p.rate = json::decimal(r, v); }},
    {"nSamples", Optional, readSamples},
}};

// Other delta types lack these fields, so none is required before the type is known.
constexpr std::array<Field<FundingRow>, 6> DeltaFields{{
    {"type", Optional, [](Reading &r, Value &v, FundingRow &f) { f.type = json::text(r, v); }},
    {"coin", Optional, [](Reading &r, Value &v, FundingRow &f) { f.payment.coin = json::text(r, v); }},
    {"usdc", Optional,
     [](Reading &r, Value &v, FundingRow &f) {
         f.payment.amount = json::decimal(r, v);
         f.isComplete = true;
     }},
    {"szi", Optional, [](Reading &r, Value &v, FundingRow &f) { f.payment.positionSize = json::decimal(r, v); }},
    {"fundingRate", Optional, [](Reading &r, Value &v, FundingRow &f) { f.payment.rate = json::decimal(r, v); }},
    {"nSamples", Optional, [](Reading &r, Value &v, FundingRow &f) { readSamples(r, v, f.payment); }},
}};

void readDelta(Reading &r, Value &v, FundingRow &row)
{
    readObject(r, v, DeltaFields, row);
    if (r.failed() || row.type != "funding")
        return;
    if (row.payment.coin.empty())
        r.failMissing("coin");
    else if (!row.isComplete)
        r.failMissing("usdc");
}

constexpr std::array<Field<FundingRow>, 2> FundingRowFields{{
    {"time", Required, [](Reading &r, Value &v, FundingRow &f) { f.payment.time = json::time(r, v); }},
    {"delta", Required, readDelta},
}};

void readFundings(Reading &r, Value &v, std::vector<FundingPayment> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        FundingRow row;
        readObject(r, element, FundingRowFields, row);
        if (row.type == "funding")
            into.push_back(std::move(row.payment));
    });
}

} // namespace

void readFills(Reading &r, Value &v, std::vector<Fill> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) { readFill(r, element, into.emplace_back()); });
}

void readTwapFills(Reading &r, Value &v, std::vector<Fill> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        TwapSlice slice;
        readObject(r, element, TwapSliceFields, slice);
        if (slice.twapId)
            slice.fill.twapId = slice.twapId;
        into.push_back(std::move(slice.fill));
    });
}

void readPushedFundings(Reading &r, Value &v, std::vector<FundingPayment> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        readObject(r, element, PushedFundingFields, into.emplace_back());
    });
}

base::Result<std::vector<Fill>> decodeFills(std::string_view json)
{
    return json::decodeDocument<std::vector<Fill>>(json, "fills", readFills);
}

base::Result<std::vector<Fill>> decodeTwapFills(std::string_view json)
{
    return json::decodeDocument<std::vector<Fill>>(json, "TWAP fills", readTwapFills);
}

base::Result<std::vector<FundingPayment>> decodeFunding(std::string_view json)
{
    return json::decodeDocument<std::vector<FundingPayment>>(json, "funding", readFundings);
}

} // namespace lpm::exchange::hyperliquid
