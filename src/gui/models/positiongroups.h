// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of positions by account or dex, with what they add up to. Pure.
#pragma once

#include "gui/models/positiontotals.h"

#include <QString>

#include <array>
#include <compare>
#include <vector>

namespace lpm::gui {

enum class Grouping { None, Account, Dex };

QString wordOf(Grouping grouping); // none, account, dex: as saved
Grouping groupingOf(const QString &word);

// Groups stand in the order of their names.
struct GroupKey
{
    QString name;
    std::string id; // two accounts may have one name

    friend std::strong_ordering operator<=>(const GroupKey &a, const GroupKey &b)
    {
        const int byName = a.name.compare(b.name, Qt::CaseInsensitive);
        return byName != 0 ? byName <=> 0 : a.id <=> b.id;
    }
    friend bool operator==(const GroupKey &, const GroupKey &) = default;
};

struct PositionGroup
{
    GroupKey key;
    PositionTotals totals;
    std::array<Cell, PositionColumnCount> cells; // of the line above its positions

    friend bool operator==(const PositionGroup &, const PositionGroup &) = default;
};

GroupKey groupOf(const PositionRow &row, Grouping grouping);
std::vector<PositionGroup> groupsOf(const std::vector<const PositionRow *> &rows,
                                    Grouping grouping); // in their order

} // namespace lpm::gui
