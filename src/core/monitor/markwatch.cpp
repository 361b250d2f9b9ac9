// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/markwatch.h"

#include "core/base/limits.h"
#include "core/domain/instrument.h"

#include <algorithm>
#include <chrono>

namespace lpm::monitor {

using base::Milliseconds;

namespace {

constexpr Milliseconds FirstPatience{3'000};   // the exchange moves its marks about every 3 s
// A quiet coin is asked for before its price would be called stale.
constexpr Milliseconds StreamPatience{7'000};
constexpr Milliseconds SilenceLimit = base::limits::MarksSilentAfter;
// One request a dex costs 20 of 1,200 a minute; half the budget stays free for what proves the
// positions.
constexpr Milliseconds PollSpacingPerDex{2'500};
// Whatever the update interval: what is asked for must not look stale in between.
constexpr Milliseconds LongestPollInterval{7'000};
static_assert(StreamPatience < base::limits::PriceStaleAfter
              && LongestPollInterval < base::limits::PriceStaleAfter);

} // namespace

void MarkWatch::setCoins(std::set<std::string> coins, base::Instant now)
{
    std::erase_if(m_watched, [&](const auto &entry) { return !coins.contains(entry.first); });
    for (const auto &coin : coins)
        m_watched.try_emplace(coin, Watched{now.monotonic, now.monotonic, false});
    m_coins = std::move(coins);
}

void MarkWatch::onMark(const std::string &coin, Source source, base::Instant now)
{
    const auto watched = m_watched.find(coin);
    if (watched == m_watched.end())
        return;
    m_lastMark = now;
    watched->second.lastSign = now.monotonic;
    if (source == Source::Stream) {
        watched->second.lastStream = now.monotonic;
        watched->second.hasStream = true;
    }
}

std::vector<std::string> MarkWatch::duePolls(base::Instant now)
{
    std::set<std::string> dexes;
    for (const auto &[coin, watched] : m_watched) {
        if (watched.lastStream + (watched.hasStream ? StreamPatience : FirstPatience)
            <= now.monotonic)
            dexes.insert(domain::dexOf(coin));
    }
    const auto spacing = std::max(std::min(m_updateInterval, LongestPollInterval),
                                  PollSpacingPerDex
                                      * static_cast<Milliseconds::rep>(dexes.size()));
    if (dexes.empty() || (m_lastPoll && *m_lastPoll + spacing > now.monotonic))
        return {};
    m_lastPoll = now.monotonic;
    return {dexes.begin(), dexes.end()};
}

Milliseconds MarkWatch::silence(const std::string &coin, base::Instant now) const
{
    const auto watched = m_watched.find(coin);
    return watched == m_watched.end() ? Milliseconds{0} : now.monotonic - watched->second.lastSign;
}

std::vector<std::string> MarkWatch::silentCoins(base::Instant now) const
{
    std::vector<std::string> silent;
    for (const auto &[coin, watched] : m_watched) {
        if (watched.lastSign + SilenceLimit <= now.monotonic)
            silent.push_back(coin);
    }
    return silent;
}

} // namespace lpm::monitor
