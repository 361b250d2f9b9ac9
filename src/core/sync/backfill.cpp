// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/backfill.h"

#include "core/base/limits.h"

#include <algorithm>

namespace lpm::sync {

namespace {

// The exchange documents 2,000 rows a page of fills and 500 elsewhere: only a page well below
// either is taken as the last without asking for the next.
constexpr std::size_t ShortPage = 100;

} // namespace

void Backfill::begin(base::Timestamp from, std::optional<base::Timestamp> to)
{
    m_next = FetchFills{from, to};
    m_rows = m_rowsBefore = 0;
    m_rowsAtEdge = 0;
    m_oldest.reset();
    m_newest.reset();
}

Backfill::Progress Backfill::onPage(const std::vector<domain::Fill> &page)
{
    const auto rowsOf = [&page](base::Timestamp time) {
        return static_cast<std::size_t>(
            std::count_if(page.begin(), page.end(),
                          [time](const domain::Fill &fill) { return fill.time == time; }));
    };
    m_rows += page.size() - std::min(m_rowsAtEdge, rowsOf(m_next.from));
    for (const domain::Fill &fill : page) {
        m_oldest = std::min(m_oldest.value_or(fill.time), fill.time);
        m_newest = std::max(m_newest.value_or(fill.time), fill.time);
    }
    if (page.size() < ShortPage)
        return Progress::Complete;
    // An address tells no more than its newest fills, however one pages.
    if (m_rows >= static_cast<std::size_t>(2 * base::limits::FillsReachable))
        return Progress::Truncated;
    const auto last = std::max_element(
        page.begin(), page.end(),
        [](const domain::Fill &a, const domain::Fill &b) { return a.time < b.time; });
    const bool isAfter = last->time > m_next.from;
    if (!isAfter && page.size() < static_cast<std::size_t>(base::limits::FillsPerPage))
        return Progress::Complete;
    m_rowsBefore = m_rows;
    m_rowsAtEdge = isAfter ? rowsOf(last->time) : 0;
    m_next.from = isAfter ? last->time : base::Timestamp{last->time + base::Milliseconds{1}};
    return isAfter ? Progress::More : Progress::Skipped;
}

} // namespace lpm::sync
