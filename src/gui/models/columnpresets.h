// SPDX-License-Identifier: GPL-3.0-or-later
// Choices of columns for a purpose: which ones, in which order, and what the rows are sorted by.
#pragma once

#include "gui/models/positioncolumns.h"

#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace lpm::gui {

enum class ColumnPreset { Standard, Simple, Risk, Funding, Audit, All };
inline constexpr int ColumnPresetCount = static_cast<int>(ColumnPreset::All) + 1;

struct PresetSorting
{
    PositionColumn column;
    Qt::SortOrder order;
};

QString titleOf(ColumnPreset preset);
// With the account where more than one is watched.
std::vector<PositionColumn> columnsOf(ColumnPreset preset, bool hasAccounts);
std::optional<PresetSorting> sortingOf(ColumnPreset preset); // nullopt: as it is

} // namespace lpm::gui
