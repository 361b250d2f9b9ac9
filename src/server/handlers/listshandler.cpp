// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/listshandler.h"

#include "core/domain/words.h"
#include "server/handlers/listquery.h"
#include "server/handlers/support.h"
#include "server/json/views.h"

#include <algorithm>
#include <functional>
#include <tuple>

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

// Where a fill stands in the list, newest first; also what a cursor names.
using FillKey = std::tuple<long long, std::string, std::uint64_t>; // time, account, seq

FillKey keyOf(const domain::PositionUpdate &update)
{
    return {base::toUnixMilliseconds(update.fill->time), update.account.text(), update.seq};
}

std::string cursorOf(const FillKey &key)
{
    return std::to_string(std::get<0>(key)) + '.' + std::get<1>(key) + '.' +
           std::to_string(std::get<2>(key));
}

std::optional<FillKey> parseCursor(std::string_view text)
{
    const std::size_t first = text.find('.');
    const std::size_t last = text.rfind('.');
    if (first == std::string_view::npos || first == last)
        return std::nullopt;
    const auto time = parseCount(text.substr(0, first));
    const auto seq = parseCount(text.substr(last + 1));
    if (!time || !seq)
        return std::nullopt;
    return FillKey{static_cast<long long>(*time),
                   std::string(text.substr(first + 1, last - first - 1)), *seq};
}

bool passes(const domain::PositionUpdate &update, const ListQuery &query)
{
    if (!update.fill)
        return false;
    const domain::Fill &fill = *update.fill;
    return (!query.symbol || *query.symbol == update.symbol || *query.symbol == fill.coin) &&
           (!query.since || fill.time >= *query.since) &&
           (!query.until || fill.time <= *query.until);
}

struct FillRow
{
    FillKey key;
    domain::PositionUpdatePtr update;
};

std::vector<FillRow> fillRows(const ApiBackend &backend, const AccountSelection &selection,
                              const ListQuery &query, const std::optional<FillKey> &after)
{
    std::vector<FillRow> rows;
    for (const auto &account : selection.accounts) {
        for (const auto &update : backend.recentFills(account.address)) {
            if (!passes(*update, query))
                continue;
            FillKey key = keyOf(*update);
            if (!after || key < *after)
                rows.push_back({std::move(key), update});
        }
    }
    std::sort(rows.begin(), rows.end(),
              [](const FillRow &a, const FillRow &b) { return a.key > b.key; });
    return rows;
}

void writeFillRow(JsonWriter &json, const domain::PositionUpdate &update)
{
    std::string fill;
    JsonWriter inner(fill);
    writeFill(inner, update);
    fill.pop_back(); // the stream's fill, with its account beside it
    std::string more;
    JsonWriter added(more);
    added.beginObject();
    added.key("coin").string(update.fill->coin);
    writeAccountKeys(added, update.account, update.accountLabel);
    added.key("seq").integer(update.seq);
    added.endObject();
    json.raw(fill + ',' + more.substr(1));
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

Response ListsHandler::fills(const Request &request) const
{
    const auto accounts = accountsOf(m_backend, request);
    if (const auto *refusal = std::get_if<Response>(&accounts))
        return *refusal;
    const auto query = parseListQuery(request);
    if (!query)
        return errorResponse(422, "invalid_parameter", query.error().message);
    const auto after = query->cursor ? parseCursor(*query->cursor) : std::nullopt;
    if (query->cursor && !after)
        return errorResponse(422, "invalid_parameter", "cursor is not one of this list");

    const auto rows = fillRows(m_backend, std::get<AccountSelection>(accounts), *query, after);
    const std::size_t given = std::min(rows.size(), query->limit);
    std::string body;
    JsonWriter json(body);
    json.beginObject().key("fills").beginArray();
    for (std::size_t i = 0; i < given; ++i)
        writeFillRow(json, *rows[i].update);
    json.endArray().key("next_cursor");
    if (given < rows.size())
        json.string(cursorOf(rows[given - 1].key));
    else
        json.null();
    json.endObject();
    return jsonResponse(std::move(body));
}

Response ListsHandler::emptyList(const Request &request, std::string_view name) const
{
    const auto accounts = accountsOf(m_backend, request);
    if (const auto *refusal = std::get_if<Response>(&accounts))
        return *refusal;
    if (const auto query = parseListQuery(request); !query)
        return errorResponse(422, "invalid_parameter", query.error().message);
    std::string body;
    JsonWriter json(body);
    json.beginObject().key(name).beginArray().endArray();
    json.key("next_cursor").null().endObject();
    return jsonResponse(std::move(body));
}

Response ListsHandler::funding(const Request &request) const
{
    return emptyList(request, "funding");
}

Response ListsHandler::orders(const Request &request) const { return emptyList(request, "orders"); }

Response ListsHandler::alerts(const Request &request) const { return emptyList(request, "alerts"); }

Response ListsHandler::equity(const Request &request) const
{
    return perAccount(m_backend, request, [](JsonWriter &json, const auto &summary) {
        writeDecimal(json.key("equity"), summary.equity);
        writeDecimal(json.key("withdrawable"), summary.withdrawable);
        json.key("points").beginArray().endArray();
        json.key("next_cursor").null();
    });
}

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
