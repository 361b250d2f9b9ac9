// SPDX-License-Identifier: GPL-3.0-or-later
// The disk as the audit trail uses it, for writing and for reading back. An interface, so that a
// disk that fails in every way can be put in its place. The system's own is disk_posix.cpp or
// disk_portable.cpp.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

// A file's bytes from a place on, in their order.
class ByteSource
{
public:
    virtual ~ByteSource() = default;

    // At most so many bytes; how many came, 0 at the end.
    virtual base::Result<std::size_t> read(char *into, std::size_t most) = 0;

protected:
    ByteSource() = default;
    ByteSource(const ByteSource &) = default;
    ByteSource &operator=(const ByteSource &) = default;
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

struct DirectoryEntry
{
    std::string name;       // without the directory
    bool isRegular = false; // a link is not, wherever it leads
    std::uint64_t size = 0; // bytes
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
    // In no order. NotFound: there is no such directory.
    virtual base::Result<std::vector<DirectoryEntry>> list(const std::string &directory) = 0;
    // Opens for reading, from byte `offset` on; nothing is there behind the file's end. NotFound:
    // there is no such file. Refuses anything but a regular file.
    virtual base::Result<std::unique_ptr<ByteSource>> read(const std::string &path,
                                                           std::uint64_t offset) = 0;
    // Writes the bytes from `offset` on again, in place and as they are, so that the next sync of
    // the file puts them on the disk even where a failed one has called them written.
    virtual base::Result<void> rewrite(const std::string &path, std::uint64_t offset) = 0;
    // In one step, over a file that is there; for good when it returns.
    virtual base::Result<void> rename(const std::string &from, const std::string &to) = 0;
    virtual base::Result<void> remove(const std::string &path) = 0; // for good when it returns

protected:
    Disk() = default;
    Disk(const Disk &) = default;
    Disk &operator=(const Disk &) = default;
};

std::shared_ptr<Disk> systemDisk();

} // namespace lpm::audit
