// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done in the window, by name: gathered from its menus, so that nothing is named twice
// and nothing is missing. GUI thread.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QPointer>
#include <QString>

#include <vector>

class QAction;
class QMenuBar;

namespace lpm::gui {

struct Command
{
    QString name;     // View › Theme › Dark, without marks for keys
    QString shortcut; // as people write it, all of them: "F5, Ctrl+R"; "" without one
    QPointer<QAction> action;
};

// As they stand on keys; without those that hardly a keyboard has.
QString keysText(const QList<QKeySequence> &keys);

// In the order of the menus. Submenus that fill themselves when they open are opened for it.
std::vector<Command> commandsOf(const QMenuBar &menus);

// How well a command fits what somebody typed; 0: not at all. Letters in order, beginnings of words
// first: "td" finds Theme › Dark.
int fitness(const QString &name, const QString &typed);

} // namespace lpm::gui
