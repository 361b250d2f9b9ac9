// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/requestjudge.h"

#include "server/limits.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace lpm::server {

namespace {

using Refused = std::optional<Response>;

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

Response malformed(std::string_view detail) { return errorResponse(400, "bad_request", detail); }

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

Refused judgeMethod(std::string_view method)
{
    static constexpr std::array<std::string_view, 7> routed{"GET",    "HEAD",    "POST", "PUT",
                                                            "DELETE", "OPTIONS", "PATCH"};
    if (!isToken(method))
        return malformed("the request line has no method");
    if (std::find(routed.begin(), routed.end(), method) != routed.end())
        return std::nullopt;
    if (method == "TRACE" || method == "CONNECT") {
        Response response =
            errorResponse(405, "method_not_allowed", "this server does not take this method");
        response.headers.emplace_back("Allow", "GET, HEAD, POST, OPTIONS");
        return response;
    }
    return errorResponse(501, "unknown_method", "this method is not known here");
}

Refused judgeTarget(std::string_view target)
{
    const auto isVisible = [](char c) { return c > 0x20 && c < 0x7F; };
    if (target.empty() || target.front() != '/' ||
        !std::all_of(target.begin(), target.end(), isVisible) ||
        !percentDecoded(target, PlusIs::Plus))
        return malformed("the request target is not a well-formed path");
    const std::size_t question = target.find('?');
    if (question != std::string_view::npos) {
        Request probe;
        probe.query = std::string(target.substr(question + 1));
        if (probe.parameter("token") || probe.parameter("access_token"))
            return malformed("a token does not belong into a URL: send it as a header");
    }
    return std::nullopt;
}

Refused parseRequestLine(std::string_view line, RequestHead &head)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return malformed("the request line is not METHOD TARGET VERSION");
    head.method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (auto refused = judgeMethod(head.method))
        return refused;
    if (!version.starts_with("HTTP/") || version.size() != 8)
        return malformed("the request line has no HTTP version");
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return errorResponse(505, "http_version", "this server speaks HTTP/1.1");
    if (auto refused = judgeTarget(target))
        return refused;
    head.isLast = version == "HTTP/1.0";
    const std::size_t question = target.find('?');
    head.path = target.substr(0, question);
    if (question != std::string_view::npos)
        head.query = target.substr(question + 1);
    return std::nullopt;
}

// A list may be spread over several lines, which count as one: RFC 9110, 5.3.
bool isList(std::string_view name)
{
    static constexpr std::array<std::string_view, 3> lists{"Connection", "Upgrade",
                                                           "Sec-WebSocket-Protocol"};
    return std::any_of(lists.begin(), lists.end(),
                       [name](std::string_view list) { return equalsIgnoringCase(list, name); });
}

Refused parseHeaderLine(std::string_view line, RequestHead &head)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
        return malformed("a header line is not NAME: VALUE");
    const std::string_view value = trimmed(line.substr(colon + 1));
    const auto isControl = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7F;
    };
    if (std::any_of(value.begin(), value.end(), isControl))
        return malformed("a header value holds a control character");
    const std::string_view name = line.substr(0, colon);
    const auto before =
        std::find_if(head.headers.begin(), head.headers.end(),
                     [name](const Header &h) { return equalsIgnoringCase(h.first, name); });
    if (before != head.headers.end() && isList(name))
        before->second.append(", ").append(value);
    else
        head.headers.emplace_back(name, value);
    return std::nullopt;
}

Refused parseLines(std::string_view text, RequestHead &head)
{
    std::size_t lines = 0;
    while (!text.empty()) {
        const std::size_t end = text.find("\r\n"); // there: a head ends with an empty line
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end + 2);
        if (line.empty())
            break;
        if (line.find('\n') != std::string_view::npos || line.find('\r') != std::string_view::npos)
            return malformed("lines of a request end with CR LF");
        if (lines == 0 && line.size() > limits::RequestLineBytes)
            return errorResponse(414, "uri_too_long", "the request line is too long");
        if (++lines > limits::HeadLines)
            return errorResponse(431, "headers_too_large", "the request has too many headers");
        if (auto refused = lines == 1 ? parseRequestLine(line, head) : parseHeaderLine(line, head))
            return refused;
    }
    return std::nullopt;
}

// The only header of that name; nullptr without one. `isRepeated` where there are more.
const std::string *single(const RequestHead &head, std::string_view name, bool &isRepeated)
{
    const auto isNamed = [name](const Header &h) { return equalsIgnoringCase(h.first, name); };
    isRepeated = std::count_if(head.headers.begin(), head.headers.end(), isNamed) > 1;
    return findHeader(head.headers, name);
}

Refused judgeOriginAndHost(const RequestHead &head, const AccessPolicy &policy)
{
    bool isRepeated = false;
    const std::string *host = single(head, "Host", isRepeated);
    if (host == nullptr || isRepeated)
        return malformed("a request names its Host exactly once");
    if (!policy.isOurHost(*host))
        return errorResponse(421, "unknown_host", "this server does not answer for this Host");
    const std::string *origin = single(head, "Origin", isRepeated);
    if (isRepeated)
        return malformed("a request names its Origin at most once");
    if (origin != nullptr && !policy.isWelcomeOrigin(*origin, *host))
        return errorResponse(403, "forbidden_origin", "pages of this Origin may not ask here");
    return std::nullopt;
}

Refused judgeBody(RequestHead &head)
{
    bool isRepeated = false;
    const std::string *length = single(head, "Content-Length", isRepeated);
    const std::string *encoding = findHeader(head.headers, "Transfer-Encoding");
    if (isRepeated || (length != nullptr && encoding != nullptr))
        return malformed("the length of the body is given more than once");
    if (encoding != nullptr)
        return errorResponse(411, "length_required", "a body needs a Content-Length");
    if (length == nullptr)
        return std::nullopt;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (length->empty() || length->size() > 18 ||
        !std::all_of(length->begin(), length->end(), isDigit))
        return malformed("Content-Length is not a number");
    head.bodyBytes = std::stoull(*length);
    if (head.bodyBytes > limits::BodyBytes)
        return errorResponse(413, "body_too_large", "a body may hold 64 KiB at most");
    return std::nullopt;
}

constexpr const char *WrongTokenChallenge = "Bearer error=\"invalid_token\"";

Response unauthorized(const char *challenge, std::string_view detail)
{
    Response response = errorResponse(401, "unauthorized", detail);
    response.headers.emplace_back("WWW-Authenticate", challenge);
    return response;
}

// Without a token only the web page's files and a stream that sends it first come through.
Refused judgeToken(RequestHead &head, const AccessPolicy &policy)
{
    const std::optional<bool> authorized = policy.isAuthorized(head.headers);
    if (authorized == false)
        return unauthorized(WrongTokenChallenge, "the token is wrong");
    head.isAuthorized = authorized.has_value();
    const bool isPreflight = head.method == "OPTIONS"; // a browser sends it without the token
    if (!head.isAuthorized && !head.isUpgrade && !isPreflight && policy.asksTokenFor(head.path))
        return unauthorized("Bearer", "a token is needed: Authorization: Bearer …");
    return std::nullopt;
}

Refused judgeUpgrade(RequestHead &head)
{
    const std::string *upgrade = findHeader(head.headers, "Upgrade");
    if (upgrade == nullptr || !hasToken(*upgrade, "websocket"))
        return std::nullopt; // another protocol is simply not taken up
    const std::string *connection = findHeader(head.headers, "Connection");
    if (head.method != "GET" || head.isLast || head.bodyBytes != 0 || connection == nullptr ||
        !hasToken(*connection, "upgrade"))
        return malformed("a WebSocket opens with GET, HTTP/1.1 and Connection: Upgrade");
    bool isRepeated = false;
    const std::string *version = single(head, "Sec-WebSocket-Version", isRepeated);
    if (isRepeated)
        return malformed("a WebSocket names its version once");
    if (version == nullptr || *version != "13") {
        Response response =
            errorResponse(426, "websocket_version", "this server speaks WebSocket version 13");
        response.headers.emplace_back("Upgrade", "websocket");
        response.headers.emplace_back("Sec-WebSocket-Version", "13");
        return response;
    }
    const std::string *key = single(head, "Sec-WebSocket-Key", isRepeated);
    const auto nonce =
        key == nullptr || isRepeated || key->size() != 24
            ? QByteArray::FromBase64Result{}
            : QByteArray::fromBase64Encoding(QByteArray::fromStdString(*key),
                                             QByteArray::AbortOnBase64DecodingErrors);
    if (nonce.decoded.size() != 16)
        return malformed("Sec-WebSocket-Key is not 16 bytes in base64");
    head.isUpgrade = true;
    return std::nullopt;
}

void readConnection(RequestHead &head)
{
    const std::string *connection = findHeader(head.headers, "Connection");
    if (connection != nullptr && hasToken(*connection, "close"))
        head.isLast = true;
    else if (connection != nullptr && hasToken(*connection, "keep-alive"))
        head.isLast = false;
    const std::string *expect = findHeader(head.headers, "Expect");
    head.expectsContinue =
        expect != nullptr && equalsIgnoringCase(*expect, "100-continue") && head.bodyBytes > 0;
}

} // namespace

bool saysWrongToken(const Response &refusal)
{
    const std::string *challenge = findHeader(refusal.headers, "WWW-Authenticate");
    return challenge != nullptr && *challenge == WrongTokenChallenge;
}

std::variant<RequestHead, Response> judgeHead(std::string_view text, const AccessPolicy &policy)
{
    RequestHead head;
    if (auto refused = parseLines(text, head))
        return *std::move(refused);
    if (auto refused = judgeOriginAndHost(head, policy))
        return *std::move(refused);
    if (auto refused = judgeBody(head))
        return *std::move(refused);
    const bool isOldHttp = head.isLast;
    readConnection(head);
    if (auto refused = judgeUpgrade(head))
        return *std::move(refused);
    if (head.isUpgrade && isOldHttp)
        return malformed("a WebSocket opens with HTTP/1.1");
    if (auto refused = judgeToken(head, policy))
        return *std::move(refused);
    return head;
}

// What can be refused before the end of a head is seen.
RequestJudge::Verdict RequestJudge::refuseEarly() const
{
    std::size_t at = m_head.find('\n');
    for (; at != std::string::npos; at = m_head.find('\n', at + 1)) {
        if (at == 0 || m_head[at - 1] != '\r')
            return malformed("lines of a request end with CR LF");
    }
    if (m_head.find("\r\n") == std::string::npos && m_head.size() > limits::RequestLineBytes)
        return errorResponse(414, "uri_too_long", "the request line is too long");
    if (m_head.size() > limits::HeadBytes)
        return errorResponse(431, "headers_too_large", "the request's headers are too large");
    return std::monostate{};
}

RequestJudge::Verdict RequestJudge::take(std::string_view &bytes)
{
    if (m_state == State::Body) {
        const std::size_t taken = std::min(m_bodyLeft, bytes.size());
        bytes.remove_prefix(taken);
        m_bodyLeft -= taken;
        if (m_bodyLeft > 0)
            return std::monostate{};
        m_state = State::Idle;
    }
    while (m_head.empty() && !bytes.empty() && (bytes.front() == '\r' || bytes.front() == '\n'))
        bytes.remove_prefix(1); // empty lines before a request line: RFC 9112, 2.2
    if (bytes.empty())
        return std::monostate{};

    m_state = State::Head;
    const std::size_t before = m_head.size();
    m_head.append(bytes.substr(0, limits::HeadBytes + 1 - std::min(before, limits::HeadBytes)));
    const std::size_t end = m_head.find("\r\n\r\n", before < 3 ? 0 : before - 3);
    if (end == std::string::npos) {
        bytes.remove_prefix(m_head.size() - before);
        return refuseEarly();
    }
    m_head.resize(end + 4);
    bytes.remove_prefix(m_head.size() - before);
    auto judged = judgeHead(m_head, m_policy);
    m_head.clear();
    if (auto *refusal = std::get_if<Response>(&judged))
        return std::move(*refusal);
    RequestHead head = std::get<RequestHead>(std::move(judged));
    m_bodyLeft = head.bodyBytes;
    m_state = m_bodyLeft > 0 ? State::Body : State::Idle;
    return head;
}

} // namespace lpm::server
