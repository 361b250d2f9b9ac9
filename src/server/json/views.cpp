// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/json/views.h"

#include "core/domain/words.h"
#include "server/json/fills.h"

#include <algorithm>

namespace lpm::server {

using base::JsonWriter;
using domain::Decimal;

void writeDecimal(JsonWriter &json, const Decimal &value) { json.string(value.text()); }

void writeDecimal(JsonWriter &json, const std::optional<Decimal> &value)
{
    if (value)
        json.string(value->text());
    else
        json.null();
}

void writeTime(JsonWriter &json, const std::optional<base::Timestamp> &value)
{
    if (value)
        json.time(*value);
    else
        json.null();
}

void writeText(JsonWriter &json, const std::string &text)
{
    if (text.empty())
        json.null();
    else
        json.string(text);
}

void writeAge(JsonWriter &json, base::Timestamp now, const std::optional<base::Timestamp> &since)
{
    if (since)
        json.integer(std::max(base::Milliseconds{0}, now - *since).count());
    else
        json.null();
}

void writeAccountKeys(JsonWriter &json, const domain::Address &account, const std::string &label)
{
    json.key("account").string(account.text());
    writeText(json.key("account_label"), label);
}

namespace {

// The keys of the seed, in its order.
void writeSeedPosition(JsonWriter &json, const domain::PositionView &position)
{
    json.key("symbol").string(position.symbol);
    json.key("side").string(domain::word(position.side));
    writeDecimal(json.key("quantity"), position.quantity);
    writeDecimal(json.key("entry_price"), position.entryPrice);
    writeDecimal(json.key("current_price"), position.currentPrice);
    writeDecimal(json.key("unrealized_pnl"), position.unrealizedPnl);
    writeDecimal(json.key("realized_pnl"), position.realizedPnl);
    writeDecimal(json.key("notional_value"), position.notionalValue);
    writeDecimal(json.key("total_pnl"), position.totalPnl);
    writeDecimal(json.key("leverage"), position.leverage);
    json.key("last_updated").time(position.lastUpdated);
}

void writeAddedPosition(JsonWriter &json, const domain::PositionView &position)
{
    json.key("account").string(position.account.text());
    json.key("coin").string(position.coin);
    writeDecimal(json.key("fees"), position.fees);
    writeDecimal(json.key("funding"), position.funding);
    writeDecimal(json.key("net_pnl"), position.netPnl);
    writeDecimal(json.key("break_even_price"), position.breakEvenPrice);
    writeDecimal(json.key("liquidation_price"), position.liquidationPrice);
    writeDecimal(json.key("liquidation_distance"), position.liquidationDistance);
    writeDecimal(json.key("margin_used"), position.marginUsed);
    json.key("margin_mode");
    if (position.marginMode)
        json.string(domain::word(*position.marginMode));
    else
        json.null();
    writeDecimal(json.key("roe"), position.returnOnEquity);
    writeTime(json.key("price_time"), position.priceTime);
    json.key("price_state");
    if (position.priceState)
        json.string(domain::word(*position.priceState));
    else
        json.null();
    writeTime(json.key("opened_at"), position.openedAt);
    json.key("basis").string(domain::word(position.basis));
    json.key("reconciled").boolean(position.isReconciled);
    json.key("price_decimals").integer(position.priceDecimals);
    json.key("size_decimals").integer(position.sizeDecimals);
}

} // namespace

void writePosition(JsonWriter &json, const domain::PositionView &position, WithFlat withFlat)
{
    json.beginObject();
    writeSeedPosition(json, position);
    if (withFlat == WithFlat::Yes)
        json.key("is_flat").boolean(position.side == domain::PositionSide::Flat);
    writeAddedPosition(json, position);
    json.endObject();
}

namespace {

// What a summary and the totals over several accounts have in common.
struct Totals
{
    base::Timestamp timestamp{};
    int activePositions = 0;
    std::optional<Decimal> totalExposure{Decimal{}};
    std::optional<Decimal> totalPnl{Decimal{}};
    std::optional<Decimal> realizedPnl{Decimal{}};
    std::optional<Decimal> unrealizedPnl{Decimal{}};
    std::optional<Decimal> equity{Decimal{}};
    std::optional<Decimal> withdrawable{Decimal{}};
    std::optional<Decimal> fees{Decimal{}};
    std::optional<Decimal> funding{Decimal{}};
    std::optional<Decimal> netPnl{Decimal{}};
    std::optional<Decimal> longExposure{Decimal{}};
    std::optional<Decimal> shortExposure{Decimal{}};
    std::optional<Decimal> netExposure{Decimal{}};
};

Totals totalsOf(const domain::SummaryView &summary)
{
    return Totals{summary.timestamp,     summary.activePositions, summary.totalExposure,
                  summary.totalPnl,      summary.realizedPnl,     summary.unrealizedPnl,
                  summary.equity,        summary.withdrawable,    summary.fees,
                  summary.funding,       summary.netPnl,          summary.longExposure,
                  summary.shortExposure, summary.netExposure};
}

// What has no room in 38 digits (absurd input) is unknown: it must not end the program.
template <class Calculation>
std::optional<Decimal> orUnknown(const Calculation &calculation)
{
    try {
        return calculation();
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
}

// A sum with an unknown part is unknown.
void addTo(std::optional<Decimal> &sum, const std::optional<Decimal> &part)
{
    if (sum && part)
        sum = orUnknown([&] { return *sum + *part; });
    else
        sum.reset();
}

void addTo(Totals &sum, const domain::SummaryView &part)
{
    sum.timestamp = std::max(sum.timestamp, part.timestamp);
    sum.activePositions += part.activePositions;
    addTo(sum.totalExposure, part.totalExposure);
    addTo(sum.totalPnl, part.totalPnl);
    addTo(sum.realizedPnl, part.realizedPnl);
    addTo(sum.unrealizedPnl, part.unrealizedPnl);
    addTo(sum.equity, part.equity);
    addTo(sum.withdrawable, part.withdrawable);
    addTo(sum.fees, part.fees);
    addTo(sum.funding, part.funding);
    addTo(sum.netPnl, part.netPnl);
    addTo(sum.longExposure, part.longExposure);
    addTo(sum.shortExposure, part.shortExposure);
    addTo(sum.netExposure, part.netExposure);
}

void writeSeedTotals(JsonWriter &json, const Totals &totals)
{
    json.key("timestamp").time(totals.timestamp);
    json.key("active_positions").integer(totals.activePositions);
    writeDecimal(json.key("total_exposure"), totals.totalExposure);
    writeDecimal(json.key("total_pnl"), totals.totalPnl);
    writeDecimal(json.key("realized_pnl"), totals.realizedPnl);
    writeDecimal(json.key("unrealized_pnl"), totals.unrealizedPnl);
}

void writeAddedTotals(JsonWriter &json, const Totals &totals)
{
    writeDecimal(json.key("equity"), totals.equity);
    writeDecimal(json.key("withdrawable"), totals.withdrawable);
    writeDecimal(json.key("fees"), totals.fees);
    writeDecimal(json.key("funding"), totals.funding);
    writeDecimal(json.key("net_pnl"), totals.netPnl);
    writeDecimal(json.key("long_exposure"), totals.longExposure);
    writeDecimal(json.key("short_exposure"), totals.shortExposure);
    writeDecimal(json.key("net_exposure"), totals.netExposure);
}

void writeSpot(JsonWriter &json, const std::vector<domain::SpotHoldingView> &holdings)
{
    json.beginArray();
    for (const auto &holding : holdings) {
        json.beginObject();
        json.key("token").string(holding.token);
        writeText(json.key("symbol"), holding.symbol);
        writeDecimal(json.key("balance"), holding.balance);
        writeDecimal(json.key("cost"), holding.cost);
        writeDecimal(json.key("closed_pnl"), holding.closedPnl);
        json.endObject();
    }
    json.endArray();
}

} // namespace

void writeSummary(JsonWriter &json, const domain::SummaryView &summary)
{
    const Totals totals = totalsOf(summary);
    json.beginObject();
    writeSeedTotals(json, totals);
    json.key("positions").beginObject();
    for (const auto &position : summary.positions) {
        json.key(position.symbol);
        writePosition(json, position, WithFlat::No);
    }
    json.endObject();
    writeAccountKeys(json, summary.account, summary.accountLabel);
    writeAddedTotals(json, totals);
    json.key("mode").string(domain::word(summary.mode));
    json.key("feed_state").string(domain::word(summary.feedState));
    json.key("epoch").string(summary.epoch);
    json.key("seq").integer(summary.seq);
    writeSpot(json.key("spot"), summary.spot);
    json.endObject();
}

void writeSummaries(JsonWriter &json, std::span<const domain::SummaryPtr> summaries)
{
    Totals totals;
    for (const auto &summary : summaries)
        addTo(totals, *summary);
    json.beginObject();
    writeSeedTotals(json, totals);
    writeAddedTotals(json, totals);
    json.key("accounts").beginObject();
    for (const auto &summary : summaries) {
        json.key(summary->account.text());
        writeSummary(json, *summary);
    }
    json.endObject();
    json.endObject();
}

std::string encodeUpdate(const domain::PositionUpdate &update, WasMissed wasMissed)
{
    std::string text;
    text.reserve(update.fill ? 1536 : 1024); // most are shorter
    JsonWriter json(text);
    json.beginObject();
    json.key("type").string("position_update");
    json.key("event_type").string(domain::word(update.eventType));
    json.key("symbol").string(update.symbol);
    json.key("timestamp").time(update.timestamp);
    json.key("position");
    writePosition(json, update.position, WithFlat::Yes);
    json.key("fill");
    if (update.fill)
        writeFill(json, update);
    else
        json.null();
    writeAccountKeys(json, update.account, update.accountLabel);
    json.key("seq").integer(update.seq);
    if (update.isLate)
        json.key("late").boolean(true);
    if (!update.isAudited)
        json.key("audited").boolean(false);
    if (wasMissed == WasMissed::Yes)
        json.key("missed").boolean(true);
    json.endObject();
    return text;
}

namespace {

void writeFeed(JsonWriter &json, const domain::FeedHealth &feed)
{
    json.key(feed.name).beginObject();
    json.key("state").string(domain::word(feed.state));
    writeTime(json.key("last"), feed.last);
    json.key("age_ms");
    if (feed.age)
        json.integer(feed.age->count());
    else
        json.null();
    json.endObject();
}

void writeAccountHealth(JsonWriter &json, const domain::AccountHealth &account, base::Timestamp now)
{
    json.beginObject();
    writeAccountKeys(json, account.account, account.label);
    json.key("feed_state").string(domain::word(account.feedState));
    writeTime(json.key("last_message"), account.lastMessage);
    writeAge(json.key("last_message_age_ms"), now, account.lastMessage);
    writeTime(json.key("last_mark"), account.lastMark);
    writeAge(json.key("last_mark_age_ms"), now, account.lastMark);
    writeTime(json.key("last_reconciliation"), account.lastReconciliation);
    writeAge(json.key("last_reconciliation_age_ms"), now, account.lastReconciliation);
    json.key("reconciled").boolean(account.lastReconciliation && account.lastReconciliationAgreed);
    json.key("open_discrepancies").integer(account.openDiscrepancies);
    json.key("feeds").beginObject();
    for (const auto &feed : account.feeds)
        writeFeed(json, feed);
    json.endObject();
    json.endObject();
}

} // namespace

void writeHealth(JsonWriter &json, const domain::HealthView &health)
{
    json.beginObject();
    json.key("status").string(domain::word(health.status));
    json.key("running").boolean(health.isRunning);
    json.key("mode").string(domain::word(health.mode));
    json.key("ready").boolean(health.isReady);
    json.key("audit_refusing").boolean(health.isAuditRefusing);
    json.key("timestamp").time(health.timestamp);
    json.key("reasons").beginArray();
    for (const auto &reason : health.reasons)
        json.string(reason);
    json.endArray();
    json.key("accounts").beginArray();
    for (const auto &account : health.accounts)
        writeAccountHealth(json, account, health.timestamp);
    json.endArray();
    json.endObject();
}

} // namespace lpm::server
