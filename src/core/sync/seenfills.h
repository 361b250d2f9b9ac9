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

namespace lpm::sync {

class SeenFills
{
public:
    enum class Known { No, Same, Conflicting };

    // Whether it was applied, and if so whether price and size are the same.
    Known contains(const domain::Fill &fill) const;
    void add(const domain::Fill &fill);
    // From the audit trail: identity only, the content is not compared.
    void restore(const std::unordered_set<domain::FillId> &fills);
    // Forgets fills older than limits::SeenFillsAge before the newest, but never so many that less
    // than limits::SeenFills stay: a page may reach back that far.
    void trim();
    std::size_t size() const { return m_content.size(); }

private:
    struct Content
    {
        std::optional<domain::Decimal> price;
        domain::Decimal size;
    };
    std::unordered_map<domain::FillId, Content> m_content;
    std::deque<domain::FillId> m_order; // as added
};

} // namespace lpm::sync
