// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the trail from a checkpoint to its end, and later goes on with what was appended since:
// whole lines only, none left out and none twice, over the ends of days. Every line is checked
// against the one before. One thread at a time; it may be another one than the writer's.
#pragma once

#include "core/audit/chain.h"
#include "core/audit/disk.h"
#include "core/audit/head.h"
#include "core/audit/linereader.h"
#include "core/audit/scan.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace lpm::audit {

class TrailFollower
{
public:
    // From the very first line where there is no checkpoint. Corrupt ("audit trail truncated"): the
    // files do not hold the checkpoint's line any more.
    static base::Result<TrailFollower> open(std::shared_ptr<Disk> disk, std::string directory,
                                            std::optional<Checkpoint> checkpoint);

    // Visits at most so many lines and says how many; fewer than asked: there are no more now. An
    // Error of the visitor ends the walk, and its line comes again. Corrupt: the trail is broken.
    base::Result<std::size_t> follow(const LineVisitor &visitor, std::size_t most);
    // Right behind the last line visited. Only a line at or before AuditLogger::synced() may be
    // kept as a checkpoint where power loss is to be told from truncation.
    const Checkpoint &at() const { return m_at; }

private:
    TrailFollower(std::shared_ptr<Disk> disk, std::string directory, Checkpoint at);

    enum class Step { PassedOver, Visited, Ended };

    base::Result<Trail> list();
    base::Result<Step> goOn(const Trail &trail);
    base::Result<Step> openAt(const TrailFile &file, std::uint64_t offset);
    base::Result<Step> visitNext(const LineVisitor &visitor);
    Step ended(std::uint64_t offset, const std::string &reason, bool isCertain);
    base::Result<bool> turn(const Trail &trail); // to the next file; false: there is none

    std::shared_ptr<Disk> m_disk;
    std::string m_directory;
    Checkpoint m_at;
    std::optional<LineReader> m_reader; // behind m_at
    std::optional<TrailFile> m_file;    // that the reader reads, or read last
    std::optional<ChainCursor> m_chain; // of the reader
    std::string m_bad;                  // why the walk cannot go on in this file; "" if it can
    bool m_isCertain = false;           // m_bad will not be otherwise later
};

} // namespace lpm::audit
