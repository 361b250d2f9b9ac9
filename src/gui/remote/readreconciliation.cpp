// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/readreconciliation.h"

#include "gui/remote/objectreader.h"

#include <tuple>

namespace lpm::gui {

using base::Result;
using domain::ComparedField;
using domain::Drift;
using domain::DriftOutcome;
using domain::FieldVerdict;
using domain::ReconciliationState;
using domain::ReconciliationView;

namespace {

template <class Row>
void readSides(ObjectReader &in, Row &row)
{
    row.coin = in.text("coin");
    row.symbol = in.text("symbol");
    row.field = in.text("field");
    row.ours = in.decimalOrUnknown("ours");
    row.theirs = in.decimalOrUnknown("theirs");
}

Result<ComparedField> readRow(const QJsonObject &json)
{
    ObjectReader in(json, "row of the comparison");
    ComparedField row;
    readSides(in, row);
    row.difference = in.decimalOrUnknown("difference");
    row.verdict = in.word("verdict", {FieldVerdict::Agrees, FieldVerdict::NotCompared,
                                      FieldVerdict::Suspect, FieldVerdict::Differs});
    row.reason = in.textOrNone("reason");
    row.checkedAt = in.time("checked_at");
    return in.result(std::move(row));
}

Result<Drift> readDrift(const QJsonObject &json)
{
    ObjectReader in(json, "past difference");
    Drift drift;
    drift.time = in.time("time");
    readSides(in, drift);
    drift.outcome =
        in.word("outcome", {DriftOutcome::Open, DriftOutcome::ExplainedByFill,
                            DriftOutcome::Adjusted, DriftOutcome::Held, DriftOutcome::Gone});
    drift.settledAt = in.timeOrUnknown("settled_at");
    return in.result(std::move(drift));
}

} // namespace

Result<ReconciliationView> readReconciliation(const QJsonObject &json)
{
    ObjectReader in(json, "comparison");
    ReconciliationView view;
    view.account = in.address("account");
    view.accountLabel = in.textOrNone("account_label");
    view.timestamp = in.time("timestamp");
    view.state = in.word("state", {ReconciliationState::Unknown, ReconciliationState::Checking,
                                   ReconciliationState::Agrees, ReconciliationState::Differs});
    view.lastCheck = in.timeOrUnknown("last_reconciliation");
    view.lastCheckAgreed = in.booleanOrUnknown("reconciled").value_or(false);
    view.nextCheck = in.timeOrUnknown("next_reconciliation");
    view.openDiscrepancies = in.count("open_discrepancies");
    in.each(in.array("rows"), "rows", view.rows, readRow);
    in.each(in.array("history"), "history", view.history, readDrift);
    return in.result(std::move(view));
}

Result<std::vector<domain::ReconciliationPtr>> readReconciliations(const QJsonObject &json)
{
    ObjectReader in(json, "comparison");
    std::vector<domain::ReconciliationPtr> views;
    const QJsonObject accounts = in.object("accounts");
    for (auto entry = accounts.begin(); entry != accounts.end(); ++entry) {
        auto view = readReconciliation(entry.value().toObject());
        if (!view)
            return base::failure(view.error());
        if (view->account.text() != entry.key().toStdString())
            in.refuse("accounts", "holds another's comparison");
        views.push_back(std::make_shared<const ReconciliationView>(*std::move(view)));
    }
    return in.result(std::move(views));
}

bool saysTheSame(const ReconciliationView &a, const ReconciliationView &b)
{
    const auto said = [](const ReconciliationView &view) {
        return std::tie(view.account, view.accountLabel, view.state, view.lastCheck,
                        view.lastCheckAgreed, view.openDiscrepancies, view.nextCheck, view.rows,
                        view.history);
    };
    return said(a) == said(b);
}

} // namespace lpm::gui
