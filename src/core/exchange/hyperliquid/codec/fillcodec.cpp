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
    {"markPx", Optional, json::into<&Liquidation::markPrice, json::decimal>},
    {"method", Optional, json::into<&Liquidation::method, json::text>},
}};

void readLiquidation(Reading &r, Value &v, Fill &fill)
{
    readObject(r, v, LiquidationFields, fill.liquidation.emplace());
}

// In the order the exchange writes them. direction and feeToken are missing from old rows.
constexpr std::array<Field<Fill>, 18> FillFields{{
    {"coin", Required, json::into<&Fill::coin, json::text>},
    {"px", Required, readPrice},
    {"sz", Required, readSize},
    {"side", Required, readSide},
    {"time", Required, json::into<&Fill::time, json::time>},
    {"startPosition", Required, json::into<&Fill::startPosition, json::decimal>},
    {"dir", Optional, json::into<&Fill::direction, json::text>},
    {"closedPnl", Required, json::into<&Fill::closedPnl, json::decimal>},
    {"hash", Optional, json::into<&Fill::hash, json::text>},
    {"oid", Required, json::into<&Fill::orderId, json::integer>},
    {"crossed", Optional, json::into<&Fill::isTaker, json::boolean>},
    {"fee", Required, json::into<&Fill::fee, json::decimal>},
    {"tid", Required, json::into<&Fill::tradeId, json::integer>},
    {"cloid", Optional, json::into<&Fill::clientOrderId, json::text>},
    {"liquidation", Optional, readLiquidation},
    {"feeToken", Optional, json::into<&Fill::feeToken, json::text>},
    {"builderFee", Optional, json::into<&Fill::builderFee, json::decimal>},
    {"twapId", Optional, json::into<&Fill::twapId, json::integer>},
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
    {"fill", Required, json::intoPart<&TwapSlice::fill, readFill>},
    {"twapId", Optional, json::into<&TwapSlice::twapId, json::integer>},
}};

// --- funding -----------------------------------------------------------------------------------

constexpr auto samples = json::within<0, 1'000'000>;

// A row over REST: the payment inside `delta`, beside a type. The feed sends it without either.
struct FundingRow : FundingPayment
{
    std::string type = "funding";
    bool hasAmount = false;
};

constexpr std::array<Field<FundingPayment>, 6> PushedFundingFields{{
    {"time", Required, json::into<&FundingPayment::time, json::time>},
    {"coin", Required, json::into<&FundingPayment::coin, json::text>},
    {"usdc", Required, json::into<&FundingPayment::amount, json::decimal>},
    {"szi", Required, json::into<&FundingPayment::positionSize, json::decimal>},
    {"fundingRate", Required, json::into<&FundingPayment::rate, json::decimal>},
    {"nSamples", Optional, json::into<&FundingPayment::samples, samples>},
}};

void readAmount(Reading &r, Value &v, FundingRow &row)
{
    row.amount = json::decimal(r, v);
    row.hasAmount = true;
}

// Other delta types lack these fields, so none is required before the type is known.
constexpr std::array<Field<FundingRow>, 6> DeltaFields{{
    {"type", Optional, json::into<&FundingRow::type, json::text>},
    {"coin", Optional, json::into<&FundingRow::coin, json::text>},
    {"usdc", Optional, readAmount},
    {"szi", Optional, json::into<&FundingRow::positionSize, json::decimal>},
    {"fundingRate", Optional, json::into<&FundingRow::rate, json::decimal>},
    {"nSamples", Optional, json::into<&FundingRow::samples, samples>},
}};

void readDelta(Reading &r, Value &v, FundingRow &row)
{
    readObject(r, v, DeltaFields, row);
    if (r.failed() || row.type != "funding")
        return;
    if (row.coin.empty())
        r.failMissing("coin");
    else if (!row.hasAmount)
        r.failMissing("usdc");
}

constexpr std::array<Field<FundingRow>, 2> FundingRowFields{{
    {"time", Required, json::into<&FundingRow::time, json::time>},
    {"delta", Required, readDelta},
}};

void readFundings(Reading &r, Value &v, std::vector<FundingPayment> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        FundingRow row;
        readObject(r, element, FundingRowFields, row);
        if (row.type == "funding")
            into.push_back(static_cast<FundingPayment &&>(row));
    });
}

} // namespace

void readFills(Reading &r, Value &v, std::vector<Fill> &into)
{
    readArray(r, v,
              [&](Value &element, std::size_t) { readFill(r, element, into.emplace_back()); });
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
