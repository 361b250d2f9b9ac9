// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/updatememory.h"

#include "server/limits.h"

#include <algorithm>

namespace lpm::server {

using domain::EventType;
using domain::PositionUpdatePtr;

void UpdateMemory::add(const PositionUpdatePtr &update)
{
    Told &told = m_told[update->account];
    told.bySeq[update->seq] = update;
    if (update->eventType == EventType::Fill) {
        if (++told.fills > limits::RememberedFills)
            forgetOldestFill(told);
        return;
    }
    const auto [latest, isFirst] = told.latest.try_emplace(update->symbol, update->seq);
    if (!isFirst) {
        told.bySeq.erase(latest->second);
        latest->second = update->seq;
    }
}

void UpdateMemory::forgetOldestFill(Told &told)
{
    const auto oldest = std::find_if(told.bySeq.begin(), told.bySeq.end(), [](const auto &entry) {
        return entry.second->eventType == EventType::Fill;
    });
    told.forgottenUntil = oldest->first;
    told.bySeq.erase(oldest);
    --told.fills;
}

std::optional<std::vector<PositionUpdatePtr>>
UpdateMemory::between(const domain::Address &account, std::uint64_t after, std::uint64_t to) const
{
    const auto known = m_told.find(account);
    if (known == m_told.end())
        return std::vector<PositionUpdatePtr>{};
    if (after < known->second.forgottenUntil)
        return std::nullopt;
    std::vector<PositionUpdatePtr> updates;
    const auto &bySeq = known->second.bySeq;
    for (auto one = bySeq.upper_bound(after); one != bySeq.end() && one->first <= to; ++one)
        updates.push_back(one->second);
    return updates;
}

} // namespace lpm::server
