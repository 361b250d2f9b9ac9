// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/outbox.h"

#include <algorithm>

namespace lpm::server {

void Outbox::add(const SharedUpdate &added, Told told)
{
    const domain::PositionUpdate &update = *added.update;
    const Key key{update.account, update.symbol};
    if (const auto older = m_replaceable.find(key); older != m_replaceable.end()) {
        const std::uint64_t seq = older->second->update->seq;
        if (told == Told::Yes) {
            auto &range = m_skipped.try_emplace(update.account, Skipped{update.account, seq, seq})
                              .first->second;
            range.from = std::min(range.from, seq);
            range.to = std::max(range.to, seq);
        }
        m_bytes -= static_cast<std::size_t>(older->second->frame->size());
        m_entries.erase(older->second);
        m_replaceable.erase(older);
    }
    m_entries.push_back(added);
    m_bytes += static_cast<std::size_t>(added.frame->size());
    if (update.eventType != domain::EventType::Fill)
        m_replaceable.emplace(key, std::prev(m_entries.end()));
}

std::pair<std::vector<Skipped>, std::vector<SharedUpdate>> Outbox::take()
{
    std::pair<std::vector<Skipped>, std::vector<SharedUpdate>> taken;
    for (const auto &[account, range] : m_skipped)
        taken.first.push_back(range);
    taken.second.assign(m_entries.begin(), m_entries.end());
    m_entries.clear();
    m_replaceable.clear();
    m_skipped.clear();
    m_bytes = 0;
    return taken;
}

} // namespace lpm::server
