// SPDX-License-Identifier: GPL-3.0-or-later
// Puts records into the day's file as chained lines, and keeps them in order in a bounded queue
// while the disk refuses. Knows no thread and no clock: FileAuditLogger guards it with a lock.
#pragma once

#include "core/audit/appendfile.h"
#include "core/audit/auditlogger.h"
#include "core/audit/records.h"
#include "core/base/limits.h"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace lpm::audit {

struct QueueLimits
{
    std::size_t lines = base::limits::AuditQueueLines;
    std::size_t bytes = base::limits::AuditQueueBytes;
};

// Where writing goes on: the head is of the last line in the files, the day is the newest file's.
struct TrailPosition
{
    std::string directory;
    std::string day;
    Head head;
    std::shared_ptr<AppendFile> file;
};

class TrailWriter
{
public:
    TrailWriter(TrailPosition position, std::shared_ptr<Disk> disk, QueueLimits limits);

    // Whether the line is in the file. While lines wait, a new one waits behind them.
    bool append(Record record);
    // Writes at most so many waiting lines; whether any is left that the disk may take now.
    bool drain(std::size_t lines);

    bool isWaiting() const { return !m_queue.empty() || m_lost.count > 0; }
    const Head &head() const { return m_written; } // of the last line in the file
    const std::shared_ptr<AppendFile> &file() const { return m_at.file; }
    // Files written to since the last call: what a sync has to cover.
    std::vector<std::shared_ptr<AppendFile>> takeUnsynced();

private:
    struct Line
    {
        std::string text;
        std::string day;
        Head head;
    };
    struct Loss
    {
        std::uint64_t count = 0;
        base::Timestamp from{};
        base::Timestamp to{};
    };

    Line sealed(Record record);
    bool enqueue(Record record);
    void recordLoss();
    bool write(const Line &line);
    bool turnTo(const std::string &day);
    void cutBack();

    TrailPosition m_at;
    std::shared_ptr<Disk> m_disk;
    QueueLimits m_limits;
    Head m_sealed;  // of the last line made
    Head m_written; // of the last line in the file
    std::deque<Line> m_queue;
    std::size_t m_queuedBytes = 0;
    std::size_t m_partial = 0; // bytes of the line in work that are in the file already
    Loss m_lost;
    std::vector<std::shared_ptr<AppendFile>> m_unsynced;
};

} // namespace lpm::audit
