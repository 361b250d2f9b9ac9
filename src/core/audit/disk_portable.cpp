// SPDX-License-Identifier: GPL-3.0-or-later
// The disk by Qt, for systems without POSIX calls. Windows has no O_NOFOLLOW and no fdatasync:
// links are refused by looking first, and syncing is FlushFileBuffers.
#include "core/audit/disk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <filesystem>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace lpm::audit {

namespace {

constexpr qint64 RewrittenBytes = 64 << 10; // at once
constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

tl::unexpected<base::Error> refused(const std::string &what, const QString &why)
{
    return base::failure(base::ErrorCode::Io, what + ": " + why.toStdString());
}

class PortableFile final : public AppendFile
{
public:
    explicit PortableFile(std::unique_ptr<QFile> file) : m_file(std::move(file)) {}

    base::Result<std::size_t> append(std::string_view bytes) override
    {
        const qint64 written = m_file->write(bytes.data(), static_cast<qint64>(bytes.size()));
        if (written < 0)
            return refused("cannot write " + name(), m_file->errorString());
        return static_cast<std::size_t>(written);
    }

    base::Result<void> truncate(std::uint64_t size) override
    {
        if (!m_file->resize(static_cast<qint64>(size)))
            return refused("cannot cut " + name(), m_file->errorString());
        return {};
    }

    base::Result<void> sync() override
    {
#ifdef Q_OS_WIN
        const int result = ::_commit(m_file->handle());
#else
        const int result = ::fsync(m_file->handle());
#endif
        if (result != 0)
            return refused("cannot sync " + name(), QStringLiteral("the system refused"));
        return {};
    }

    std::uint64_t size() const override { return static_cast<std::uint64_t>(m_file->size()); }

private:
    std::string name() const { return m_file->fileName().toStdString(); }

    std::unique_ptr<QFile> m_file;
};

class PortableSource final : public ByteSource
{
public:
    explicit PortableSource(std::unique_ptr<QFile> file) : m_file(std::move(file)) {}

    base::Result<std::size_t> read(char *into, std::size_t most) override
    {
        const qint64 got = m_file->read(into, static_cast<qint64>(most));
        if (got < 0)
            return refused("cannot read " + m_file->fileName().toStdString(),
                           m_file->errorString());
        return static_cast<std::size_t>(got);
    }

private:
    std::unique_ptr<QFile> m_file;
};

class PortableLock final : public DirectoryLock
{
public:
    explicit PortableLock(std::unique_ptr<QLockFile> lock) : m_lock(std::move(lock)) {}

private:
    std::unique_ptr<QLockFile> m_lock;
};

class PortableDisk final : public Disk
{
public:
    base::Result<std::unique_ptr<DirectoryLock>> lock(const std::string &directory) override
    {
        const QString path = QString::fromStdString(directory);
        if (!QDir().mkpath(path))
            return refused("cannot make the directory " + directory,
                           QStringLiteral("the system refused"));
        auto lock = std::make_unique<QLockFile>(path + QStringLiteral("/.lock"));
        lock->setStaleLockTime(0); // only a process that is gone makes it stale, no age
        if (lock->tryLock(0))
            return std::make_unique<PortableLock>(std::move(lock));
        if (lock->error() == QLockFile::LockFailedError)
            return base::failure(base::ErrorCode::Busy, "the audit directory " + directory +
                                                            " is in use by another program");
        return refused("cannot lock " + directory, QStringLiteral("the system refused"));
    }

    base::Result<std::shared_ptr<AppendFile>> open(const std::string &path) override
    {
        if (auto regular = regularOrAbsent(path); !regular)
            return base::failure(regular.error());
        auto file = std::make_unique<QFile>(QString::fromStdString(path));
        if (!file->open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            return refused("cannot open " + path, file->errorString());
        file->setPermissions(OwnerOnly);
        return std::make_shared<PortableFile>(std::move(file));
    }

    base::Result<std::vector<DirectoryEntry>> list(const std::string &directory) override
    {
        const QDir folder(QString::fromStdString(directory));
        if (!folder.exists())
            return base::failure(base::ErrorCode::NotFound, directory + " does not exist");
        std::vector<DirectoryEntry> entries;
        for (const QFileInfo &info : folder.entryInfoList(QDir::AllEntries | QDir::Hidden |
                                                          QDir::System | QDir::NoDotAndDotDot))
            entries.push_back({info.fileName().toStdString(), info.isFile() && !info.isSymLink(),
                               static_cast<std::uint64_t>(info.size())});
        return entries;
    }

    base::Result<std::unique_ptr<ByteSource>> read(const std::string &path,
                                                   std::uint64_t offset) override
    {
        if (auto regular = regularOrAbsent(path); !regular)
            return base::failure(regular.error());
        auto file = std::make_unique<QFile>(QString::fromStdString(path));
        if (!file->exists())
            return base::failure(base::ErrorCode::NotFound, path + " does not exist");
        if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered) ||
            !file->seek(static_cast<qint64>(offset)))
            return refused("cannot open " + path, file->errorString());
        return std::make_unique<PortableSource>(std::move(file));
    }

    base::Result<void> rewrite(const std::string &path, std::uint64_t offset) override
    {
        if (auto regular = regularOrAbsent(path); !regular)
            return regular;
        QFile file(QString::fromStdString(path));
        if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly | QIODevice::Unbuffered))
            return refused("cannot open " + path, file.errorString());
        for (auto at = static_cast<qint64>(offset); at < file.size();) {
            const bool isFound = file.seek(at);
            const QByteArray piece = isFound ? file.read(RewrittenBytes) : QByteArray{};
            if (piece.isEmpty() || !file.seek(at) || file.write(piece) != piece.size())
                return refused("cannot write " + path, file.errorString());
            at += piece.size();
        }
        return {};
    }

    base::Result<void> rename(const std::string &from, const std::string &to) override
    {
        std::error_code error;
        std::filesystem::rename(from, to, error); // replaces, which QFile::rename does not
        return error ? base::Result<void>(refused("cannot rename " + from,
                                                  QString::fromStdString(error.message())))
                     : base::Result<void>{};
    }

    base::Result<void> remove(const std::string &path) override
    {
        QFile file(QString::fromStdString(path));
        return file.remove()
                   ? base::Result<void>{}
                   : base::Result<void>(refused("cannot remove " + path, file.errorString()));
    }

private:
    static base::Result<void> regularOrAbsent(const std::string &path)
    {
        const QFileInfo info(QString::fromStdString(path));
        if (info.isSymLink())
            return base::failure(base::ErrorCode::Io, path + " is a symbolic link");
        if (info.exists() && !info.isFile())
            return base::failure(base::ErrorCode::Io, path + " is not a regular file");
        return {};
    }
};

} // namespace

std::shared_ptr<Disk> systemDisk() { return std::make_shared<PortableDisk>(); }

} // namespace lpm::audit
