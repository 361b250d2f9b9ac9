// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/verify.h"

#include "core/audit/walk.h"

namespace lpm::audit {

std::string VerifyReport::text() const
{
    const std::string whole = std::to_string(lines) + (lines == 1 ? " line" : " lines");
    const std::string last = "seq=" + std::to_string(head.seq) + ", head=" + head.hash;
    if (isGood)
        return "OK " + whole + ", " + last;
    return isCutOff ? firstBad + ": its write was cut off or goes on now; before it " + whole +
                          " are whole, " + last
                    : firstBad;
}

base::Result<VerifyReport> verifyTrail(Disk &disk, const std::string &directory)
{
    const auto trail = listTrail(disk, directory);
    if (!trail)
        return base::failure(trail.error());
    const auto end = walkTrail(disk, *trail, startOfAll(*trail), {});
    if (!end && end.error().code == base::ErrorCode::Corrupt)
        return VerifyReport{false, 0, trail->base, end.error().message, false};
    if (!end)
        return base::failure(end.error());
    const auto &broken = end->broken;
    return VerifyReport{!broken, end->lines, end->head,
                        broken ? end->badLineText(*trail) : std::string(),
                        broken && broken->isTornEnd && broken->scan.isCutOff};
}

base::Result<VerifyReport> verifyTrail(const std::string &directory)
{
    return verifyTrail(*systemDisk(), directory);
}

} // namespace lpm::audit
