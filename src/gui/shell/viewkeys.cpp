// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/viewkeys.h"

#include <QCoreApplication>

namespace lpm::gui {

namespace {

struct KeyTexts
{
    Q_DECLARE_TR_FUNCTIONS(CheatSheet)
};

QList<QKeySequence> menuKeys() { return {Qt::Key_Menu, Qt::SHIFT | Qt::Key_F10}; }

ViewKeys keysOfTables()
{
    return {KeyTexts::tr("In a table"),
            {{KeyDeed::NextRow, {Qt::Key_Up, Qt::Key_Down}, KeyTexts::tr("From row to row")},
             {KeyDeed::NextCell, {Qt::Key_Left, Qt::Key_Right}, KeyTexts::tr("From cell to cell")},
             {KeyDeed::PageOn, {Qt::Key_PageUp, Qt::Key_PageDown}, KeyTexts::tr("A page on")},
             {KeyDeed::FirstCell,
              {Qt::CTRL | Qt::Key_Home},
              KeyTexts::tr("To the beginning of the table")},
             {KeyDeed::LastCell, {Qt::CTRL | Qt::Key_End}, KeyTexts::tr("To the end of the table")},
             {KeyDeed::ChooseMore,
              {Qt::SHIFT | Qt::Key_Up, Qt::SHIFT | Qt::Key_Down},
              KeyTexts::tr("Choose one row more")},
             {KeyDeed::ChooseAll,
              QKeySequence::keyBindings(QKeySequence::SelectAll),
              KeyTexts::tr("Choose all rows")},
             {KeyDeed::CopyRows,
              QKeySequence::keyBindings(QKeySequence::Copy),
              KeyTexts::tr("Copy the chosen rows")},
             {KeyDeed::CopyCell,
              {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)},
              KeyTexts::tr("Copy the cell")},
             {KeyDeed::CopyMenu, menuKeys(), KeyTexts::tr("What else can be copied")}}};
}

ViewKeys keysOfCurves()
{
    return {KeyTexts::tr("On a curve"),
            {{KeyDeed::NextPoint,
              {Qt::Key_Left, Qt::Key_Right},
              KeyTexts::tr("Read the point before or behind")},
             {KeyDeed::FirstPoint, {Qt::Key_Home}, KeyTexts::tr("Read the first point")},
             {KeyDeed::LastPoint, {Qt::Key_End}, KeyTexts::tr("Read the newest point")}}};
}

ViewKeys keysOfPalette()
{
    return {KeyTexts::tr("In the list of commands"),
            {{KeyDeed::NextCommand,
              {Qt::Key_Up, Qt::Key_Down},
              KeyTexts::tr("Choose another one while typing")},
             {KeyDeed::DoCommand, {Qt::Key_Return, Qt::Key_Enter}, KeyTexts::tr("Do it")}}};
}

ViewKeys keysOfDialogs()
{
    return {KeyTexts::tr("In a dialog"),
            {{KeyDeed::NextField,
              {Qt::Key_Tab, Qt::SHIFT | Qt::Key_Tab},
              KeyTexts::tr("To the next or the last field")},
             {KeyDeed::DefaultButton,
              {Qt::Key_Return, Qt::Key_Enter},
              KeyTexts::tr("Press the button that stands out")},
             {KeyDeed::LeaveDialog, {Qt::Key_Escape}, KeyTexts::tr("Leave it as it was")}}};
}

ViewKeys keysOfStrip()
{
    return {KeyTexts::tr("On the compact strip"),
            {{KeyDeed::BackToWindow,
              {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape},
              KeyTexts::tr("Back to the window")},
             {KeyDeed::HideInStrip,
              {QKeySequence(Qt::CTRL | Qt::Key_H)},
              KeyTexts::tr("Hide amounts, or show them")},
             {KeyDeed::StripMenu, menuKeys(), KeyTexts::tr("Its menu")}}};
}

ViewKeys keysOfLayouts()
{
    return {KeyTexts::tr("In the list of layouts"),
            {{KeyDeed::RenameLayout, {Qt::Key_F2}, KeyTexts::tr("Rename the layout")}}};
}

} // namespace

std::vector<ViewKeys> viewKeys()
{
    return {keysOfTables(),  keysOfCurves(),  keysOfStrip(),
            keysOfPalette(), keysOfDialogs(), keysOfLayouts()};
}

} // namespace lpm::gui
