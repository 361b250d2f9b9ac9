// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogs of the window's sentences as the project keeps them: XML of Qt Linguist.
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace lpm::gui::testing {

struct CatalogEntry
{
    QString context;
    QString source;
    QStringList translations; // several where a count is spoken
    QString state;            // "" finished; unfinished, vanished, obsolete
    bool isCounted = false;
};

QString catalogDirectory();
std::vector<CatalogEntry> catalogEntries(const QString &file); // empty: there is none to be read

} // namespace lpm::gui::testing
