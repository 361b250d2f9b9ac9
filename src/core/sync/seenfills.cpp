// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/seenfills.h"

#include "core/base/limits.h"

#include <algorithm>
#include <vector>

namespace lpm::sync {

SeenFills::Known SeenFills::contains(const domain::Fill &fill) const
{
    const auto found = m_content.find(domain::idOf(fill));
    if (found == m_content.end())
        return Known::No;
    const Content &content = found->second;
    const bool same
        = !content.price || (*content.price == fill.price && content.size == fill.size);
    return same ? Known::Same : Known::Conflicting;
}

void SeenFills::add(const domain::Fill &fill)
{
    const auto id = domain::idOf(fill);
    if (m_content.emplace(id, Content{fill.price, fill.size}).second)
        m_order.push_back(id);
}

void SeenFills::restore(const std::unordered_set<domain::FillId> &fills)
{
    std::vector<domain::FillId> sorted(fills.begin(), fills.end());
    std::sort(sorted.begin(), sorted.end(),
              [](const auto &a, const auto &b) { return a.time < b.time; });
    for (const auto &id : sorted) {
        if (m_content.emplace(id, Content{}).second)
            m_order.push_back(id);
    }
    trim();
}

void SeenFills::trim()
{
    while (m_order.size() > base::limits::SeenFills
           && m_order.front().time + base::limits::SeenFillsAge < m_order.back().time) {
        m_content.erase(m_order.front());
        m_order.pop_front();
    }
}

} // namespace lpm::sync
