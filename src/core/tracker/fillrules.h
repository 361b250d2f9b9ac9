// SPDX-License-Identifier: GPL-3.0-or-later
// What a fill makes of a position: pure functions from the state before to the state after. The
// size change comes from side and size alone; the exchange's direction text is display only.
#pragma once

#include "core/domain/change.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"
#include "core/domain/position.h"

#include <optional>

namespace lpm::tracker {

struct FillOutcome
{
    explicit FillOutcome(const domain::PositionState &before) : after(before) {}

    domain::PositionState after;
    // Ours beside the one received; only where the fill reduces an exactly known entry.
    std::optional<domain::ClosedPnlCheck> closedPnl;
};

// An open, add, reduction, close or flip. state.size must be the size the fill starts from.
FillOutcome afterPerpetualFill(const domain::PositionState &before, const domain::Fill &fill,
                               const domain::Instrument &instrument);

// A buy or sell of a spot pair by rule S. state.size must be the balance it starts from.
FillOutcome afterSpotFill(const domain::PositionState &before, const domain::Fill &fill,
                          const domain::Instrument &instrument);

// A fill that comes after newer ones: only what it earned and its fee are booked.
domain::PositionState afterLateFill(const domain::PositionState &before, const domain::Fill &fill,
                                    const domain::Decimal &earned,
                                    const domain::Instrument &instrument);

// The size or balance that a fill leaves, from the one it starts from.
domain::Decimal sizeAfter(const domain::Decimal &start, const domain::Fill &fill,
                          const domain::Instrument &instrument);

// A spot balance that is not what we held (a transfer, dust): adopted, its cost unknown.
domain::PositionState withAdoptedBalance(const domain::PositionState &before,
                                         const domain::Decimal &balance);

// The state after a funding payment (USD, negative was paid).
domain::PositionState afterFunding(const domain::PositionState &before,
                                   const domain::Decimal &amount);

} // namespace lpm::tracker
