// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/accesspolicy.h"

#include <algorithm>

namespace lpm::server {

namespace {

struct Authority
{
    std::string_view name; // of [::1] without the brackets
    std::string_view port; // "" without one
};

std::optional<Authority> splitAuthority(std::string_view text)
{
    Authority authority;
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos)
            return std::nullopt;
        authority.name = text.substr(1, end - 1);
        text.remove_prefix(end + 1);
    } else {
        const std::size_t colon = std::min(text.find(':'), text.size());
        authority.name = text.substr(0, colon);
        text.remove_prefix(colon);
    }
    if (!text.empty()) {
        if (text.front() != ':' || text.size() == 1)
            return std::nullopt;
        authority.port = text.substr(1);
    }
    if (authority.name.empty())
        return std::nullopt;
    return authority;
}

// The authority of scheme://authority, without path; nullopt for "null" and anything else.
std::optional<std::string_view> authorityOfOrigin(std::string_view origin)
{
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.size() > scheme.size() &&
            equalsIgnoringCase(origin.substr(0, scheme.size()), scheme))
            return origin.substr(scheme.size());
    }
    return std::nullopt;
}

} // namespace

bool isLoopbackName(std::string_view host)
{
    if (equalsIgnoringCase(host, "localhost") || host == "::1")
        return true;
    // 127.0.0.0/8 in digits only: 127.0.0.1.example is a name, not an address.
    if (!host.starts_with("127."))
        return false;
    const auto isPart = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
    return std::count(host.begin(), host.end(), '.') == 3 &&
           std::all_of(host.begin(), host.end(), isPart);
}

bool AccessPolicy::isOurHost(std::string_view host) const
{
    const auto authority = splitAuthority(host);
    if (!authority)
        return false;
    const auto isNamed = [&](const std::string &name) {
        return equalsIgnoringCase(authority->name, name);
    };
    if (std::any_of(allowedHosts.begin(), allowedHosts.end(), isNamed))
        return true;
    const std::string ownPort = std::to_string(port);
    const bool isOwnPort =
        authority->port == ownPort || (authority->port.empty() && (port == 80 || port == 443));
    return isOwnPort && (isLoopbackName(authority->name) || isNamed(listenHost));
}

bool AccessPolicy::isWelcomeOrigin(std::string_view origin, std::string_view host) const
{
    const auto isNamed = [&](const std::string &name) { return equalsIgnoringCase(origin, name); };
    if (std::any_of(allowedOrigins.begin(), allowedOrigins.end(), isNamed))
        return true;
    const auto text = authorityOfOrigin(origin);
    if (!text)
        return false;
    const auto authority = splitAuthority(*text);
    return authority && (isLoopbackName(authority->name) || equalsIgnoringCase(*text, host));
}

bool AccessPolicy::asksTokenFor(std::string_view path) const
{
    return token && path != "/" && path != "/page.js" && path != "/page.css";
}

std::optional<bool> AccessPolicy::isAuthorized(const std::vector<Header> &headers) const
{
    if (!token)
        return true;
    if (const std::string *header = findHeader(headers, "Authorization")) {
        const auto offered = bearerOf(*header);
        return offered && token->matches(*offered);
    }
    if (const std::string *header = findHeader(headers, "Sec-WebSocket-Protocol")) {
        if (const auto offered = bearerSubprotocol(*header))
            return token->matches(*offered);
    }
    return std::nullopt;
}

} // namespace lpm::server
