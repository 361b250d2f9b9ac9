// SPDX-License-Identifier: GPL-3.0-or-later
// How the trail is taken up again at start: locked, checked, its torn tail moved aside.
#include "core/audit/chain.h"
#include "core/audit/journal.h"
#include "core/audit/linereader.h"
#include "core/audit/locate.h"
#include "core/audit/scan.h"

#include <algorithm>

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

// The last line of a file, checked by itself; nullopt for an empty file.
Result<std::optional<Head>> lastHead(Disk &disk, const TrailFile &file)
{
    auto reader = LineReader::open(disk, file);
    if (!reader)
        return failure(reader.error());
    std::string last;
    std::uint64_t number = 0;
    for (;;) {
        const auto line = reader->next();
        if (!line)
            return failure(line.error());
        if (!*line)
            break;
        last.assign((*line)->text);
        ++number;
    }
    if (number == 0)
        return std::optional<Head>();
    const auto head = checkSelf(last);
    if (!head)
        return failure(ErrorCode::Corrupt,
                       badLineText(file, BadLine{number, 0, head.error().message}));
    return std::optional(*head);
}

// The place from which the chain is checked, and the head it must go on from.
struct Start
{
    std::size_t file = 0;
    ScanStart at;
};

// The newest file's first line, with the line before it.
Result<Start> startOfNewest(Disk &disk, const Trail &trail)
{
    Start start{trail.files.size() - 1, {trail.base}};
    for (std::size_t i = start.file; i > 0; --i) {
        const auto head = lastHead(disk, trail.files[i - 1]);
        if (!head)
            return failure(head.error());
        if (!*head)
            continue;
        start.at.before = **head;
        break;
    }
    return start;
}

Result<Start> startBehind(Disk &disk, const Trail &trail, const Checkpoint &checkpoint)
{
    const auto place = locate(disk, trail, checkpoint);
    if (!place)
        return failure(place.error());
    const bool isAtStart = place->file == 0 && place->offset == 0;
    return Start{place->file, {isAtStart ? trail.base : checkpoint.head, place->offset}};
}

// The file's bytes from `offset` on.
Result<std::string> tailOf(Disk &disk, const TrailFile &file, std::uint64_t offset)
{
    const auto source = disk.read(file.path, offset);
    if (!source)
        return failure(source.error());
    constexpr std::size_t chunk = 64u << 10;
    std::string tail;
    for (std::size_t held = 0;; held = tail.size()) {
        tail.resize(held + chunk);
        const auto got = (*source)->read(tail.data() + held, chunk);
        if (!got)
            return failure(got.error());
        tail.resize(held + *got);
        if (*got == 0)
            return tail;
    }
}

// Idempotent: when the program dies between the copy and the cut, the bytes are copied once more.
Result<void> moveTail(Disk &disk, const TrailFile &file, const Scan &scan)
{
    const auto tail = tailOf(disk, file, scan.goodBytes);
    if (!tail)
        return failure(tail.error());
    const auto torn = disk.open(file.path + ".torn");
    if (!torn)
        return failure(torn.error());
    const auto copied = (*torn)->append(*tail);
    if (!copied)
        return failure(copied.error());
    if (*copied != tail->size())
        return failure(ErrorCode::Io, "cannot move the torn end of " + file.path + " aside");
    if (auto synced = (*torn)->sync(); !synced)
        return synced;
    const auto cut = disk.open(file.path);
    if (!cut)
        return failure(cut.error());
    if (auto done = (*cut)->truncate(scan.goodBytes); !done)
        return done;
    return (*cut)->sync();
}

struct TakenUp
{
    Head head = emptyHead();
    std::string newestDay; // "" without a file
    std::string tornNote;  // "" when nothing was torn
};

Result<TakenUp> takeUp(Disk &disk, const Trail &trail, const std::optional<Checkpoint> &checkpoint)
{
    TakenUp taken;
    taken.head = trail.base;
    if (trail.files.empty() && !checkpoint)
        return taken;
    const auto start =
        checkpoint ? startBehind(disk, trail, *checkpoint) : startOfNewest(disk, trail);
    if (!start)
        return failure(start.error());
    ScanStart at = start->at;
    for (std::size_t i = start->file; i < trail.files.size(); ++i) {
        const TrailFile &file = trail.files[i];
        const auto scan = scanFile(disk, file, at, {});
        if (!scan)
            return failure(scan.error());
        const bool canBeTorn = i + 1 == trail.files.size() && !file.isCompressed;
        if (scan->bad && (!scan->isTornTail || !canBeTorn))
            return failure(ErrorCode::Corrupt, badLineText(file, *scan->bad));
        if (scan->bad) {
            if (auto moved = moveTail(disk, file, *scan); !moved)
                return failure(moved.error());
            taken.tornNote = std::to_string(scan->fileBytes - scan->goodBytes) +
                             " bytes at the end of " + file.name +
                             " were no whole line and were moved to " + file.name + ".torn";
        }
        at = ScanStart{scan->head};
        taken.newestDay = file.day;
    }
    taken.head = at.before;
    return taken;
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
    const std::string day = std::max(base::utcDay(now), taken->newestDay);
    auto file = disk->open(directory + "/" + trailFileName(day));
    if (!file)
        return failure(file.error());
    if (auto synced = (*file)->sync(); !synced)
        return failure(synced.error());
    Journal journal(*std::move(lock), disk,
                    TrailPosition{directory, day, taken->head, *std::move(file)}, options.limits);
    if (!taken->tornNote.empty())
        journal.append(errorRecord("torn_tail", taken->tornNote, now));
    return journal;
}

} // namespace lpm::audit
