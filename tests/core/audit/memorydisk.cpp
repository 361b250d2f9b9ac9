// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audit/memorydisk.h"

#include <algorithm>

namespace lpm::audit::testing {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

class MemoryFile final : public AppendFile
{
public:
    MemoryFile(MemoryDisk &disk, std::string path) : m_disk(disk), m_path(std::move(path)) {}

    Result<std::size_t> append(std::string_view bytes) override
    {
        if (auto alive = m_disk.change(); !alive)
            return failure(alive.error());
        file().bytes += bytes;
        return bytes.size();
    }
    Result<void> truncate(std::uint64_t size) override
    {
        if (auto alive = m_disk.change(); !alive)
            return alive;
        MemoryDisk::File &cut = file();
        cut.bytes.resize(size);
        cut.synced = std::min(cut.synced, cut.bytes.size());
        cut.lostUpTo = std::min(cut.lostUpTo, cut.bytes.size());
        cut.lostFrom = std::min(cut.lostFrom, cut.lostUpTo);
        return {};
    }
    Result<void> sync() override
    {
        if (auto alive = m_disk.change(); !alive)
            return alive;
        MemoryDisk::File &synced = file();
        if (m_disk.syncsToFail > 0) {
            --m_disk.syncsToFail;
            synced.lostFrom = synced.lostUpTo > 0 ? synced.lostFrom : synced.synced;
            synced.lostUpTo = synced.bytes.size();
            return failure(ErrorCode::Io, "input/output error");
        }
        synced.synced = synced.bytes.size();
        return {};
    }
    std::uint64_t size() const override { return m_disk.files.at(m_path).bytes.size(); }

private:
    MemoryDisk::File &file() { return m_disk.files.at(m_path); }

    MemoryDisk &m_disk;
    std::string m_path;
};

class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::string bytes) : m_bytes(std::move(bytes)) {}

    Result<std::size_t> read(char *into, std::size_t most) override
    {
        const std::size_t count = std::min(most, m_bytes.size() - m_at);
        std::copy_n(m_bytes.data() + m_at, count, into);
        m_at += count;
        return count;
    }

private:
    std::string m_bytes;
    std::size_t m_at = 0;
};

class NoLock final : public DirectoryLock
{
};

} // namespace

void MemoryDisk::restart()
{
    changes = 0;
    diesAt = std::numeric_limits<std::size_t>::max();
    syncsToFail = 0;
}

void MemoryDisk::losePower(std::size_t kept)
{
    restart();
    for (auto &[path, file] : files) {
        file.bytes.resize(std::min(file.bytes.size(), file.synced + kept));
        for (std::size_t i = file.lostFrom; i < std::min(file.lostUpTo, file.bytes.size()); ++i)
            file.bytes[i] = '\0';
        file.synced = file.bytes.size();
        file.lostFrom = file.lostUpTo = 0;
    }
}

Result<void> MemoryDisk::change()
{
    if (isDead())
        return failure(ErrorCode::Io, "the program is dead");
    ++changes;
    if (isDead())
        return failure(ErrorCode::Io, "the program dies");
    return {};
}

Result<std::unique_ptr<DirectoryLock>> MemoryDisk::lock(const std::string &)
{
    return std::make_unique<NoLock>();
}

Result<std::shared_ptr<AppendFile>> MemoryDisk::open(const std::string &path)
{
    if (!files.contains(path)) {
        if (auto alive = change(); !alive)
            return failure(alive.error());
        files[path];
    }
    return std::make_shared<MemoryFile>(*this, path);
}

Result<std::vector<DirectoryEntry>> MemoryDisk::list(const std::string &directory)
{
    std::vector<DirectoryEntry> entries;
    for (const auto &[path, file] : files) {
        if (path.starts_with(directory + "/"))
            entries.push_back({path.substr(directory.size() + 1), true, file.bytes.size()});
    }
    return entries;
}

Result<std::unique_ptr<ByteSource>> MemoryDisk::read(const std::string &path, std::uint64_t offset)
{
    const auto file = files.find(path);
    if (file == files.end())
        return failure(ErrorCode::NotFound, path + " does not exist");
    const std::string &bytes = file->second.bytes;
    return std::make_unique<MemorySource>(
        bytes.substr(std::min<std::size_t>(offset, bytes.size())));
}

Result<void> MemoryDisk::rewrite(const std::string &path, std::uint64_t offset)
{
    if (auto alive = change(); !alive)
        return alive;
    File &file = files.at(path);
    const auto from = std::max<std::size_t>(static_cast<std::size_t>(offset), file.lostFrom);
    file.lostUpTo = std::min(file.lostUpTo, from);
    return {};
}

Result<void> MemoryDisk::rename(const std::string &from, const std::string &to)
{
    if (auto alive = change(); !alive)
        return alive;
    auto moved = files.extract(from);
    moved.key() = to;
    files.erase(to);
    files.insert(std::move(moved));
    return {};
}

Result<void> MemoryDisk::remove(const std::string &path)
{
    if (auto alive = change(); !alive)
        return alive;
    files.erase(path);
    return {};
}

} // namespace lpm::audit::testing
