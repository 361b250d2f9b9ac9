// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/locate.h"

#include "core/audit/chain.h"
#include "core/audit/linereader.h"

namespace lpm::audit {

namespace {

tl::unexpected<base::Error> truncated(const Checkpoint &checkpoint, const std::string &why)
{
    return base::failure(base::ErrorCode::Corrupt, "audit trail truncated: " + why + "; line " +
                                                       std::to_string(checkpoint.head.seq) +
                                                       " was safely written there and is gone");
}

// Whether the line that ends at the checkpoint's offset carries its hash.
base::Result<bool> endsThere(Disk &disk, const TrailFile &file, const Checkpoint &checkpoint)
{
    const std::string ending = lineEnding(checkpoint.head);
    if (checkpoint.offset < ending.size())
        return false;
    auto reader = LineReader::open(disk, file, checkpoint.offset - ending.size());
    if (!reader)
        return base::failure(reader.error());
    const auto line = reader->next();
    if (!line)
        return base::failure(line.error());
    return *line && (*line)->isTerminated && reader->offset() == checkpoint.offset &&
           std::string((*line)->text) + '\n' == ending;
}

} // namespace

base::Result<TrailPlace> locate(Disk &disk, const Trail &trail, const Checkpoint &checkpoint)
{
    if (checkpoint.head.seq == 0)
        return TrailPlace{};
    std::string why = checkpoint.file + " does not exist";
    for (std::size_t i = 0; i < trail.files.size(); ++i) {
        const TrailFile &file = trail.files[i];
        if (plainName(file) != checkpoint.file)
            continue;
        const auto ends = endsThere(disk, file, checkpoint);
        if (!ends)
            return base::failure(ends.error());
        if (*ends)
            return TrailPlace{i, checkpoint.offset};
        why = !file.isCompressed && file.size < checkpoint.offset
                  ? file.name + " is shorter than it was"
                  : file.name + " does not hold what it did";
    }
    if (checkpoint.head == trail.base)
        return TrailPlace{};
    return truncated(checkpoint, why);
}

} // namespace lpm::audit
