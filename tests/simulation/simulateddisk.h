// SPDX-License-Identifier: GPL-3.0-or-later
// A disk in memory that fails in every way: it fills up, turns read-only, loses what was not synced
// in three ways of tearing, reports an error for a sync and forgets the pages, and ends the process
// in the middle of any operation.
#pragma once

#include "core/audit/disk.h"
#include "tests/simulation/world.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lpm::simulation {

enum class Tear {
    Cut,    // the rest ends at any byte
    Zeroed, // the length is there, the end of the content is not
    Blocks  // some blocks are there and some are not
};
inline constexpr int Tears = 3;

class SimulatedDisk final : public audit::Disk
{
public:
    enum class Mood { Works, Full, ReadOnly };

    // --- as the trail uses it ---
    base::Result<std::unique_ptr<audit::DirectoryLock>> lock(const std::string &directory) override;
    base::Result<std::shared_ptr<audit::AppendFile>> open(const std::string &path) override;
    base::Result<std::vector<audit::DirectoryEntry>> list(const std::string &directory) override;
    base::Result<std::unique_ptr<audit::ByteSource>> read(const std::string &path,
                                                          std::uint64_t offset) override;
    base::Result<void> rewrite(const std::string &path, std::uint64_t offset) override;
    base::Result<void> rename(const std::string &from, const std::string &to) override;
    base::Result<void> remove(const std::string &path) override;

    // --- what befalls it ---
    void setMood(Mood mood) { m_mood = mood; }
    Mood mood() const { return m_mood; }
    void failNextSync() { m_failsNextSync = true; }
    // The process dies inside the operation after so many; `random` tears a write that is in work.
    void dieAfter(std::uint64_t operations, simulator::Random random)
    {
        m_diesAt = m_operations + operations + 1;
        m_dying = random;
    }
    void liveOn() { m_diesAt = 0; }
    bool isDying() const { return m_diesAt != 0; }
    // The process is gone: what it wrote stays, its lock does not.
    void onProcessDied();
    // And so is what was not synced.
    void losePower(Tear tear, simulator::Random &random);

    // --- to look at ---
    std::uint64_t operations() const { return m_operations; } // writes, cuts, syncs, names
    // Whether the newest file ends in something that is no whole line.
    bool hasTornTail(const std::string &directory) const;
    std::vector<std::string> names() const;
    std::string *bytesOf(const std::string &name);
    // Only how long the files are, of what is synced: for a run that is never read back.
    void keepNothing() { m_keepsNothing = true; }

private:
    struct File
    {
        std::string bytes;
        std::size_t durable = 0; // bytes from the beginning that outlast a power loss
        std::string cutOff;      // durable ones behind, until the cut is synced
        bool isPoisoned = false; // a sync failed: what was not durable then never will be
        bool isNamed = false;    // its name outlasts a power loss
        std::uint64_t dropped = 0; // bytes before `bytes` that were not kept
    };
    class Handle;
    class Lock;
    class Source;

    void operation();
    base::Result<void> refusal() const;
    static void tear(File &file, Tear tear, simulator::Random &random);

    std::map<std::string, std::shared_ptr<File>> m_files;
    Mood m_mood = Mood::Works;
    bool m_failsNextSync = false;
    bool m_isLocked = false;
    bool m_keepsNothing = false;
    std::uint64_t m_process = 0;
    std::uint64_t m_operations = 0;
    std::uint64_t m_diesAt = 0; // 0: never
    simulator::Random m_dying{0};
};

} // namespace lpm::simulation
