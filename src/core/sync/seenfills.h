// SPDX-License-Identifier: GPL-3.0-or-later
// The fills that were applied, by identity. A fill enters in the step that applies it and never
// before: a fill marked as seen and then dropped would be lost for ever.
#pragma once

#include "core/domain/fill.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace lpm::sync {

class SeenFills
{
public:
    enum class Known { No, Same, Conflicting };

    // Whether it was applied, and if so whether price and size are the same. What is as old as what
    // was forgotten counts as applied: no list of the exchange reaches back so far.
    Known contains(const domain::Fill &fill) const;
    void add(const domain::Fill &fill);
    // A conflict was told: the fill counts as the same from now on.
    void settle(const domain::Fill &fill);
    // From the audit trail: identity only, the content is not compared. `forgotten`: fills up to
    // this time may be missing among them.
    void restore(const std::unordered_set<domain::FillId> &fills,
                 std::optional<base::Timestamp> forgotten = {});
    // Forgets fills older than limits::SeenFillsAge before the newest, but never so many that less
    // than limits::SeenFills stay: a page may reach back that far. And never keeps more than
    // limits::SeenFillsMost.
    void trim();
    std::size_t size() const { return m_content.size(); }
    // Applied ones from then on, but TWAP slices.
    std::size_t countSince(base::Timestamp time) const;
    // Applied ones of a stretch of time, both ends inclusive, in their order; TWAP slices, which
    // another list tells, are left out.
    std::vector<domain::FillId> between(base::Timestamp from, base::Timestamp to) const;

private:
    struct Content
    {
        std::optional<domain::Decimal> price; // nullopt: not to be compared
        domain::Decimal size;
        bool isSlice = false; // of a TWAP
    };
    std::unordered_map<domain::FillId, Content> m_content;
    std::deque<domain::FillId> m_order; // as added
    std::optional<base::Timestamp> m_forgotten; // the newest of those that are gone
};

} // namespace lpm::sync
