// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a trail file line by line in one pass, compressed or not, with bounded memory.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/trailfiles.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace lpm::audit {

class LineReader
{
public:
    struct Line
    {
        std::string_view text; // without the newline; valid until the next call. At least
                               // Padding readable bytes follow it.
        bool isTerminated = true;
    };
    static constexpr std::size_t Padding = 64;

    // From byte `offset` of the file uncompressed. The disk is used by this call only.
    static base::Result<LineReader> open(Disk &disk, const TrailFile &file,
                                         std::uint64_t offset = 0);
    static base::Result<LineReader> open(const TrailFile &file); // on the system's disk

    // nullopt at the end of the file. A line longer than limits::AuditLineBytes comes in pieces,
    // the first of them not terminated.
    base::Result<std::optional<Line>> next();
    // Where the next line begins in the file uncompressed.
    std::uint64_t offset() const { return m_offset; }

private:
    LineReader(std::unique_ptr<ByteSource> source, std::string name, std::uint64_t offset);
    base::Result<bool> fill(); // false at the end
    base::Result<void> skip(std::uint64_t bytes);

    std::unique_ptr<ByteSource> m_source;
    std::string m_name;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_offset = 0;
};

} // namespace lpm::audit
