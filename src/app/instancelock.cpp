// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instancelock.h"

#include <QDir>
#include <QFile>

namespace lpm::app {

tl::expected<std::unique_ptr<QLockFile>, Refusal> lockDataDirectory(const std::string &directory)
{
    const QString path = QString::fromStdString(directory);
    const bool existed = QDir(path).exists();
    if (!QDir().mkpath(path))
        return tl::unexpected(
            Refusal{ExitCannotCreate, "cannot create the data directory " + directory});
    if (!existed)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral("/position-monitor.lock"));
    lock->setStaleLockTime(0); // only a dead process frees it, never the time
    if (lock->tryLock())
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return tl::unexpected(Refusal{
            ExitBusy, "another position-monitor is using the data directory " + directory});
    return tl::unexpected(
        Refusal{ExitCannotCreate, "cannot write to the data directory " + directory});
}

} // namespace lpm::app
