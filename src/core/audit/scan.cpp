// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/scan.h"

#include "core/audit/chain.h"
#include "core/audit/linereader.h"

namespace lpm::audit {

namespace {

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

base::Result<void> examineTail(LineReader &reader, bool canBeTorn, bool hasLostBlock, Scan &scan)
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
    scan.isTornTail = canBeTorn && (hasLostBlock || !*goodBehind);
    scan.fileBytes = reader.offset();
    return {};
}

} // namespace

base::Result<Scan> scanFile(Disk &disk, const TrailFile &file, const ScanStart &start,
                            const LineVisitor &visitor)
{
    auto reader = LineReader::open(disk, file, start.offset);
    if (!reader)
        return base::failure(reader.error());
    Scan scan{start.before, 0, start.offset, 0, std::nullopt, false};
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
            const bool canBeTorn = !line.isTerminated || !checkSelf(line.text);
            scan.bad =
                badLine(line.isTerminated ? isNew.error().message : "the line is not complete");
            const bool hasLostBlock = line.text.find('\0') != std::string_view::npos;
            if (auto examined = examineTail(*reader, canBeTorn, hasLostBlock, scan); !examined)
                return base::failure(examined.error());
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

std::string badLineText(const TrailFile &file, const BadLine &bad)
{
    const std::string place = bad.number > 0 ? " line " + std::to_string(bad.number)
                                             : " at byte " + std::to_string(bad.offset);
    return file.name + place + ": " + bad.reason;
}

} // namespace lpm::audit
