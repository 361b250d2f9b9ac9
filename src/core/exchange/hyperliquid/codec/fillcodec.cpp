// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/fillcodec.h"

#include "core/exchange/hyperliquid/codec/fillreading.h"
#include "core/exchange/hyperliquid/codec/pricereading.h"

#include <iterator>

namespace lpm::exchange::hyperliquid {

namespace {

using domain::Fill;
using domain::FundingPayment;
using domain::Liquidation;
using json::Field;
using json::Reading;
using json::Value;

using enum json::Presence;

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
    {"coin", Required, json::into<&Fill::coin, json::name>},
    {"px", Required, json::into<&Fill::price, readPriceOf>},
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
    {"coin", Required, json::into<&FundingPayment::coin, json::name>},
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

// --- rows --------------------------------------------------------------------------------------

void appendFill(Reading &r, Value &v, std::vector<Fill> &into)
{
    readFill(r, v, into.emplace_back());
}

void appendTwapFill(Reading &r, Value &v, std::vector<Fill> &into)
{
    TwapSlice slice;
    readObject(r, v, TwapSliceFields, slice);
    if (slice.twapId)
        slice.fill.twapId = slice.twapId;
    into.push_back(std::move(slice.fill));
}

void appendFunding(Reading &r, Value &v, std::vector<FundingPayment> &into)
{
    FundingRow row;
    readObject(r, v, FundingRowFields, row);
    if (row.type == "funding")
        into.push_back(static_cast<FundingPayment &&>(row));
}

template <class Row>
using AppendRow = void (*)(Reading &, Value &, std::vector<Row> &);

template <class Row>
base::Result<std::vector<Row>> decodeStrictly(std::string_view json, std::string_view what,
                                              AppendRow<Row> append)
{
    return json::decodeDocument<std::vector<Row>>(
        json, what, [append](Reading &r, Value &v, std::vector<Row> &into) {
            readArray(r, v, [&](Value &element, std::size_t) { append(r, element, into); });
        });
}

base::Result<std::vector<std::string>> splitRows(std::string_view json, std::string_view what)
{
    return json::decodeDocument<std::vector<std::string>>(
        json, what, [](Reading &r, Value &v, std::vector<std::string> &into) {
            readArray(r, v, [&](Value &element, std::size_t) {
                into.push_back(json::rawText(r, element));
            });
        });
}

// Each row by itself, once the whole could not be read.
template <class Row>
base::Result<ReadableRows<Row>> decodeRowByRow(std::string_view json, const std::string &what,
                                               AppendRow<Row> append, const base::Error &fault)
{
    const auto raw = splitRows(json, what);
    if (!raw)
        return base::failure(fault);
    ReadableRows<Row> result;
    for (std::size_t i = 0; i < raw->size(); ++i) {
        auto row = json::decodeDocument<std::vector<Row>>(
            (*raw)[i], what + ": row " + std::to_string(i), append);
        if (row)
            std::move(row->begin(), row->end(), std::back_inserter(result.rows));
        else if (result.rejected.size() < MostRowsSetAside)
            result.rejected.push_back(row.error().message);
        else
            return base::failure(fault);
    }
    return result;
}

template <class Row>
base::Result<ReadableRows<Row>> decodeTolerantly(std::string_view json, std::string_view what,
                                                 AppendRow<Row> append)
{
    auto whole = decodeStrictly(json, what, append);
    if (!whole)
        return decodeRowByRow(json, std::string(what), append, whole.error());
    return ReadableRows<Row>{std::move(*whole), {}};
}

} // namespace

void readFills(Reading &r, Value &v, std::vector<Fill> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) { appendFill(r, element, into); });
}

void readTwapFills(Reading &r, Value &v, std::vector<Fill> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) { appendTwapFill(r, element, into); });
}

void readPushedFundings(Reading &r, Value &v, std::vector<FundingPayment> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        readObject(r, element, PushedFundingFields, into.emplace_back());
    });
}

base::Result<std::vector<Fill>> decodeFills(std::string_view json)
{
    return decodeStrictly<Fill>(json, "fills", appendFill);
}

base::Result<std::vector<Fill>> decodeTwapFills(std::string_view json)
{
    return decodeStrictly<Fill>(json, "TWAP fills", appendTwapFill);
}

base::Result<std::vector<FundingPayment>> decodeFunding(std::string_view json)
{
    return decodeStrictly<FundingPayment>(json, "funding", appendFunding);
}

base::Result<ReadableRows<Fill>> decodeReadableFills(std::string_view json)
{
    return decodeTolerantly<Fill>(json, "fills", appendFill);
}

base::Result<ReadableRows<Fill>> decodeReadableTwapFills(std::string_view json)
{
    return decodeTolerantly<Fill>(json, "TWAP fills", appendTwapFill);
}

base::Result<ReadableRows<FundingPayment>> decodeReadableFunding(std::string_view json)
{
    return decodeTolerantly<FundingPayment>(json, "funding", appendFunding);
}

} // namespace lpm::exchange::hyperliquid
