// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes.h"

#include "server/handlers/apidescription.h"
#include "server/handlers/historyhandler.h"
#include "server/handlers/listshandler.h"
#include "server/handlers/pagehandler.h"
#include "server/handlers/positionshandler.h"
#include "server/handlers/reconciliationhandler.h"
#include "server/handlers/systemhandler.h"

namespace lpm::server {

namespace {

using Handle = std::function<void(const Request &, Reply)>;

// Answered at once.
template <class Handler>
Handle to(const Handler &handler, Response (Handler::*answer)(const Request &) const)
{
    return [&handler, answer](const Request &request, const Reply &reply) {
        reply((handler.*answer)(request));
    };
}

// Answered when what it takes has been read.
template <class Handler>
Handle to(const Handler &handler, void (Handler::*answer)(const Request &, Reply) const)
{
    return [&handler, answer](const Request &request, Reply reply) {
        (handler.*answer)(request, std::move(reply));
    };
}

Handle document(std::string text)
{
    return [body = std::move(text)](const Request &, const Reply &reply) {
        Response response;
        response.body = body;
        reply(std::move(response));
    };
}

} // namespace

Router makeRoutes(const Handlers &handlers, const std::string &version)
{
    const auto &[positions, lists, history, proof, system, page] = handlers;
    using P = PositionsHandler;
    using L = ListsHandler;
    using H = HistoryHandler;
    using R = ReconciliationHandler;
    using S = SystemHandler;
    using W = PageHandler;
    Router r;
    const std::string_view get = "GET";
    const std::string_view post = "POST";
    // clang-format off
    r.add({get, "/api/v1/positions/summary", to(positions, &P::summary)});
    r.add({get, "/api/v1/positions/health", to(positions, &P::health)});
    r.add({post, "/api/v1/positions/reconcile", to(proof, &R::reconcile)});
    r.add({get, "/api/v1/positions/stream", to(positions, &P::stream)});
    r.add({get, "/api/v1/positions", to(positions, &P::positions)});
    r.add({get, "/api/v1/positions/{symbol}", to(positions, &P::position)});
    r.add({get, "/api/v1/health", to(system, &S::health)});
    r.add({get, "/api/v1/ready", to(system, &S::ready)});
    r.add({get, "/api/v1/version", to(system, &S::version)});
    r.add({get, "/api/v1/audit/head", to(system, &S::auditHead)});
    r.add({get, "/api/v1/accounts", to(lists, &L::accounts)});
    r.add({get, "/api/v1/fills", to(history, &H::fills)});
    r.add({get, "/api/v1/funding", to(history, &H::funding)});
    r.add({get, "/api/v1/orders", to(lists, &L::orders)});
    r.add({get, "/api/v1/equity", to(history, &H::equity)});
    r.add({get, "/api/v1/reconciliation", to(proof, &R::reconciliation)});
    r.add({get, "/api/v1/risk", to(lists, &L::risk)});
    r.add({post, "/api/v1/risk/check", to(lists, &L::riskCheck)});
    r.add({get, "/api/v1/alerts", to(lists, &L::alerts)});
    r.add({get, "/metrics", to(system, &S::metrics)});
    r.add({get, "/", to(page, &W::page)});
    r.add({get, "/page.js", to(page, &W::script)});
    r.add({get, "/page.css", to(page, &W::style)});
    // clang-format on
    r.add({get, "/openapi.json", document(openApi(version))});
    r.add({get, "/asyncapi.json", document(asyncApi(version))});
    return r;
}

} // namespace lpm::server
