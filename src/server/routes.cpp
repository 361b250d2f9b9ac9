// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes.h"

#include "server/handlers/listshandler.h"
#include "server/handlers/pagehandler.h"
#include "server/handlers/positionshandler.h"
#include "server/handlers/reconciliationhandler.h"
#include "server/handlers/systemhandler.h"

namespace lpm::server {

namespace {

template <class Handler>
std::function<Response(const Request &)> to(const Handler &handler,
                                            Response (Handler::*answer)(const Request &) const)
{
    return [&handler, answer](const Request &request) { return (handler.*answer)(request); };
}

} // namespace

Router makeRoutes(const PositionsHandler &positions, const ListsHandler &lists,
                  const ReconciliationHandler &proof, const SystemHandler &system, const PageHandler &page, const std::string &version)
{
    using P = PositionsHandler;
    using L = ListsHandler;
    using R = ReconciliationHandler;
    using S = SystemHandler;
    using W = PageHandler;
    Router r;
    const std::string_view get = "GET";
    const std::string_view post = "POST";
    // clang-format off
    r.add({get, "/api/v1/positions/summary", to(positions, &P::summary), "The account now"});
    r.add({get, "/api/v1/positions/health", to(positions, &P::health), "Health of the monitor"});
    r.add({post, "/api/v1/positions/reconcile", to(proof, &R::reconcile), "Compare now"});
    r.add({get, "/api/v1/positions/stream", to(positions, &P::stream), "The stream: a WebSocket"});
    r.add({get, "/api/v1/positions", to(positions, &P::positions), "Open positions"});
    r.add({get, "/api/v1/positions/{symbol}", to(positions, &P::position), "One open position"});
    r.add({get, "/api/v1/health", to(system, &S::health), "Health of the program"});
    r.add({get, "/api/v1/ready", to(system, &S::ready), "200 once all is reconciled"});
    r.add({get, "/api/v1/version", to(system, &S::version), "Name and version"});
    r.add({get, "/api/v1/audit/head", to(system, &S::auditHead), "Last line of the audit trail"});
    r.add({get, "/api/v1/accounts", to(lists, &L::accounts), "Watched accounts"});
    r.add({get, "/api/v1/fills", to(lists, &L::fills), "Recent fills, newest first"});
    r.add({get, "/api/v1/funding", to(lists, &L::funding), "Funding payments"});
    r.add({get, "/api/v1/orders", to(lists, &L::orders), "Open orders"});
    r.add({get, "/api/v1/equity", to(lists, &L::equity), "Equity over time"});
    r.add({get, "/api/v1/reconciliation", to(proof, &R::reconciliation), "Ours beside theirs"});
    r.add({get, "/api/v1/risk", to(lists, &L::risk), "Exposure and limits"});
    r.add({post, "/api/v1/risk/check", to(lists, &L::riskCheck), "Would an order pass"});
    r.add({get, "/api/v1/alerts", to(lists, &L::alerts), "Alerts"});
    r.add({get, "/metrics", to(system, &S::metrics), "Prometheus metrics"});
    r.add({get, "/asyncapi.json", to(page, &W::asyncApi), "Description of the stream"});
    r.add({get, "/", to(page, &W::page), "The web page"});
    r.add({get, "/page.js", to(page, &W::script), "Of the web page"});
    r.add({get, "/page.css", to(page, &W::style), "Of the web page"});
    // clang-format on
    const std::string description = describeRoutes(r.routes(), version);
    r.add({get, "/openapi.json",
           [description](const Request &) {
               Response response;
               response.body = description;
               return response;
           },
           "This description"});
    return r;
}

} // namespace lpm::server
