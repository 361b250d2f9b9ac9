// SPDX-License-Identifier: GPL-3.0-or-later
// Serves the web page from the program's own resources; never a file.
#pragma once

#include "server/http/message.h"

#include <string>

namespace lpm::server {

class PageHandler
{
public:
    PageHandler(); // reads the resources once

    Response page(const Request &request) const;
    Response script(const Request &request) const;
    Response style(const Request &request) const;

private:
    std::string m_page;
    std::string m_script;
    std::string m_style;
};

} // namespace lpm::server
