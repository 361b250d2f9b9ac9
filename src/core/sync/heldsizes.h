// SPDX-License-Identifier: GPL-3.0-or-later
// The sizes of one coin that were held and left: a reading that lags may tell them still (readings
// have been up to a minute behind, faults.md 1.1). Pure.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/decimal.h"

#include <deque>
#include <optional>

namespace lpm::sync {

// By our clock and by the exchange's.
struct Moment
{
    base::Milliseconds at{0};
    base::Timestamp time{};
};

class HeldSizes
{
public:
    static constexpr std::size_t Remembered = 512;

    // The size was held until then.
    void leave(const domain::Decimal &size, const Moment &until);
    // Sizes were held until then that are not known.
    void forget(const Moment &until) { m_forgottenUntil = until; }

    bool isEmpty() const { return m_left.empty(); }
    // Whether this one may have been held at some time since then, and was left.
    bool mayInclude(const domain::Decimal &size, const Moment &since) const;
    // Whether any may.
    bool mayIncludeAny(const Moment &since) const;

private:
    struct Left
    {
        domain::Decimal size;
        Moment until;
    };
    bool isForgotten(const Moment &since) const;

    std::deque<Left> m_left; // oldest first
    std::optional<Moment> m_forgottenUntil;
};

} // namespace lpm::sync
