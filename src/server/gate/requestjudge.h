// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the requests of one connection as they arrive and judges each head before anybody else
// sees it: form, size, Host, Origin, token, body length. Pure: bytes in, verdicts out.
#pragma once

#include "server/gate/accesspolicy.h"
#include "server/http/message.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace lpm::server {

struct RequestHead
{
    std::string method;
    std::string path;  // as sent
    std::string query; // as sent
    std::vector<Header> headers;
    std::size_t bodyBytes = 0;
    bool isUpgrade = false;   // to a WebSocket, well-formed
    bool isAuthorized = true; // false: a stream that must send its token first
    bool isLast = false;      // Connection: close, or HTTP/1.0 without keep-alive
    bool expectsContinue = false;
};

// A complete head, CRLFCRLF included, or the answer that refuses it.
std::variant<RequestHead, Response> judgeHead(std::string_view head, const AccessPolicy &policy);

// Whether an answer refuses a wrong token (not a missing one). RFC 6750, 3.1.
bool saysWrongToken(const Response &refusal);

class RequestJudge
{
public:
    enum class State { Idle, Head, Body };
    using Verdict = std::variant<std::monostate, RequestHead, Response>; // nothing yet, or

    explicit RequestJudge(const AccessPolicy &policy) : m_policy(policy) {}

    // Takes bytes off the front of `bytes` up to the end of a head, a refusal, or their end.
    Verdict take(std::string_view &bytes);
    State state() const { return m_state; }

private:
    Verdict refuseEarly() const;

    const AccessPolicy &m_policy;
    State m_state = State::Idle;
    std::string m_head;
    std::size_t m_bodyLeft = 0;
};

} // namespace lpm::server
