// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/historyhandler.h"

#include "server/handlers/fillpage.h"
#include "server/handlers/historycursor.h"
#include "server/handlers/listquery.h"
#include "server/handlers/support.h"
#include "server/json/fills.h"
#include "server/json/views.h"

#include <algorithm>
#include <tuple>

namespace lpm::server {

namespace {

using base::JsonWriter;
using domain::EquitySample;
using domain::PastFill;
using domain::PastFunding;

// What a list is asked for.
struct Question
{
    AccountSelection accounts;
    ListQuery query;
    std::optional<HistoryKey> after;
    domain::Asker asker;
};

std::variant<Question, Response> questionOf(const ApiBackend &backend, const Request &request)
{
    auto accounts = accountsOf(backend, request);
    if (auto *refusal = std::get_if<Response>(&accounts))
        return std::move(*refusal);
    auto query = parseListQuery(request);
    if (!query)
        return errorResponse(422, "invalid_parameter", query.error().message);
    auto after = query->cursor ? parseCursor(*query->cursor) : std::nullopt;
    if (query->cursor && !after)
        return errorResponse(422, "invalid_parameter", "cursor is not one of this list");
    return Question{std::get<AccountSelection>(std::move(accounts)), *std::move(query),
                    std::move(after), request.asker};
}

// One more than is given tells whether there is more.
domain::HistoryRequest requestOf(const Question &question)
{
    domain::HistoryRequest request;
    for (const auto &account : question.accounts.accounts)
        request.accounts.push_back(account.address);
    request.symbol = question.query.symbol;
    request.since = question.query.since;
    request.until = question.query.until;
    if (question.after)
        request.behind = question.after->place;
    request.limit = question.query.limit + 1;
    request.asker = question.asker;
    return request;
}

Response unreadable(const base::Error &error)
{
    Response response = errorResponse(503, "history_unavailable", error.message);
    response.headers.emplace_back("Retry-After", "1");
    return response;
}

// Answers when the rows are there. `write` makes the body of them.
template <class Row, class Write>
monitor::History::Done<Row> answering(Reply reply, Write write)
{
    return [reply = std::move(reply), write = std::move(write)](auto rows) {
        if (!rows) {
            reply(unreadable(rows.error()));
            return;
        }
        Response response;
        try {
            std::string body;
            JsonWriter json(body);
            write(json, *std::move(rows));
            response = jsonResponse(std::move(body));
        } catch (const std::exception &) { // memory: this answer fails, nothing else
            response = errorResponse(500, "internal", "the answer could not be made");
        }
        reply(std::move(response));
    };
}

void writeNextCursor(JsonWriter &json, const std::optional<HistoryKey> &last)
{
    json.key("next_cursor");
    if (last)
        json.string(cursorOf(*last));
    else
        json.null();
}

std::string labelOf(const AccountSelection &selection, const domain::Address &account)
{
    for (const auto &watched : selection.accounts) {
        if (watched.address == account)
            return watched.label;
    }
    return {};
}

void writeFillRow(JsonWriter &json, const FillEntry &entry, const std::string &label)
{
    json.beginObject();
    writeFillKeys(json, entry.fill.account, entry.fill.symbol, entry.fill.fill, entry.fill.source,
                  entry.fill.isLate);
    json.key("coin").string(entry.fill.fill.coin);
    writeAccountKeys(json, entry.fill.account, label);
    json.key("seq");
    entry.seq ? json.integer(*entry.seq) : json.null();
    json.key("audit_seq");
    entry.isWritten ? json.integer(entry.fill.auditSeq) : json.null();
    json.endObject();
}

void writeFundingRow(JsonWriter &json, const PastFunding &row, const std::string &label)
{
    json.beginObject();
    json.key("symbol").string(row.symbol);
    json.key("timestamp").time(row.payment.time);
    writeDecimal(json.key("amount"), row.payment.amount);
    writeDecimal(json.key("position_size"), row.payment.positionSize);
    writeDecimal(json.key("rate"), row.payment.rate);
    json.key("samples");
    row.payment.samples ? json.integer(*row.payment.samples) : json.null();
    json.key("coin").string(row.payment.coin);
    writeAccountKeys(json, row.account, label);
    json.key("audit_seq").integer(row.auditSeq);
    json.endObject();
}

void writePoint(JsonWriter &json, const EquitySample &sample)
{
    json.beginObject();
    json.key("timestamp").time(sample.time);
    writeDecimal(json.key("equity"), sample.equity);
    writeDecimal(json.key("unrealized_pnl"), sample.unrealizedPnl);
    writeDecimal(json.key("realized_pnl"), sample.realizedPnl);
    writeDecimal(json.key("fees"), sample.fees);
    writeDecimal(json.key("funding"), sample.funding);
    json.endObject();
}

// An account's money now, and as it was.
void writeCurve(JsonWriter &json, const domain::WatchedAccount &account,
                const domain::SummaryPtr &now, const std::vector<EquitySample> &samples,
                std::size_t limit)
{
    json.beginObject();
    writeAccountKeys(json, account.address, account.label);
    writeDecimal(json.key("equity"), now ? now->equity : std::nullopt);
    writeDecimal(json.key("withdrawable"), now ? now->withdrawable : std::nullopt);
    json.key("points").beginArray();
    std::size_t given = 0;
    std::optional<HistoryKey> last;
    for (const EquitySample &sample : samples) {
        if (sample.account != account.address)
            continue;
        if (given == limit) {
            json.endArray();
            writeNextCursor(json, last);
            json.endObject();
            return;
        }
        writePoint(json, sample);
        last = keyOf(domain::HistoryPlace{sample.time, 0});
        ++given;
    }
    json.endArray();
    writeNextCursor(json, std::nullopt);
    json.endObject();
}

} // namespace

void HistoryHandler::fills(const Request &request, Reply reply) const
{
    auto asked = questionOf(m_backend, request);
    if (auto *refusal = std::get_if<Response>(&asked))
        return reply(std::move(*refusal));
    auto &question = std::get<Question>(asked);
    m_backend.history().fills(
        requestOf(question),
        answering<PastFill>(
            std::move(reply),
            [backend = &m_backend, question](JsonWriter &json, std::vector<PastFill> kept) {
                const auto &accounts = question.accounts;
                const FillPage page = fillPage(*backend, accounts, question.query, question.after,
                                               std::move(kept));
                json.beginObject().key("fills").beginArray();
                for (const FillEntry &entry : page.entries)
                    writeFillRow(json, entry, labelOf(accounts, entry.fill.account));
                json.endArray();
                writeNextCursor(json, page.next);
                json.endObject();
            }));
}

void HistoryHandler::funding(const Request &request, Reply reply) const
{
    auto asked = questionOf(m_backend, request);
    if (auto *refusal = std::get_if<Response>(&asked))
        return reply(std::move(*refusal));
    auto &question = std::get<Question>(asked);
    m_backend.history().funding(
        requestOf(question),
        answering<PastFunding>(
            std::move(reply), [question](JsonWriter &json, std::vector<PastFunding> rows) {
                const std::size_t given = std::min(rows.size(), question.query.limit);
                json.beginObject().key("funding").beginArray();
                for (std::size_t i = 0; i < given; ++i)
                    writeFundingRow(json, rows[i], labelOf(question.accounts, rows[i].account));
                json.endArray();
                writeNextCursor(json, given < rows.size()
                                          ? std::optional(keyOf(rows[given - 1].place()))
                                          : std::nullopt);
                json.endObject();
            }));
}

void HistoryHandler::equity(const Request &request, Reply reply) const
{
    auto asked = questionOf(m_backend, request);
    if (auto *refusal = std::get_if<Response>(&asked))
        return reply(std::move(*refusal));
    auto &question = std::get<Question>(asked);
    m_backend.history().equity(
        requestOf(question),
        answering<EquitySample>(
            std::move(reply),
            [backend = &m_backend, question](JsonWriter &json, std::vector<EquitySample> samples) {
                const auto &selection = question.accounts;
                if (selection.isAll)
                    json.beginObject().key("accounts").beginObject();
                for (const auto &account : selection.accounts) {
                    if (selection.isAll)
                        json.key(account.address.text());
                    writeCurve(json, account, backend->summary(account.address), samples,
                               question.query.limit);
                }
                if (selection.isAll)
                    json.endObject().endObject();
            }));
}

} // namespace lpm::server
