// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/support.h"

namespace lpm::server {

std::variant<AccountSelection, Response> accountsOf(const ApiBackend &backend,
                                                    const Request &request)
{
    if (!backend.health()->isRunning)
        return errorResponse(503, "not_running", "Position monitor not initialized");
    const AccountName name = request.parameter("account");
    auto selection = selectAccounts(backend, name);
    if (selection) {
        for (const auto &account : selection->accounts) {
            if (!backend.summary(account.address))
                return errorResponse(503, "no_state", "the account has no state yet");
        }
        return *std::move(selection);
    }
    if (!name)
        return errorResponse(503, "no_account", selection.error().message);
    return errorResponse(404, "unknown_account", selection.error().message);
}

Response jsonResponse(std::string body, int status)
{
    Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

} // namespace lpm::server
