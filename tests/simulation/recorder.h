// SPDX-License-Identifier: GPL-3.0-or-later
// The program's audit trail: the real journal on the simulated disk, synced as the logger's thread
// does, 50 ms after the first line or before each is told.
#pragma once

#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "core/domain/syncnote.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/simulateddisk.h"
#include "tests/simulation/trailoracle.h"

#include <memory>
#include <optional>

namespace lpm::simulation {

class Recorder
{
public:
    // syncsEach: --audit-sync each
    Recorder(World &world, std::shared_ptr<SimulatedDisk> disk, TrailOracle &oracle,
             bool syncsEach);

    // Opens the trail and reads it back. Io: the disk refuses, try again later.
    base::Result<audit::RecoveredTrail> open();

    // Whether it may be published: written, and in mode each synced too.
    bool change(std::size_t account, std::size_t market, std::optional<std::size_t> fill,
                const domain::Change &change);
    void note(const domain::SyncNote &note);

    std::uint64_t written() const { return m_journal ? m_journal->head().seq : 0; }
    std::uint64_t synced() const { return m_journal ? m_journal->synced().seq : 0; }
    std::uint64_t published() const { return m_published; } // the last line that was told of
    bool isRefusing() const { return m_journal && m_journal->isRefusing(); }
    bool syncsEach() const { return m_syncsEach; }
    // What the files say now.
    base::Result<audit::RecoveredTrail> readBack() const;

    static constexpr const char *Directory = "trail";

private:
    bool append(audit::Record record);
    void syncSoon();
    void sync();

    World &m_world;
    std::shared_ptr<SimulatedDisk> m_disk;
    TrailOracle &m_oracle;
    const bool m_syncsEach;
    std::optional<audit::Journal> m_journal;
    std::uint64_t m_made = 0; // lines, in the file or waiting
    std::uint64_t m_published = 0;
    bool m_isSyncDue = false;
};

} // namespace lpm::simulation
