// SPDX-License-Identifier: GPL-3.0-or-later
// Watches that marks keep coming for what is held, and says when to ask for them by request: only
// while the streams are silent, and inside the exchange's budget. Pure.
#pragma once

#include "core/base/timestamp.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lpm::monitor {

class MarkWatch
{
public:
    explicit MarkWatch(base::Milliseconds updateInterval) : m_updateInterval(updateInterval) {}

    void setCoins(std::set<std::string> coins, base::Instant now);
    const std::set<std::string> &coins() const { return m_coins; }
    void onStreamMark(const std::string &coin, base::Instant now);
    void onPolled(base::Instant now) { m_lastMark = now; }

    // The dexes to ask now; empty while the streams do their work.
    std::vector<std::string> duePolls(base::Instant now);
    // The last mark of a held coin from anywhere.
    std::optional<base::Timestamp> lastMark() const;
    bool isSilent(base::Instant now) const; // no mark in use for limits: 30 s

private:
    base::Milliseconds m_updateInterval;
    std::set<std::string> m_coins;
    std::map<std::string, base::Milliseconds> m_wantedSince; // coins that never had a stream mark
    std::optional<base::Instant> m_lastStreamMark;
    std::optional<base::Instant> m_lastMark;
    std::optional<base::Instant> m_coinsSince;
    std::optional<base::Milliseconds> m_lastPoll;
};

} // namespace lpm::monitor
