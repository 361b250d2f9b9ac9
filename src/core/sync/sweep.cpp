// SPDX-License-Identifier: GPL-3.0-or-later
// AccountSync's sweep: the fills are read again and compared by identity, since fills that net to
// zero leave no other trace.
#include "core/sync/accountsync.h"

#include "core/base/limits.h"

#include <utility>

namespace lpm::sync {

namespace limits = base::limits;
using base::Milliseconds;

// What was applied and is missing from a list that is newer: said once, and never taken back.
void AccountSync::notePhantoms(base::Instant now, Output &out)
{
    const auto newest = m_backfill.newest();
    if (!newest || isFull())
        return;
    for (const auto &id : m_intake.appliedBetween(m_window.from, *newest - Milliseconds{1})) {
        if (m_sighted.contains(id) || !m_phantoms.insert(id).second)
            continue;
        domain::SyncNote note;
        note.kind = domain::NoteKind::Phantom;
        note.account = m_account;
        note.coin = id.coin;
        note.time = now.wall;
        note.from = id.time;
        note.reason = "fill " + std::to_string(id.tradeId)
                      + " was applied and is missing from the exchange's list";
        out.records.emplace_back(std::move(note));
    }
    if (m_phantoms.size() > limits::SeenFills)
        m_phantoms.clear();
}

void AccountSync::sweep(base::Instant now, Output &out)
{
    m_sweepAt = now.monotonic + limits::SweepInterval;
    startBackfill(Window{backfillStart(), true}, now, out);
    if (m_fundingId == 0 && !m_fundingRetryAt)
        readFunding(out);
}

} // namespace lpm::sync
