// SPDX-License-Identifier: GPL-3.0-or-later
// A sum with what it is of: its largest parts by name, the others together, the exact total. Pure.
#pragma once

#include "core/domain/decimal.h"

#include <QString>

#include <optional>
#include <vector>

namespace lpm::gui {

struct SumPart
{
    QString name; // fit to be shown
    std::optional<domain::Decimal> value; // USD; nullopt: not known, and so is the sum
};

enum class SumSign { Always, OnlyMinus };

// One line a part, the last one is the total. Parts of zero are not told.
QString sumText(std::vector<SumPart> parts, SumSign sign);

} // namespace lpm::gui
