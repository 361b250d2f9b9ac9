// SPDX-License-Identifier: GPL-3.0-or-later
// Another disk, each of whose calls can be watched and refused: those of its files and of what is
// read from it too.
#pragma once

#include "core/audit/disk.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace lpm::audit::testing {

class WatchedDisk final : public Disk
{
public:
    explicit WatchedDisk(std::shared_ptr<Disk> real) : m_real(std::move(real)) {}

    std::size_t calls = 0; // so far, the one in work included
    // Asked before each call; an Error is what the call gives, and nothing is done.
    std::function<base::Result<void>()> before;
    // Refuses the call of that number, and no other.
    void refuse(std::size_t call);
    static constexpr const char *Refusal = "the disk refuses";

    base::Result<std::unique_ptr<DirectoryLock>> lock(const std::string &directory) override;
    base::Result<std::shared_ptr<AppendFile>> open(const std::string &path) override;
    base::Result<std::vector<DirectoryEntry>> list(const std::string &directory) override;
    base::Result<std::unique_ptr<ByteSource>> read(const std::string &path,
                                                   std::uint64_t offset) override;
    base::Result<void> rewrite(const std::string &path, std::uint64_t offset) override;
    base::Result<void> rename(const std::string &from, const std::string &to) override;
    base::Result<void> remove(const std::string &path) override;

private:
    class File;
    class Source;

    base::Result<void> called();

    std::shared_ptr<Disk> m_real;
};

} // namespace lpm::audit::testing
