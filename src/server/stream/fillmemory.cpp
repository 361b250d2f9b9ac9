// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/fillmemory.h"

#include "server/json/views.h"
#include "server/limits.h"

#include <algorithm>

namespace lpm::server {

void FillMemory::add(const domain::PositionUpdatePtr &update)
{
    if (update->eventType != domain::EventType::Fill)
        return;
    Told &told = m_told[update->account];
    told.fills.push_back({update, nullptr});
    if (told.fills.size() <= limits::RememberedFills)
        return;
    told.forgottenUntil = told.fills.front().update->seq;
    told.fills.pop_front();
}

std::optional<std::vector<FillMemory::Missed>>
FillMemory::between(const domain::Address &account, std::uint64_t after, std::uint64_t to)
{
    std::vector<Missed> missed;
    const auto known = m_told.find(account);
    if (known == m_told.end())
        return missed;
    if (after < known->second.forgottenUntil)
        return std::nullopt;
    auto &fills = known->second.fills;
    auto fill = std::upper_bound(
        fills.begin(), fills.end(), after,
        [](std::uint64_t seq, const Missed &one) { return seq < one.update->seq; });
    for (; fill != fills.end() && fill->update->seq <= to; ++fill) {
        if (!fill->frame)
            fill->frame = textFrame(encodeUpdate(*fill->update, WasMissed::Yes));
        missed.push_back(*fill);
    }
    return missed;
}

} // namespace lpm::server
