// SPDX-License-Identifier: GPL-3.0-or-later
// The latest lines of this program's log, for whoever looks at them: filled on the log's own
// thread, read on the GUI thread. Neither keeps the other for longer than a line is noted down, or
// as many as are asked for are handed out; those who log wait for neither.
#pragma once

#include "core/base/loglevel.h"
#include "core/base/timestamp.h"
#include "gui/limits.h"

#include <QString>

#include <cstdint>
#include <deque>
#include <mutex>
#include <string_view>
#include <vector>

namespace lpm::gui {

using base::LogLevel;

struct LogLine
{
    std::uint64_t number = 0; // rises by one with each line, from 1
    base::Timestamp time{};
    LogLevel level = LogLevel::Info;
    QString words; // as the log has them: one line, addresses shortened

    friend bool operator==(const LogLine &, const LogLine &) = default;
};

class LogTail
{
public:
    void add(base::Timestamp time, LogLevel level, std::string_view utf8); // any thread
    // Those behind the one with that number, oldest first; the latest limits::LogLines at most.
    std::vector<LogLine> behind(std::uint64_t number) const; // any thread

private:
    mutable std::mutex m_mutex; // of what follows
    std::deque<LogLine> m_lines;
    std::uint64_t m_number = 0;
};

} // namespace lpm::gui
