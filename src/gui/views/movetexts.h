// SPDX-License-Identifier: GPL-3.0-or-later
// How the change of the day and the drawdown read beside a number and behind it. They hold amounts,
// but for what is asked for while amounts are hidden. Pure.
#pragma once

#include "gui/models/daychange.h"

#include <QString>

namespace lpm::gui {

QString dayDetail(const std::optional<FigureChange> &change, bool isHidden); // today +1.20
// What it is the change of, when it began, and how it comes about; why, when it is not known.
QString dayFormula(const QString &what, const std::optional<FigureChange> &change);

QString drawdownDetail(const std::optional<Drawdown> &drawdown, base::Timestamp now);
QString drawdownFormula(const std::optional<Drawdown> &drawdown);

} // namespace lpm::gui
