// SPDX-License-Identifier: GPL-3.0-or-later
// How the running sums of a position came to be what they are, as far as the window saw it: what
// each was before its last change, and when that was. A value.
#pragma once

#include "core/domain/position.h"

namespace lpm::gui {

struct FigureStep
{
    domain::Decimal before; // USD
    base::Timestamp time{}; // of the state that brought the change

    friend bool operator==(const FigureStep &, const FigureStep &) = default;
};

struct FigureSteps
{
    base::Timestamp since{}; // the first state that was seen
    // nullopt: the same since then, or not known on one of both sides of the change.
    std::optional<FigureStep> realized{};
    std::optional<FigureStep> fees{};
    std::optional<FigureStep> funding{};

    void follow(const domain::PositionView &before, const domain::PositionView &after,
                base::Timestamp time);
};

} // namespace lpm::gui
