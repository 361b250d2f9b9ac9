// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/simulateddisk.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace lpm::simulation {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr std::size_t Block = 512;

} // namespace

class SimulatedDisk::Handle final : public audit::AppendFile
{
public:
    Handle(SimulatedDisk &disk, std::shared_ptr<File> file)
        : m_disk(disk), m_file(std::move(file))
    {
    }

    Result<std::size_t> append(std::string_view bytes) override
    {
        ++m_disk.m_operations;
        if (m_disk.m_operations == m_disk.m_diesAt)
            dieWriting(bytes);
        if (m_disk.m_mood == Mood::ReadOnly)
            return failure(ErrorCode::Io, "read-only file system");
        if (m_disk.m_mood == Mood::Full) {
            // What fits is written, then nothing more.
            const std::size_t fits = m_file->bytes.size() % 7 == 0 ? bytes.size() / 3 : 0;
            if (fits == 0 || m_wasShort)
                return failure(ErrorCode::Io, "no space left on device");
            m_wasShort = true;
            m_file->bytes.append(bytes.substr(0, fits));
            return fits;
        }
        m_wasShort = false;
        m_file->bytes.append(bytes);
        return bytes.size();
    }

    Result<void> truncate(std::uint64_t size) override
    {
        m_disk.operation();
        if (m_disk.m_mood == Mood::ReadOnly)
            return failure(ErrorCode::Io, "read-only file system");
        const auto at = static_cast<std::size_t>(size);
        if (at < m_file->durable) {
            m_file->cutOff = m_file->bytes.substr(at, m_file->durable - at) + m_file->cutOff;
            m_file->durable = at;
        }
        m_file->bytes.resize(at);
        // Cut off, nothing is left that a failed sync called clean: what is written now is new.
        m_file->isPoisoned = m_file->isPoisoned && at > m_file->durable;
        return {};
    }

    Result<void> sync() override
    {
        m_disk.operation();
        if (std::exchange(m_disk.m_failsNextSync, false)) {
            m_file->isPoisoned = true;
            return failure(ErrorCode::Io, "input/output error");
        }
        if (m_file->isPoisoned)
            return {}; // and it is not true
        m_file->durable = m_file->bytes.size();
        m_file->cutOff.clear();
        if (m_disk.m_keepsNothing) {
            m_file->dropped += m_file->bytes.size();
            m_file->bytes.clear();
            m_file->durable = 0;
        }
        return {};
    }

    std::uint64_t size() const override { return m_file->dropped + m_file->bytes.size(); }

private:
    [[noreturn]] void dieWriting(std::string_view bytes)
    {
        const auto written = static_cast<std::size_t>(
            m_disk.m_dying.below(static_cast<std::int64_t>(bytes.size()) + 1));
        m_file->bytes.append(bytes.substr(0, written));
        m_disk.m_diesAt = 0;
        throw ProcessDied{};
    }

    SimulatedDisk &m_disk;
    std::shared_ptr<File> m_file;
    bool m_wasShort = false;
};

class SimulatedDisk::Lock final : public audit::DirectoryLock
{
public:
    explicit Lock(SimulatedDisk &disk) : m_disk(disk), m_process(disk.m_process)
    {
        m_disk.m_isLocked = true;
    }
    ~Lock() override
    {
        if (m_process == m_disk.m_process)
            m_disk.m_isLocked = false;
    }

private:
    SimulatedDisk &m_disk;
    std::uint64_t m_process;
};

class SimulatedDisk::Source final : public audit::ByteSource
{
public:
    Source(std::shared_ptr<File> file, std::size_t at) : m_file(std::move(file)), m_at(at) {}

    Result<std::size_t> read(char *into, std::size_t most) override
    {
        const std::size_t size = m_file->bytes.size();
        const std::size_t count = m_at < size ? std::min(most, size - m_at) : 0;
        std::memcpy(into, m_file->bytes.data() + m_at, count);
        m_at += count;
        return count;
    }

private:
    std::shared_ptr<File> m_file;
    std::size_t m_at;
};

// --- as the trail uses it ------------------------------------------------------------------

void SimulatedDisk::operation()
{
    if (++m_operations == m_diesAt) {
        m_diesAt = 0;
        throw ProcessDied{};
    }
}

Result<void> SimulatedDisk::refusal() const
{
    if (m_mood == Mood::Works)
        return {};
    return failure(ErrorCode::Io, m_mood == Mood::Full ? "no space left on device"
                                                       : "read-only file system");
}

Result<std::unique_ptr<audit::DirectoryLock>> SimulatedDisk::lock(const std::string &)
{
    if (m_isLocked)
        return failure(ErrorCode::Busy, "another program holds it");
    std::unique_ptr<audit::DirectoryLock> held = std::make_unique<Lock>(*this);
    return held;
}

Result<std::shared_ptr<audit::AppendFile>> SimulatedDisk::open(const std::string &path)
{
    auto found = m_files.find(path);
    if (found == m_files.end()) {
        if (auto refused = refusal(); !refused)
            return failure(refused.error());
        operation();
        found = m_files.emplace(path, std::make_shared<File>()).first;
    }
    if (!found->second->isNamed) {
        operation(); // the directory is synced
        found->second->isNamed = true;
    }
    std::shared_ptr<audit::AppendFile> opened = std::make_shared<Handle>(*this, found->second);
    return opened;
}

Result<std::vector<audit::DirectoryEntry>> SimulatedDisk::list(const std::string &directory)
{
    std::vector<audit::DirectoryEntry> entries;
    for (const auto &[path, file] : m_files)
        entries.push_back({path.substr(directory.size() + 1), true, file->bytes.size()});
    return entries;
}

Result<std::unique_ptr<audit::ByteSource>> SimulatedDisk::read(const std::string &path,
                                                               std::uint64_t offset)
{
    const auto found = m_files.find(path);
    if (found == m_files.end())
        return failure(ErrorCode::NotFound, path + " is not there");
    std::unique_ptr<audit::ByteSource> source
        = std::make_unique<Source>(found->second, static_cast<std::size_t>(offset));
    return source;
}

Result<void> SimulatedDisk::rewrite(const std::string &path, std::uint64_t offset)
{
    if (m_mood == Mood::ReadOnly) // a full one has room for what is there
        return failure(ErrorCode::Io, "read-only file system");
    operation();
    File &file = *m_files.at(path);
    file.isPoisoned = file.isPoisoned && offset > file.durable;
    operation();
    return {};
}

Result<void> SimulatedDisk::rename(const std::string &from, const std::string &to)
{
    if (auto refused = refusal(); !refused)
        return refused;
    operation();
    const auto found = m_files.find(from);
    if (found == m_files.end())
        return failure(ErrorCode::NotFound, from + " is not there");
    m_files[to] = found->second;
    m_files.erase(from);
    operation();
    return {};
}

Result<void> SimulatedDisk::remove(const std::string &path)
{
    if (auto refused = refusal(); !refused)
        return refused;
    operation();
    m_files.erase(path);
    operation();
    return {};
}

// --- what befalls it -----------------------------------------------------------------------

void SimulatedDisk::onProcessDied()
{
    ++m_process;
    m_isLocked = false;
    m_diesAt = 0;
}

void SimulatedDisk::tear(File &file, Tear tear, simulator::Random &random)
{
    if (!file.cutOff.empty() && random.chance(500)) {
        file.bytes.resize(file.durable); // the cut was never written
        file.bytes += file.cutOff;
        file.durable = file.bytes.size();
    }
    file.cutOff.clear();
    const std::size_t unsynced = file.bytes.size() - std::min(file.durable, file.bytes.size());
    if (unsynced == 0)
        return;
    const auto kept = file.durable
                      + static_cast<std::size_t>(
                          random.below(static_cast<std::int64_t>(unsynced) + 1));
    switch (tear) {
    case Tear::Cut: file.bytes.resize(kept); break;
    case Tear::Zeroed: std::fill(file.bytes.begin() + static_cast<std::ptrdiff_t>(kept),
                                 file.bytes.end(), '\0');
        break;
    case Tear::Blocks:
        for (std::size_t at = file.durable; at < file.bytes.size();) {
            const std::size_t end = std::min((at / Block + 1) * Block, file.bytes.size());
            if (random.chance(500))
                std::fill(file.bytes.begin() + static_cast<std::ptrdiff_t>(at),
                          file.bytes.begin() + static_cast<std::ptrdiff_t>(end), '\0');
            at = end;
        }
        break;
    }
}

void SimulatedDisk::losePower(Tear how, simulator::Random &random)
{
    for (auto it = m_files.begin(); it != m_files.end();) {
        if (!it->second->isNamed && random.chance(500)) {
            it = m_files.erase(it);
            continue;
        }
        File &file = *it->second;
        tear(file, how, random);
        file.isNamed = true;
        file.isPoisoned = false;
        file.durable = file.bytes.size();
        ++it;
    }
}

bool SimulatedDisk::hasTornTail(const std::string &directory) const
{
    const std::string prefix = directory + "/audit-";
    for (auto it = m_files.rbegin(); it != m_files.rend(); ++it) {
        if (it->first.starts_with(prefix) && it->first.ends_with(".jsonl"))
            return !it->second->bytes.empty() && it->second->bytes.back() != '\n';
    }
    return false;
}

std::vector<std::string> SimulatedDisk::names() const
{
    std::vector<std::string> names;
    for (const auto &[path, file] : m_files)
        names.push_back(path);
    return names;
}

std::string *SimulatedDisk::bytesOf(const std::string &name)
{
    const auto found = m_files.find(name);
    return found == m_files.end() ? nullptr : &found->second->bytes;
}

} // namespace lpm::simulation
