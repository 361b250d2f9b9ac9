// SPDX-License-Identifier: GPL-3.0-or-later
// A disk in memory that knows what was synced: the program can die at any of its operations, power
// can be lost, and a failed sync forgets the pages it was for, as a real one does.
#pragma once

#include "core/audit/disk.h"

#include <limits>
#include <map>
#include <string>

namespace lpm::audit::testing {

class MemoryDisk final : public Disk
{
public:
    struct File
    {
        std::string bytes;
        std::size_t synced = 0;   // bytes that outlast a power loss
        std::size_t lostFrom = 0; // pages that a failed sync forgot: no later sync writes them
        std::size_t lostUpTo = 0;
    };

    std::map<std::string, File> files; // by path
    std::size_t changes = 0;           // writes, cuts, syncs, files made, renamed and removed
    // The change at which the program dies: it and all that follow are refused.
    std::size_t diesAt = std::numeric_limits<std::size_t>::max();
    int syncsToFail = 0; // counts down

    bool isDead() const { return changes >= diesAt; }
    // The program is started anew: what was written is there, synced or not.
    void restart();
    // And after a power loss: of what was not synced `kept` bytes a file are there.
    void losePower(std::size_t kept = 0);

    base::Result<std::unique_ptr<DirectoryLock>> lock(const std::string &directory) override;
    base::Result<std::shared_ptr<AppendFile>> open(const std::string &path) override;
    base::Result<std::vector<DirectoryEntry>> list(const std::string &directory) override;
    base::Result<std::unique_ptr<ByteSource>> read(const std::string &path,
                                                   std::uint64_t offset) override;
    base::Result<void> rewrite(const std::string &path, std::uint64_t offset) override;
    base::Result<void> rename(const std::string &from, const std::string &to) override;
    base::Result<void> remove(const std::string &path) override;

    base::Result<void> change(); // counts one; an Error when the program is dead
};

} // namespace lpm::audit::testing
