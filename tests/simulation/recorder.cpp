// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/recorder.h"

#include "core/base/limits.h"

namespace lpm::simulation {

using base::Result;

namespace {

constexpr Milliseconds RetryDelay{500}; // while the disk refuses
const audit::Network Network{domain::RunMode::Live, "simulated"};

} // namespace

Recorder::Recorder(World &world, std::shared_ptr<SimulatedDisk> disk, TrailOracle &oracle,
                   bool syncsEach)
    : m_world(world), m_disk(std::move(disk)), m_oracle(oracle), m_syncsEach(syncsEach)
{
}

Result<audit::RecoveredTrail> Recorder::readBack() const
{
    return audit::readBackNewest(*m_disk, Directory);
}

Result<audit::RecoveredTrail> Recorder::open()
{
    auto journal = audit::openJournal(m_disk, Directory, m_world.hostTime().wall);
    if (!journal)
        return base::failure(journal.error());
    m_journal.emplace(*std::move(journal));
    auto trail = audit::readBack(*m_disk, Directory, Network);
    if (!trail)
        return trail;
    m_made = trail->lines;
    append(audit::startRecord("simulation", Network.mode, Network.exchange,
                              m_world.hostTime().wall));
    return trail;
}

bool Recorder::append(audit::Record record)
{
    ++m_made;
    const bool isWritten = m_journal->append(std::move(record));
    syncSoon();
    return isWritten;
}

bool Recorder::change(std::size_t account, std::size_t market, std::optional<std::size_t> fill,
                      const domain::Change &change)
{
    auto records = audit::changeRecords(change, m_world.hostTime().wall);
    // An adjustment's second line tells the same state again.
    m_oracle.onMade(m_made + 1, account, market, change.after, fill);
    m_made += records.size();
    bool isWritten = m_journal->append(std::move(records));
    if (isWritten && m_syncsEach) {
        sync();
        isWritten = synced() == m_made;
    }
    if (isWritten)
        m_published = m_made;
    syncSoon();
    return isWritten;
}

void Recorder::note(const domain::SyncNote &note)
{
    append(audit::noteRecord(note, m_world.hostTime().wall));
}

void Recorder::syncSoon()
{
    if (m_isSyncDue)
        return;
    m_isSyncDue = true;
    const auto delay = m_journal->isRefusing() ? RetryDelay
                                               : Milliseconds{base::limits::AuditSyncInterval};
    m_world.events.at(m_world.now + delay, [this, &world = m_world, process = m_world.process] {
        if (process != world.process)
            return;
        m_isSyncDue = false;
        sync();
    });
}

void Recorder::sync()
{
    if (const auto done = m_journal->sync(); !done)
        syncSoon();
    m_oracle.onSynced(m_journal->synced().seq);
}

} // namespace lpm::simulation
