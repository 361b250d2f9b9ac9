// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/journal.h"

#include "core/audit/chain.h"
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
    line.text = seal(record.object, m_sealed);
    line.day = base::utcDay(record.time);
    line.head = m_sealed;
    return line;
}

bool Journal::append(Record record)
{
    if (isWaiting())
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
    for (std::size_t i = 0; i < lines && isWaiting(); ++i) {
        if (m_queue.empty())
            recordLoss();
        if (!write(m_queue.front()))
            return false;
        m_queuedBytes -= m_queue.front().text.size();
        m_queue.pop_front();
    }
    return isWaiting();
}

bool Journal::write(const Line &line)
{
    if (!turnTo(line.day))
        return false;
    while (m_partial < line.text.size()) {
        const auto taken = m_at.file->append(std::string_view(line.text).substr(m_partial));
        if (taken && *taken > 0) {
            m_partial += *taken;
            continue;
        }
        if (m_queue.empty())
            qCWarning(base::logAudit, "%s",
                      taken ? "the disk took nothing" : taken.error().message.c_str());
        cutBack();
        return false;
    }
    m_partial = 0;
    m_written = line.head;
    if (m_unsynced.empty() || m_unsynced.back() != m_at.file)
        m_unsynced.push_back(m_at.file);
    return true;
}

// The day never goes back: lines stay in the order of the chain when the host's clock is set back.
bool Journal::turnTo(const std::string &day)
{
    if (day <= m_at.day)
        return true;
    auto opened = m_disk->open(m_at.directory + "/" + trailFileName(day));
    if (!opened) {
        if (m_queue.empty())
            qCWarning(base::logAudit, "%s", opened.error().message.c_str());
        return false;
    }
    m_at.file = *std::move(opened);
    m_at.day = day;
    return true;
}

// Half a line must not stay. Where even that is refused, the rest is written later.
void Journal::cutBack()
{
    if (m_partial > 0 && m_at.file->truncate(m_at.file->size() - m_partial))
        m_partial = 0;
}

base::Result<void> Journal::sync()
{
    while (drain(m_queue.size() + 1)) {
    }
    Sync sync = beginSync();
    auto result = sync.run();
    if (auto done = endSync(sync, std::move(result)); !done)
        return done;
    if (isWaiting())
        return base::failure(base::ErrorCode::Io, "the disk refuses audit lines; they wait");
    return {};
}

Journal::Sync Journal::beginSync() { return Sync{std::exchange(m_unsynced, {}), m_written, {}}; }

base::Result<void> Journal::Sync::run()
{
    for (const auto &file : files) {
        auto synced = file->sync();
        if (synced)
            continue;
        failed = file;
        return synced;
    }
    return {};
}

// A second fdatasync may report success although the pages are gone: the doubt stays until the
// next file.
base::Result<void> Journal::endSync(const Sync &sync, base::Result<void> result)
{
    if (!result) {
        if (m_unsyncable != sync.failed)
            qCWarning(base::logAudit, "%s", result.error().message.c_str());
        m_unsyncable = sync.failed;
        return result;
    }
    if (m_unsyncable == m_at.file)
        return base::failure(base::ErrorCode::Io, "the disk failed to sync the audit file before");
    m_synced = sync.head;
    return {};
}

} // namespace lpm::audit
