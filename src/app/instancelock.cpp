// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instancelock.h"

#include "app/hardening.h"

#include <QDir>
#include <QFile>

namespace lpm::app {

tl::expected<std::unique_ptr<audit::DirectoryLock>, Refusal>
lockDataDirectory(const std::string &directory)
{
    const QString path = QString::fromStdString(directory);
    if (auto kept = checkOwnersAlone(directory); !kept)
        return tl::unexpected(std::move(kept.error()));
    const bool existed = QDir(path).exists();
    if (!QDir().mkpath(path))
        return tl::unexpected(
            Refusal{ExitCannotCreate, "cannot create the data directory " + directory});
    if (!existed)
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    // The system's own lock: a file with a process number would outlive a kill wherever the next
    // process has the same number, as in a container.
    auto lock = audit::systemDisk()->lock(directory);
    if (lock)
        return *std::move(lock);
    if (lock.error().code == base::ErrorCode::Busy)
        return tl::unexpected(Refusal{
            ExitBusy, "another position-monitor is using the data directory " + directory});
    return tl::unexpected(
        Refusal{ExitCannotCreate, "cannot write to the data directory " + directory});
}

} // namespace lpm::app
