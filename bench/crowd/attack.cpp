// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/attack.h"

#include "crowd/monitor.h"
#include "load/clientframe.h"
#include "load/connecting.h"
#include "load/framereader.h"

namespace lpm::bench::crowd {

namespace {

constexpr std::size_t Chunk = 16u << 10; // about so much is sent at once
constexpr unsigned char TextPart = 0x01; // a text that is not at its end
constexpr unsigned char MorePart = 0x00;

std::string repeated(const std::string &text)
{
    std::string all;
    while (all.size() < Chunk)
        all += text;
    return all;
}

std::string withoutMask(std::string_view payload)
{
    return std::string{static_cast<char>(load::TextStart), static_cast<char>(payload.size())}
        .append(payload);
}

std::string post(int port, const std::string &lines)
{
    return "POST /api/v1/positions/reconcile HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
           "\r\n" + lines + "\r\n";
}

std::vector<Attack> onTheStream()
{
    using load::clientFrame;
    const std::string payload(125, 'a');
    return {
        {"pings", true, "", repeated(clientFrame(load::PingStart, payload))},
        {"fragments of a byte", true, clientFrame(TextPart, "a"),
         repeated(clientFrame(MorePart, "a"))},
        {"fragments of 1 KB", true, clientFrame(TextPart, "a"),
         repeated(clientFrame(MorePart, std::string(1024, 'a')))},
        {"unmasked frames", true, "", repeated(withoutMask(R"({"action":"ping"})"))},
        {"messages", true, "", repeated(clientFrame(load::TextStart, R"({"action":"ping"})"))},
        {"questions for the summary", true, "",
         repeated(clientFrame(load::TextStart, R"({"action":"get_summary"})"))},
    };
}

} // namespace

std::vector<Attack> attacksOn(int port)
{
    std::vector<Attack> attacks = onTheStream();
    const std::string bytes(Chunk, 'a');
    std::string unended = load::getRequest(port, HealthPath);
    unended.resize(unended.size() - 2); // without the empty line
    attacks.insert(
        attacks.end(),
        {{"a header line without an end", false, unended + "X-Endless: ", bytes},
         {"header lines without an end", false, unended, repeated("X-Endless: a\r\n")},
         {"a body of 200 MB", false, post(port, "Content-Length: 200000000\r\n"), bytes, 200},
         {"a body in chunks without an end", false, post(port, "Transfer-Encoding: chunked\r\n"),
          repeated("400\r\n" + std::string(1024, 'a') + "\r\n")},
         {"requests whose answers are not read", false, "",
          repeated(load::getRequest(port, SummaryPath))}});
    return attacks;
}

} // namespace lpm::bench::crowd
