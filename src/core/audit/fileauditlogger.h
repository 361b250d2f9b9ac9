// SPDX-License-Identifier: GPL-3.0-or-later
// The AuditLogger on files: the core thread appends, a thread of its own syncs and retries.
#pragma once

#include "core/audit/auditlogger.h"
#include "core/audit/journal.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace lpm::audit {

class FileAuditLogger final : public AuditLogger
{
public:
    // The clock must outlive it, and is read on the caller's thread only.
    FileAuditLogger(Journal journal, SyncMode mode, const base::Clock &clock);
    ~FileAuditLogger() override;

    bool change(const domain::Change &change) override;
    bool note(const domain::SyncNote &note) override;
    bool priceUpdate(const domain::PositionView &position, base::Timestamp time) override;
    bool connection(std::string_view event, std::string_view reason,
                    std::string_view account) override;
    bool error(std::string_view kind, std::string_view message) override;
    bool started(std::string_view version, domain::RunMode mode,
                 std::string_view exchange) override;
    bool stopped(std::string_view reason) override;

    base::Result<void> sync() override;
    Head head() const override;
    Head synced() const override;
    bool isRefusing() const override;
    bool isSyncLate() const override;

private:
    bool append(std::vector<Record> records);
    bool append(Record record);
    base::Timestamp now() const { return m_clock.now().wall; }
    base::Result<void> syncAll();
    void noteSynced();
    void run();

    const SyncMode m_mode;
    const base::Clock &m_clock;

    mutable std::mutex m_mutex; // of all below
    Journal m_journal;
    std::condition_variable m_wake;
    bool m_isDirty = false;
    // Monotonic: since when a line is not on the disk, and of those that came since the last sync
    // began.
    std::optional<base::Milliseconds> m_unsyncedSince;
    std::optional<base::Milliseconds> m_newerSince;
    bool m_isEnding = false;

    std::timed_mutex m_syncMutex; // one sync at a time; taken before m_mutex
    std::thread m_thread;
};

// AuditLogger::open with a disk and limits of one's own.
struct OpenOptions
{
    std::string directory;
    SyncMode mode = SyncMode::Interval;
    std::shared_ptr<Disk> disk;
    QueueLimits limits;
    std::optional<Checkpoint> checkpoint = std::nullopt;
};
base::Result<std::unique_ptr<AuditLogger>> openTrail(const OpenOptions &options,
                                                     const base::Clock &clock);

} // namespace lpm::audit
