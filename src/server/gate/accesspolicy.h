// SPDX-License-Identifier: GPL-3.0-or-later
// Who may speak to the server: which Host names are ours, which Origins are welcome, whether a
// token is asked. Pure: a judge asks it, tests too.
#pragma once

#include "server/gate/token.h"
#include "server/http/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::server {

bool isLoopbackName(std::string_view host); // localhost, 127.x.x.x, ::1 (without brackets)

struct AccessPolicy
{
    std::string listenHost = "127.0.0.1";
    std::uint16_t port = 0;
    std::vector<std::string> allowedHosts;   // names, any port: of a proxy in front
    std::vector<std::string> allowedOrigins; // scheme://host[:port]
    std::optional<Token> token;

    // The Host header's value: a name of ours with our port, or an allowed name.
    bool isOurHost(std::string_view host) const;
    // Loopback pages, allowed ones, and pages that this server itself served (same authority).
    bool isWelcomeOrigin(std::string_view origin, std::string_view host) const;
    // The web page's own files hold no data and are served without.
    bool asksTokenFor(std::string_view path) const;
    // nullopt: no token was offered at all.
    std::optional<bool> isAuthorized(const std::vector<Header> &headers) const;
};

} // namespace lpm::server
