// SPDX-License-Identifier: GPL-3.0-or-later
// The frame headers of a stream client: the same count of messages however the bytes are cut, and
// an unmasked frame is seen in every cut. The first byte cuts.
#include "server/stream/framereader.h"

#include "tests/fuzz/fuzzing.h"

#include <algorithm>

namespace lpm::fuzz {
namespace {

server::FrameReader::Seen watch(std::string_view bytes, std::size_t piece)
{
    server::FrameReader watch;
    server::FrameReader::Seen total;
    while (!bytes.empty() && !total.isUnmasked) {
        const auto seen = watch.take(bytes.substr(0, piece));
        require(seen.messages >= 0 && static_cast<std::size_t>(seen.messages) <= piece,
                "no more messages than bytes");
        total.messages += seen.messages;
        total.isUnmasked = seen.isUnmasked;
        bytes.remove_prefix(std::min(piece, bytes.size()));
    }
    return total;
}

} // namespace
} // namespace lpm::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace lpm::fuzz;
    Bytes bytes(data, size);
    const std::size_t piece = 1 + bytes.byte();
    const std::string_view stream = bytes.rest();
    const auto whole = watch(stream, std::max<std::size_t>(stream.size(), 1));
    const auto cut = watch(stream, piece);
    require(whole.isUnmasked == cut.isUnmasked, "an unmasked frame is seen in every cut");
    if (!whole.isUnmasked)
        require(whole.messages == cut.messages, "messages are counted the same in every cut");
    return 0;
}
