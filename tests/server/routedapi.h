// SPDX-License-Identifier: GPL-3.0-or-later
// All routes on a scripted backend, without a socket: request values in, answer values out.
#pragma once

#include "server/handlers/historyhandler.h"
#include "server/handlers/listshandler.h"
#include "server/handlers/pagehandler.h"
#include "server/handlers/positionshandler.h"
#include "server/handlers/reconciliationhandler.h"
#include "server/handlers/systemhandler.h"
#include "server/routes.h"
#include "tests/server/scriptedbackend.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace lpm::server::testing {

// The scripted backend answers at once, so every route does.
inline Response answerOf(const Router &router, Request request)
{
    Response answer;
    router.respond(std::move(request), [&](Response given) { answer = std::move(given); });
    return answer;
}

struct Api
{
    ScriptedBackend backend;
    StateCache states{backend};
    PositionsHandler positions{backend, states};
    ListsHandler lists{backend};
    HistoryHandler history{backend};
    ReconciliationHandler proof{backend};
    SystemHandler system{backend, "1.2.3", [] { return std::size_t{3}; }};
    PageHandler page;
    Router router = makeRoutes({positions, lists, history, proof, system, page}, "1.2.3");

    Response get(const std::string &target, std::vector<Header> headers = {}) const
    {
        return ask("GET", target, std::move(headers));
    }
    Response ask(const std::string &method, const std::string &target,
                 std::vector<Header> headers = {}) const
    {
        Request request;
        request.method = method;
        const std::size_t question = target.find('?');
        request.path = target.substr(0, question);
        if (question != std::string::npos)
            request.query = target.substr(question + 1);
        request.headers = std::move(headers);
        return answerOf(router, std::move(request));
    }
};

inline QJsonObject object(const Response &response)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

inline QString text(const Response &response, const char *key)
{
    return object(response).value(QLatin1String(key)).toString();
}

} // namespace lpm::server::testing
