// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the handler of a path and method. One segment of a pattern may be {…}: it takes any one
// segment of a path, decoded once, so HYPE%2FUSDC stays one segment.
#pragma once

#include "server/http/message.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::server {

using Reply = std::function<void(Response)>;

struct Route
{
    std::string_view method; // GET also answers HEAD
    std::string_view pattern;
    // Calls the reply once: at once, or later on the same thread.
    std::function<void(const Request &, Reply)> handle;
};

class Router
{
public:
    void add(Route route) { m_routes.push_back(std::move(route)); }
    const std::vector<Route> &routes() const { return m_routes; }

    // 404, 405 with Allow and OPTIONS are answered here; the rest by the handler.
    void respond(Request request, Reply reply) const;

private:
    void dispatch(Request &request, Reply reply) const;
    std::vector<const Route *> routesOf(std::string_view path, std::string &captured) const;

    std::vector<Route> m_routes;
};

} // namespace lpm::server
