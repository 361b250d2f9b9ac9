// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/verify.h"

#include "core/audit/scan.h"

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
    VerifyReport report{true, 0, trail->base, {}};
    for (const TrailFile &file : trail->files) {
        const auto scan = scanFile(disk, file, {report.head}, {});
        if (!scan) {
            if (scan.error().code != base::ErrorCode::Corrupt)
                return base::failure(scan.error());
            report.isGood = false;
            report.firstBad = scan.error().message;
            return report;
        }
        report.lines += scan->lines;
        report.head = scan->head;
        if (scan->bad) {
            report.isGood = false;
            report.firstBad = badLineText(file, *scan->bad);
            return report;
        }
    }
    return report;
}

base::Result<VerifyReport> verifyTrail(const std::string &directory)
{
    return verifyTrail(*systemDisk(), directory);
}

} // namespace lpm::audit
