// SPDX-License-Identifier: GPL-3.0-or-later
// How the trail is taken up again at start: locked, checked, its torn tail moved aside.
#include "core/audit/fileauditlogger.h"

#include "core/audit/chain.h"
#include "core/audit/linereader.h"
#include "core/audit/scan.h"

#include <algorithm>
#include <fstream>

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

// The last line of a file, checked by itself; nullopt for an empty file.
Result<std::optional<Head>> lastHead(const TrailFile &file)
{
    auto reader = LineReader::open(file);
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
                       badLineText(file, BadLine{number, head.error().message}));
    return std::optional(*head);
}

// What the newest file's first line must follow.
Result<Head> headBeforeNewest(const Trail &trail)
{
    for (std::size_t i = trail.files.size() - 1; i > 0; --i) {
        const auto head = lastHead(trail.files[i - 1]);
        if (!head)
            return failure(head.error());
        if (*head)
            return **head;
    }
    return trail.base;
}

// Idempotent: when the program dies between the copy and the cut, the bytes are copied once more.
Result<void> moveTail(Disk &disk, const TrailFile &file, const Scan &scan)
{
    std::ifstream stream(file.path, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(scan.goodBytes));
    const std::string tail{std::istreambuf_iterator<char>(stream), {}};
    const auto torn = disk.open(file.path + ".torn");
    if (!torn)
        return failure(torn.error());
    const auto copied = (*torn)->append(tail);
    if (!copied)
        return failure(copied.error());
    if (*copied != tail.size())
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

Result<TakenUp> takeUp(Disk &disk, const Trail &trail)
{
    TakenUp taken;
    taken.head = trail.base;
    if (trail.files.empty())
        return taken;
    const auto before = headBeforeNewest(trail);
    if (!before)
        return failure(before.error());
    const TrailFile &newest = trail.files.back();
    const auto scan = scanFile(newest, *before, {});
    if (!scan)
        return failure(scan.error());
    if (scan->bad && (!scan->isTornTail || newest.isCompressed))
        return failure(ErrorCode::Corrupt, badLineText(newest, *scan->bad));
    if (scan->bad) {
        if (auto moved = moveTail(disk, newest, *scan); !moved)
            return failure(moved.error());
        taken.tornNote = std::to_string(scan->fileBytes - scan->goodBytes)
                         + " bytes at the end of " + newest.name
                         + " were no whole line and were moved to " + newest.name + ".torn";
    }
    taken.head = scan->head;
    taken.newestDay = newest.day;
    return taken;
}

} // namespace

Result<std::unique_ptr<AuditLogger>> openTrail(const OpenOptions &options, const base::Clock &clock)
{
    auto lock = options.disk->lock(options.directory);
    if (!lock)
        return failure(lock.error());
    const auto trail = listTrail(options.directory);
    if (!trail)
        return failure(trail.error());
    const auto taken = takeUp(*options.disk, *trail);
    if (!taken)
        return failure(taken.error().in("the audit trail is broken or cannot be read"));
    const base::Timestamp now = clock.now().wall;
    const std::string day = std::max(base::utcDay(now), taken->newestDay);
    auto file = options.disk->open(options.directory + "/" + trailFileName(day));
    if (!file)
        return failure(file.error());
    TrailWriter writer(TrailPosition{options.directory, day, taken->head, *std::move(file)},
                       options.disk, options.limits);
    if (!taken->tornNote.empty())
        writer.append(errorRecord("torn_tail", taken->tornNote, now));
    return std::make_unique<FileAuditLogger>(*std::move(lock), std::move(writer), options.mode,
                                             clock);
}

AuditLogger::~AuditLogger() = default;

Result<std::unique_ptr<AuditLogger>> AuditLogger::open(const std::string &directory, SyncMode mode,
                                                       const base::Clock &clock)
{
    return openTrail(OpenOptions{directory, mode, systemDisk(), {}}, clock);
}

} // namespace lpm::audit
