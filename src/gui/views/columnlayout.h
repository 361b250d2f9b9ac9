// SPDX-License-Identifier: GPL-3.0-or-later
// How the columns of a table are arranged, each by its key: a layout of an older program still fits
// when columns were added, and can be read and copied by people. GUI thread.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

class QTableView;

namespace lpm::gui {

struct ColumnPlace
{
    QString key;
    int width = 0; // in pixels; 0 keeps what it has
    bool isShown = true;

    friend bool operator==(const ColumnPlace &, const ColumnPlace &) = default;
};

struct ColumnLayout
{
    std::vector<ColumnPlace> places; // in the order shown
    QString sortedBy;                // "": as it is
    Qt::SortOrder order = Qt::DescendingOrder;

    friend bool operator==(const ColumnLayout &, const ColumnLayout &) = default;
};

ColumnLayout layoutOf(const QTableView &table);
// Keys that the table does not know are skipped; columns that the layout does not know stay
// hidden, beside the ones they usually stand beside: the window looks as it was left.
void applyLayout(QTableView &table, const ColumnLayout &layout);

// "coin 120", "-fees 0" for a hidden one, and "sort notional desc" last.
QStringList textOf(const ColumnLayout &layout);
ColumnLayout layoutOf(const QStringList &text); // what cannot be read is skipped

// Of QHeaderView::saveState, as versions before this wrote it; the keys are those of its sections.
std::optional<ColumnLayout> layoutOfHeaderState(const QByteArray &state, const QStringList &keys);

// The columns there were when layouts were still saved without keys.
QStringList keysBeforeLayouts();

} // namespace lpm::gui
