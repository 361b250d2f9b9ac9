// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the API, the audit trail and the window for our enumerations: one place, one word.
#pragma once

#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"

#include <string_view>

namespace lpm::domain {

std::string_view word(PositionSide side);   // long short flat
std::string_view word(FillSide side);       // buy sell
std::string_view word(FillSource source);   // live snapshot backfill sweep
std::string_view word(MarginMode mode);     // cross isolated
std::string_view word(Basis basis);         // complete partial
std::string_view word(EntryKnowledge entry); // exact approximate unknown
std::string_view word(EventType type);      // fill price_update position_change
std::string_view word(RunMode mode);        // live testnet demo
std::string_view word(FeedState state);     // offline syncing live suspect stale
std::string_view word(HealthStatus status); // healthy degraded stopped
std::string_view word(AccountRole role);    // user vault subAccount agent missing
std::string_view word(PriceState state);    // live stale dead
std::string_view word(FeedHealth::State state);    // live stale silent
std::string_view word(FieldVerdict verdict);       // agrees not_compared suspect differs
std::string_view word(DriftOutcome outcome);       // open explained_by_fill adjusted held gone
std::string_view word(ReconciliationState state);  // unknown checking agrees differs

} // namespace lpm::domain
