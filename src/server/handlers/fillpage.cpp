// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/handlers/fillpage.h"

#include <algorithm>
#include <set>
#include <utility>

namespace lpm::server {

namespace {

using domain::PastFill;

struct Row
{
    HistoryKey key;
    FillEntry entry;
};

bool passes(const domain::PositionUpdate &update, const ListQuery &query)
{
    if (!update.fill)
        return false;
    const domain::Fill &fill = *update.fill;
    return (!query.symbol || *query.symbol == update.symbol || *query.symbol == fill.coin) &&
           (!query.since || fill.time >= *query.since) &&
           (!query.until || fill.time <= *query.until);
}

Row rowOf(const domain::PositionUpdate &update)
{
    return {keyOf(update),
            {PastFill{update.account, update.symbol, *update.fill, update.source, update.isLate,
                      update.auditSeq.value_or(0)},
             update.seq, update.auditSeq.has_value()}};
}

// Of this run, by line of the audit trail and, where that has none yet, by what makes it itself.
struct Known
{
    std::set<std::uint64_t> lines;
    std::set<std::pair<domain::Address, domain::FillId>> unwritten;

    bool has(const PastFill &fill) const
    {
        return lines.contains(fill.auditSeq) ||
               (!unwritten.empty() && unwritten.contains({fill.account, idOf(fill.fill)}));
    }
};

} // namespace

FillPage fillPage(const ApiBackend &backend, const AccountSelection &selection,
                  const ListQuery &query, const std::optional<HistoryKey> &after,
                  std::vector<PastFill> kept)
{
    std::vector<Row> rows;
    Known known;
    for (const auto &account : selection.accounts) {
        for (const auto &update : backend.recentFills(account.address)) {
            if (!passes(*update, query))
                continue;
            Row row = rowOf(*update);
            if (row.entry.isWritten)
                known.lines.insert(row.entry.fill.auditSeq);
            else // also if a page before gave it: its line may have been written since
                known.unwritten.emplace(update->account, idOf(*update->fill));
            if (!after || row.key < *after)
                rows.push_back(std::move(row));
        }
    }
    // Rows of the disk beyond the page: what is left out below as known already hides none of them.
    const bool hasMoreKept = kept.size() > query.limit;
    const std::optional<HistoryKey> lastKept =
        kept.empty() ? std::nullopt : std::optional(keyOf(kept.back().place()));
    for (PastFill &fill : kept) {
        const HistoryKey key = keyOf(fill.place());
        if (!known.has(fill) && (!after || key < *after))
            rows.push_back({key, {std::move(fill), std::nullopt, true}});
    }
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return a.key > b.key; });

    FillPage page;
    const std::size_t given = std::min(rows.size(), query.limit);
    if (given < rows.size())
        page.next = rows[given - 1].key;
    else if (hasMoreKept)
        page.next = given > 0 ? rows[given - 1].key : *lastKept;
    for (std::size_t i = 0; i < given; ++i)
        page.entries.push_back(std::move(rows[i].entry));
    return page;
}

} // namespace lpm::server
