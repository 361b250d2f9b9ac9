// SPDX-License-Identifier: GPL-3.0-or-later
// InfoService, the questions about one account.
#include "simulator/server/answer.h"
#include "simulator/server/serverlimits.h"

#include <algorithm>
#include <limits>

namespace lpm::simulator {

using base::JsonWriter;

namespace {

struct TimeRange
{
    std::int64_t from = 0;
    std::int64_t to = std::numeric_limits<std::int64_t>::max();

    bool holds(std::int64_t time) const { return time >= from && time <= to; }
};

// Rows of a kind in a range, oldest first, as many as an answer takes.
template <class Row>
std::vector<const Row *> rowsIn(const std::deque<Row> &all, const TimeRange &range)
{
    std::vector<const Row *> rows;
    for (const Row &row : all) {
        if (range.holds(row.time) && rows.size() < limits::RowsPerAnswer)
            rows.push_back(&row);
    }
    return rows;
}

// The account's most recent fills of the stream asked for, oldest first.
std::vector<const FillRecord *> reachable(const Account *account, bool slices)
{
    std::vector<const FillRecord *> records;
    if (!account)
        return records;
    for (auto record = account->fills.rbegin();
         record != account->fills.rend() && records.size() < limits::FillsReachable; ++record) {
        if (record->twapId.has_value() == slices)
            records.push_back(&*record);
    }
    std::reverse(records.begin(), records.end());
    return records;
}

} // namespace

InfoAnswer InfoService::state(const Request &request) const
{
    const auto user = request.address("user");
    const int dex = dexOf(request);
    if (!user || dex < 0)
        return InfoAnswer::unreadable();
    return written([&](JsonWriter &json) { m_account.writeState(json, account(*user), dex); });
}

InfoAnswer InfoService::spotState(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    return written([&](JsonWriter &json) { m_account.writeSpotState(json, account(*user)); });
}

InfoAnswer InfoService::fillAnswer(const Request &request, bool slices, bool byTime) const
{
    const auto user = request.address("user");
    const auto from = request.integer("startTime");
    if (!user || (byTime && !from))
        return InfoAnswer::unreadable();
    TimeRange range;
    if (byTime) {
        range.from = *from;
        range.to = request.integer("endTime").value_or(range.to);
    }
    std::vector<const FillRecord *> records = reachable(account(*user), slices);
    std::erase_if(records, [&](const FillRecord *record) {
        return !range.holds(base::toUnixMilliseconds(record->fill.time));
    });
    // By time the oldest come first unless asked otherwise; without, always the newest.
    if (!byTime || request.flag("reversed"))
        std::reverse(records.begin(), records.end());
    if (records.size() > limits::FillsPerAnswer)
        records.resize(limits::FillsPerAnswer);
    return written(
        [&](JsonWriter &json) {
            json.beginArray();
            for (const FillRecord *record : records) {
                if (slices)
                    m_account.writeSlice(json, *record);
                else
                    m_account.writeFill(json, record->fill);
            }
            json.endArray();
        },
        static_cast<int>(records.size()));
}

InfoAnswer InfoService::fills(const Request &request) const
{
    return fillAnswer(request, false, false);
}

InfoAnswer InfoService::fillsByTime(const Request &request) const
{
    return fillAnswer(request, false, true);
}

InfoAnswer InfoService::slices(const Request &request) const
{
    return fillAnswer(request, true, false);
}

InfoAnswer InfoService::slicesByTime(const Request &request) const
{
    return fillAnswer(request, true, true);
}

InfoAnswer InfoService::funding(const Request &request) const
{
    const auto user = request.address("user");
    const auto from = request.integer("startTime");
    if (!user || !from)
        return InfoAnswer::unreadable();
    const TimeRange range{*from, request.integer("endTime").value_or(TimeRange{}.to)};
    const Account *owner = account(*user);
    const auto rows = owner ? rowsIn(owner->fundings, range) : std::vector<const FundingRow *>{};
    return written(
        [&](JsonWriter &json) {
            json.beginArray();
            for (const FundingRow *row : rows)
                m_account.writeFunding(json, *row);
            json.endArray();
        },
        static_cast<int>(rows.size()));
}

InfoAnswer InfoService::ledger(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    const TimeRange range{request.integer("startTime").value_or(0),
                          request.integer("endTime").value_or(TimeRange{}.to)};
    const Account *owner = account(*user);
    const auto rows = owner ? rowsIn(owner->ledger, range) : std::vector<const LedgerRow *>{};
    return written(
        [&](JsonWriter &json) {
            json.beginArray();
            for (const LedgerRow *row : rows)
                m_account.writeLedger(json, *row);
            json.endArray();
        },
        static_cast<int>(rows.size()));
}

InfoAnswer InfoService::role(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    if (const auto agent = m_agents.find(*user); agent != m_agents.end()) {
        return written([&](JsonWriter &json) {
            json.beginObject().key("role").string("agent").key("data").beginObject();
            json.key("user").string(agent->second.text()).endObject().endObject();
        });
    }
    return {200, account(*user) ? R"({"role":"user"})" : R"({"role":"missing"})", 0};
}

InfoAnswer InfoService::abstraction(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    const Account *owner = account(*user);
    return {200, owner && owner->spec.isUnified ? R"("unifiedAccount")" : R"("disabled")", 0};
}

InfoAnswer InfoService::openOrders(const Request &request) const
{
    const auto user = request.address("user");
    const int dex = dexOf(request);
    if (!user || dex < 0)
        return InfoAnswer::unreadable();
    const bool isLong = request.type() == "frontendOpenOrders";
    return written(
        [&](JsonWriter &json) { m_account.writeOpenOrders(json, account(*user), dex, isLong); });
}

InfoAnswer InfoService::orderStatus(const Request &request) const
{
    const auto user = request.address("user");
    const auto number = request.integer("oid");
    const auto clientId = request.text("oid");
    if (!user || (!number && !clientId))
        return InfoAnswer::unreadable();
    if (const Account *owner = account(*user)) {
        for (auto update = owner->orderHistory.rbegin(); update != owner->orderHistory.rend();
             ++update) {
            if (number ? update->order.id != *number : update->order.clientOrderId != *clientId)
                continue;
            return written([&](JsonWriter &json) {
                json.beginObject().key("status").string("order").key("order");
                m_account.writeOrderUpdate(json, *update, true);
                json.endObject();
            });
        }
    }
    return {200, R"({"status":"unknownOid"})", 0};
}

InfoAnswer InfoService::historicalOrders(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    const Account *owner = account(*user);
    return written(
        [&](JsonWriter &json) {
            json.beginArray();
            if (owner) {
                for (auto row = owner->orderHistory.rbegin(); row != owner->orderHistory.rend();
                     ++row)
                    m_account.writeOrderUpdate(json, *row, true);
            }
            json.endArray();
        },
        owner ? static_cast<int>(owner->orderHistory.size()) : 0);
}

InfoAnswer InfoService::activeAsset(const Request &request) const
{
    const auto user = request.address("user");
    const auto coin = request.text("coin");
    if (!user || !coin)
        return InfoAnswer::unreadable();
    const int market = m_engine.universe().findCoin(*coin);
    if (market < 0 || m_engine.universe().market(market).isSpot())
        return {500, "null", 0};
    return written([&](JsonWriter &json) {
        m_account.writeActiveAsset(json, user->text(), account(*user), market);
    });
}

InfoAnswer InfoService::twapHistory(const Request &request) const
{
    const auto user = request.address("user");
    if (!user)
        return InfoAnswer::unreadable();
    const Account *owner = account(*user);
    return written([&](JsonWriter &json) {
        json.beginArray();
        if (owner && owner->twap)
            m_account.writeTwapHistory(json, *owner, *owner->twap, false);
        json.endArray();
    });
}

} // namespace lpm::simulator
