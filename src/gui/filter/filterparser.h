// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what is typed into the filter: words, side:long, upnl<-100, !dex:xyz, "with a blank".
// Never fails as a whole: a part that cannot be understood is left out, and said.
#pragma once

#include "gui/filter/positionfilter.h"

#include <QStringList>

namespace lpm::gui {

struct FilterProblem
{
    QString part; // as typed
    QString reason;

    friend bool operator==(const FilterProblem &, const FilterProblem &) = default;
};

struct ParsedFilter
{
    PositionFilter filter; // of the parts that are understood
    std::vector<FilterProblem> problems;

    QString message() const; // one line for people, "" without a problem
};

ParsedFilter parseFilter(const QString &text);

// What can be typed, in a few lines.
QString filterHelp();

} // namespace lpm::gui
