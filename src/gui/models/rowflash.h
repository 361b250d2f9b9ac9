// SPDX-License-Identifier: GPL-3.0-or-later
// Which numbers of a row changed a moment ago, and which way: each glows and fades in steps. Whether
// a number that moved reads otherwise is known once its cell is looked at; one that nobody looks at
// in time does not glow. A value; whoever owns it says when a step is over.
#pragma once

#include "gui/models/positioncolumns.h"

#include <array>
#include <cstdint>

namespace lpm::gui {

class RowFlash
{
public:
    static constexpr int Steps = 6; // from full to none

    void move(int column, bool isRise); // its number changed
    bool hasMoved(int column) const { return (m_moved >> column & 1U) != 0; } // not looked at yet
    void look(int column, bool isOtherwise); // its cell was made anew: does it read otherwise?
    void start(int column, bool isRise);
    bool fade(); // one step; whether anything glowed or waits to be looked at
    void clear() { *this = {}; }

    // Steps left, negative where the number fell; 0 where nothing glows.
    int level(int column) const { return m_levels.at(static_cast<std::size_t>(column)); }
    // One bit for each that looks otherwise than a step ago: that glows, or has just ceased to.
    std::uint32_t columns() const { return m_columns; }

private:
    std::array<std::int8_t, PositionColumnCount> m_levels{};
    std::uint32_t m_columns = 0;
    std::uint32_t m_moved = 0; // and not looked at yet
    std::uint32_t m_risen = 0; // of those
    std::uint32_t m_overdue = 0; // of those, since before the last step
};

} // namespace lpm::gui
