// SPDX-License-Identifier: GPL-3.0-or-later
// What the positions' model tells its views: which cells changed, and which numbers glow for it.
#include "gui/limits.h"
#include "gui/models/positionsmodel.h"

#include <bit>
#include <utility>

namespace lpm::gui {

namespace {

constexpr std::size_t MostRuns = 16; // of rows told one by one: beyond, telling costs more

constexpr std::uint32_t oneOf(int column) { return std::uint32_t{1} << column; }

} // namespace

// Each run of neighbouring rows that changed; where that would be many, from the first to the last.
void PositionsModel::tellChanges()
{
    struct Run
    {
        std::size_t first;
        std::size_t end;
        std::uint32_t columns;
    };
    std::vector<Run> runs;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::uint32_t columns = std::exchange(m_rows[i].changed, 0);
        if (columns == 0)
            continue;
        if (runs.empty() || (runs.back().end != i && runs.size() < MostRuns))
            runs.push_back({i, i + 1, columns});
        else
            runs.back() = {runs.back().first, i + 1, runs.back().columns | columns};
    }
    for (const Run &run : runs)
        tellChanges(run.first, run.end, run.columns);
}

// Each run of neighbouring columns: what did not change is not painted again.
void PositionsModel::tellChanges(std::size_t first, std::size_t end, std::uint32_t columns)
{
    while (columns != 0) {
        const int left = std::countr_zero(columns);
        const int right = left + std::countr_one(columns >> left) - 1;
        columns &= ~(oneOf(right + 1) - oneOf(left));
        Q_EMIT dataChanged(index(static_cast<int>(first), left),
                           index(static_cast<int>(end) - 1, right));
    }
}

// Only from one known number to another: that something became known is no rise.
void PositionsModel::flash(PositionRow &row, int column, const domain::PositionView &before)
{
    const auto number = spec(static_cast<PositionColumn>(column)).number;
    const auto was = number(before);
    const auto is = number(row.position);
    if (!was || !is || *was == *is)
        return;
    row.flash.move(column, *is > *was);
    if (!m_flashPace.isActive())
        m_flashPace.start();
}

void PositionsModel::setFlashing(bool isFlashing)
{
    m_isFlashing = isFlashing;
    if (isFlashing)
        return;
    m_flashPace.stop();
    m_isFadeWaiting = false;
    for (PositionRow &row : m_rows)
        row.flash.clear();
    Q_EMIT glowing();
}

// A step waits for the turn that is due: what changed and what fades is painted once.
void PositionsModel::onFlashPace()
{
    m_isFadeWaiting = m_pace.isActive();
    if (!m_isFadeWaiting)
        fadeFlashes();
}

void PositionsModel::fadeFlashes()
{
    bool hasGlowed = false;
    for (PositionRow &row : m_rows)
        hasGlowed = row.flash.fade() || hasGlowed;
    if (hasGlowed)
        Q_EMIT glowing();
    else
        m_flashPace.stop();
}

} // namespace lpm::gui
