// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/segmentfile.h"

#include "core/audit/bytes.h"

#include <utility>

namespace lpm::audit {

std::string unfinishedName(const std::string &path) { return path + ".part"; }

SegmentFile::SegmentFile(std::shared_ptr<Disk> disk, std::string path,
                         std::shared_ptr<AppendFile> file)
    : m_disk(std::move(disk)), m_path(std::move(path)), m_file(std::move(file))
{
}

base::Result<SegmentFile> SegmentFile::begin(std::shared_ptr<Disk> disk, std::string path)
{
    auto file = disk->open(unfinishedName(path));
    if (!file)
        return base::failure(file.error());
    if ((*file)->size() > 0) {
        if (auto cut = (*file)->truncate(0); !cut)
            return base::failure(cut.error());
    }
    return SegmentFile(std::move(disk), std::move(path), *std::move(file));
}

base::Result<void> SegmentFile::append(std::string_view bytes) { return appendAll(*m_file, bytes); }

base::Result<void> SegmentFile::sync() { return m_file->sync(); }

base::Result<std::shared_ptr<AppendFile>> SegmentFile::finish()
{
    if (auto synced = sync(); !synced)
        return base::failure(synced.error());
    m_file.reset(); // some systems rename no file that is open
    if (auto renamed = m_disk->rename(unfinishedName(m_path), m_path); !renamed)
        return base::failure(renamed.error());
    return m_disk->open(m_path);
}

} // namespace lpm::audit
