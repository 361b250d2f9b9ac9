// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/systemhandler.h"

#include "core/domain/words.h"
#include "server/handlers/support.h"
#include "server/json/views.h"
#include "server/metrics.h"

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

Response SystemHandler::metrics(const Request &) const
{
    MetricsInput input{m_version, {}, m_backend.health(), m_streamClients(),
                       m_backend.auditHead().seq};
    for (const auto &account : m_backend.accounts()) {
        if (auto summary = m_backend.summary(account.address))
            input.summaries.push_back(std::move(summary));
    }
    Response response;
    response.contentType = "text/plain; version=0.0.4; charset=utf-8";
    response.body = metricsText(input);
    return response;
}

} // namespace lpm::server
