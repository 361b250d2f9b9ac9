// SPDX-License-Identifier: GPL-3.0-or-later
// What the cells of the positions table show, one function a column. Pure.
#pragma once

#include "gui/models/positioncolumns.h"

namespace lpm::gui {

Cell accountCell(const CellInput &input);
Cell coinCell(const CellInput &input);
Cell sideCell(const CellInput &input);
Cell sizeCell(const CellInput &input);
Cell notionalCell(const CellInput &input);
Cell entryCell(const CellInput &input);
Cell markCell(const CellInput &input);
Cell breakEvenCell(const CellInput &input);
Cell unrealizedCell(const CellInput &input);
Cell roeCell(const CellInput &input);
Cell realizedCell(const CellInput &input);
Cell feesCell(const CellInput &input);
Cell fundingCell(const CellInput &input);
Cell netCell(const CellInput &input);
Cell liquidationCell(const CellInput &input);
Cell distanceCell(const CellInput &input);
Cell marginCell(const CellInput &input);
Cell laterCell(const CellInput &input);
Cell openedCell(const CellInput &input);
Cell reconciledCell(const CellInput &input);

Tone toneOfDistance(const std::optional<domain::Decimal> &distance); // near is bad

// How full the bar of the distance to liquidation is: half of the price away fills it. Drawing
// only.
double barOf(const domain::PositionView &position);

} // namespace lpm::gui
