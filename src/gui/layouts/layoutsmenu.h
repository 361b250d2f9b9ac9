// SPDX-License-Identifier: GPL-3.0-or-later
// View › Layouts: the window's arrangement kept under names, and switched between them by the menu
// or by a key. GUI thread.
#pragma once

#include "gui/layouts/layoutstore.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QMenu;
class QWidget;

namespace lpm::gui {

// What the menu asks of the window.
struct LayoutGrips
{
    std::function<Arrangement()> present;
    std::function<bool(const Arrangement &)> arrange; // whether its docks could be restored
    std::function<void()> reset;                      // as the window was before anybody moved it
};

class LayoutsMenu : public QObject
{
    Q_OBJECT
public:
    // A child of the window, with actions in the menu, which must outlive it.
    LayoutsMenu(LayoutStore store, LayoutGrips grips, QMenu &menu, QWidget &window);

    // What was kept, once WindowSettings::load has looked at the file. What could not be read is
    // returned, a sentence; "" when all is well.
    QString load();
    const LayoutBook &book() const { return m_book; }
    QString current() const { return m_current; } // "" none

    void saveAs(const QString &name); // over one of that name too
    void choose(const QString &name);
    void reset();
    bool rename(const QString &name, const QString &wanted);
    void remove(const QString &name);
    void move(const QString &name, int by);

Q_SIGNALS:
    void said(const QString &sentence); // what was done, or why not
    void changed();                     // the book or the current one

private:
    void rebuild();
    void askName();
    void manage();
    void keep();

    LayoutStore m_store;
    LayoutGrips m_grips;
    QMenu &m_menu;
    QWidget &m_window;
    LayoutBook m_book;
    QString m_current;
};

// A name as an entry of a menu: its & is no key, and nothing in it turns the line around.
QString layoutTitle(const QString &name);

} // namespace lpm::gui
