// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/outbox.h"

#include <algorithm>

namespace lpm::server {

void Outbox::tellOf(const domain::PositionUpdate &replaced)
{
    auto &range = m_skipped
                      .try_emplace(replaced.account,
                                   Skipped{replaced.account, replaced.seq, replaced.seq})
                      .first->second;
    range.from = std::min(range.from, replaced.seq);
    range.to = std::max(range.to, replaced.seq);
}

// What is replaced gives its place in the list to what replaces it, at the end: nothing is
// allocated for a client that is behind for long.
void Outbox::add(const SharedUpdatePtr &added, Told told)
{
    if (m_replaceable.size() <= added->position)
        m_replaceable.resize(added->position + 1);
    auto &last = m_replaceable[added->position];
    if (last) {
        const SharedUpdatePtr &replaced = **last;
        if (told == Told::Yes)
            tellOf(*replaced->update);
        m_bytes -= static_cast<std::size_t>(replaced->frame->size());
        m_entries.splice(m_entries.end(), m_entries, *last);
        m_entries.back() = added;
    } else {
        m_entries.push_back(added);
    }
    m_bytes += static_cast<std::size_t>(added->frame->size());
    if (added->update->eventType == domain::EventType::Fill)
        last.reset();
    else
        last = std::prev(m_entries.end());
}

std::pair<std::vector<Skipped>, std::vector<SharedUpdatePtr>> Outbox::take()
{
    std::pair<std::vector<Skipped>, std::vector<SharedUpdatePtr>> taken;
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
