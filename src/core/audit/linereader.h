// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a trail file line by line in one pass, compressed or not, with bounded memory.
#pragma once

#include "core/audit/trailfiles.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

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

    static base::Result<LineReader> open(const TrailFile &file);

    // nullopt at the end of the file. A line longer than limits::AuditLineBytes comes in pieces,
    // the first of them not terminated.
    base::Result<std::optional<Line>> next();
    std::uint64_t bytesRead() const { return m_bytesRead; } // newlines included

private:
    struct Closer
    {
        void operator()(void *file) const;
    };

    LineReader(void *file, std::string name);
    base::Result<bool> fill(); // false at the end

    std::unique_ptr<void, Closer> m_file; // a gzFile: zlib reads plain files too
    std::string m_name;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_bytesRead = 0;
};

} // namespace lpm::audit
