// SPDX-License-Identifier: GPL-3.0-or-later
// Serves the web page and the API descriptions from the program's own resources; never a file.
#pragma once

#include "server/http/message.h"

#include <span>
#include <string>

namespace lpm::server {

struct Route;

class PageHandler
{
public:
    PageHandler(); // reads the resources once

    Response page(const Request &request) const;
    Response script(const Request &request) const;
    Response style(const Request &request) const;
    Response asyncApi(const Request &request) const;

private:
    std::string m_page;
    std::string m_script;
    std::string m_style;
    std::string m_asyncApi;
};

// /openapi.json, made from the table of routes so that the two cannot differ.
std::string describeRoutes(std::span<const Route> routes, const std::string &version);

} // namespace lpm::server
