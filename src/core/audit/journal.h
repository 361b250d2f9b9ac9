// SPDX-License-Identifier: GPL-3.0-or-later
// Puts records into the day's file as chained lines, and keeps them in order in a bounded queue
// while the disk refuses. Knows no thread and no clock: FileAuditLogger guards it with a lock, a
// simulation calls it as it is.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/head.h"
#include "core/audit/records.h"
#include "core/base/limits.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lpm::audit {

struct QueueLimits
{
    std::size_t lines = base::limits::AuditQueueLines;
    std::size_t bytes = base::limits::AuditQueueBytes;
};

struct JournalOptions
{
    QueueLimits limits;
    // Of lines that were synced: what is before it is not read again, and must be there.
    std::optional<Checkpoint> checkpoint = std::nullopt;
};

// Where writing goes on: the head is of the last line in the files, the day is the newest file's.
struct TrailPosition
{
    std::string directory;
    std::string day;
    Head head; // synced
    std::shared_ptr<AppendFile> file;
};

class Journal
{
public:
    // openJournal() makes one. The lock is held as long as it lives.
    Journal(std::unique_ptr<DirectoryLock> lock, std::shared_ptr<Disk> disk, TrailPosition position,
            QueueLimits limits);

    // Whether the line is in the file. While lines wait, a new one waits behind them.
    bool append(Record record);
    bool append(std::vector<Record> records); // whether all are
    // Writes at most so many waiting lines; whether any is left that the disk may take now.
    bool drain(std::size_t lines);
    // Writes what waits and syncs: whether every line made so far is on the disk for good.
    base::Result<void> sync();

    bool isWaiting() const { return !m_queue.empty() || m_lost.count > 0; }
    // Lines wait, or some that were written may not outlast a power loss: health is degraded.
    bool isRefusing() const { return isWaiting() || m_unsyncable == m_at.file; }
    const Head &head() const { return m_written; }  // of the last line in the file
    const Head &synced() const { return m_synced; } // of the last line that a sync covers

    // sync() in its parts, so that the disk's time need not be spent under a lock. One at a time.
    struct Sync
    {
        std::vector<std::shared_ptr<AppendFile>> files; // written to since the last, in order
        Head head;                                      // of their last line
        base::Result<void> run();                       // touches the files only
        std::shared_ptr<AppendFile> failed;             // set by run()
    };
    Sync beginSync();
    base::Result<void> endSync(const Sync &sync, base::Result<void> result);

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

    std::unique_ptr<DirectoryLock> m_lock;
    std::shared_ptr<Disk> m_disk;
    TrailPosition m_at;
    QueueLimits m_limits;
    Head m_sealed;  // of the last line made
    Head m_written; // of the last line in the file
    Head m_synced;
    std::deque<Line> m_queue;
    std::size_t m_queuedBytes = 0;
    std::size_t m_partial = 0; // bytes of the line in work that are in the file already
    Loss m_lost;
    std::vector<std::shared_ptr<AppendFile>> m_unsynced;
    std::shared_ptr<AppendFile> m_unsyncable; // its sync failed once: what is in it is in doubt
};

// Locks the directory (Busy: another program holds it), checks the newest file's chain or what is
// behind the checkpoint, moves a torn tail to *.torn and records that at `now`, and syncs what is
// there: an earlier run may have died before it did. Corrupt: the trail is broken, or it lacks the
// checkpoint's line ("audit trail truncated").
base::Result<Journal> openJournal(std::shared_ptr<Disk> disk, const std::string &directory,
                                  base::Timestamp now, const JournalOptions &options = {});

} // namespace lpm::audit
