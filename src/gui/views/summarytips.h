// SPDX-License-Identifier: GPL-3.0-or-later
// What the summary's numbers are made of: their formulas with the operands of now, of one account
// by its coins, of several by account. Plain text. Pure.
#pragma once

#include "gui/models/summarytotals.h"

#include <QString>

namespace lpm::gui {

QString equityTip(const SummaryTotals &totals);
QString netTip(const SummaryTotals &totals);
QString unrealizedTip(const SummaryTotals &totals);
QString realizedTip(const SummaryTotals &totals);
QString feesTip(const SummaryTotals &totals);
QString fundingTip(const SummaryTotals &totals);
QString exposureTip(const SummaryTotals &totals);

} // namespace lpm::gui
