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
    std::vector<PendingFill> group;
    const auto &fills = m_byCoin.at(coin);
    const auto [first, last] = fills.equal_range(fills.begin()->first);
    for (auto it = first; it != last; ++it)
        group.push_back(it->second);
    return group;
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

} // namespace lpm::sync
