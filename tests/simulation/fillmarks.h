// SPDX-License-Identifier: GPL-3.0-or-later
// What became of each of an account's true fills, by its number.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace lpm::simulation {

class FillMarks
{
public:
    enum class Mark : unsigned char {
        None,
        Applied,
        Excused // cannot be read any more: nobody expects it
    };

    Mark at(std::size_t fill) const
    {
        if (fill < m_from)
            return Mark::Applied;
        return fill - m_from < m_marks.size() ? m_marks[fill - m_from] : Mark::None;
    }
    void set(std::size_t fill, Mark mark)
    {
        if (fill < m_from)
            return;
        if (m_marks.size() <= fill - m_from)
            m_marks.resize(std::max(fill - m_from + 1, m_marks.size() * 3 / 2));
        m_marks[fill - m_from] = mark;
    }
    void clear(Mark mark)
    {
        std::replace(m_marks.begin(), m_marks.end(), mark, Mark::None);
    }
    // Nothing before is asked about any more.
    void forget(std::size_t before)
    {
        if (before < m_from + m_marks.size() / 2 || before <= m_from)
            return;
        const auto gone = std::min(before - m_from, m_marks.size());
        m_marks.erase(m_marks.begin(), m_marks.begin() + static_cast<std::ptrdiff_t>(gone));
        m_from = before;
    }

private:
    std::vector<Mark> m_marks;
    std::size_t m_from = 0;
};

} // namespace lpm::simulation
