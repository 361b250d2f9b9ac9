// SPDX-License-Identifier: GPL-3.0-or-later
// The signs and words for how ours compares with the exchange's: a sign always beside a colour.
#pragma once

#include "core/domain/reconciliation.h"
#include "gui/format/numberformat.h"

#include <QString>

namespace lpm::gui {

QString fieldText(const std::string &field);
QString fieldWord(const std::string &field); // within a sentence
QString verdictSign(domain::FieldVerdict verdict); // ✓ · ! ✗
QString verdictText(const domain::ComparedField &row);
Tone verdictTone(domain::FieldVerdict verdict);

QString outcomeText(domain::DriftOutcome outcome);
Tone outcomeTone(domain::DriftOutcome outcome);

QString reconciliationText(domain::ReconciliationState state); // with its sign
Tone reconciliationTone(domain::ReconciliationState state);
// "✓ Agrees · compared 12s ago · next in 48s"
QString reconciliationLine(const domain::ReconciliationView &view, base::Timestamp now);

} // namespace lpm::gui
