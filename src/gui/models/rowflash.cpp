// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/rowflash.h"

namespace lpm::gui {

void RowFlash::move(int column, bool isRise)
{
    const std::uint32_t bit = std::uint32_t{1} << column;
    m_moved |= bit;
    m_overdue &= ~bit;
    m_risen = isRise ? m_risen | bit : m_risen & ~bit;
}

void RowFlash::look(int column, bool isOtherwise)
{
    const std::uint32_t bit = std::uint32_t{1} << column;
    if ((m_moved & bit) != 0 && isOtherwise)
        start(column, (m_risen & bit) != 0);
    m_moved &= ~bit;
}

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
    const bool hasWaited = m_moved != 0;
    m_moved &= ~m_overdue;
    m_overdue = m_moved;
    return hasGlowed || hasWaited;
}

} // namespace lpm::gui
