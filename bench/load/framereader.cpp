// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/framereader.h"

#include "load/feed.h"

namespace lpm::bench::load {

namespace {

constexpr std::string_view UpdateStart = R"({"type":"position_update","event_type":")";
constexpr std::string_view FillWord = "fill";
constexpr std::string_view SeqKey = R"(","seq":)";

} // namespace

std::optional<Frame> frontFrame(std::string_view bytes)
{
    if (bytes.size() < 2)
        return std::nullopt;
    const auto at = [&](std::size_t place) { return static_cast<unsigned char>(bytes[place]); };
    std::size_t header = 2;
    std::uint64_t length = at(1) & 0x7Fu;
    if (length >= 126) {
        header += length == 126 ? 2 : 8;
        if (bytes.size() < header)
            return std::nullopt;
        length = 0;
        for (std::size_t i = 2; i < header; ++i)
            length = length << 8 | at(i);
    }
    if (bytes.size() - header < length)
        return std::nullopt;
    return Frame{bytes.substr(header, length), header + length, at(0)};
}

std::optional<Update> readUpdate(std::string_view message)
{
    if (!message.starts_with(UpdateStart) || !message.ends_with('}'))
        return std::nullopt;
    Update update;
    update.text = message;
    update.isFill = message.substr(UpdateStart.size()).starts_with(FillWord);
    std::uint64_t unit = 1;
    std::size_t end = message.size() - 1;
    for (; message[end - 1] >= '0' && message[end - 1] <= '9'; --end, unit *= 10)
        update.seq += unit * static_cast<std::uint64_t>(message[end - 1] - '0');
    const std::string_view before = message.substr(0, end);
    if (!before.ends_with(SeqKey))
        return std::nullopt;
    update.account = before[before.size() - SeqKey.size() - 1] - '1';
    if (update.account < 0 || update.account >= Accounts)
        return std::nullopt;
    return update;
}

} // namespace lpm::bench::load
