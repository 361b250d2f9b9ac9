// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audit/watcheddisk.h"

namespace lpm::audit::testing {

using base::failure;
using base::Result;

class WatchedDisk::File final : public AppendFile
{
public:
    File(WatchedDisk &disk, std::shared_ptr<AppendFile> real)
        : m_disk(disk), m_real(std::move(real))
    {
    }

    Result<std::size_t> append(std::string_view bytes) override
    {
        if (auto asked = m_disk.called(); !asked)
            return failure(asked.error());
        return m_real->append(bytes);
    }
    Result<void> truncate(std::uint64_t size) override
    {
        auto asked = m_disk.called();
        return asked ? m_real->truncate(size) : asked;
    }
    Result<void> sync() override
    {
        auto asked = m_disk.called();
        return asked ? m_real->sync() : asked;
    }
    std::uint64_t size() const override { return m_real->size(); }

private:
    WatchedDisk &m_disk;
    std::shared_ptr<AppendFile> m_real;
};

class WatchedDisk::Source final : public ByteSource
{
public:
    Source(WatchedDisk &disk, std::unique_ptr<ByteSource> real)
        : m_disk(disk), m_real(std::move(real))
    {
    }

    Result<std::size_t> read(char *into, std::size_t most) override
    {
        if (auto asked = m_disk.called(); !asked)
            return failure(asked.error());
        return m_real->read(into, most);
    }

private:
    WatchedDisk &m_disk;
    std::unique_ptr<ByteSource> m_real;
};

void WatchedDisk::refuse(std::size_t call)
{
    before = [this, call]() -> Result<void> {
        return calls == call ? Result<void>(failure(base::ErrorCode::Io, Refusal)) : Result<void>();
    };
}

Result<void> WatchedDisk::called()
{
    ++calls;
    return before ? before() : Result<void>();
}

Result<std::unique_ptr<DirectoryLock>> WatchedDisk::lock(const std::string &directory)
{
    if (auto asked = called(); !asked)
        return failure(asked.error());
    return m_real->lock(directory);
}

Result<std::shared_ptr<AppendFile>> WatchedDisk::open(const std::string &path)
{
    if (auto asked = called(); !asked)
        return failure(asked.error());
    auto real = m_real->open(path);
    if (!real)
        return real;
    return std::make_shared<File>(*this, *std::move(real));
}

Result<std::vector<DirectoryEntry>> WatchedDisk::list(const std::string &directory)
{
    if (auto asked = called(); !asked)
        return failure(asked.error());
    return m_real->list(directory);
}

Result<std::unique_ptr<ByteSource>> WatchedDisk::read(const std::string &path, std::uint64_t offset)
{
    if (auto asked = called(); !asked)
        return failure(asked.error());
    auto real = m_real->read(path, offset);
    if (!real)
        return real;
    return std::make_unique<Source>(*this, *std::move(real));
}

Result<void> WatchedDisk::rewrite(const std::string &path, std::uint64_t offset)
{
    auto asked = called();
    return asked ? m_real->rewrite(path, offset) : asked;
}

Result<void> WatchedDisk::rename(const std::string &from, const std::string &to)
{
    auto asked = called();
    return asked ? m_real->rename(from, to) : asked;
}

Result<void> WatchedDisk::remove(const std::string &path)
{
    auto asked = called();
    return asked ? m_real->remove(path) : asked;
}

} // namespace lpm::audit::testing
