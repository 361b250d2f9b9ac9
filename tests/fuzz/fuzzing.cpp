// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzzing.h"

#include <QStringDecoder>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace lpm::fuzz {

void require(bool holds, std::string_view sentence)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %.*s\n", static_cast<int>(sentence.size()), sentence.data());
    std::abort();
}

bool isUtf8(std::string_view text)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded =
        decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return decoded.isNull() || !decoder.hasError();
}

std::uint8_t Bytes::byte() { return static_cast<std::uint8_t>(number(1)); }

std::uint64_t Bytes::number(int bytes)
{
    std::uint64_t value = 0;
    for (int i = 0; i < bytes && !m_rest.empty(); ++i) {
        value |= std::uint64_t{static_cast<std::uint8_t>(m_rest.front())} << (8 * i);
        m_rest.remove_prefix(1);
    }
    return value;
}

std::string_view Bytes::text(std::size_t most)
{
    const std::string_view taken = m_rest.substr(0, most);
    m_rest.remove_prefix(taken.size());
    return taken;
}

std::string_view Bytes::rest() { return std::exchange(m_rest, {}); }

} // namespace lpm::fuzz
