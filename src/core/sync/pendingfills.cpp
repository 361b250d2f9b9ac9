// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pendingfills.h"

namespace lpm::sync {

bool PendingFills::add(PendingFill fill)
{
    if (!m_ids.insert(domain::idOf(fill.fill)).second)
        return false;
    const auto time = fill.fill.time;
    m_byCoin[fill.fill.coin].emplace(time, std::move(fill));
    return true;
}

std::vector<std::string> PendingFills::coins() const
{
    std::vector<std::string> names;
    for (const auto &[coin, fills] : m_byCoin)
        names.push_back(coin);
    return names;
}

std::vector<PendingFill> PendingFills::earliest(const std::string &coin) const
{
    return until(coin, m_byCoin.at(coin).begin()->first);
}

std::vector<PendingFill> PendingFills::until(const std::string &coin, base::Timestamp time) const
{
    std::vector<PendingFill> found;
    const auto fills = m_byCoin.find(coin);
    if (fills == m_byCoin.end())
        return found;
    for (auto it = fills->second.begin(); it != fills->second.upper_bound(time); ++it)
        found.push_back(it->second);
    return found;
}

std::vector<std::vector<PendingFill>> PendingFills::groups(const std::string &coin) const
{
    std::vector<std::vector<PendingFill>> groups;
    for (const PendingFill &pending : until(coin, base::Timestamp::max())) {
        if (groups.empty() || groups.back().front().fill.time != pending.fill.time)
            groups.emplace_back();
        groups.back().push_back(pending);
    }
    return groups;
}

void PendingFills::remove(const domain::Fill &fill)
{
    const auto id = domain::idOf(fill);
    const auto coin = m_byCoin.find(fill.coin);
    if (m_ids.erase(id) == 0 || coin == m_byCoin.end())
        return;
    const auto [first, last] = coin->second.equal_range(fill.time);
    for (auto it = first; it != last; ++it) {
        if (domain::idOf(it->second.fill) == id) {
            coin->second.erase(it);
            break;
        }
    }
    if (coin->second.empty())
        m_byCoin.erase(coin);
}

void PendingFills::clear()
{
    m_byCoin.clear();
    m_ids.clear();
}

std::vector<domain::Fill> fillsOf(const std::vector<PendingFill> &group)
{
    std::vector<domain::Fill> fills;
    fills.reserve(group.size());
    for (const PendingFill &pending : group)
        fills.push_back(pending.fill);
    return fills;
}

} // namespace lpm::sync
