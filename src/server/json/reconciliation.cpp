// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/json/reconciliation.h"

#include "core/domain/words.h"
#include "server/json/views.h"

#include <algorithm>

namespace lpm::server {

using base::JsonWriter;
using domain::ComparedField;
using domain::Drift;

namespace {

// What is compared, with both values: the beginning of a row and of a past difference.
template <class Row>
void writeSides(JsonWriter &json, const Row &row)
{
    json.key("coin").string(row.coin);
    json.key("symbol").string(row.symbol);
    json.key("field").string(row.field);
    writeDecimal(json.key("ours"), row.ours);
    writeDecimal(json.key("theirs"), row.theirs);
}

bool isDoubtful(const ComparedField &row)
{
    return row.verdict == domain::FieldVerdict::Suspect ||
           row.verdict == domain::FieldVerdict::Differs;
}

void writeRow(JsonWriter &json, const ComparedField &row)
{
    json.beginObject();
    writeSides(json, row);
    writeDecimal(json.key("difference"), row.difference);
    json.key("verdict").string(domain::word(row.verdict));
    writeText(json.key("reason"), row.reason);
    json.key("checked_at").time(row.checkedAt);
    json.endObject();
}

void writeDrift(JsonWriter &json, const Drift &drift)
{
    json.beginObject();
    json.key("time").time(drift.time);
    writeSides(json, drift);
    json.key("outcome").string(domain::word(drift.outcome));
    writeTime(json.key("settled_at"), drift.settledAt);
    json.endObject();
}

} // namespace

void writeReconciliation(JsonWriter &json, const domain::ReconciliationView &view)
{
    writeReconciliationPart(json, view, {});
}

void writeReconciliationPart(JsonWriter &json, const domain::ReconciliationView &view,
                             const ReconciliationExtent &extent)
{
    json.beginObject();
    writeAccountKeys(json, view.account, view.accountLabel);
    json.key("timestamp").time(view.timestamp);
    json.key("state").string(domain::word(view.state));
    writeTime(json.key("last_reconciliation"), view.lastCheck);
    writeAge(json.key("last_reconciliation_age_ms"), view.timestamp, view.lastCheck);
    json.key("reconciled");
    if (view.lastCheck)
        json.boolean(view.lastCheckAgreed);
    else
        json.null();
    writeTime(json.key("next_reconciliation"), view.nextCheck);
    json.key("open_discrepancies").integer(view.openDiscrepancies);
    json.key("discrepancies").beginArray();
    for (const ComparedField &row : view.rows) {
        if (row.verdict == domain::FieldVerdict::Differs)
            writeRow(json, row);
    }
    json.endArray().key("rows").beginArray();
    for (const ComparedField &row : view.rows) {
        if (!extent.isDoubtfulOnly || isDoubtful(row))
            writeRow(json, row);
    }
    json.endArray().key("history").beginArray();
    for (std::size_t i = 0; i < std::min(view.history.size(), extent.mostHistory); ++i)
        writeDrift(json, view.history[i]);
    json.endArray().endObject();
}

} // namespace lpm::server
