// SPDX-License-Identifier: GPL-3.0-or-later
// Order inside one millisecond. The exchange promises none, but every fill names the position it
// started from: the fills of one coin and moment form a trail, and the trail is the order.
// hyperliquid.md 3.5: 1,626 of 1,626 recorded groups walk in exactly one way.
#pragma once

#include "core/domain/fill.h"
#include "core/domain/instrument.h"
#include "core/domain/position.h"

#include <cstddef>
#include <vector>

namespace lpm::sync {

// The longest trail from `state`, as indices into `group`; all of them where the group is whole.
// Where several trails fit, one whose computed closed P&L equals the received ones is taken, then
// the smallest trade id first, so that every run is the same.
std::vector<std::size_t> trailFrom(const domain::PositionState &state,
                                   const std::vector<domain::Fill> &group,
                                   const domain::Instrument &instrument);

// Whether every closed P&L along a trail of the group is the one that is computed.
bool agreesAlong(const std::vector<std::size_t> &trail, domain::PositionState state,
                 const std::vector<domain::Fill> &group, const domain::Instrument &instrument);

// The position a group starts from when it is walked alone: what an anchor takes. A round trip has
// no first fill: it starts from `held` if it comes by there.
domain::Decimal startOf(const std::vector<domain::Fill> &group, const domain::Decimal &held,
                        const domain::Instrument &instrument);

// Whether the group comes back to where it starts, wherever that is.
bool isRoundTrip(const std::vector<domain::Fill> &group, const domain::Instrument &instrument);

} // namespace lpm::sync
