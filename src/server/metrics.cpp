// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace lpm::server {

namespace {

// A label value: \, " and newline escaped, as Prometheus' text format asks.
std::string label(std::string_view name, std::string_view value)
{
    std::string text(name);
    text += "=\"";
    for (const char c : value) {
        if (c == '\n') {
            text += "\\n";
            continue;
        }
        if (c == '"' || c == '\\')
            text += '\\';
        text += c;
    }
    return text + '"';
}

class Exposition
{
public:
    void family(std::string_view name, std::string_view help)
    {
        m_name = name;
        m_text += "# HELP " + m_name + ' ' + std::string(help) + "\n# TYPE " + m_name + " gauge\n";
    }
    void sample(const std::string &labels, const std::string &value)
    {
        m_text += m_name;
        if (!labels.empty())
            m_text += '{' + labels + '}';
        m_text += ' ' + value + '\n';
    }
    void sample(const std::string &labels, const std::optional<domain::Decimal> &value)
    {
        if (value) // what is not known has no sample
            sample(labels, value->text());
    }
    std::string take() { return std::move(m_text); }

private:
    std::string m_name;
    std::string m_text;
};

std::string nameOf(const domain::Address &account, const std::string &accountLabel)
{
    return label("account", accountLabel.empty() ? account.shortText() : accountLabel);
}

std::string nameOf(const domain::SummaryView &summary)
{
    return nameOf(summary.account, summary.accountLabel);
}

using PositionValue = std::optional<domain::Decimal> (*)(const domain::PositionView &);

void writePositions(Exposition &out, const std::vector<domain::SummaryPtr> &summaries,
                    std::string_view name, std::string_view help, PositionValue value)
{
    out.family(name, help);
    for (const auto &summary : summaries) {
        for (const auto &position : summary->positions)
            out.sample(nameOf(*summary) + ',' + label("symbol", position.symbol), value(position));
    }
}

void writeAccounts(Exposition &out, const std::vector<domain::SummaryPtr> &summaries)
{
    out.family("hlpm_account_equity_usd", "Equity of an account.");
    for (const auto &summary : summaries)
        out.sample(nameOf(*summary), summary->equity);
    out.family("hlpm_exposure_usd", "Exposure of an account at the mark.");
    for (const auto &summary : summaries) {
        const std::string account = nameOf(*summary) + ',';
        out.sample(account + label("kind", "gross"), summary->totalExposure);
        out.sample(account + label("kind", "net"), summary->netExposure);
        out.sample(account + label("kind", "long"), summary->longExposure);
        out.sample(account + label("kind", "short"), summary->shortExposure);
    }
    out.family("hlpm_feed_live", "1 while the feed of an account is live.");
    for (const auto &summary : summaries)
        out.sample(nameOf(*summary),
                   summary->feedState == domain::FeedState::Live ? std::string("1") : "0");
}

using HealthValue = std::optional<std::string> (*)(const domain::HealthView &,
                                                   const domain::AccountHealth &);

void writeHealth(Exposition &out, const domain::HealthView &health, std::string_view name,
                 std::string_view help, HealthValue value)
{
    out.family(name, help);
    for (const auto &account : health.accounts) {
        if (const auto text = value(health, account))
            out.sample(nameOf(account.account, account.label), *text);
    }
}

// Of a time by the health's own clock; in milliseconds exact.
std::optional<std::string> secondsSince(const domain::HealthView &health,
                                        const std::optional<base::Timestamp> &time)
{
    if (!time)
        return std::nullopt;
    const auto age = std::max<base::Milliseconds>(health.timestamp - *time, base::Milliseconds{0});
    return domain::Decimal::fromUnits(age.count(), 3).text();
}

void writeFeeds(Exposition &out, const domain::HealthView &health)
{
    using Health = domain::HealthView;
    using Account = domain::AccountHealth;
    using Text = std::optional<std::string>;
    writeHealth(out, health, "hlpm_ws_connected", "1 while the feed of an account is connected.",
                [](const Health &, const Account &account) -> Text {
                    return account.feedState == domain::FeedState::Offline ? "0" : "1";
                });
    writeHealth(out, health, "hlpm_ws_last_message_age_seconds",
                "Since the last byte of an account's feed.",
                [](const Health &h, const Account &account) -> Text {
                    return secondsSince(h, account.lastMessage);
                });
    writeHealth(out, health, "hlpm_reconcile_age_seconds",
                "Since the last comparison of an account with the exchange.",
                [](const Health &h, const Account &account) -> Text {
                    return secondsSince(h, account.lastReconciliation);
                });
    writeHealth(out, health, "hlpm_reconciled", "1 where the last comparison agreed.",
                [](const Health &, const Account &account) -> Text {
                    return account.lastReconciliationAgreed ? "1" : "0";
                });
    writeHealth(out, health, "hlpm_reconcile_mismatches", "Open discrepancies of an account.",
                [](const Health &, const Account &account) -> Text {
                    return std::to_string(account.openDiscrepancies);
                });
}

} // namespace

std::string metricsText(const MetricsInput &input)
{
    const auto &summaries = input.summaries;
    const auto &health = *input.health;
    Exposition out;
    out.family("hlpm_build_info", "The version, always 1.");
    out.sample(label("version", input.version), std::string("1"));
    out.family("hlpm_healthy", "1 while everything is as it should be.");
    out.sample("", health.status == domain::HealthStatus::Healthy ? std::string("1") : "0");
    out.family("hlpm_api_clients", "Clients connected to the stream.");
    out.sample("", std::to_string(input.streamClients));
    out.family("hlpm_audit_last_sequence", "The number of the last audit line.");
    out.sample("", std::to_string(input.auditSeq));
    writeAccounts(out, summaries);
    writeFeeds(out, health);
    writePositions(out, summaries, "hlpm_position_size", "Signed size of a position.",
                   [](const domain::PositionView &p) -> std::optional<domain::Decimal> {
                       return p.side == domain::PositionSide::Short ? -p.quantity : p.quantity;
                   });
    writePositions(out, summaries, "hlpm_position_notional_usd", "Size times mark.",
                   [](const domain::PositionView &p) { return p.notionalValue; });
    writePositions(out, summaries, "hlpm_position_unrealized_pnl_usd", "Unrealized P&L.",
                   [](const domain::PositionView &p) { return p.unrealizedPnl; });
    writePositions(out, summaries, "hlpm_position_net_pnl_usd", "P&L after fees and funding.",
                   [](const domain::PositionView &p) { return p.netPnl; });
    writePositions(out, summaries, "hlpm_position_liquidation_distance_ratio",
                   "From the mark to the liquidation price, of the mark.",
                   [](const domain::PositionView &p) { return p.liquidationDistance; });
    return out.take();
}

} // namespace lpm::server
