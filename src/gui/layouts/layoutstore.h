// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the named layouts in window.ini, beside what windowsettings.h keeps there: layouts/1/name
// and so on, in the order of the menu. GUI thread.
#pragma once

#include "gui/layouts/namedlayout.h"

namespace lpm::gui {

struct KeptLayouts
{
    LayoutBook book;
    QString current;    // the one that was chosen last; "" none
    int unreadable = 0; // left out
    QString keptAside;  // where the file with them is; "" without any
};

class LayoutStore
{
public:
    // As WindowSettings::fileName: "" keeps nothing.
    explicit LayoutStore(QString file) : m_file(std::move(file)) {}

    // After WindowSettings::load, which puts a file aside that is none.
    KeptLayouts load() const;
    bool save(const LayoutBook &book, const QString &current) const; // whether it is on disk

private:
    QString m_file;
};

} // namespace lpm::gui
