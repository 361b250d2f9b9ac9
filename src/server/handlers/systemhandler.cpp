// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/systemhandler.h"

#include "core/domain/words.h"
#include "server/handlers/support.h"
#include "server/json/views.h"

namespace lpm::server {

using base::JsonWriter;

Response SystemHandler::health(const Request &) const
{
    const domain::HealthPtr health = m_backend.health();
    std::string body;
    JsonWriter json(body);
    json.beginObject();
    json.key("status").string(domain::word(health->status));
    json.key("timestamp").time(health->timestamp);
    json.key("version").string(m_version);
    json.key("environment")
        .string(health->mode == domain::RunMode::Live ? "production" : "development");
    json.key("mode").string(domain::word(health->mode));
    json.endObject();
    return jsonResponse(std::move(body),
                        health->status == domain::HealthStatus::Stopped ? 503 : 200);
}

Response SystemHandler::ready(const Request &) const
{
    if (m_backend.health()->isReady)
        return jsonResponse(R"({"status":"ready"})");
    return errorResponse(503, "not_ready",
                         "not every account was live and reconciled with the exchange yet");
}

Response SystemHandler::version(const Request &) const
{
    std::string body;
    JsonWriter json(body);
    json.beginObject();
    json.key("name").string("position-monitor");
    json.key("version").string(m_version);
    json.key("api").string("v1");
    json.key("mode").string(domain::word(m_backend.health()->mode));
    json.endObject();
    return jsonResponse(std::move(body));
}

Response SystemHandler::auditHead(const Request &) const
{
    const AuditHeadView head = m_backend.auditHead();
    std::string body;
    JsonWriter json(body);
    json.beginObject();
    json.key("seq").integer(head.seq);
    json.key("hash").string(head.hash);
    json.endObject();
    return jsonResponse(std::move(body));
}

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

std::string nameOf(const domain::SummaryView &summary)
{
    return label("account",
                 summary.accountLabel.empty() ? summary.account.shortText() : summary.accountLabel);
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

} // namespace

Response SystemHandler::metrics(const Request &) const
{
    std::vector<domain::SummaryPtr> summaries;
    for (const auto &account : m_backend.accounts()) {
        if (auto summary = m_backend.summary(account.address))
            summaries.push_back(std::move(summary));
    }
    const domain::HealthPtr health = m_backend.health();

    Exposition out;
    out.family("hlpm_build_info", "The version, always 1.");
    out.sample(label("version", m_version), std::string("1"));
    out.family("hlpm_healthy", "1 while everything is as it should be.");
    out.sample("", health->status == domain::HealthStatus::Healthy ? std::string("1") : "0");
    out.family("hlpm_api_clients", "Clients connected to the stream.");
    out.sample("", std::to_string(m_streamClients()));
    out.family("hlpm_audit_last_sequence", "The number of the last audit line.");
    out.sample("", std::to_string(m_backend.auditHead().seq));
    writeAccounts(out, summaries);
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

    Response response;
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
    response.body = out.take();
    return response;
}

} // namespace lpm::server
