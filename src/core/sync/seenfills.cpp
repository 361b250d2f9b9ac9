// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/seenfills.h"

#include "core/base/limits.h"

#include <algorithm>
#include <tuple>

namespace lpm::sync {

SeenFills::Known SeenFills::contains(const domain::Fill &fill) const
{
    const auto found = m_content.find(domain::idOf(fill));
    if (found == m_content.end())
        return m_forgotten && fill.time <= *m_forgotten ? Known::Same : Known::No;
    const Content &content = found->second;
    const bool same
        = !content.price || (*content.price == fill.price && content.size == fill.size);
    return same ? Known::Same : Known::Conflicting;
}

void SeenFills::add(const domain::Fill &fill)
{
    const auto id = domain::idOf(fill);
    if (m_content.emplace(id, Content{fill.price, fill.size, fill.twapId.has_value()}).second)
        m_order.push_back(id);
}

void SeenFills::settle(const domain::Fill &fill)
{
    if (const auto found = m_content.find(domain::idOf(fill)); found != m_content.end())
        found->second.price.reset();
}

void SeenFills::restore(const std::unordered_set<domain::FillId> &fills,
                        std::optional<base::Timestamp> forgotten)
{
    m_forgotten = forgotten;
    std::vector<domain::FillId> sorted(fills.begin(), fills.end());
    std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
        return std::tie(a.time, a) < std::tie(b.time, b);
    });
    for (const auto &id : sorted) {
        if (m_content.emplace(id, Content{}).second)
            m_order.push_back(id);
    }
    trim();
}

void SeenFills::trim()
{
    const auto isOld = [this] {
        return m_order.size() > base::limits::SeenFills
               && m_order.front().time + base::limits::SeenFillsAge < m_order.back().time;
    };
    while (m_order.size() > base::limits::SeenFillsMost || isOld()) {
        const auto time = m_order.front().time;
        m_forgotten = m_forgotten ? std::max(*m_forgotten, time) : time;
        m_content.erase(m_order.front());
        m_order.pop_front();
    }
}

std::size_t SeenFills::countSince(base::Timestamp time) const
{
    return static_cast<std::size_t>(
        std::count_if(m_order.begin(), m_order.end(), [&](const domain::FillId &id) {
            return id.time >= time && !m_content.at(id).isSlice;
        }));
}

std::vector<domain::FillId> SeenFills::between(base::Timestamp from, base::Timestamp to) const
{
    std::vector<domain::FillId> found;
    for (const auto &id : m_order) {
        if (id.time >= from && id.time <= to && !m_content.at(id).isSlice)
            found.push_back(id);
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) {
        return std::tie(a.time, a) < std::tie(b.time, b);
    });
    return found;
}

} // namespace lpm::sync
