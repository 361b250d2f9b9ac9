// SPDX-License-Identifier: GPL-3.0-or-later
// The sizes of one coin that were held and left: a reading that lags may tell them still (readings
// have been up to a minute behind, faults.md 1.1). Pure.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/accountstate.h"
#include "core/domain/instrument.h"
#include "core/domain/position.h"

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

    // What was held until then.
    void leave(const domain::PositionState &state, const Moment &until);
    // Sizes were held until then that are not known.
    void forget(const Moment &until) { m_forgottenUntil = until; }

    bool isEmpty() const { return m_left.empty(); }
    // Whether this one may have been held at some time since then, and was left.
    bool mayInclude(const domain::Decimal &size, const Moment &since) const;
    // The same of the size with its entry, as far as the exchange shows that.
    bool mayIncludeEntry(const domain::ExchangePosition &theirs,
                         const domain::Instrument &instrument, const Moment &since) const;
    // Whether any may.
    bool mayIncludeAny(const Moment &since) const;

private:
    struct Left
    {
        domain::Decimal size;
        std::optional<domain::Decimal> entryNotional; // nullopt: not exactly known
        Moment until;
    };
    bool isForgotten(const Moment &since) const;

    std::deque<Left> m_left; // oldest first
    std::optional<Moment> m_forgottenUntil; // as forget() said
    // Of those that are not remembered any more. Apart: what dates the one may be no date of the other.
    std::optional<Moment> m_droppedUntil;
};

} // namespace lpm::sync
