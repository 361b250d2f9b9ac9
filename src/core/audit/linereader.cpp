// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/linereader.h"

#include "core/base/limits.h"

#include <algorithm>
#include <cstring>
#include <zlib.h>

namespace lpm::audit {

namespace {

// Room for several of the longest lines, so that moving the rest to the front is rare.
constexpr std::size_t BufferBytes = 16 * base::limits::AuditLineBytes;
constexpr unsigned InflateBufferBytes = 128u << 10;

gzFile handle(void *file)
{
    return static_cast<gzFile>(file);
}

} // namespace

void LineReader::Closer::operator()(void *file) const
{
    gzclose(handle(file));
}

LineReader::LineReader(void *file, std::string name)
    : m_file(file), m_name(std::move(name)), m_buffer(BufferBytes + Padding)
{
}

base::Result<LineReader> LineReader::open(const TrailFile &file)
{
    gzFile opened = gzopen(file.path.c_str(), "rb");
    if (opened == nullptr)
        return base::failure(base::ErrorCode::Io, "cannot read " + file.path + ": "
                                                      + std::strerror(errno));
    gzbuffer(opened, InflateBufferBytes);
    return LineReader(opened, file.name);
}

base::Result<bool> LineReader::fill()
{
    std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_begin = 0;
    const auto room = static_cast<unsigned>(BufferBytes - m_end);
    const int got = gzread(handle(m_file.get()), m_buffer.data() + m_end, room);
    int code = Z_OK;
    const char *message = gzerror(handle(m_file.get()), &code);
    if (got < 0 || code == Z_BUF_ERROR)
        return base::failure(base::ErrorCode::Corrupt,
                             m_name + ": cannot be read to its end (" + message + ")");
    m_end += static_cast<std::size_t>(got);
    return got > 0;
}

base::Result<std::optional<LineReader::Line>> LineReader::next()
{
    std::size_t searched = 0;
    for (;;) {
        const char *from = m_buffer.data() + m_begin;
        const std::size_t held = m_end - m_begin;
        const void *found = std::memchr(from + searched, '\n', held - searched);
        if (found != nullptr) {
            const auto length = static_cast<std::size_t>(static_cast<const char *>(found) - from);
            m_begin += length + 1;
            m_bytesRead += length + 1;
            return Line{{from, length}, true};
        }
        searched = held;
        if (held > base::limits::AuditLineBytes)
            break;
        const auto more = fill();
        if (!more)
            return base::failure(more.error());
        if (!*more)
            break;
    }
    const Line rest{{m_buffer.data() + m_begin, m_end - m_begin}, false};
    m_bytesRead += rest.text.size();
    m_begin = m_end;
    return rest.text.empty() ? std::optional<Line>() : std::optional(rest);
}

} // namespace lpm::audit
