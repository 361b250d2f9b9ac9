// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that never fails and is gone with its input: files are texts in a map.
#pragma once

#include "core/audit/disk.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace lpm::fuzz {

class MemoryDisk final : public audit::Disk
{
public:
    static constexpr std::string_view Directory = "trail";

    void write(const std::string &name, std::string_view bytes);
    void writeCompressed(const std::string &name, std::string_view bytes);
    std::string &bytesOf(const std::string &name); // of a file that is there

    base::Result<std::unique_ptr<audit::DirectoryLock>> lock(const std::string &) override;
    base::Result<std::shared_ptr<audit::AppendFile>> open(const std::string &path) override;
    base::Result<std::vector<audit::DirectoryEntry>> list(const std::string &directory) override;
    base::Result<std::unique_ptr<audit::ByteSource>> read(const std::string &path,
                                                          std::uint64_t offset) override;
    base::Result<void> rewrite(const std::string &path, std::uint64_t offset) override;
    base::Result<void> rename(const std::string &from, const std::string &to) override;
    base::Result<void> remove(const std::string &path) override;

private:
    std::map<std::string, std::shared_ptr<std::string>> m_files; // by path
};

} // namespace lpm::fuzz
