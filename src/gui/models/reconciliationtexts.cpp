// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/reconciliationtexts.h"

#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/format/toldtext.h"

#include <QCoreApplication>

namespace lpm::gui {

using domain::DriftOutcome;
using domain::FieldVerdict;
using domain::ReconciliationState;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Reconciliation)
};

} // namespace

QString fieldText(const std::string &field)
{
    if (field == "size")
        return Words::tr("Size");
    if (field == "entry_price")
        return Words::tr("Entry");
    if (field == "unrealized_pnl")
        return Words::tr("uPnL");
    if (field == "funding")
        return Words::tr("Funding");
    return inertName(field);
}

QString fieldWord(const std::string &field)
{
    if (field == "size")
        return Words::tr("size");
    if (field == "entry_price")
        return Words::tr("entry");
    if (field == "unrealized_pnl")
        return Words::tr("upnl");
    if (field == "funding")
        return Words::tr("funding");
    return inertName(field).toLower();
}

QString verdictSign(FieldVerdict verdict)
{
    switch (verdict) {
    case FieldVerdict::Agrees:
        return QStringLiteral("✓");
    case FieldVerdict::NotCompared:
        return QStringLiteral("·");
    case FieldVerdict::Suspect:
        return QStringLiteral("!");
    case FieldVerdict::Differs:
        break;
    }
    return QStringLiteral("✗");
}

QString verdictText(const domain::ComparedField &row)
{
    QString word;
    switch (row.verdict) {
    case FieldVerdict::Agrees:
        word = Words::tr("agrees");
        break;
    case FieldVerdict::NotCompared:
        word = Words::tr("not compared");
        break;
    case FieldVerdict::Suspect:
        word = Words::tr("suspect");
        break;
    case FieldVerdict::Differs:
        word = Words::tr("differs");
        break;
    }
    const QString text = verdictSign(row.verdict) + QLatin1Char(' ') + word;
    if (row.reason.empty())
        return text;
    return text + QStringLiteral(": ") + toldText(inertName(row.reason));
}

Tone verdictTone(FieldVerdict verdict)
{
    switch (verdict) {
    case FieldVerdict::Agrees:
        return Tone::Good;
    case FieldVerdict::NotCompared:
        return Tone::Muted;
    case FieldVerdict::Suspect:
        return Tone::Warning;
    case FieldVerdict::Differs:
        break;
    }
    return Tone::Bad;
}

QString outcomeText(DriftOutcome outcome)
{
    switch (outcome) {
    case DriftOutcome::Open:
        return Words::tr("! still there");
    case DriftOutcome::ExplainedByFill:
        return Words::tr("✓ a missing fill came");
    case DriftOutcome::Adjusted:
        return Words::tr("✓ set to the exchange's");
    case DriftOutcome::Held:
        return Words::tr("✗ raised, left as it is");
    case DriftOutcome::Gone:
        break;
    }
    return Words::tr("✓ gone by itself");
}

Tone outcomeTone(DriftOutcome outcome)
{
    switch (outcome) {
    case DriftOutcome::Open:
        return Tone::Warning;
    case DriftOutcome::Held:
        return Tone::Bad;
    case DriftOutcome::ExplainedByFill:
    case DriftOutcome::Adjusted:
    case DriftOutcome::Gone:
        break;
    }
    return Tone::Muted;
}

QString reconciliationText(ReconciliationState state)
{
    switch (state) {
    case ReconciliationState::Unknown:
        return Words::tr("? Not known");
    case ReconciliationState::Checking:
        return Words::tr("… Checking");
    case ReconciliationState::Agrees:
        return Words::tr("✓ Agrees");
    case ReconciliationState::Differs:
        break;
    }
    return Words::tr("✗ Differs");
}

Tone reconciliationTone(ReconciliationState state)
{
    switch (state) {
    case ReconciliationState::Unknown:
        return Tone::Muted;
    case ReconciliationState::Checking:
        return Tone::Warning;
    case ReconciliationState::Agrees:
        return Tone::Good;
    case ReconciliationState::Differs:
        break;
    }
    return Tone::Bad;
}

QString reconciliationLine(const domain::ReconciliationView &view, base::Timestamp now)
{
    QString line = reconciliationText(view.state);
    line += view.lastCheck ? Words::tr(" · compared %1 ago").arg(ageText(now - *view.lastCheck))
                           : Words::tr(" · never compared");
    if (view.nextCheck && *view.nextCheck > now)
        line += Words::tr(" · next in %1").arg(ageText(*view.nextCheck - now));
    return line;
}

} // namespace lpm::gui
