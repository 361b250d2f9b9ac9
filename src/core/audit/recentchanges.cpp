// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/recentchanges.h"

#include "core/audit/chain.h"
#include "core/audit/limits.h"
#include "core/audit/linereader.h"
#include "core/audit/parsedchange.h"
#include "core/audit/walk.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace lpm::audit {

using base::failure;
using base::Result;
using domain::Change;

namespace {

// Behind the first line of a file from there on, if that is whole.
Result<std::optional<WalkStart>> startIn(Disk &disk, const Trail &trail, const WalkStart &place)
{
    if (place.file == 0 && place.at.offset == 0)
        return std::optional(startOfAll(trail));
    auto reader = LineReader::open(disk, trail.files[place.file], place.at.offset);
    if (!reader)
        return failure(reader.error());
    if (place.at.offset > 0) { // in the middle of a line
        if (const auto rest = reader->next(); !rest)
            return failure(rest.error());
    }
    const auto first = reader->next();
    if (!first)
        return failure(first.error());
    const auto head = *first ? checkSelf((*first)->text)
                             : failure(base::ErrorCode::NotFound, "no line");
    return head ? std::optional(WalkStart{place.file, {*head, reader->offset()}}) : std::nullopt;
}

// Where the part to be read begins; nullopt: it has no whole line.
Result<std::optional<WalkStart>> startOfRecent(Disk &disk, const Trail &trail)
{
    std::uint64_t left = limits::RecentBytes;
    WalkStart oldest{trail.files.size(), {}};
    while (oldest.file > 0 && left > 0 && !trail.files[oldest.file - 1].isCompressed) {
        const std::uint64_t size = trail.files[--oldest.file].size;
        oldest.at.offset = size - std::min(size, left);
        left -= std::min(size, left);
    }
    for (WalkStart place = oldest; place.file < trail.files.size();
         place = WalkStart{place.file + 1, {}}) {
        auto start = startIn(disk, trail, place);
        if (!start || *start)
            return start;
    }
    return std::optional<WalkStart>();
}

// The changes in their order; none where the lines are no chain.
Result<std::vector<Change>> changesBehind(Disk &disk, const Trail &trail, const WalkStart &start)
{
    LineParser parser;
    std::vector<Change> changes;
    const auto end = walkTrail(
        disk, trail, start, [&](std::string_view text, const Head &) -> Result<void> {
            const auto line = parser.parse(text);
            if (!line)
                return failure(line.error());
            auto change = changeOf(*line);
            if (!change)
                return failure(change.error());
            if (*change)
                changes.push_back(*std::move(*change));
            return {};
        });
    if (!end)
        return failure(end.error());
    if (end->broken && !end->broken->isTornEnd)
        changes.clear();
    return changes;
}

// From the newest back, as far as each ends where the next one begins.
void addConnected(std::vector<Change> changes, RecoveredTrail &trail)
{
    std::map<std::pair<domain::Address, std::string>, domain::PositionState> reached;
    for (const auto &[address, account] : trail.accounts) {
        for (const auto &[coin, position] : account.positions)
            reached.emplace(std::pair(address, coin), position.state);
    }
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        const auto at = reached.find({change->account, change->coin});
        if (at == reached.end())
            continue;
        if (!(at->second == change->after)) {
            reached.erase(at);
            continue;
        }
        at->second = change->before;
        trail.accounts.at(change->account).recentChanges.push_back(std::move(*change));
    }
    for (auto &[address, account] : trail.accounts)
        std::reverse(account.recentChanges.begin(), account.recentChanges.end());
}

} // namespace

void addRecentChanges(Disk &disk, const std::string &directory, RecoveredTrail &trail)
{
    const auto files = listTrail(disk, directory);
    if (!files)
        return;
    const auto start = startOfRecent(disk, *files);
    if (!start || !*start)
        return;
    if (auto changes = changesBehind(disk, *files, **start))
        addConnected(*std::move(changes), trail);
}

} // namespace lpm::audit
