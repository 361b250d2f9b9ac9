// SPDX-License-Identifier: GPL-3.0-or-later
// How the running sums of a position came to be what they are, as far as the window saw it: what
// each was before its last change, and when that change was seen. A value.
#pragma once

#include "core/domain/position.h"

namespace lpm::gui {

struct FigureStep
{
    domain::Decimal before; // USD
    base::Timestamp time{}; // of the state that brought the change

    friend bool operator==(const FigureStep &, const FigureStep &) = default;
};

struct FigureTrace // of one sum
{
    base::Timestamp since{};          // followed from then on, without a gap
    std::optional<FigureStep> last{}; // nullopt: the same since then
};

struct FigureSteps
{
    FigureTrace realized;
    FigureTrace fees;
    FigureTrace funding;

    FigureSteps() = default;
    explicit FigureSteps(base::Timestamp since) : realized{since}, fees{since}, funding{since} {}

    // A position that is known otherwise than before (its basis, a fee in another token) has made no
    // step: it is followed anew.
    void follow(const domain::PositionView &before, const domain::PositionView &after,
                base::Timestamp time);
};

} // namespace lpm::gui
