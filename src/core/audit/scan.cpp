// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/scan.h"

#include "core/audit/chain.h"
#include "core/audit/linereader.h"
#include "core/base/limits.h"

#include <algorithm>

namespace lpm::audit {

namespace {

constexpr std::uint64_t Sector = 512; // every disk's own is a multiple of it

// A block of which nothing was written reads as NUL bytes: from where a write began, at a line's
// start, or from a sector's start, up to a sector's end or to the end of all. A single bit that
// turned leaves no such place.
bool hasLostBlock(const LineReader::Line &line, std::uint64_t offset)
{
    const std::size_t begin = line.text.find('\0');
    if (begin == std::string_view::npos)
        return false;
    const std::size_t end = std::min(line.text.find_first_not_of('\0', begin), line.text.size());
    const bool isEndOfAll = end == line.text.size() && !line.isTerminated;
    return (begin == 0 || (offset + begin) % Sector == 0)
           && (isEndOfAll || (offset + end) % Sector == 0);
}

// A line's end that was changed joins two lines, and at least one of them is still whole.
bool joinsWholeLine(std::string_view text)
{
    constexpr std::string_view start = R"({"seq":)";
    for (std::size_t at = text.find(start, 1); at != std::string_view::npos;
         at = text.find(start, at + 1)) {
        if (checkSelf(text.substr(at)) || checkSelf(text.substr(0, at - 1)))
            return true;
    }
    return false;
}

bool beginsLine(std::string_view text, std::uint64_t seq)
{
    const std::string start = R"({"seq":)" + std::to_string(seq) + ',';
    return text.substr(0, start.size()) == std::string_view(start).substr(0, text.size());
}

// Behind a broken line: is there any line that is whole in itself? Then the broken one was not the
// end of an interrupted write.
base::Result<bool> holdsGoodLine(LineReader &reader)
{
    for (;;) {
        const auto line = reader.next();
        if (!line)
            return base::failure(line.error());
        if (!*line)
            return false;
        if ((*line)->isTerminated && checkSelf((*line)->text))
            return true;
    }
}

base::Result<void> examineTail(LineReader &reader, bool canBeTorn, bool isLost, Scan &scan)
{
    const auto goodBehind = holdsGoodLine(reader);
    if (!goodBehind)
        return base::failure(goodBehind.error());
    while (true) {
        const auto rest = reader.next();
        if (!rest)
            return base::failure(rest.error());
        if (!*rest)
            break;
    }
    scan.fileBytes = reader.offset();
    // No more than this is ever written and not synced.
    const bool isNearEnd = scan.fileBytes - scan.goodBytes <= base::limits::AuditQueueBytes;
    scan.isTornTail = canBeTorn && ((isLost && isNearEnd) || !*goodBehind);
    return {};
}

} // namespace

base::Result<Scan> scanFile(Disk &disk, const TrailFile &file, const ScanStart &start,
                            const LineVisitor &visitor)
{
    auto reader = LineReader::open(disk, file, start.offset);
    if (!reader)
        return base::failure(reader.error());
    Scan scan{start.before, 0, start.offset, 0, std::nullopt, false, false};
    ChainCursor chain(start.before, file.mayRepeat && start.offset == 0);
    std::uint64_t number = 0;
    const auto badLine = [&](std::string reason) {
        return BadLine{start.offset == 0 ? number : 0, scan.goodBytes, std::move(reason)};
    };
    for (;;) {
        const auto next = reader->next();
        if (!next)
            return base::failure(next.error());
        if (!*next)
            break;
        const LineReader::Line &line = **next;
        ++number;
        const auto isNew = chain.take(line.text);
        if (!isNew || !line.isTerminated) {
            const bool isLost = hasLostBlock(line, scan.goodBytes);
            const bool isWhole = line.isTerminated && checkSelf(line.text);
            const bool canBeTorn = !isWhole && (isLost || !joinsWholeLine(line.text));
            const bool isBegun = !line.isTerminated && beginsLine(line.text, scan.head.seq + 1);
            const std::uint64_t end = reader->offset();
            scan.bad =
                badLine(line.isTerminated ? isNew.error().message : "the line is not complete");
            if (auto examined = examineTail(*reader, canBeTorn, isLost, scan); !examined)
                return base::failure(examined.error());
            scan.isCutOff = scan.isTornTail && isBegun && scan.fileBytes == end;
            return scan;
        }
        if (*isNew && visitor) {
            if (auto visited = visitor(line.text, chain.at()); !visited) {
                scan.bad = badLine(visited.error().message);
                return scan;
            }
        }
        scan.head = chain.at();
        scan.lines += *isNew ? 1 : 0;
        scan.goodBytes = reader->offset();
    }
    scan.fileBytes = reader->offset();
    if (chain.isBehind())
        scan.bad = badLine("ends before the file it goes on for");
    return scan;
}

base::Result<bool> holdsLines(Disk &disk, const TrailFile &file)
{
    auto reader = LineReader::open(disk, file);
    if (!reader)
        return base::failure(reader.error());
    const auto first = reader->next();
    if (!first)
        return base::failure(first.error());
    if (!*first)
        return false;
    if ((*first)->isTerminated && checkSelf((*first)->text))
        return true;
    return hasLostBlock(**first, 0) ? false : holdsGoodLine(*reader);
}

std::string badLineText(const TrailFile &file, const BadLine &bad)
{
    const std::string place = bad.number > 0 ? " line " + std::to_string(bad.number)
                                             : " at byte " + std::to_string(bad.offset);
    return file.name + place + ": " + bad.reason;
}

} // namespace lpm::audit
