// SPDX-License-Identifier: GPL-3.0-or-later
// The disk by POSIX calls.
#include "core/audit/disk.h"

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lpm::audit {

namespace {

constexpr mode_t FileMode = 0600;
constexpr mode_t DirectoryMode = 0700;
constexpr std::size_t RewrittenBytes = 64u << 10; // at once
constexpr const char *LockName = "/.lock";

tl::unexpected<base::Error> refused(const std::string &what, int error)
{
    return base::failure(base::ErrorCode::Io, what + ": " + std::strerror(error));
}

// A descriptor that closes itself.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    Descriptor &operator=(Descriptor &&) = delete;

    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

template <class Call>
auto retried(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

class PosixFile final : public AppendFile
{
public:
    PosixFile(Descriptor fd, std::string path, std::uint64_t size)
        : m_fd(std::move(fd)), m_path(std::move(path)), m_size(size)
    {
    }

    base::Result<std::size_t> append(std::string_view bytes) override
    {
        const auto written =
            retried([&] { return ::write(m_fd.get(), bytes.data(), bytes.size()); });
        if (written < 0)
            return refused("cannot write " + m_path, errno);
        m_size += static_cast<std::uint64_t>(written);
        return static_cast<std::size_t>(written);
    }

    base::Result<void> truncate(std::uint64_t size) override
    {
        if (retried([&] { return ::ftruncate(m_fd.get(), static_cast<off_t>(size)); }) != 0)
            return refused("cannot cut " + m_path, errno);
        m_size = size;
        return {};
    }

    base::Result<void> sync() override
    {
#ifdef __APPLE__
        const int result = ::fcntl(m_fd.get(), F_FULLFSYNC);
#else
        const int result = retried([&] { return ::fdatasync(m_fd.get()); });
#endif
        if (result != 0)
            return refused("cannot sync " + m_path, errno);
        return {};
    }

    std::uint64_t size() const override { return m_size; }

private:
    Descriptor m_fd;
    std::string m_path;
    std::uint64_t m_size;
};

class PosixSource final : public ByteSource
{
public:
    PosixSource(Descriptor fd, std::string path) : m_fd(std::move(fd)), m_path(std::move(path)) {}

    base::Result<std::size_t> read(char *into, std::size_t most) override
    {
        const auto got = retried([&] { return ::read(m_fd.get(), into, most); });
        if (got < 0)
            return refused("cannot read " + m_path, errno);
        return static_cast<std::size_t>(got);
    }

private:
    Descriptor m_fd;
    std::string m_path;
};

class PosixLock final : public DirectoryLock
{
public:
    explicit PosixLock(Descriptor fd) : m_fd(std::move(fd)) {}

private:
    Descriptor m_fd; // the lock goes with it
};

base::Result<void> syncDirectory(const std::string &directory)
{
    const Descriptor fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isOpen() || ::fsync(fd.get()) != 0)
        return refused("cannot sync the directory " + directory, errno);
    return {};
}

base::Result<void> makeDirectory(const std::string &directory)
{
    const auto parent = std::filesystem::absolute(directory).lexically_normal().parent_path();
    std::error_code error;
    std::filesystem::create_directories(parent, error);
    if (error)
        return refused("cannot make the directory " + parent.string(), error.value());
    if (::mkdir(directory.c_str(), DirectoryMode) == 0)
        return syncDirectory(parent.string());
    if (errno != EEXIST)
        return refused("cannot make the directory " + directory, errno);
    return {};
}

std::string parentOf(const std::string &path)
{
    return std::filesystem::path(path).parent_path().string();
}

// O_NONBLOCK: a FIFO somebody put there must not hold us.
base::Result<Descriptor> openRegular(const std::string &path, int flags)
{
    Descriptor fd(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, FileMode));
    if (!fd.isOpen() && errno == ENOENT)
        return base::failure(base::ErrorCode::NotFound, path + " does not exist");
    if (!fd.isOpen())
        return errno == ELOOP ? base::failure(base::ErrorCode::Io, path + " is a symbolic link")
                              : refused("cannot open " + path, errno);
    struct stat status = {};
    if (::fstat(fd.get(), &status) != 0)
        return refused("cannot examine " + path, errno);
    if (!S_ISREG(status.st_mode))
        return base::failure(base::ErrorCode::Io, path + " is not a regular file");
    return fd;
}

class PosixDisk final : public Disk
{
public:
    base::Result<std::unique_ptr<DirectoryLock>> lock(const std::string &directory) override
    {
        if (auto made = makeDirectory(directory); !made)
            return base::failure(made.error());
        const std::string path = directory + LockName;
        Descriptor fd(
            ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, FileMode));
        if (!fd.isOpen())
            return refused("cannot open " + path, errno);
        if (retried([&] { return ::flock(fd.get(), LOCK_EX | LOCK_NB); }) != 0)
            return errno == EWOULDBLOCK
                       ? base::failure(base::ErrorCode::Busy, "the audit directory " + directory +
                                                                  " is in use by another program")
                       : refused("cannot lock " + path, errno);
        return std::make_unique<PosixLock>(std::move(fd));
    }

    base::Result<std::shared_ptr<AppendFile>> open(const std::string &path) override
    {
        auto fd = openRegular(path, O_WRONLY | O_APPEND | O_CREAT);
        if (!fd)
            return base::failure(fd.error());
        struct stat status = {};
        if (::fstat(fd->get(), &status) != 0)
            return refused("cannot examine " + path, errno);
        if (auto synced = syncDirectory(parentOf(path)); !synced)
            return base::failure(synced.error());
        return std::make_shared<PosixFile>(*std::move(fd), path,
                                           static_cast<std::uint64_t>(status.st_size));
    }

    base::Result<std::vector<DirectoryEntry>> list(const std::string &directory) override
    {
        const std::unique_ptr<DIR, int (*)(DIR *)> stream(::opendir(directory.c_str()),
                                                          &::closedir);
        if (!stream)
            return base::failure(errno == ENOENT ? base::ErrorCode::NotFound : base::ErrorCode::Io,
                                 "cannot read the directory " + directory + ": " +
                                     std::strerror(errno));
        std::vector<DirectoryEntry> entries;
        for (;;) {
            errno = 0;
            const dirent *entry = ::readdir(stream.get());
            if (entry == nullptr && errno != 0)
                return refused("cannot read the directory " + directory, errno);
            if (entry == nullptr)
                return entries;
            struct stat status = {};
            const int fd = ::dirfd(stream.get());
            if (::fstatat(fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
                entries.push_back({entry->d_name, S_ISREG(status.st_mode),
                                   static_cast<std::uint64_t>(status.st_size)});
        }
    }

    base::Result<std::unique_ptr<ByteSource>> read(const std::string &path,
                                                   std::uint64_t offset) override
    {
        auto fd = openRegular(path, O_RDONLY);
        if (!fd)
            return base::failure(fd.error());
        if (::lseek(fd->get(), static_cast<off_t>(offset), SEEK_SET) < 0)
            return refused("cannot read " + path, errno);
        return std::make_unique<PosixSource>(*std::move(fd), path);
    }

    base::Result<void> rewrite(const std::string &path, std::uint64_t offset) override
    {
        const auto fd = openRegular(path, O_RDWR);
        if (!fd)
            return base::failure(fd.error());
        const auto piece = std::make_unique_for_overwrite<char[]>(RewrittenBytes);
        for (auto at = static_cast<off_t>(offset);;) {
            const auto got =
                retried([&] { return ::pread(fd->get(), piece.get(), RewrittenBytes, at); });
            if (got < 0)
                return refused("cannot read " + path, errno);
            if (got == 0)
                return {};
            const auto put = retried([&] {
                return ::pwrite(fd->get(), piece.get(), static_cast<std::size_t>(got), at);
            });
            if (put <= 0)
                return refused("cannot write " + path, put < 0 ? errno : EIO);
            at += put;
        }
    }

    base::Result<void> rename(const std::string &from, const std::string &to) override
    {
        if (::rename(from.c_str(), to.c_str()) != 0)
            return refused("cannot rename " + from, errno);
        return syncDirectory(parentOf(to));
    }

    base::Result<void> remove(const std::string &path) override
    {
        if (::unlink(path.c_str()) != 0)
            return refused("cannot remove " + path, errno);
        return syncDirectory(parentOf(path));
    }
};

} // namespace

std::shared_ptr<Disk> systemDisk() { return std::make_shared<PosixDisk>(); }

} // namespace lpm::audit
