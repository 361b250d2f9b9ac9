// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/torntail.h"

#include "core/audit/bytes.h"

namespace lpm::audit {

using base::Result;

Result<void> moveTail(Disk &disk, const TrailFile &file, std::uint64_t from)
{
    const auto torn = disk.open(file.path + ".torn");
    if (!torn)
        return base::failure(torn.error());
    const auto copied = copyBytes(disk, file.path, from, [&torn](std::string_view bytes) {
        return appendAll(**torn, bytes);
    });
    if (!copied)
        return base::failure(
            copied.error().in("cannot move the torn end of " + file.path + " aside"));
    if (auto synced = (*torn)->sync(); !synced)
        return synced;
    const auto cut = disk.open(file.path);
    if (!cut)
        return base::failure(cut.error());
    if (auto done = (*cut)->truncate(from); !done)
        return done;
    return (*cut)->sync();
}

} // namespace lpm::audit
