// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/positionshandler.h"

#include "server/handlers/listquery.h"
#include "server/handlers/support.h"
#include "server/json/views.h"

#include <algorithm>

namespace lpm::server {

namespace {

// If-None-Match holds a list of tags, weak ones too, or *. A list may be spread over lines.
bool isKnownTo(const Request &request, const std::string &etag)
{
    return std::any_of(request.headers.begin(), request.headers.end(), [&](const Header &line) {
        const auto &[name, known] = line;
        return equalsIgnoringCase(name, "If-None-Match") &&
               (known == "*" || hasToken(known, etag) || hasToken(known, "W/" + etag));
    });
}

bool isNamed(const domain::PositionView &position, const std::string &name)
{
    return position.symbol == name || position.coin == name;
}

} // namespace

Response PositionsHandler::summary(const Request &request) const
{
    const auto accounts = accountsOf(m_backend, request);
    if (const auto *refusal = std::get_if<Response>(&accounts))
        return *refusal;
    const EncodedStatePtr state = m_states.state(std::get<AccountSelection>(accounts));
    Response response;
    if (isKnownTo(request, state->etag))
        response.status = 304;
    else
        response.body = state->body;
    response.headers.emplace_back("ETag", state->etag);
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

Response PositionsHandler::health(const Request &) const
{
    const domain::HealthPtr health = m_backend.health();
    std::string body;
    base::JsonWriter json(body);
    writeHealth(json, *health);
    return jsonResponse(std::move(body),
                        health->status == domain::HealthStatus::Stopped ? 503 : 200);
}

Response PositionsHandler::stream(const Request &) const
{
    Response response = errorResponse(426, "upgrade_required", "this is a WebSocket: upgrade");
    response.headers.emplace_back("Upgrade", "websocket");
    return response;
}

Response PositionsHandler::positions(const Request &request) const
{
    const auto accounts = accountsOf(m_backend, request);
    if (const auto *refusal = std::get_if<Response>(&accounts))
        return *refusal;
    const auto query = parseListQuery(request);
    if (!query)
        return errorResponse(422, "invalid_parameter", query.error().message);
    // The cursor of this list is the number of rows already given.
    const auto first = query->cursor ? parseCount(*query->cursor) : std::optional<std::uint64_t>{0};
    if (!first)
        return errorResponse(422, "invalid_parameter", "cursor is not one of this list");

    std::string body;
    base::JsonWriter json(body);
    std::size_t at = 0;
    std::size_t given = 0;
    json.beginObject().key("positions").beginArray();
    for (const auto &account : std::get<AccountSelection>(accounts).accounts) {
        for (const auto &position : m_backend.summary(account.address)->positions) {
            if (query->symbol && !isNamed(position, *query->symbol))
                continue;
            if (at >= *first && given < query->limit) {
                writePosition(json, position, WithFlat::No);
                ++given;
            }
            ++at;
        }
    }
    json.endArray().key("next_cursor");
    if (*first + given < at)
        json.string(std::to_string(*first + given));
    else
        json.null();
    json.endObject();
    return jsonResponse(std::move(body));
}

Response PositionsHandler::position(const Request &request) const
{
    const auto accounts = accountsOf(m_backend, request);
    if (const auto *refusal = std::get_if<Response>(&accounts))
        return *refusal;
    for (const auto &account : std::get<AccountSelection>(accounts).accounts) {
        for (const auto &position : m_backend.summary(account.address)->positions) {
            if (!isNamed(position, request.captured))
                continue;
            std::string body;
            base::JsonWriter json(body);
            writePosition(json, position, WithFlat::No);
            return jsonResponse(std::move(body));
        }
    }
    return errorResponse(404, "no_position", "no open position has this symbol");
}

} // namespace lpm::server
