// SPDX-License-Identifier: GPL-3.0-or-later
// Arrangements of the window that the trader named, in the order of the menu. Values; nothing here
// reads or writes a file.
#pragma once

#include "gui/windowsettings.h"

#include <QString>

#include <vector>

namespace lpm::gui {

struct NamedLayout
{
    QString name; // the trader's words
    Arrangement arrangement;
};

// A name as it is kept: one line without blanks at its ends.
QString layoutName(const QString &typed);

class LayoutBook
{
public:
    const std::vector<NamedLayout> &layouts() const { return m_layouts; }
    const NamedLayout *find(const QString &name) const;

    // Why nothing can be kept under the name, a sentence; "" when it can.
    QString whyNot(const QString &name) const;
    bool put(NamedLayout layout); // in the place of one with that name, else last
    bool rename(const QString &name, const QString &wanted); // not onto another one's name
    bool remove(const QString &name);
    bool move(const QString &name, int by); // towards the end with > 0

private:
    std::vector<NamedLayout>::iterator at(const QString &name);

    std::vector<NamedLayout> m_layouts;
};

} // namespace lpm::gui
