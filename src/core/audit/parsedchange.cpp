// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/parsedchange.h"

#include "core/audit/statejson.h"
#include "core/domain/words.h"

#include <array>
#include <utility>

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;
using domain::Change;
using domain::ChangeKind;
using domain::Decimal;

namespace {

constexpr std::array<std::pair<std::string_view, ChangeKind>, 5> Kinds{
    {{"fill", ChangeKind::Fill},
     {"funding", ChangeKind::Funding},
     {"anchor", ChangeKind::Anchor},
     {"adjust", ChangeKind::Adjust},
     {"position_change", ChangeKind::State}}};

std::optional<ChangeKind> kindOf(std::string_view type)
{
    for (const auto &[word, kind] : Kinds) {
        if (word == type)
            return kind;
    }
    return std::nullopt;
}

// Reads the texts given into the decimals beside them.
Result<void> readDecimals(std::initializer_list<std::pair<std::string_view, Decimal *>> texts)
{
    for (const auto &[text, into] : texts) {
        auto value = readDecimal(text);
        if (!value)
            return failure(value.error());
        *into = *value;
    }
    return {};
}

Result<domain::Fill> fillOf(const ParsedLine &line)
{
    domain::Fill fill;
    fill.coin = line.coin;
    fill.side = line.side == domain::word(domain::FillSide::Buy) ? domain::FillSide::Buy
                                                                 : domain::FillSide::Sell;
    fill.time = line.time.value_or(base::Timestamp{});
    fill.orderId = line.orderId;
    fill.tradeId = line.tradeId;
    fill.isTaker = line.isTaker;
    fill.feeToken = line.feeToken;
    fill.clientOrderId = line.clientOrderId;
    fill.twapId = line.twapId;
    auto read = readDecimals({{line.price, &fill.price},
                              {line.quantity, &fill.size},
                              {line.startPosition, &fill.startPosition},
                              {line.closedPnl, &fill.closedPnl},
                              {line.fee, &fill.fee}});
    if (read && !line.builderFee.empty())
        read = readDecimals({{line.builderFee, &fill.builderFee.emplace()}});
    return read ? Result<domain::Fill>(std::move(fill)) : failure(read.error());
}

Result<domain::FundingPayment> paymentOf(const ParsedLine &line)
{
    domain::FundingPayment payment;
    payment.coin = line.coin;
    payment.time = line.time.value_or(base::Timestamp{});
    payment.samples = line.samples;
    const auto read = readDecimals({{line.amount, &payment.amount},
                                    {line.positionSize, &payment.positionSize},
                                    {line.rate, &payment.rate}});
    return read ? Result<domain::FundingPayment>(std::move(payment)) : failure(read.error());
}

Result<void> readWhat(const ParsedLine &line, Change &change)
{
    if (change.kind == ChangeKind::Fill) {
        auto fill = fillOf(line);
        if (!fill)
            return failure(fill.error());
        change.fill = *std::move(fill);
        change.isLate = line.isLate;
        const auto open = readOpenLate(line.lateSize, line.lateCash);
        if (!open)
            return failure(open.error());
        if (!open->isNothing())
            change.openLate = *open;
    } else if (change.kind == ChangeKind::Funding) {
        auto payment = paymentOf(line);
        if (!payment)
            return failure(payment.error());
        change.funding = *std::move(payment);
    }
    return {};
}

} // namespace

Result<std::optional<Change>> changeOf(const ParsedLine &line)
{
    const auto kind = kindOf(line.type);
    if (!kind || line.before.empty() || line.after.empty())
        return std::optional<Change>();
    const auto account = domain::Address::parse(line.account);
    auto before = readState(line.before);
    auto after = readState(line.after);
    if (!account || !before || !after)
        return failure(ErrorCode::Corrupt, "a change without its account or states");
    Change change;
    change.kind = *kind;
    change.account = *account;
    change.coin = line.coin;
    change.symbol = line.symbol;
    change.sizeDecimals = line.sizeDecimals;
    change.priceDecimals = line.priceDecimals;
    change.time = line.time.value_or(base::Timestamp{});
    change.before = *std::move(before);
    change.after = *std::move(after);
    change.isHistory = line.isHistory;
    change.reason = line.reason;
    if (const auto read = readWhat(line, change); !read)
        return failure(read.error());
    return std::optional(std::move(change));
}

} // namespace lpm::audit
