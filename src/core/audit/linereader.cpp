// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/linereader.h"

#include "core/audit/inflate.h"
#include "core/base/limits.h"

#include <algorithm>
#include <cstring>

namespace lpm::audit {

namespace {

// Room for several of the longest lines, so that moving the rest to the front is rare.
constexpr std::size_t BufferBytes = 3 * base::limits::AuditLineBytes;

} // namespace

LineReader::LineReader(std::unique_ptr<ByteSource> source, std::string name, std::uint64_t offset)
    : m_source(std::move(source)),
      m_name(std::move(name)),
      m_buffer(std::make_unique_for_overwrite<char[]>(BufferBytes + Padding)),
      m_offset(offset)
{
}

base::Result<LineReader> LineReader::open(Disk &disk, const TrailFile &file, std::uint64_t offset)
{
    auto source = disk.read(file.path, file.isCompressed ? 0 : offset);
    if (!source)
        return base::failure(source.error());
    if (!file.isCompressed)
        return LineReader(*std::move(source), file.name, offset);
    LineReader reader(inflated(*std::move(source)), file.name, 0);
    if (auto skipped = reader.skip(offset); !skipped)
        return base::failure(skipped.error());
    return reader;
}

base::Result<LineReader> LineReader::open(const TrailFile &file)
{
    return open(*systemDisk(), file);
}

base::Result<void> LineReader::skip(std::uint64_t bytes)
{
    while (m_offset < bytes) {
        const auto more = fill();
        if (!more)
            return base::failure(more.error());
        if (!*more)
            return {};
        m_begin = static_cast<std::size_t>(std::min<std::uint64_t>(m_end, bytes - m_offset));
        m_offset += m_begin;
    }
    return {};
}

base::Result<bool> LineReader::fill()
{
    std::memmove(m_buffer.get(), m_buffer.get() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_begin = 0;
    const auto got = m_source->read(m_buffer.get() + m_end, BufferBytes - m_end);
    if (!got)
        return base::failure(got.error().in(m_name + " cannot be read to its end"));
    m_end += *got;
    return *got > 0;
}

base::Result<std::optional<LineReader::Line>> LineReader::next()
{
    std::size_t searched = 0;
    for (;;) {
        const char *from = m_buffer.get() + m_begin;
        const std::size_t held = m_end - m_begin;
        const void *found = std::memchr(from + searched, '\n', held - searched);
        if (found != nullptr) {
            const auto length = static_cast<std::size_t>(static_cast<const char *>(found) - from);
            m_begin += length + 1;
            m_offset += length + 1;
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
    const Line rest{{m_buffer.get() + m_begin, m_end - m_begin}, false};
    m_offset += rest.text.size();
    m_begin = m_end;
    return rest.text.empty() ? std::optional<Line>() : std::optional(rest);
}

} // namespace lpm::audit
