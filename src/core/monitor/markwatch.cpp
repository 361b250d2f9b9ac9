// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/markwatch.h"

#include "core/domain/instrument.h"

#include <algorithm>
#include <chrono>

namespace lpm::monitor {

using base::Milliseconds;

namespace {

constexpr Milliseconds StreamPatience{3'000}; // the exchange moves its marks about every 3 s
constexpr Milliseconds SilenceLimit{30'000};
// One request a dex costs 20 of 1,200 a minute; half the budget stays free for what proves the
// positions.
constexpr Milliseconds PollSpacingPerDex{2'500};

} // namespace

void MarkWatch::setCoins(std::set<std::string> coins, base::Instant now)
{
    for (const auto &coin : coins) {
        if (!m_coins.contains(coin))
            m_wantedSince.emplace(coin, now.monotonic);
    }
    std::erase_if(m_wantedSince, [&](const auto &wanted) { return !coins.contains(wanted.first); });
    if (m_coins.empty() && !coins.empty())
        m_coinsSince = now;
    m_coins = std::move(coins);
    if (m_coins.empty())
        m_coinsSince.reset();
}

void MarkWatch::onStreamMark(const std::string &coin, base::Instant now)
{
    if (!m_coins.contains(coin))
        return;
    m_wantedSince.erase(coin);
    m_lastStreamMark = now;
    m_lastMark = now;
}

std::vector<std::string> MarkWatch::duePolls(base::Instant now)
{
    std::set<std::string> dexes;
    const bool streamsAreSilent
        = m_coinsSince && m_coinsSince->monotonic + StreamPatience <= now.monotonic
          && (!m_lastStreamMark || m_lastStreamMark->monotonic + SilenceLimit <= now.monotonic);
    for (const auto &coin : m_coins) {
        const auto wanted = m_wantedSince.find(coin);
        const bool neverCame = wanted != m_wantedSince.end()
                               && wanted->second + StreamPatience <= now.monotonic;
        if (streamsAreSilent || neverCame)
            dexes.insert(domain::dexOf(coin));
    }
    const auto spacing = std::max(m_updateInterval,
                                  Milliseconds{PollSpacingPerDex.count()
                                               * static_cast<Milliseconds::rep>(dexes.size())});
    if (dexes.empty() || (m_lastPoll && *m_lastPoll + spacing > now.monotonic))
        return {};
    m_lastPoll = now.monotonic;
    return {dexes.begin(), dexes.end()};
}

std::optional<base::Timestamp> MarkWatch::lastMark() const
{
    return m_lastMark ? std::optional(m_lastMark->wall) : std::nullopt;
}

bool MarkWatch::isSilent(base::Instant now) const
{
    if (m_coins.empty())
        return false;
    const auto &since = m_lastMark ? m_lastMark : m_coinsSince;
    return since && since->monotonic + SilenceLimit <= now.monotonic;
}

} // namespace lpm::monitor
