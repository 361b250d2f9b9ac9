// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/listshandler.h"

#include "core/domain/words.h"
#include "server/handlers/historycursor.h"
#include "server/handlers/listquery.h"
#include "server/handlers/support.h"
#include "server/json/views.h"

#include <algorithm>
#include <functional>

namespace lpm::server {

namespace {

using base::JsonWriter;

// An object of each account asked for, under `accounts` for all, else alone.
Response perAccount(const ApiBackend &backend, const Request &request,
                    const std::function<void(JsonWriter &, const domain::SummaryView &)> &keys)
{
    const auto accounts = accountsOf(backend, request);
    if (const auto *refusal = std::get_if<Response>(&accounts))
        return *refusal;
    const auto &selection = std::get<AccountSelection>(accounts);
    std::string body;
    JsonWriter json(body);
    if (selection.isAll)
        json.beginObject().key("accounts").beginObject();
    for (const auto &account : selection.accounts) {
        const domain::SummaryPtr summary = backend.summary(account.address);
        if (selection.isAll)
            json.key(account.address.text());
        json.beginObject();
        writeAccountKeys(json, account.address, account.label);
        keys(json, *summary);
        json.endObject();
    }
    if (selection.isAll)
        json.endObject().endObject();
    return jsonResponse(std::move(body));
}

} // namespace

Response ListsHandler::accounts(const Request &) const
{
    const domain::HealthPtr health = m_backend.health();
    std::string body;
    JsonWriter json(body);
    json.beginObject().key("accounts").beginArray();
    for (const auto &account : m_backend.accounts()) {
        const auto state = std::find_if(
            health->accounts.begin(), health->accounts.end(),
            [&](const auto &candidate) { return candidate.account == account.address; });
        json.beginObject();
        writeAccountKeys(json, account.address, account.label);
        json.key("feed_state");
        if (state != health->accounts.end())
            json.string(domain::word(state->feedState));
        else
            json.null();
        json.endObject();
    }
    json.endArray().key("next_cursor").null().endObject();
    return jsonResponse(std::move(body));
}

Response ListsHandler::emptyList(const Request &request, std::string_view name) const
{
    const auto accounts = accountsOf(m_backend, request);
    if (const auto *refusal = std::get_if<Response>(&accounts))
        return *refusal;
    const auto query = parseListQuery(request);
    if (!query)
        return errorResponse(422, "invalid_parameter", query.error().message);
    if (query->cursor && !parseCursor(*query->cursor)) // of the form that lists of the past have
        return errorResponse(422, "invalid_parameter", "cursor is not one of this list");
    std::string body;
    JsonWriter json(body);
    json.beginObject().key(name).beginArray().endArray();
    json.key("next_cursor").null().endObject();
    return jsonResponse(std::move(body));
}

Response ListsHandler::orders(const Request &request) const { return emptyList(request, "orders"); }

Response ListsHandler::alerts(const Request &request) const { return emptyList(request, "alerts"); }

Response ListsHandler::risk(const Request &request) const
{
    return perAccount(m_backend, request, [](JsonWriter &json, const auto &summary) {
        writeDecimal(json.key("long_exposure"), summary.longExposure);
        writeDecimal(json.key("short_exposure"), summary.shortExposure);
        writeDecimal(json.key("net_exposure"), summary.netExposure);
        json.key("margin_ratio").null();
        json.key("limits").beginArray().endArray();
    });
}

Response ListsHandler::riskCheck(const Request &request) const
{
    return perAccount(m_backend, request, [](JsonWriter &json, const auto &) {
        json.key("allowed").null();
        json.key("reasons").beginArray().endArray();
    });
}

} // namespace lpm::server
