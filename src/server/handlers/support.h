// SPDX-License-Identifier: GPL-3.0-or-later
// What several handlers begin with: is there a monitor, which accounts are asked for, and the
// answers where there are not.
#pragma once

#include "server/accountselection.h"
#include "server/http/message.h"

#include <variant>

namespace lpm::server {

// The accounts a request is about, or the answer that says why there are none: 503 while the
// monitor does not run or an account has no state, 404 for a name that is not watched. Each account
// given has a summary.
std::variant<AccountSelection, Response> accountsOf(const ApiBackend &backend,
                                                    const Request &request);

Response jsonResponse(std::string body, int status = 200);

} // namespace lpm::server
