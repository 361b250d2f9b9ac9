// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/journal.h"

#include "core/audit/chain.h"
#include "core/audit/segmentfile.h"
#include "core/audit/trailfiles.h"
#include "core/base/logging.h"

#include <utility>

namespace lpm::audit {

namespace {

// What the chain adds to a record: seq, prev and hash with their keys.
constexpr std::size_t ChainBytes = 256;
constexpr std::size_t ShownOfOversized = 256;

// A line that no reader would accept must not get into the file. Outside text is bounded where it
// comes in, so this is met by absurd input only.
Record bounded(Record record)
{
    if (record.object.size() + ChainBytes <= base::limits::AuditLineBytes)
        return record;
    return errorRecord("oversized_record",
                       "a record of " + std::to_string(record.object.size()) +
                           " bytes was not written; it begins " +
                           record.object.substr(0, ShownOfOversized),
                       record.time);
}

} // namespace

Journal::Journal(std::unique_ptr<DirectoryLock> lock, std::shared_ptr<Disk> disk,
                 TrailPosition position, QueueLimits limits)
    : m_lock(std::move(lock)),
      m_disk(std::move(disk)),
      m_at(std::move(position)),
      m_limits(limits),
      m_sealed(m_at.head),
      m_written(m_at.head),
      m_synced(m_at.head)
{
}

Journal::Line Journal::sealed(Record record)
{
    record = bounded(std::move(record));
    Line line;
    line.day = std::chrono::floor<std::chrono::days>(record.time);
    line.text = seal(std::move(record.object), m_sealed);
    line.head = m_sealed;
    return line;
}

bool Journal::append(Record record)
{
    if (isWaiting() || isBacklogged())
        return enqueue(std::move(record));
    Line line = sealed(std::move(record));
    if (write(line))
        return true;
    m_queuedBytes += line.text.size();
    m_queue.push_back(std::move(line));
    return false;
}

bool Journal::append(std::vector<Record> records)
{
    bool isWritten = true;
    for (Record &record : records)
        isWritten = append(std::move(record)) && isWritten;
    return isWritten;
}

bool Journal::enqueue(Record record)
{
    const bool isFull =
        m_queue.size() >= m_limits.lines || m_queuedBytes + record.object.size() > m_limits.bytes;
    if (isFull) {
        // Not sealed: what is lost takes no place in the chain, and is told by a line of its own.
        if (m_lost.count++ == 0)
            m_lost.from = record.time;
        m_lost.to = record.time;
        return false;
    }
    if (m_lost.count > 0)
        recordLoss();
    m_queue.push_back(sealed(std::move(record)));
    m_queuedBytes += m_queue.back().text.size();
    return false;
}

void Journal::recordLoss()
{
    const Loss lost = std::exchange(m_lost, {});
    m_queue.push_back(sealed(lossRecord(lost.count, lost.from, lost.to)));
    m_queuedBytes += m_queue.back().text.size();
}

bool Journal::drain(std::size_t lines)
{
    for (std::size_t i = 0; i < lines && (!m_queue.empty() || m_lost.count > 0); ++i) {
        if (m_queue.empty())
            recordLoss();
        const std::size_t bytes = m_queue.front().text.size();
        if (isBacklogged() || !write(m_queue.front()))
            return false;
        m_queuedBytes -= bytes;
        m_queue.pop_front();
    }
    return !m_queue.empty() || m_lost.count > 0;
}

// What a sync takes too long for is bounded as what waits is.
bool Journal::isBacklogged() const
{
    return m_unsynced.size() >= m_limits.lines || m_unsyncedBytes >= m_limits.bytes;
}

bool Journal::write(Line &line)
{
    if (m_isGivenUp || !turnTo(line.day))
        return false;
    while (m_partial < line.text.size()) {
        const auto taken = m_at.file->append(std::string_view(line.text).substr(m_partial));
        if (taken && *taken > 0) {
            m_partial += *taken;
            continue;
        }
        cutBack();
        return refused(taken ? "the disk took nothing" : taken.error().message);
    }
    m_partial = 0;
    m_isRefused = false;
    m_written = line.head;
    m_unsyncedBytes += line.text.size();
    m_unsynced.push_back(std::move(line));
    return true;
}

bool Journal::isTurning(base::Timestamp time) const
{
    return std::chrono::floor<std::chrono::days>(time) > m_at.day;
}

// The day never goes back: lines stay in the order of the chain when the host's clock is set back.
bool Journal::turnTo(std::chrono::sys_days day)
{
    if (day <= m_at.day)
        return true;
    // A power loss must not take the end of one day and leave the beginning of the next.
    if (!m_unsynced.empty()) {
        if (m_isSyncing)
            return false;
        Sync sync = beginSync();
        sync.run();
        // Where it failed, the lines are still in doubt, and sync() goes on from there.
        static_cast<void>(endSync(std::move(sync)));
        if (!m_unsynced.empty())
            return false;
    }
    auto opened = m_disk->open(m_at.directory + "/" + trailFileName(base::utcDay(day)));
    if (!opened)
        return refused(opened.error().message);
    m_at.file = *std::move(opened);
    m_at.day = day;
    m_at.segment = 1;
    return true;
}

// Told once, not at every try.
bool Journal::refused(const std::string &why)
{
    if (!std::exchange(m_isRefused, true))
        qCWarning(base::logAudit, "%s", why.c_str());
    return false;
}

// Half a line must not stay. Where even that is refused, the rest is written later.
void Journal::cutBack()
{
    if (m_partial > 0 && m_at.file->truncate(m_at.file->size() - m_partial))
        m_partial = 0;
}

base::Result<void> Journal::sync()
{
    for (;;) {
        while (drain(m_queue.size() + 1)) {
        }
        Sync sync = beginSync();
        sync.run();
        const auto goesOn = endSync(std::move(sync));
        if (!goesOn)
            return base::failure(goesOn.error());
        if (!*goesOn)
            return {};
    }
}

Journal::Sync Journal::beginSync()
{
    m_isSyncing = true;
    Sync sync;
    if (m_unsynced.empty())
        return sync;
    sync.m_head = m_unsynced.back().head;
    if (!m_isGivenUp) {
        sync.m_file = m_at.file;
        return sync;
    }
    sync.m_disk = m_disk;
    sync.m_path = m_at.directory + "/" + trailFileName(base::utcDay(m_at.day), m_at.segment + 1);
    sync.m_lines = std::exchange(m_unsynced, {});
    return sync;
}

base::Result<bool> Journal::endSync(Sync sync)
{
    m_isSyncing = false;
    const bool isSegment = sync.m_disk != nullptr;
    if (isSegment)
        m_unsynced = std::move(sync.m_lines);
    if (!sync.m_result && !isSegment)
        return giveUp(sync.m_result.error());
    if (!sync.m_result) {
        refused(sync.m_result.error().message);
        return base::failure(sync.m_result.error());
    }
    if (isSegment) {
        m_at.file = sync.m_file;
        ++m_at.segment;
        m_isGivenUp = false;
        m_isRefused = false;
        qCInfo(base::logAudit, "the audit trail goes on in %s", sync.m_path.c_str());
    }
    safeUpTo(sync.m_head);
    if (isRefusing())
        return base::failure(base::ErrorCode::Io, "the disk refuses audit lines; they wait");
    return isWaiting();
}

void Journal::safeUpTo(const Head &head)
{
    if (head.seq <= m_synced.seq)
        return;
    m_synced = head;
    while (!m_unsynced.empty() && m_unsynced.front().head.seq <= head.seq) {
        m_unsyncedBytes -= m_unsynced.front().text.size();
        m_unsynced.pop_front();
    }
}

base::Result<bool> Journal::giveUp(const base::Error &why)
{
    qCWarning(base::logAudit, "%s", why.message.c_str());
    m_isGivenUp = true;
    m_partial = 0; // of a line that is written in full elsewhere
    return true;
}

void Journal::Sync::run()
{
    if (!m_disk) {
        if (m_file)
            m_result = m_file->sync();
        return;
    }
    auto written = writeSegment();
    if (written)
        m_file = *std::move(written);
    else
        m_result = base::failure(written.error());
}

base::Result<std::shared_ptr<AppendFile>> Journal::Sync::writeSegment()
{
    auto segment = SegmentFile::begin(m_disk, m_path);
    if (!segment)
        return base::failure(segment.error());
    for (const Line &line : m_lines) {
        if (auto done = segment->append(line.text); !done)
            return base::failure(done.error());
        // A disk that is still sick shows it at the first line.
        if (&line != &m_lines.front())
            continue;
        if (auto done = segment->sync(); !done)
            return base::failure(done.error());
    }
    return segment->finish();
}

} // namespace lpm::audit
