// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that views have beside the menus, for the key sheet. Most of them are the toolkit's: a
// test presses each key of this list, so that it cannot promise what is not so.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

namespace lpm::gui {

enum class KeyDeed {
    NextRow,
    NextCell,
    FirstCell,
    LastCell,
    PageOn,
    ChooseMore,
    ChooseAll,
    CopyRows,
    CopyCell,
    CopyMenu,
    NextPoint,
    FirstPoint,
    LastPoint,
    NextCommand,
    DoCommand,
    LeaveDialog,
    DefaultButton,
    NextField,
    BackToWindow,
    StripMenu,
    HideInStrip,
    RenameLayout,
};

struct ViewKey
{
    KeyDeed does;
    QList<QKeySequence> keys;
    QString meaning;
};

struct ViewKeys
{
    QString view;
    std::vector<ViewKey> keys;
};

std::vector<ViewKeys> viewKeys();

} // namespace lpm::gui
