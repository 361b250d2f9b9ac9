// SPDX-License-Identifier: GPL-3.0-or-later
// How the trail is taken up again at start: locked, checked, its torn end moved aside, and what is
// there made sure of.
#include "core/audit/bytes.h"
#include "core/audit/journal.h"
#include "core/audit/segmentfile.h"
#include "core/audit/torntail.h"
#include "core/audit/walk.h"

#include <algorithm>

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

// What the walk found.
struct TakenUp
{
    WalkStart start;
    Head head;
    std::string tornNote; // "" when nothing was torn
};

Result<std::string> moveTornEnd(Disk &disk, const Trail &trail, const WalkEnd::Broken &broken)
{
    std::string note;
    for (std::size_t i = broken.file; i < trail.files.size(); ++i) {
        const TrailFile &file = trail.files[i];
        const std::uint64_t from = i == broken.file ? broken.scan.goodBytes : 0;
        const std::uint64_t bytes = file.size - std::min(file.size, from);
        if (bytes == 0)
            continue;
        if (auto moved = moveTail(disk, file, from); !moved)
            return failure(moved.error());
        note += (note.empty() ? "" : "; ") + std::to_string(bytes) + " bytes at the end of " +
                file.name + " were no whole line and were moved to " + file.name + ".torn";
    }
    return note;
}

Result<TakenUp> takeUp(Disk &disk, const Trail &trail, const std::optional<Checkpoint> &checkpoint)
{
    auto start = checkpoint            ? startBehind(disk, trail, *checkpoint)
                 : trail.files.empty() ? Result<WalkStart>(startOfAll(trail))
                                       : startOfNewest(disk, trail);
    if (!start)
        return failure(start.error());
    auto end = walkTrail(disk, trail, *start, {});
    if (!end)
        return failure(end.error());
    if (!end->broken)
        return TakenUp{*std::move(start), std::move(end->head), {}};
    if (!end->broken->isTornEnd)
        return failure(ErrorCode::Corrupt, end->badLineText(trail));
    auto note = moveTornEnd(disk, trail, *end->broken);
    if (!note)
        return failure(note.error());
    return TakenUp{*std::move(start), std::move(end->head), *std::move(note)};
}

std::string segmentPath(const std::string &directory, const TrailFile &file, unsigned segment)
{
    return directory + "/" + trailFileName(file.day, segment);
}

// An unfinished segment tells that the newest file could not be synced: it is not trusted, and what
// was walked of it goes into the segment.
Result<std::shared_ptr<AppendFile>> finishSegment(const std::shared_ptr<Disk> &disk,
                                                  const TrailFile &file, const std::string &path,
                                                  std::uint64_t from)
{
    auto segment = SegmentFile::begin(disk, path);
    if (!segment)
        return failure(segment.error());
    const auto copied = copyBytes(*disk, file.path, from, [&segment](std::string_view bytes) {
        return segment->append(bytes);
    });
    if (!copied)
        return failure(copied.error());
    return segment->finish();
}

// Where the bytes of the newest file begin that a sync may have failed for: behind what was walked
// from, and no more than a journal lets wait for a sync.
std::uint64_t doubtfulFrom(const Trail &trail, const TakenUp &taken)
{
    const std::uint64_t size = trail.files.back().size;
    const std::uint64_t most = base::limits::AuditQueueBytes + base::limits::AuditLineBytes;
    const bool isStart = taken.start.file + 1 == trail.files.size();
    return std::max(isStart ? taken.start.at.offset : 0, size - std::min(size, most));
}

// The newest file, with all that was found in it on the disk for good: an earlier run may have died
// before it synced, or after a sync failed: then the system may call pages clean that are nowhere
// but in its memory, and they are written again. A compressed one is not gone on with.
Result<TrailPosition> secured(const std::shared_ptr<Disk> &disk, const std::string &directory,
                              const Trail &trail, const TakenUp &taken)
{
    const TrailFile &newest = trail.files.back();
    TrailPosition at;
    at.directory = directory;
    at.day = std::chrono::floor<std::chrono::days>(
        base::parseRfc3339(newest.day + "T00:00:00Z").value_or(base::Timestamp{}));
    at.segment = newest.segment;
    at.head = taken.head;
    if (newest.isCompressed)
        return at;
    const std::string next = segmentPath(directory, newest, newest.segment + 1);
    const auto unfinished = disk->read(unfinishedName(next), 0);
    if (!unfinished && unfinished.error().code != ErrorCode::NotFound)
        return failure(unfinished.error());
    if (unfinished) {
        const bool isStart = taken.start.file + 1 == trail.files.size();
        auto file = finishSegment(disk, newest, next, isStart ? taken.start.at.offset : 0);
        if (!file)
            return failure(file.error());
        ++at.segment;
        at.file = *std::move(file);
        return at;
    }
    if (auto rewritten = disk->rewrite(newest.path, doubtfulFrom(trail, taken)); !rewritten)
        return failure(rewritten.error());
    auto file = disk->open(segmentPath(directory, newest, newest.segment));
    if (!file)
        return failure(file.error());
    if (auto synced = (*file)->sync(); !synced)
        return failure(synced.error());
    at.file = *std::move(file);
    return at;
}

// Today's file, or the newest where the host's clock was set back.
Result<void> turnToDayOf(Disk &disk, base::Timestamp now, TrailPosition &at)
{
    const auto today = std::chrono::floor<std::chrono::days>(now);
    if (today > at.day) {
        at.day = today;
        at.segment = 1;
        at.file = nullptr;
    }
    if (at.file != nullptr)
        return {};
    auto file = disk.open(at.directory + "/" + trailFileName(base::utcDay(at.day), at.segment));
    if (!file)
        return failure(file.error());
    at.file = *std::move(file);
    return {};
}

} // namespace

Result<Journal> openJournal(std::shared_ptr<Disk> disk, const std::string &directory,
                            base::Timestamp now, const JournalOptions &options)
{
    auto lock = disk->lock(directory);
    if (!lock)
        return failure(lock.error());
    const auto trail = listTrail(*disk, directory);
    if (!trail)
        return failure(trail.error());
    const auto taken = takeUp(*disk, *trail, options.checkpoint);
    if (!taken)
        return failure(taken.error().in("the audit trail is broken or cannot be read"));
    TrailPosition at{directory, {}, 1, taken->head, nullptr};
    if (!trail->files.empty()) {
        auto found = secured(disk, directory, *trail, *taken);
        if (!found)
            return failure(found.error());
        at = *std::move(found);
    }
    if (auto turned = turnToDayOf(*disk, now, at); !turned)
        return failure(turned.error());
    Journal journal(*std::move(lock), disk, std::move(at), options.limits);
    if (!taken->tornNote.empty())
        journal.append(errorRecord("torn_tail", taken->tornNote, now));
    return journal;
}

} // namespace lpm::audit
