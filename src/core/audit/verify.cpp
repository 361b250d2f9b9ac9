// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/verify.h"

#include "core/audit/walk.h"

namespace lpm::audit {

std::string VerifyReport::text() const
{
    if (!isGood)
        return firstBad;
    return "OK " + std::to_string(lines) + (lines == 1 ? " line" : " lines") +
           ", seq=" + std::to_string(head.seq) + ", head=" + head.hash;
}

base::Result<VerifyReport> verifyTrail(Disk &disk, const std::string &directory)
{
    const auto trail = listTrail(disk, directory);
    if (!trail)
        return base::failure(trail.error());
    const auto end = walkTrail(disk, *trail, startOfAll(*trail), {});
    if (!end && end.error().code == base::ErrorCode::Corrupt)
        return VerifyReport{false, 0, trail->base, end.error().message};
    if (!end)
        return base::failure(end.error());
    return VerifyReport{!end->broken, end->lines, end->head,
                        end->broken ? end->badLineText(*trail) : std::string()};
}

base::Result<VerifyReport> verifyTrail(const std::string &directory)
{
    return verifyTrail(*systemDisk(), directory);
}

} // namespace lpm::audit
