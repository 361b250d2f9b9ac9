// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a segment of the trail that is complete from its first moment on: written under another
// name, synced, and only then renamed.
#pragma once

#include "core/audit/disk.h"

#include <memory>
#include <string>
#include <string_view>

namespace lpm::audit {

// What the segment is called until it is whole. One that is left over tells that the file before
// it could not be synced.
std::string unfinishedName(const std::string &path);

class SegmentFile
{
public:
    // Begins anew where an earlier try was left.
    static base::Result<SegmentFile> begin(std::shared_ptr<Disk> disk, std::string path);

    base::Result<void> append(std::string_view bytes); // all of them
    base::Result<void> sync();
    // Synced, under its own name, and open for appending.
    base::Result<std::shared_ptr<AppendFile>> finish();

private:
    SegmentFile(std::shared_ptr<Disk> disk, std::string path, std::shared_ptr<AppendFile> file);

    std::shared_ptr<Disk> m_disk;
    std::string m_path;
    std::shared_ptr<AppendFile> m_file;
};

} // namespace lpm::audit
