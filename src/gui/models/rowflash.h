// SPDX-License-Identifier: GPL-3.0-or-later
// Which numbers of a row changed a moment ago, and which way: each glows and fades in steps. A
// value; whoever owns it says when a step is over.
#pragma once

#include "gui/models/positioncolumns.h"

#include <array>
#include <cstdint>

namespace lpm::gui {

class RowFlash
{
public:
    static constexpr int Steps = 6; // from full to none

    void start(int column, bool isRise);
    bool fade(); // one step; whether anything glowed
    void clear() { *this = {}; }

    // Steps left, negative where the number fell; 0 where nothing glows.
    int level(int column) const { return m_levels.at(static_cast<std::size_t>(column)); }
    // One bit for each that looks otherwise than a step ago: that glows, or has just ceased to.
    std::uint32_t columns() const { return m_columns; }

private:
    std::array<std::int8_t, PositionColumnCount> m_levels{};
    std::uint32_t m_columns = 0;
};

} // namespace lpm::gui
