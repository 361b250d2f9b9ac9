// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of a position that a filter can compare, by the key of their column or a short name.
#pragma once

#include "core/domain/positionupdate.h"

#include <QString>

#include <optional>
#include <span>

namespace lpm::gui {

enum class NumberUnit {
    Amount,  // k, m and b stand for thousands, millions and billions
    Percent, // written in percent, kept as a ratio
    Times,   // 10 or 10x
    Age      // written as 90s, 5m, 4h or 2d, kept in milliseconds
};

struct NumberField
{
    const char *key;        // the column's, where it has one
    const char *shortNames; // separated by blanks
    NumberUnit unit;
    std::optional<domain::Decimal> (*value)(const domain::PositionView &position,
                                            base::Timestamp now);
};

std::span<const NumberField> numberFields();
const NumberField *numberField(const QString &name); // whatever the case; nullptr: there is none

} // namespace lpm::gui
