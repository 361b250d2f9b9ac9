// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/fileauditlogger.h"

#include "core/base/logging.h"

#include <chrono>

namespace lpm::audit {

namespace {

// The rest of the interval is the disk's own time.
constexpr auto SyncDelay = base::limits::AuditSyncInterval * 4 / 5;
constexpr std::size_t LinesPerTurn = 256; // written between two chances for the core thread
// For a sync under way before a new day: of a disk that hangs, the line waits instead.
constexpr auto TurnPatience = std::chrono::seconds{1};

} // namespace

FileAuditLogger::FileAuditLogger(Journal journal, SyncMode mode, const base::Clock &clock)
    : m_mode(mode), m_clock(clock), m_journal(std::move(journal)), m_thread([this] { run(); })
{
}

FileAuditLogger::~FileAuditLogger()
{
    {
        const std::lock_guard guard(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
    if (const auto synced = sync(); !synced)
        qCWarning(base::logAudit, "%s", synced.error().message.c_str());
}

bool FileAuditLogger::append(std::vector<Record> records)
{
    bool isWritten = true;
    bool wasIdle = false;
    {
        std::unique_lock guard(m_mutex);
        // The first line of a day syncs the day before: not beside another sync.
        std::unique_lock turn(m_syncMutex, std::defer_lock);
        if (!records.empty() && !m_journal.isWaiting()
            && m_journal.isTurning(records.front().time)) {
            guard.unlock();
            static_cast<void>(turn.try_lock_for(TurnPatience));
            guard.lock();
        }
        isWritten = m_journal.append(std::move(records));
        m_newerSince = m_newerSince.value_or(m_clock.now().monotonic);
        m_unsyncedSince = m_unsyncedSince.value_or(*m_newerSince);
        wasIdle = !m_isDirty;
        m_isDirty = true;
    }
    if (wasIdle)
        m_wake.notify_one();
    if (m_mode == SyncMode::Each && isWritten)
        return syncAll().has_value();
    return isWritten;
}

bool FileAuditLogger::append(Record record)
{
    std::vector<Record> one;
    one.push_back(std::move(record));
    return append(std::move(one));
}

bool FileAuditLogger::change(const domain::Change &change)
{
    return append(changeRecords(change, now()));
}

bool FileAuditLogger::note(const domain::SyncNote &note) { return append(noteRecord(note, now())); }

bool FileAuditLogger::priceUpdate(const domain::PositionView &position, base::Timestamp time)
{
    return append(priceRecord(position, time));
}

bool FileAuditLogger::connection(std::string_view event, std::string_view reason,
                                 std::string_view account)
{
    return append(connectionRecord(event, reason, account, now()));
}

bool FileAuditLogger::error(std::string_view kind, std::string_view message)
{
    return append(errorRecord(kind, message, now()));
}

bool FileAuditLogger::started(std::string_view version, domain::RunMode mode,
                              std::string_view exchange)
{
    return append(startRecord(version, mode, exchange, now()));
}

bool FileAuditLogger::stopped(std::string_view reason)
{
    const bool isWritten = append(stopRecord(reason, now()));
    return sync().has_value() && isWritten;
}

base::Result<void> FileAuditLogger::sync() { return syncAll(); }

Head FileAuditLogger::head() const
{
    const std::lock_guard guard(m_mutex);
    return m_journal.head();
}

Head FileAuditLogger::synced() const
{
    const std::lock_guard guard(m_mutex);
    return m_journal.synced();
}

bool FileAuditLogger::isRefusing() const
{
    const std::lock_guard guard(m_mutex);
    return m_journal.isRefusing();
}

bool FileAuditLogger::isSyncLate() const
{
    const std::lock_guard guard(m_mutex);
    return m_unsyncedSince
           && *m_unsyncedSince + base::limits::AuditSyncLate < m_clock.now().monotonic;
}

// What came before the sync began is on the disk, or still waits to be written.
void FileAuditLogger::noteSynced()
{
    if (!m_journal.isWaiting())
        m_unsyncedSince = m_newerSince;
}

// Journal::sync(), with chances for the core thread in between.
base::Result<void> FileAuditLogger::syncAll()
{
    const std::lock_guard turn(m_syncMutex);
    for (;;) {
        for (bool isGoingOn = true; isGoingOn;) {
            const std::lock_guard guard(m_mutex);
            isGoingOn = m_journal.drain(LinesPerTurn);
        }
        Journal::Sync sync = [this] {
            const std::lock_guard guard(m_mutex);
            m_newerSince.reset();
            return m_journal.beginSync();
        }();
        sync.run();
        const std::lock_guard guard(m_mutex);
        const auto goesOn = m_journal.endSync(std::move(sync));
        if (!goesOn)
            return base::failure(goesOn.error());
        noteSynced();
        if (!*goesOn)
            return {};
    }
}

void FileAuditLogger::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        m_wake.wait(lock, [this] { return m_isEnding || m_isDirty || m_journal.isWaiting(); });
        m_wake.wait_for(lock, SyncDelay, [this] { return m_isEnding; });
        m_isDirty = false;
        lock.unlock();
        // A failure is kept by the journal and shown by isRefusing().
        static_cast<void>(syncAll());
        lock.lock();
    }
}

base::Result<std::unique_ptr<AuditLogger>> openTrail(const OpenOptions &options,
                                                     const base::Clock &clock)
{
    auto journal = openJournal(options.disk, options.directory, clock.now().wall,
                               {options.limits, options.checkpoint});
    if (!journal)
        return base::failure(journal.error());
    return std::make_unique<FileAuditLogger>(*std::move(journal), options.mode, clock);
}

AuditLogger::~AuditLogger() = default;

base::Result<std::unique_ptr<AuditLogger>> AuditLogger::open(const std::string &directory,
                                                             SyncMode mode,
                                                             const base::Clock &clock,
                                                             std::optional<Checkpoint> checkpoint)
{
    return openTrail({directory, mode, systemDisk(), {}, std::move(checkpoint)}, clock);
}

} // namespace lpm::audit
