// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/backfill.h"

#include "core/base/limits.h"

#include <algorithm>

namespace lpm::sync {

void Backfill::begin(base::Timestamp from, std::optional<base::Timestamp> to)
{
    m_next = FetchFills{from, to};
    m_rows = 0;
}

Backfill::Progress Backfill::onPage(const std::vector<domain::Fill> &page)
{
    m_rows += page.size();
    if (page.size() < static_cast<std::size_t>(base::limits::FillsPerPage))
        return Progress::Complete;
    const auto last = std::max_element(
        page.begin(), page.end(),
        [](const domain::Fill &a, const domain::Fill &b) { return a.time < b.time; });
    // A whole page inside one millisecond cannot be passed, and an address tells no more than its
    // newest fills, however one pages.
    const auto farthest = static_cast<std::size_t>(2 * base::limits::FillsReachable);
    if (last->time <= m_next.from || m_rows >= farthest)
        return Progress::Truncated;
    m_next.from = last->time;
    return Progress::More;
}

} // namespace lpm::sync
