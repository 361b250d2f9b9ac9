// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/historycursor.h"

#include "server/handlers/listquery.h"

#include <limits>
#include <vector>

namespace lpm::server {

namespace {

constexpr auto Unwritten = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

std::vector<std::string_view> partsOf(std::string_view text)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t dot = std::min(text.find('.'), text.size());
        parts.push_back(text.substr(0, dot));
        if (dot == text.size())
            return parts;
        text.remove_prefix(dot + 1);
    }
}

} // namespace

HistoryKey keyOf(const domain::PositionUpdate &fill)
{
    const base::Timestamp time = fill.fill->time;
    if (fill.auditSeq)
        return keyOf(domain::HistoryPlace{time, *fill.auditSeq});
    return {{time, Unwritten}, fill.account.text(), fill.seq};
}

HistoryKey keyOf(const domain::HistoryPlace &place) { return {place, {}, 0}; }

// TIME.AUDIT_SEQ, or TIME.AUDIT_SEQ.ACCOUNT.SEQ
std::string cursorOf(const HistoryKey &key)
{
    std::string text = std::to_string(base::toUnixMilliseconds(key.place.time)) + '.' +
                       std::to_string(key.place.auditSeq);
    if (!key.account.empty())
        text += '.' + key.account + '.' + std::to_string(key.seq);
    return text;
}

std::optional<HistoryKey> parseCursor(std::string_view text)
{
    const auto parts = partsOf(text);
    if (parts.size() != 2 && parts.size() != 4)
        return std::nullopt;
    const auto time = parseCount(parts[0]);
    const auto auditSeq = parseCount(parts[1]);
    if (!time || !auditSeq || *time > Unwritten || *auditSeq > Unwritten)
        return std::nullopt;
    HistoryKey key{{base::fromUnixMilliseconds(static_cast<long long>(*time)), *auditSeq}, {}, 0};
    if (parts.size() == 4) {
        const auto seq = parseCount(parts[3]);
        if (!seq || parts[2].empty())
            return std::nullopt;
        key.account = parts[2];
        key.seq = *seq;
    }
    return key;
}

} // namespace lpm::server
