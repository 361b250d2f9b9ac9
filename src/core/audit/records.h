// SPDX-License-Identifier: GPL-3.0-or-later
// What an audit line says, before it is chained: a JSON object that begins with timestamp and type
// (design: section 8). A late fill's line has `late_size` and `late_cash` while late fills of its
// coin are open behind it (domain::OpenLate); a late line without them, and an `adjust` line whose
// `delta` is not zero, leave none open. Pure.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/change.h"
#include "core/domain/positionupdate.h"
#include "core/domain/syncnote.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::audit {

struct Record
{
    base::Timestamp time{}; // when it is written
    std::string object;
};

// One record, and for an adjustment a second: the position_change that clients are told of.
std::vector<Record> changeRecords(const domain::Change &change, base::Timestamp now);
Record noteRecord(const domain::SyncNote &note, base::Timestamp now);
Record priceRecord(const domain::PositionView &position, base::Timestamp now);
Record connectionRecord(std::string_view event, std::string_view reason, std::string_view account,
                        base::Timestamp now);
Record errorRecord(std::string_view event, std::string_view message, base::Timestamp now);
Record startRecord(std::string_view version, domain::RunMode mode, std::string_view exchange,
                   base::Timestamp now);
Record stopRecord(std::string_view reason, base::Timestamp now);
// Records that were lost between two times because the queue was full.
Record lossRecord(std::uint64_t count, base::Timestamp from, base::Timestamp to);

} // namespace lpm::audit
