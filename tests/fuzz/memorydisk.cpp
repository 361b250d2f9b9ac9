// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/memorydisk.h"

#include "tests/fuzz/fuzzing.h"

#include <algorithm>
#include <cstring>
#include <zlib.h>

namespace lpm::fuzz {

namespace {

constexpr int GzipWindow = 15 + 16; // the largest, in a gzip wrapping

std::string pathOf(std::string_view name)
{
    return std::string(MemoryDisk::Directory) + '/' + std::string(name);
}

class Lock final : public audit::DirectoryLock
{
};

class File final : public audit::AppendFile
{
public:
    explicit File(std::shared_ptr<std::string> bytes) : m_bytes(std::move(bytes)) {}

    base::Result<std::size_t> append(std::string_view bytes) override
    {
        m_bytes->append(bytes);
        return bytes.size();
    }
    base::Result<void> truncate(std::uint64_t size) override
    {
        m_bytes->resize(static_cast<std::size_t>(size));
        return {};
    }
    base::Result<void> sync() override { return {}; }
    std::uint64_t size() const override { return m_bytes->size(); }

private:
    std::shared_ptr<std::string> m_bytes;
};

class Source final : public audit::ByteSource
{
public:
    Source(std::shared_ptr<std::string> bytes, std::uint64_t offset)
        : m_bytes(std::move(bytes)), m_at(std::min<std::size_t>(m_bytes->size(), offset))
    {
    }

    base::Result<std::size_t> read(char *into, std::size_t most) override
    {
        const std::size_t length = m_bytes->copy(into, most, std::min(m_at, m_bytes->size()));
        m_at += length;
        return length;
    }

private:
    std::shared_ptr<std::string> m_bytes;
    std::size_t m_at;
};

} // namespace

void MemoryDisk::write(const std::string &name, std::string_view bytes)
{
    m_files[pathOf(name)] = std::make_shared<std::string>(bytes);
}

void MemoryDisk::writeCompressed(const std::string &name, std::string_view bytes)
{
    z_stream stream{};
    require(deflateInit2(&stream, 1, Z_DEFLATED, GzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK,
            "zlib begins");
    std::string in(bytes);
    std::string out(deflateBound(&stream, static_cast<uLong>(in.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    require(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib ends");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    write(name, out);
}

std::string &MemoryDisk::bytesOf(const std::string &name) { return *m_files.at(pathOf(name)); }

base::Result<std::unique_ptr<audit::DirectoryLock>> MemoryDisk::lock(const std::string &)
{
    return std::make_unique<Lock>();
}

base::Result<std::shared_ptr<audit::AppendFile>> MemoryDisk::open(const std::string &path)
{
    auto &bytes = m_files[path];
    if (!bytes)
        bytes = std::make_shared<std::string>();
    return std::make_shared<File>(bytes);
}

base::Result<std::vector<audit::DirectoryEntry>> MemoryDisk::list(const std::string &directory)
{
    std::vector<audit::DirectoryEntry> entries;
    for (const auto &[path, bytes] : m_files) {
        if (path.starts_with(directory + '/'))
            entries.push_back({path.substr(directory.size() + 1), true, bytes->size()});
    }
    return entries;
}

base::Result<std::unique_ptr<audit::ByteSource>> MemoryDisk::read(const std::string &path,
                                                                  std::uint64_t offset)
{
    const auto found = m_files.find(path);
    if (found == m_files.end())
        return base::failure(base::ErrorCode::NotFound, "no such file");
    return std::make_unique<Source>(found->second, offset);
}

base::Result<void> MemoryDisk::rename(const std::string &from, const std::string &to)
{
    auto moved = m_files.extract(from);
    if (moved.empty())
        return base::failure(base::ErrorCode::NotFound, "no such file");
    m_files[to] = std::move(moved.mapped());
    return {};
}

base::Result<void> MemoryDisk::rewrite(const std::string &, std::uint64_t)
{
    return {};
}

base::Result<void> MemoryDisk::remove(const std::string &path)
{
    m_files.erase(path);
    return {};
}

} // namespace lpm::fuzz
