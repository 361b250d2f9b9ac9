// SPDX-License-Identifier: GPL-3.0-or-later
// The disk as the audit trail uses it: append, cut, sync, lock. An interface, so that a disk that
// fails in every way can be put in its place. The system's own is appendfile_posix.cpp or
// appendfile_portable.cpp.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace lpm::audit {

class AppendFile
{
public:
    virtual ~AppendFile() = default;

    // One write(): how many bytes the disk took, perhaps fewer than given.
    virtual base::Result<std::size_t> append(std::string_view bytes) = 0;
    virtual base::Result<void> truncate(std::uint64_t size) = 0;
    virtual base::Result<void> sync() = 0; // fdatasync; may be called from another thread
    virtual std::uint64_t size() const = 0;

protected:
    AppendFile() = default;
    AppendFile(const AppendFile &) = default;
    AppendFile &operator=(const AppendFile &) = default;
};

// Held while it lives; given back by the system when the process dies.
class DirectoryLock
{
public:
    virtual ~DirectoryLock() = default;

protected:
    DirectoryLock() = default;
    DirectoryLock(const DirectoryLock &) = default;
    DirectoryLock &operator=(const DirectoryLock &) = default;
};

class Disk
{
public:
    virtual ~Disk() = default;

    // Makes the directory (mode 0700) and locks it. Busy: another program holds it.
    virtual base::Result<std::unique_ptr<DirectoryLock>> lock(const std::string &directory) = 0;
    // Opens for appending; a new file (mode 0600) is in the directory for good when this returns.
    // Refuses anything but a regular file.
    virtual base::Result<std::shared_ptr<AppendFile>> open(const std::string &path) = 0;

protected:
    Disk() = default;
    Disk(const Disk &) = default;
    Disk &operator=(const Disk &) = default;
};

std::shared_ptr<Disk> systemDisk();

} // namespace lpm::audit
