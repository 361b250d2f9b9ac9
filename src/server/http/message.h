// SPDX-License-Identifier: GPL-3.0-or-later
// A request and its answer as plain values: handlers and tests know nothing of sockets.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lpm::server {

using Header = std::pair<std::string, std::string>;

// The value of the first header of that name (any case), nullptr without one.
const std::string *findHeader(const std::vector<Header> &headers, std::string_view name);
bool equalsIgnoringCase(std::string_view a, std::string_view b);
// Whether a comma-separated header value holds the token (any case).
bool hasToken(std::string_view list, std::string_view token);

struct Request
{
    std::string method = "GET";
    std::string path;  // as sent, still percent-encoded
    std::string query; // as sent, without the ?
    std::vector<Header> headers;
    std::string body;
    bool isFromThisMachine = true; // over loopback
    std::weak_ptr<const void> asker; // goes when nobody waits for the answer any more
    std::string captured; // the decoded {…} segment of the route, set by the router

    // Decoded. The first of that name; nullopt without one.
    std::optional<std::string> parameter(std::string_view name) const;
};

struct Response
{
    int status = 200;
    std::string contentType = "application/json";
    std::vector<Header> headers; // besides Content-Type and Content-Length
    std::string body;
};

// {"detail": …, "code": …}
Response errorResponse(int status, std::string_view code, std::string_view detail);

// The standard phrase of a status; "" where there is none.
std::string_view reasonPhrase(int status);

// Decodes %XX once (and + to a blank where asked). nullopt: a broken escape, a NUL or other
// control character, or bytes that are not UTF-8.
enum class PlusIs { Plus, Blank };
std::optional<std::string> percentDecoded(std::string_view text, PlusIs plus);

} // namespace lpm::server
