// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/recovery.h"

#include "core/audit/recentchanges.h"
#include "core/audit/trailcollector.h"
#include "core/audit/walk.h"

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

Result<void> collectAll(Disk &disk, const std::string &directory, TrailCollector &collector)
{
    const auto trail = listTrail(disk, directory);
    if (!trail)
        return trail.error().code == ErrorCode::NotFound ? Result<void>{} : failure(trail.error());
    const auto end = walkTrail(
        disk, *trail, startOfAll(*trail),
        [&collector](std::string_view line, const Head &) { return collector.collect(line); });
    if (!end)
        return failure(end.error());
    // What a cut-off write left at the very end is moved aside when the trail is opened.
    if (end->broken && !end->broken->isTornEnd)
        return failure(ErrorCode::Corrupt,
                       "the audit trail is broken: " + end->badLineText(*trail));
    return {};
}

} // namespace

Result<RecoveredTrail> readBack(Disk &disk, const std::string &directory, const Network &network)
{
    TrailCollector collector;
    if (const auto done = collectAll(disk, directory, collector); !done)
        return failure(done.error());
    auto trail = collector.finish(network);
    if (!trail)
        return trail;
    addRecentChanges(disk, directory, *trail);
    return trail;
}

Result<RecoveredTrail> readBackNewest(Disk &disk, const std::string &directory)
{
    TrailCollector collector;
    if (const auto done = collectAll(disk, directory, collector); !done)
        return failure(done.error());
    return collector.finishNewest();
}

Result<RecoveredTrail> readBack(const std::string &directory, const Network &network)
{
    return readBack(*systemDisk(), directory, network);
}

Result<RecoveredTrail> readBackNewest(const std::string &directory)
{
    return readBackNewest(*systemDisk(), directory);
}

} // namespace lpm::audit
