// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/router.h"

#include "core/base/logging.h"
#include "server/http/gzip.h"

#include <algorithm>
#include <exception>
#include <memory>

namespace lpm::server {

namespace {

// The first segment of a path (between slashes) cut off its front; the leading slash goes with it.
std::string_view takeSegment(std::string_view &path)
{
    path.remove_prefix(1);
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, slash);
    path.remove_prefix(slash);
    return segment;
}

bool matches(std::string_view pattern, std::string_view path, std::string &captured)
{
    while (!pattern.empty() && !path.empty()) {
        if (path.front() != '/')
            return false;
        const std::string_view expected = takeSegment(pattern);
        const auto segment = percentDecoded(takeSegment(path), PlusIs::Plus);
        if (!segment)
            return false;
        if (expected.starts_with('{')) {
            if (segment->empty())
                return false;
            captured = *segment;
        } else if (*segment != expected) {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

std::string_view routedMethod(const Request &request)
{
    return request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
}

std::string allowOf(const std::vector<const Route *> &routes)
{
    std::string allow;
    for (const Route *route : routes) {
        allow += route->method == "GET" ? "GET, HEAD, " : std::string(route->method) + ", ";
    }
    return allow + "OPTIONS";
}

// A page of another origin that the gate let in (loopback or allowed) may read the answer.
void allowOrigin(const Request &request, Response &response)
{
    const std::string *origin = findHeader(request.headers, "Origin");
    if (origin == nullptr)
        return;
    response.headers.emplace_back("Access-Control-Allow-Origin", *origin);
    response.headers.emplace_back("Vary", "Origin");
    const std::string *allow = findHeader(response.headers, "Allow");
    if (request.method != "OPTIONS" || allow == nullptr)
        return;
    const std::string methods = *allow; // a copy: the next line may move what it points into
    response.headers.emplace_back("Access-Control-Allow-Methods", methods);
    response.headers.emplace_back("Access-Control-Allow-Headers", "Authorization, Content-Type");
    response.headers.emplace_back("Access-Control-Max-Age", "600");
}

Response failed(const Request &request, const std::exception &error)
{
    qCCritical(base::logServer)
        << "answering" << request.path.c_str() << "failed:" << error.what();
    return errorResponse(500, "internal", "the answer could not be made");
}

// With what every answer has.
Response finished(const Request &request, Response response)
{
    try {
        packBody(request, response);
    } catch (const std::exception &error) {
        response = failed(request, error);
    }
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    if (findHeader(response.headers, "Cache-Control") == nullptr)
        response.headers.emplace_back("Cache-Control", "no-store");
    if (findHeader(response.headers, "Content-Security-Policy") == nullptr)
        response.headers.emplace_back("Content-Security-Policy", "default-src 'none'");
    allowOrigin(request, response);
    return response;
}

} // namespace

// Routes of the path, whatever their method. A literal one hides those with {…}: what is at
// /positions/summary is never a symbol.
std::vector<const Route *> Router::routesOf(std::string_view path, std::string &captured) const
{
    std::vector<const Route *> literal;
    std::vector<const Route *> captive;
    for (const Route &route : m_routes) {
        std::string segment;
        if (!matches(route.pattern, path, segment))
            continue;
        if (segment.empty()) {
            literal.push_back(&route);
        } else {
            captive.push_back(&route);
            captured = segment;
        }
    }
    return literal.empty() ? captive : literal;
}

void Router::dispatch(Request &request, Reply reply) const
{
    const std::vector<const Route *> ofPath = routesOf(request.path, request.captured);
    for (const Route *route : ofPath) {
        if (route->method == routedMethod(request)) {
            route->handle(request, std::move(reply));
            return;
        }
    }
    if (ofPath.empty()) {
        reply(errorResponse(404, "not_found", "there is nothing at this path"));
        return;
    }
    Response response;
    if (request.method == "OPTIONS") {
        response.status = 204;
        response.contentType.clear();
    } else {
        response = errorResponse(405, "method_not_allowed", "this path does not take this method");
    }
    response.headers.emplace_back("Allow", allowOf(ofPath));
    reply(std::move(response));
}

void Router::respond(Request request, Reply reply) const
{
    const auto asked = std::make_shared<Request>(std::move(request));
    const Reply finish = [asked, reply](Response response) {
        reply(finished(*asked, std::move(response)));
    };
    try {
        dispatch(*asked, finish);
    } catch (const std::exception &error) { // a bug or memory: this answer fails, nothing else
        finish(failed(*asked, error));
    }
}

} // namespace lpm::server
