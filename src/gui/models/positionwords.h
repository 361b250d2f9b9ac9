// SPDX-License-Identifier: GPL-3.0-or-later
// What the window calls the sides and margin modes of positions, in its language. The words of the
// API, the filter and the files are domain::word().
#pragma once

#include "core/domain/positionupdate.h"

#include <QString>

namespace lpm::gui {

QString sideTitle(domain::PositionSide side);          // Long, Short, Flat
QString sideWord(domain::PositionSide side);           // long, short, flat: within a sentence
QString marginModeText(domain::MarginMode marginMode); // cross, isolated

} // namespace lpm::gui
