// SPDX-License-Identifier: GPL-3.0-or-later
// Puts records into the day's file as chained lines, and keeps them in order in a bounded queue
// while the disk refuses. Knows no thread and no clock: FileAuditLogger guards it with a lock, a
// simulation calls it as it is.
#pragma once

#include "core/audit/disk.h"
#include "core/audit/head.h"
#include "core/audit/records.h"
#include "core/base/limits.h"

#include <chrono>
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

// Where writing goes on: behind the line of `head`, in the newest file.
struct TrailPosition
{
    std::string directory;
    std::chrono::sys_days day{};
    unsigned segment = 1; // of the day
    Head head;            // synced
    std::shared_ptr<AppendFile> file;
};

// A file whose sync failed is never trusted again: a second fdatasync may report success although
// the pages are gone. The lines in doubt are written again, in the day's next segment, and lines
// that come meanwhile wait.
class Journal
{
public:
    // openJournal() makes one. The lock is held as long as it lives.
    Journal(std::unique_ptr<DirectoryLock> lock, std::shared_ptr<Disk> disk, TrailPosition position,
            QueueLimits limits);

    // Whether the line is in the file. While lines wait, a new one waits behind them. The first
    // line of a day syncs the day before; see isTurning().
    bool append(Record record);
    bool append(std::vector<Record> records); // whether all are
    // Writes at most so many waiting lines; whether any is left that the disk may take now.
    bool drain(std::size_t lines);
    // Writes what waits and syncs: whether every line made so far is on the disk for good.
    base::Result<void> sync();

    bool isWaiting() const { return !m_queue.empty() || m_lost.count > 0 || m_isGivenUp; }
    // The disk refuses or hangs, and lines wait for it: health is degraded.
    bool isRefusing() const { return (m_isRefused || isBacklogged()) && isWaiting(); }
    const Head &head() const { return m_written; }  // of the last line in the file
    const Head &synced() const { return m_synced; } // of the last line that a sync covers
    // Whether a line written at `time` begins a new day's file. No sync may be under way when such
    // a line is appended or drained; it would wait.
    bool isTurning(base::Timestamp time) const;

    // sync() in its parts, so that the disk's time need not be spent under a lock:
    // begin, run, end, and again while end says so.
    class Sync;
    Sync beginSync();
    // true: there is more to write or sync at once. false: all lines are on the disk for good.
    base::Result<bool> endSync(Sync sync);

private:
    struct Line
    {
        std::string text;
        std::chrono::sys_days day{};
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
    bool write(Line &line);
    bool turnTo(std::chrono::sys_days day);
    bool refused(const std::string &why);
    void cutBack();
    bool isBacklogged() const;
    base::Result<bool> giveUp(const base::Error &why);
    void safeUpTo(const Head &head);

    std::unique_ptr<DirectoryLock> m_lock;
    std::shared_ptr<Disk> m_disk;
    TrailPosition m_at;
    QueueLimits m_limits;
    Head m_sealed;  // of the last line made
    Head m_written; // of the last line in the file
    Head m_synced;
    std::deque<Line> m_queue; // not in the file
    std::size_t m_queuedBytes = 0;
    std::deque<Line> m_unsynced; // in the file, not known to be on the disk
    std::size_t m_unsyncedBytes = 0;
    std::size_t m_partial = 0; // bytes of the line in work that are in the file already
    Loss m_lost;
    bool m_isRefused = false; // the last try to write, sync or begin a file failed
    bool m_isGivenUp = false; // the file's sync failed
    bool m_isSyncing = false; // between beginSync and endSync
};

// One turn of work that needs nothing but the disk.
class Journal::Sync
{
public:
    // Syncs the file; or writes the lines in doubt into a segment of their own and syncs that.
    void run();

private:
    friend class Journal;
    base::Result<std::shared_ptr<AppendFile>> writeSegment();

    std::shared_ptr<AppendFile> m_file; // nullptr: nothing to do
    Head m_head;                        // of the last line that is safe when it is done
    std::shared_ptr<Disk> m_disk;       // set when a segment is to be written
    std::string m_path;
    std::deque<Line> m_lines;
    base::Result<void> m_result;
};

// Locks the directory (Busy: another program holds it), checks the newest file's chain or what is
// behind the checkpoint, moves a torn tail to *.torn and records that at `now`, and syncs what is
// there: an earlier run may have died before it did. Corrupt: the trail is broken, or it lacks the
// checkpoint's line ("audit trail truncated").
base::Result<Journal> openJournal(std::shared_ptr<Disk> disk, const std::string &directory,
                                  base::Timestamp now, const JournalOptions &options = {});

} // namespace lpm::audit
