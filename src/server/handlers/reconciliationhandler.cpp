// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/reconciliationhandler.h"

#include "server/handlers/listquery.h"
#include "server/handlers/support.h"
#include "server/json/reconciliation.h"
#include "server/json/views.h"

namespace lpm::server {

using base::JsonWriter;

namespace {

base::Result<ReconciliationExtent> extentOf(const Request &request)
{
    ReconciliationExtent extent;
    const std::string rows = request.parameter("rows").value_or("all");
    extent.isDoubtfulOnly = rows == "doubtful";
    if (!extent.isDoubtfulOnly && rows != "all")
        return base::failure(base::ErrorCode::InvalidArgument, "rows must be all or doubtful");
    if (const auto text = request.parameter("history")) {
        const auto most = parseCount(*text);
        if (!most)
            return base::failure(base::ErrorCode::InvalidArgument,
                                 "history must be a whole number");
        extent.mostHistory = static_cast<std::size_t>(*most);
    }
    return extent;
}

} // namespace

Response ReconciliationHandler::reconciliation(const Request &request) const
{
    const auto accounts = accountsOf(m_backend, request);
    if (const auto *refusal = std::get_if<Response>(&accounts))
        return *refusal;
    const auto &selection = std::get<AccountSelection>(accounts);
    const auto extent = extentOf(request);
    if (!extent)
        return errorResponse(422, "invalid_parameter", extent.error().message);
    std::string body;
    JsonWriter json(body);
    if (selection.isAll)
        json.beginObject().key("accounts").beginObject();
    for (const auto &account : selection.accounts) {
        const domain::ReconciliationPtr view = m_backend.reconciliation(account.address);
        if (!view)
            return errorResponse(503, "no_state", "the account has no state yet");
        if (selection.isAll)
            json.key(account.address.text());
        writeReconciliationPart(json, *view, *extent);
    }
    if (selection.isAll)
        json.endObject().endObject();
    return jsonResponse(std::move(body));
}

Response ReconciliationHandler::reconcile(const Request &request) const
{
    const domain::HealthPtr health = m_backend.health();
    if (!health->isRunning)
        return errorResponse(503, "not_running", "Position monitor not initialized");
    const auto name = request.parameter("account");
    const auto selection = selectAccounts(m_backend, name ? name : AccountName("all"));
    if (!selection)
        return errorResponse(404, "unknown_account", selection.error().message);

    bool isAnyAsked = false;
    std::string body;
    JsonWriter json(body);
    json.beginObject().key("status").string("accepted");
    json.key("asked_at").time(health->timestamp);
    json.key("accounts").beginArray();
    for (const auto &account : selection->accounts) {
        const bool isAsked = m_backend.reconcile(account.address);
        isAnyAsked = isAnyAsked || isAsked;
        json.beginObject();
        writeAccountKeys(json, account.address, account.label);
        json.key("asked").boolean(isAsked);
        json.endObject();
    }
    json.endArray().endObject();
    if (!isAnyAsked)
        return errorResponse(503, "not_live",
                             "not connected to the exchange or catching up: the "
                             "comparison is made once that is done");
    return jsonResponse(std::move(body), 202);
}

} // namespace lpm::server
