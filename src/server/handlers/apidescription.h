// SPDX-License-Identifier: GPL-3.0-or-later
// The descriptions of routes and stream: page/openapi.json and page/asyncapi.json, with the
// program's version and with what both share.
#pragma once

#include <string>

namespace lpm::server {

std::string openApi(const std::string &version);
std::string asyncApi(const std::string &version);

} // namespace lpm::server
