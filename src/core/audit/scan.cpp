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

base::Result<void> examineTail(LineReader &reader, bool isSelfBroken, Scan &scan)
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
    scan.isTornTail = isSelfBroken && !*goodBehind;
    scan.fileBytes = reader.bytesRead();
    return {};
}

} // namespace

base::Result<Scan> scanFile(const TrailFile &file, const Head &before, const LineVisitor &visitor)
{
    auto reader = LineReader::open(file);
    if (!reader)
        return base::failure(reader.error());
    Scan scan{before, 0, 0, 0, std::nullopt, false};
    for (;;) {
        const auto next = reader->next();
        if (!next)
            return base::failure(next.error());
        if (!*next)
            break;
        const LineReader::Line &line = **next;
        auto head = checkLink(line.text, scan.head);
        if (!head || !line.isTerminated) {
            const bool isSelfBroken = !line.isTerminated || !checkSelf(line.text);
            scan.bad = BadLine{scan.lines + 1, line.isTerminated ? head.error().message
                                                                 : "the line is not complete"};
            if (auto examined = examineTail(*reader, isSelfBroken, scan); !examined)
                return base::failure(examined.error());
            return scan;
        }
        if (visitor) {
            if (auto visited = visitor(line.text, *head); !visited) {
                scan.bad = BadLine{scan.lines + 1, visited.error().message};
                return scan;
            }
        }
        scan.head = *std::move(head);
        ++scan.lines;
        scan.goodBytes = reader->bytesRead();
    }
    scan.fileBytes = reader->bytesRead();
    return scan;
}

std::string badLineText(const TrailFile &file, const BadLine &bad)
{
    return file.name + " line " + std::to_string(bad.number) + ": " + bad.reason;
}

} // namespace lpm::audit
