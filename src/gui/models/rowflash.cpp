// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/rowflash.h"

namespace lpm::gui {

void RowFlash::start(int column, bool isRise)
{
    m_levels.at(static_cast<std::size_t>(column)) =
        static_cast<std::int8_t>(isRise ? Steps : -Steps);
    m_columns |= std::uint32_t{1} << column;
}

bool RowFlash::fade()
{
    const bool hasGlowed = m_columns != 0;
    for (int column = 0; hasGlowed && column < PositionColumnCount; ++column) {
        std::int8_t &level = m_levels.at(static_cast<std::size_t>(column));
        if (level == 0) // it was painted without, since the last step
            m_columns &= ~(std::uint32_t{1} << column);
        level = static_cast<std::int8_t>(level > 0 ? level - 1 : level < 0 ? level + 1 : 0);
    }
    return hasGlowed;
}

} // namespace lpm::gui
