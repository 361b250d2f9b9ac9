// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/walk.h"

#include "core/audit/chain.h"
#include "core/audit/linereader.h"
#include "core/audit/locate.h"
#include "core/base/limits.h"

#include <utility>

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

// The last line of a file, checked by itself; nullopt for an empty file.
Result<std::optional<Head>> lastHead(Disk &disk, const TrailFile &file)
{
    // A plain file's last line is found without reading the day before it.
    constexpr std::uint64_t enough = 2 * base::limits::AuditLineBytes;
    const bool isLong = !file.isCompressed && file.size > enough;
    const std::uint64_t from = isLong ? file.size - enough : 0;
    auto reader = LineReader::open(disk, file, from);
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
                       badLineText(file, {isLong ? 0 : number, reader->offset() - last.size() - 1,
                                          head.error().message}));
    return std::optional(*head);
}

// Whether a file behind this one holds lines.
Result<bool> holdsLinesBehind(Disk &disk, const Trail &trail, std::size_t file)
{
    for (std::size_t i = file + 1; i < trail.files.size(); ++i) {
        const auto holds = holdsLines(disk, trail.files[i]);
        if (!holds || *holds)
            return holds;
    }
    return false;
}

Result<WalkEnd::Broken> judged(Disk &disk, const Trail &trail, std::size_t file, Scan scan)
{
    const auto behind = holdsLinesBehind(disk, trail, file);
    if (!behind)
        return failure(behind.error());
    const bool isTornEnd = scan.isTornTail && !trail.files[file].isCompressed && !*behind;
    return WalkEnd::Broken{file, std::move(scan), isTornEnd};
}

} // namespace

std::string WalkEnd::badLineText(const Trail &trail) const
{
    return audit::badLineText(trail.files.at(broken->file), *broken->scan.bad);
}

WalkStart startOfAll(const Trail &trail) { return WalkStart{0, {trail.base}}; }

Result<WalkStart> startOfNewest(Disk &disk, const Trail &trail)
{
    std::size_t newest = 0;
    for (std::size_t i = trail.files.size(); i-- > 1;) {
        const auto first = firstSeq(disk, trail.files[i]);
        if (!first)
            return failure(first.error());
        if (!*first)
            continue;
        newest = i;
        break;
    }
    // What may repeat lines is judged together with the file before it.
    while (newest > 0 && trail.files[newest].mayRepeat)
        --newest;
    WalkStart start{newest, {trail.base}};
    for (std::size_t i = newest; i > 0; --i) {
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

Result<WalkStart> startBehind(Disk &disk, const Trail &trail, const Checkpoint &checkpoint)
{
    const auto place = locate(disk, trail, checkpoint);
    if (!place)
        return failure(place.error());
    const bool isAtStart = place->file == 0 && place->offset == 0;
    return WalkStart{place->file, {isAtStart ? trail.base : checkpoint.head, place->offset}};
}

Result<std::optional<std::uint64_t>> firstSeq(Disk &disk, const TrailFile &file)
{
    auto reader = LineReader::open(disk, file);
    if (!reader)
        return failure(reader.error());
    const auto line = reader->next();
    if (!line)
        return failure(line.error());
    if (!*line || !(*line)->isTerminated)
        return std::optional<std::uint64_t>();
    const auto head = checkSelf((*line)->text);
    return head ? std::optional(head->seq) : std::nullopt;
}

Result<bool> takesOver(Disk &disk, const TrailFile &next, const TrailFile &file, const Head &head)
{
    // The plain file that was packed goes on for its packed copy, with the same lines.
    const bool isTwin = file.isCompressed && next.name == plainName(file);
    if (!isTwin && (next.segment < 2 || next.day != file.day))
        return false;
    const auto first = firstSeq(disk, next);
    if (!first)
        return failure(first.error());
    return *first && **first <= head.seq + 1;
}

Result<WalkEnd> walkTrail(Disk &disk, const Trail &trail, WalkStart start,
                          const LineVisitor &visitor)
{
    WalkEnd end{start.at.before, 0, std::nullopt};
    for (std::size_t i = start.file; i < trail.files.size(); ++i) {
        auto scan = scanFile(disk, trail.files[i], start.at, visitor);
        if (!scan)
            return failure(scan.error());
        end.head = scan->head;
        end.lines += scan->lines;
        start.at = ScanStart{scan->head};
        if (!scan->bad)
            continue;
        if (i + 1 < trail.files.size()) {
            const auto isGivenUp = takesOver(disk, trail.files[i + 1], trail.files[i], scan->head);
            if (!isGivenUp)
                return failure(isGivenUp.error());
            if (*isGivenUp)
                continue;
        }
        auto broken = judged(disk, trail, i, *std::move(scan));
        if (!broken)
            return failure(broken.error());
        end.broken = *std::move(broken);
        return end;
    }
    return end;
}

} // namespace lpm::audit
