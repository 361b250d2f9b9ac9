// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/chain.h"

#include "core/audit/sha256.h"

#include <charconv>
#include <optional>
#include <utility>

namespace lpm::audit {

namespace {

constexpr std::size_t HashDigits = 64;
constexpr std::string_view SeqKey = "{\"seq\":";
constexpr std::string_view PrevKey = ",\"prev\":\"";
constexpr std::string_view HashKey = ",\"hash\":\"";
constexpr std::string_view End = "\"}";

std::string_view textOf(const HexDigest &digest) { return {digest.data(), digest.size()}; }

struct Parts
{
    std::uint64_t seq = 0;
    std::string_view body; // up to the hash key, without the closing brace
    std::string_view prev;
    std::string_view hash;
};

std::optional<std::uint64_t> readSeq(std::string_view line)
{
    if (!line.starts_with(SeqKey))
        return std::nullopt;
    line.remove_prefix(SeqKey.size());
    std::uint64_t seq = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), seq);
    const bool ends = end != line.data() + line.size() && *end == ',';
    // One form only, so that no second text means the same line.
    if (error != std::errc{} || !ends || line.front() == '0')
        return std::nullopt;
    return seq;
}

// The 64 digits behind `key` at the end of `text`, which are cut off with it.
std::optional<std::string_view> cutDigits(std::string_view &text, std::string_view key,
                                          std::string_view end)
{
    const std::size_t length = key.size() + HashDigits + end.size();
    if (text.size() < length || !text.ends_with(end))
        return std::nullopt;
    const std::string_view tail = text.substr(text.size() - length);
    if (!tail.starts_with(key))
        return std::nullopt;
    text.remove_suffix(length);
    return tail.substr(key.size(), HashDigits);
}

std::optional<Parts> split(std::string_view line)
{
    const auto seq = readSeq(line);
    const auto hash = cutDigits(line, HashKey, End);
    std::string_view rest = line;
    const auto prev = cutDigits(rest, PrevKey, "\"");
    if (!seq || !hash || !prev)
        return std::nullopt;
    return Parts{*seq, line, *prev, *hash};
}

base::Result<Parts> checkedParts(std::string_view line)
{
    const auto parts = split(line);
    if (!parts)
        return base::failure(base::ErrorCode::Corrupt, "not an audit line");
    if (textOf(sha256(parts->body, "}")) != parts->hash)
        return base::failure(base::ErrorCode::Corrupt, "hash mismatch");
    return *parts;
}

} // namespace

Head emptyHead() { return Head{0, std::string(HashDigits, '0')}; }

std::string seal(std::string object, Head &head)
{
    std::string line = std::move(object); // made in place: it is long
    std::string opening(SeqKey);
    opening += std::to_string(head.seq + 1);
    opening += ',';
    line.replace(0, 1, opening);
    line.pop_back();
    line += PrevKey;
    line += head.hash;
    line += '"';
    ++head.seq;
    head.hash.assign(textOf(sha256(line, "}")));
    line += HashKey;
    line += head.hash;
    line += End;
    line += '\n';
    return line;
}

std::string lineEnding(const Head &head)
{
    std::string ending(HashKey);
    ending += head.hash;
    ending += End;
    ending += '\n';
    return ending;
}

base::Result<Head> checkSelf(std::string_view line)
{
    const auto parts = checkedParts(line);
    if (!parts)
        return base::failure(parts.error());
    return Head{parts->seq, std::string(parts->hash)};
}

base::Result<Head> checkLink(std::string_view line, const Head &before)
{
    const auto parts = checkedParts(line);
    if (!parts)
        return base::failure(parts.error());
    if (parts->seq != before.seq + 1)
        return base::failure(base::ErrorCode::Corrupt, "seq " + std::to_string(before.seq + 1) +
                                                           " expected, " +
                                                           std::to_string(parts->seq) + " found");
    if (parts->prev != before.hash)
        return base::failure(base::ErrorCode::Corrupt,
                             "does not continue the line before (prev differs)");
    return Head{parts->seq, std::string(parts->hash)};
}

base::Result<bool> ChainCursor::take(std::string_view line)
{
    if (std::exchange(m_mayRepeat, false)) {
        const auto parts = split(line);
        if (parts && parts->seq <= m_at.seq)
            m_repeated = Head{parts->seq - 1, std::string(parts->prev)};
    }
    auto head = checkLink(line, m_repeated ? *m_repeated : m_at);
    if (!head)
        return base::failure(head.error());
    if (!m_repeated) {
        m_at = *std::move(head);
        return true;
    }
    if (head->seq == m_at.seq) {
        m_repeated.reset();
        if (head->hash != m_at.hash)
            return base::failure(base::ErrorCode::Corrupt,
                                 "is another line than in the file before");
        return false;
    }
    m_repeated = *std::move(head);
    return false;
}

} // namespace lpm::audit
