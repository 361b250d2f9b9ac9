// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/gzip.h"

#include "server/limits.h"

#include <zlib.h>

#include <algorithm>
#include <memory>

namespace lpm::server {

namespace {

constexpr int GzipWindow = 15 + 16; // the largest window; 16 asks for gzip's frame
constexpr int MemoryLevel = 8;      // zlib's own

std::optional<std::string> gzipped(const std::string &text)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, GzipWindow, MemoryLevel,
                     Z_DEFAULT_STRATEGY)
        != Z_OK)
        return std::nullopt;
    const std::unique_ptr<z_stream, int (*)(z_stream *)> ends(&stream, &deflateEnd);
    std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    // zlib does not write through it.
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        return std::nullopt;
    packed.resize(packed.size() - stream.avail_out);
    return packed;
}

// Accept-Encoding names the coding, and not with a weight of zero.
bool accepts(const Request &request, std::string_view coding)
{
    const std::string *value = findHeader(request.headers, "Accept-Encoding");
    std::string_view rest = value ? std::string_view(*value) : std::string_view{};
    while (!rest.empty()) {
        const std::string_view one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        const std::size_t weight = one.find(';');
        if (!hasToken(one.substr(0, weight), coding))
            continue;
        return weight == std::string_view::npos
               || one.substr(weight + 1).find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

} // namespace

void packBody(const Request &request, Response &response)
{
    // Of a body that may have been packed: a cache between us must know what it depends on.
    if (response.status == 304 && !request.isFromThisMachine)
        response.headers.emplace_back("Vary", "Accept-Encoding");
    const bool isWorthIt = !request.isFromThisMachine
                           && response.body.size() >= limits::PackedBodyBytes
                           && findHeader(response.headers, "Content-Encoding") == nullptr;
    if (!isWorthIt)
        return;
    response.headers.emplace_back("Vary", "Accept-Encoding");
    if (!accepts(request, "gzip"))
        return;
    auto packed = gzipped(response.body);
    if (!packed)
        return;
    response.body = *std::move(packed);
    response.headers.emplace_back("Content-Encoding", "gzip");
    const auto etag = std::find_if(response.headers.begin(), response.headers.end(),
                                   [](const Header &header) { return header.first == "ETag"; });
    if (etag != response.headers.end() && !etag->second.starts_with("W/"))
        etag->second.insert(0, "W/");
}

} // namespace lpm::server
