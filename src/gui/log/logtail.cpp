// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/log/logtail.h"

namespace lpm::gui {

void LogTail::add(base::Timestamp time, LogLevel level, std::string_view utf8)
{
    const std::string_view kept = utf8.substr(0, limits::LogLineBytes);
    QString words = QString::fromUtf8(kept.data(), static_cast<qsizetype>(kept.size()));
    if (kept.size() < utf8.size())
        words += QStringLiteral("…");
    const std::lock_guard lock(m_mutex);
    m_lines.push_back({++m_number, time, level, std::move(words)});
    if (m_lines.size() > limits::LogLines)
        m_lines.pop_front();
}

std::vector<LogLine> LogTail::behind(std::uint64_t number) const
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t unseen = m_number > number ? m_number - number : 0;
    const auto count = static_cast<std::ptrdiff_t>(
        unseen < m_lines.size() ? static_cast<std::size_t>(unseen) : m_lines.size());
    return {m_lines.end() - count, m_lines.end()};
}

} // namespace lpm::gui
