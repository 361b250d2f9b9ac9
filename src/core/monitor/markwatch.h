// SPDX-License-Identifier: GPL-3.0-or-later
// Watches that marks keep coming for each coin held, and says when to ask for them by request: only
// where the stream is silent, and inside the exchange's budget. Pure.
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
    enum class Source { Stream, Poll };

    explicit MarkWatch(base::Milliseconds updateInterval) : m_updateInterval(updateInterval) {}

    void setCoins(std::set<std::string> coins, base::Instant now);
    const std::set<std::string> &coins() const { return m_coins; }
    void onMark(const std::string &coin, Source source, base::Instant now);

    // The dexes to ask now; empty while the stream does its work.
    std::vector<std::string> duePolls(base::Instant now);
    // The last mark of a held coin from anywhere.
    std::optional<base::Instant> lastMark() const { return m_lastMark; }
    // How long a held coin has had no mark from anywhere, since it became held at most; 0 for any
    // other coin.
    base::Milliseconds silence(const std::string &coin, base::Instant now) const;
    // Held coins that have had no mark from anywhere for 30 s.
    std::vector<std::string> silentCoins(base::Instant now) const;

private:
    struct Watched
    {
        base::Milliseconds lastSign{0};   // a mark from anywhere; at first, when it became held
        base::Milliseconds lastStream{0}; // the same, of the stream alone
        bool hasStream = false;           // the stream brought at least one
    };

    base::Milliseconds m_updateInterval;
    std::set<std::string> m_coins;
    std::map<std::string, Watched> m_watched; // the same coins
    std::optional<base::Instant> m_lastMark;
    std::optional<base::Milliseconds> m_lastPoll;
};

} // namespace lpm::monitor
