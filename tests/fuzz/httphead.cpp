// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection sends before anybody looks at it. The first byte cuts the rest into pieces and
// chooses the policy. Nothing that breaks a rule of the gate comes through, and how the bytes were
// cut makes no difference to what does.
#include "server/gate/requestjudge.h"

#include "server/limits.h"

#include "tests/fuzz/fuzzing.h"

#include <algorithm>

namespace lpm::fuzz {
namespace {

using namespace server;

constexpr std::string_view RightToken = "abcdefghijklmnop";

AccessPolicy policyOf(bool withToken)
{
    AccessPolicy policy;
    policy.port = 8000;
    policy.allowedHosts = {"monitor.example"};
    policy.allowedOrigins = {"https://desk.example"};
    if (withToken)
        policy.token.emplace(RightToken);
    return policy;
}

std::size_t count(const RequestHead &head, std::string_view name)
{
    return static_cast<std::size_t>(
        std::count_if(head.headers.begin(), head.headers.end(), [&](const Header &header) {
            return equalsIgnoringCase(header.first, name);
        }));
}

void checkParameters(const RequestHead &head)
{
    require(!head.path.empty() && head.path.front() == '/', "a path begins with a slash");
    const auto path = percentDecoded(head.path, PlusIs::Plus);
    require(path && isUtf8(*path), "a path decodes to UTF-8");
    require(path->find('\0') == std::string::npos, "a path holds no NUL");
    Request request;
    request.query = head.query;
    require(!request.parameter("token") && !request.parameter("access_token"),
            "no token comes in a URL");
    if (const auto symbol = request.parameter("symbol"))
        require(isUtf8(*symbol), "a parameter is UTF-8");
}

void checkHead(const RequestHead &head, const AccessPolicy &policy)
{
    require(count(head, "Host") == 1 && policy.isOurHost(*findHeader(head.headers, "Host")),
            "a request names our host, once");
    require(count(head, "Origin") <= 1, "a request has one origin at most");
    if (const auto *origin = findHeader(head.headers, "Origin"))
        require(policy.isWelcomeOrigin(*origin, *findHeader(head.headers, "Host")),
                "an origin is welcome");
    require(count(head, "Transfer-Encoding") == 0 && count(head, "Content-Length") <= 1,
            "the length of a body is told once");
    require(head.bodyBytes <= limits::BodyBytes, "a body is bounded");
    require(head.headers.size() <= limits::HeadLines, "headers are bounded");
    for (const Header &header : head.headers)
        require((header.first + header.second).find_first_of(std::string_view("\r\n\0", 3)) ==
                    std::string::npos,
                "no header can begin another");
    if (head.isUpgrade)
        require(head.method == "GET" && head.bodyBytes == 0 && !head.isLast,
                "a WebSocket opens as the RFC says");
    if (policy.token && !head.isUpgrade && head.method != "OPTIONS" &&
        policy.asksTokenFor(head.path))
        require(head.isAuthorized, "nothing is shown without the token");
    if (policy.token && head.isAuthorized)
        require(policy.isAuthorized(head.headers) == true, "only the right token is one");
    checkParameters(head);
}

std::string described(const RequestHead &head)
{
    return head.method + ' ' + head.path + '?' + head.query + ' ' + std::to_string(head.bodyBytes) +
           (head.isUpgrade ? " upgrade\n" : "\n");
}

// What the judge lets through until it refuses. A refusal may come earlier or later: it is told as
// soon as it can be.
std::string judge(std::string_view bytes, std::size_t piece, const AccessPolicy &policy)
{
    RequestJudge judge(policy);
    std::string passed;
    while (!bytes.empty()) {
        std::string_view part = bytes.substr(0, piece);
        bytes.remove_prefix(part.size());
        while (!part.empty()) {
            const std::size_t before = part.size();
            const auto verdict = judge.take(part);
            if (const auto *refusal = std::get_if<Response>(&verdict)) {
                require(refusal->status >= 400 && refusal->status < 600, "a refusal is an error");
                return passed;
            }
            if (const auto *head = std::get_if<RequestHead>(&verdict)) {
                checkHead(*head, policy);
                passed += described(*head);
            }
            require(part.size() < before, "each call takes something");
        }
    }
    return passed;
}

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lpm::fuzz;
    Bytes bytes(data, size);
    const std::uint8_t choice = bytes.byte();
    const std::string_view stream = bytes.rest();
    const auto policy = policyOf((choice & 1) != 0);
    const std::string whole = judge(stream, std::max<std::size_t>(stream.size(), 1), policy);
    const std::string cut = judge(stream, 1 + choice / 2, policy);
    require(whole == cut, "how the bytes were cut makes no difference to what passes");
    return 0;
}
