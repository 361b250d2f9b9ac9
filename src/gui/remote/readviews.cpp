// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/readviews.h"

#include "gui/remote/objectreader.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lpm::gui {

using base::Result;
using domain::Basis;
using domain::FeedHealth;
using domain::FeedState;
using domain::HealthStatus;
using domain::MarginMode;
using domain::PositionSide;
using domain::PositionView;
using domain::PriceState;
using domain::RunMode;
using domain::SummaryView;

namespace {

// By these words an older monitor says that its trail's disk refuses.
constexpr std::string_view AuditRefuses = "audit: the disk refuses";
constexpr std::array<std::string_view, 3> FeedOrder{"fills", "states", "marks"};

FeedState feedStateIn(ObjectReader &in)
{
    return in.word("feed_state", {FeedState::Offline, FeedState::Syncing, FeedState::Live,
                                  FeedState::Suspect, FeedState::Stale});
}

RunMode modeIn(ObjectReader &in)
{
    return in.word("mode", {RunMode::Live, RunMode::Testnet, RunMode::Demo});
}

std::string nameOf(const char *what, const QJsonObject &json, const char *key)
{
    const std::string name = json.value(QLatin1String(key)).toString().left(40).toStdString();
    return name.empty() ? what : what + (' ' + name);
}

// An older monitor does not tell them; a size of so many digits leaves a price no more than these.
void readDecimals(ObjectReader &in, PositionView &position)
{
    position.sizeDecimals =
        in.countIfTold("size_decimals").value_or(domain::significantScale(position.quantity));
    position.priceDecimals =
        in.countIfTold("price_decimals")
            .value_or(std::max(0, domain::PerpetualDecimals - position.sizeDecimals));
    for (const auto &[key, decimals] : {std::pair("size_decimals", position.sizeDecimals),
                                        std::pair("price_decimals", position.priceDecimals)}) {
        if (decimals > domain::Decimal::MaxScale)
            in.refuse(key, "is more than a number has");
    }
}

Result<FeedHealth> readFeed(const std::string &name, const QJsonObject &json)
{
    ObjectReader in(json, "feed " + name);
    FeedHealth feed;
    feed.name = name;
    feed.state = in.word(
        "state", {FeedHealth::State::Live, FeedHealth::State::Stale, FeedHealth::State::Silent});
    feed.last = in.timeOrUnknown("last");
    feed.age = in.millisecondsOrUnknown("age_ms");
    return in.result(feed);
}

// An object tells no order: the monitor's own, then what is not known here.
std::ptrdiff_t rankOf(const FeedHealth &feed)
{
    return std::find(FeedOrder.begin(), FeedOrder.end(), feed.name) - FeedOrder.begin();
}

Result<domain::AccountHealth> readAccountHealth(const QJsonObject &json)
{
    ObjectReader in(json, nameOf("health", json, "account"));
    domain::AccountHealth health;
    health.account = in.address("account");
    health.label = in.textOrNone("account_label");
    health.feedState = feedStateIn(in);
    health.lastMessage = in.timeOrUnknown("last_message");
    health.lastMark = in.timeOrUnknown("last_mark");
    health.lastReconciliation = in.timeOrUnknown("last_reconciliation");
    health.lastReconciliationAgreed = in.boolean("reconciled");
    health.openDiscrepancies = in.count("open_discrepancies");
    const QJsonObject feeds = in.object("feeds");
    for (auto feed = feeds.begin(); feed != feeds.end(); ++feed) {
        auto read = readFeed(feed.key().toStdString(), feed.value().toObject());
        if (!read)
            return base::failure(read.error());
        health.feeds.push_back(*std::move(read));
    }
    std::stable_sort(health.feeds.begin(), health.feeds.end(),
                     [](const auto &a, const auto &b) { return rankOf(a) < rankOf(b); });
    return in.result(std::move(health));
}

void readTotals(ObjectReader &in, SummaryView &summary)
{
    summary.timestamp = in.time("timestamp");
    summary.activePositions = in.count("active_positions");
    summary.totalExposure = in.decimalOrUnknown("total_exposure");
    summary.totalPnl = in.decimalOrUnknown("total_pnl");
    summary.realizedPnl = in.decimal("realized_pnl");
    summary.unrealizedPnl = in.decimalOrUnknown("unrealized_pnl");
    summary.equity = in.decimalOrUnknown("equity");
    summary.withdrawable = in.decimalOrUnknown("withdrawable");
    summary.fees = in.decimalOrUnknown("fees");
    summary.funding = in.decimal("funding");
    summary.netPnl = in.decimalOrUnknown("net_pnl");
    summary.longExposure = in.decimalOrUnknown("long_exposure");
    summary.shortExposure = in.decimalOrUnknown("short_exposure");
    summary.netExposure = in.decimalOrUnknown("net_exposure");
}

Result<domain::SpotHoldingView> readSpot(const QJsonObject &json)
{
    ObjectReader in(json, nameOf("spot holding", json, "token"));
    domain::SpotHoldingView holding;
    holding.token = in.text("token");
    holding.symbol = in.textOrNone("symbol");
    holding.balance = in.decimal("balance");
    holding.cost = in.decimalOrUnknown("cost");
    holding.closedPnl = in.decimal("closed_pnl");
    return in.result(std::move(holding));
}

void readPositions(ObjectReader &in, SummaryView &summary)
{
    const QJsonObject positions = in.object("positions");
    for (auto entry = positions.begin(); entry != positions.end(); ++entry) {
        auto position = readPosition(entry.value().toObject());
        if (!position)
            return in.take(position.error());
        if (position->symbol != entry.key().toStdString() || position->account != summary.account)
            return in.refuse("positions", "holds another's position");
        summary.positions.push_back(*std::move(position));
    }
    std::sort(summary.positions.begin(), summary.positions.end(),
              [](const auto &a, const auto &b) { return a.symbol < b.symbol; });
}

} // namespace

Result<PositionView> readPosition(const QJsonObject &json)
{
    ObjectReader in(json, nameOf("position", json, "symbol"));
    PositionView position;
    position.symbol = in.text("symbol");
    position.side = in.word("side", {PositionSide::Long, PositionSide::Short, PositionSide::Flat});
    position.quantity = in.decimal("quantity");
    position.entryPrice = in.decimalOrUnknown("entry_price");
    position.currentPrice = in.decimalOrUnknown("current_price");
    position.unrealizedPnl = in.decimalOrUnknown("unrealized_pnl");
    position.realizedPnl = in.decimal("realized_pnl");
    position.notionalValue = in.decimalOrUnknown("notional_value");
    position.totalPnl = in.decimalOrUnknown("total_pnl");
    position.leverage = in.decimalOrUnknown("leverage");
    position.lastUpdated = in.time("last_updated");
    position.account = in.address("account");
    position.coin = in.text("coin");
    position.fees = in.decimalOrUnknown("fees");
    position.funding = in.decimal("funding");
    position.netPnl = in.decimalOrUnknown("net_pnl");
    position.breakEvenPrice = in.decimalOrUnknown("break_even_price");
    position.liquidationPrice = in.decimalOrUnknown("liquidation_price");
    position.liquidationDistance = in.decimalOrUnknown("liquidation_distance");
    position.marginUsed = in.decimalOrUnknown("margin_used");
    position.marginMode =
        in.wordOrUnknown("margin_mode", {MarginMode::Cross, MarginMode::Isolated});
    position.returnOnEquity = in.decimalOrUnknown("roe");
    position.priceTime = in.timeOrUnknown("price_time");
    position.priceState =
        in.wordOrUnknown("price_state", {PriceState::Live, PriceState::Stale, PriceState::Dead});
    position.openedAt = in.timeOrUnknown("opened_at");
    position.basis = in.word("basis", {Basis::Complete, Basis::Partial});
    position.isReconciled = in.boolean("reconciled");
    if (position.quantity.isNegative())
        in.refuse("quantity", "is negative");
    readDecimals(in, position);
    return in.result(std::move(position));
}

Result<SummaryView> readSummary(const QJsonObject &json)
{
    ObjectReader in(json, nameOf("state", json, "account"));
    SummaryView summary;
    readTotals(in, summary);
    summary.account = in.address("account");
    summary.accountLabel = in.textOrNone("account_label");
    summary.mode = modeIn(in);
    summary.feedState = feedStateIn(in);
    summary.epoch = in.text("epoch");
    summary.seq = in.seq("seq");
    readPositions(in, summary);
    in.each(in.array("spot"), "spot", summary.spot, readSpot);
    return in.result(std::move(summary));
}

Result<std::vector<domain::SummaryPtr>> readState(const QJsonObject &json)
{
    ObjectReader in(json, "state");
    std::vector<domain::SummaryPtr> summaries;
    const bool isOfAll = in.has("accounts");
    const QJsonObject accounts = isOfAll ? in.object("accounts") : QJsonObject{{QString(), json}};
    for (auto entry = accounts.begin(); entry != accounts.end(); ++entry) {
        auto summary = readSummary(entry.value().toObject());
        if (!summary)
            return base::failure(summary.error());
        if (isOfAll && summary->account.text() != entry.key().toStdString())
            in.refuse("accounts", "holds another's state");
        summaries.push_back(std::make_shared<const SummaryView>(*std::move(summary)));
    }
    return in.result(std::move(summaries));
}

Result<domain::HealthView> readHealth(const QJsonObject &json)
{
    ObjectReader in(json, "health");
    domain::HealthView health;
    health.status =
        in.word("status", {HealthStatus::Healthy, HealthStatus::Degraded, HealthStatus::Stopped});
    health.isRunning = in.boolean("running");
    health.mode = modeIn(in);
    health.isReady = in.boolean("ready");
    health.timestamp = in.time("timestamp");
    for (const QJsonValue reason : in.array("reasons")) {
        if (!reason.isString())
            in.refuse("reasons", "holds something that is no text");
        health.reasons.push_back(reason.toString().toStdString());
    }
    health.isAuditRefusing =
        in.has("audit_refusing")
            ? in.boolean("audit_refusing")
            : std::any_of(health.reasons.begin(), health.reasons.end(),
                          [](const auto &reason) { return reason.starts_with(AuditRefuses); });
    in.each(in.array("accounts"), "accounts", health.accounts, readAccountHealth);
    return in.result(std::move(health));
}

} // namespace lpm::gui
