// SPDX-License-Identifier: GPL-3.0-or-later
// How the change of the day and the drawdown read beside a number and behind it. They hold amounts,
// but for what is asked for while amounts are hidden. Pure.
#pragma once

#include "gui/models/daychange.h"

#include <QString>
#include <QTimeZone>

namespace lpm::gui {

QString dayDetail(const std::optional<FigureChange> &change, bool isHidden); // today +1.20
// What it is the change of, when it began, and how it comes about; why, when it is not known.
// The day is the exchange's, of UTC, in whatever zone its times are told.
QString dayFormula(const QString &what, const std::optional<FigureChange> &change,
                   const QTimeZone &zone);

QString drawdownDetail(const std::optional<Drawdown> &drawdown, base::Timestamp now);
QString drawdownFormula(const std::optional<Drawdown> &drawdown, const QTimeZone &zone);

} // namespace lpm::gui
