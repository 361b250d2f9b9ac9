// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/rejections.h"

#include <chrono>

namespace lpm::monitor {

using base::Milliseconds;

namespace {

constexpr Milliseconds LineInterval{60'000}; // between two lines of a reason
constexpr Milliseconds ResyncInterval{10'000};
constexpr std::size_t MostReasons = 20; // told apart at a time; the others share one name
constexpr const char *OtherReasons = "other messages that cannot be read";

} // namespace

std::optional<std::string> Rejections::onRejected(const std::string &reason, bool mayBeMissing,
                                                  Milliseconds now)
{
    m_last = now;
    m_isResyncWanted = m_isResyncWanted || mayBeMissing;
    const bool isTold = m_reasons.contains(reason) || m_reasons.size() < MostReasons;
    const std::string name = isTold ? reason : std::string(OtherReasons);
    const auto [entry, isNew] = m_reasons.try_emplace(name, Repeats{now, 0});
    if (isNew)
        return name;
    ++entry->second.count;
    return std::nullopt;
}

std::vector<std::string> Rejections::takeDueLines(Milliseconds now)
{
    std::vector<std::string> lines;
    for (auto entry = m_reasons.begin(); entry != m_reasons.end();) {
        auto &[reason, repeats] = *entry;
        if (repeats.since + LineInterval > now) {
            ++entry;
            continue;
        }
        if (repeats.count == 0) {
            entry = m_reasons.erase(entry);
            continue;
        }
        lines.push_back(reason + " (" + std::to_string(repeats.count) + " more)");
        repeats = Repeats{now, 0};
        ++entry;
    }
    return lines;
}

bool Rejections::takeResync(Milliseconds now)
{
    if (!m_isResyncWanted || (m_lastResync && *m_lastResync + ResyncInterval > now))
        return false;
    m_isResyncWanted = false;
    m_lastResync = now;
    return true;
}

bool Rejections::hadAny(Milliseconds now) const
{
    return m_last && *m_last + LineInterval > now;
}

} // namespace lpm::monitor
