// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/words.h"

namespace lpm::domain {

std::string_view word(PositionSide side)
{
    switch (side) {
    case PositionSide::Long: return "long";
    case PositionSide::Short: return "short";
    case PositionSide::Flat: break;
    }
    return "flat";
}

std::string_view word(FillSide side)
{
    return side == FillSide::Buy ? "buy" : "sell";
}

std::string_view word(FillSource source)
{
    switch (source) {
    case FillSource::Live: return "live";
    case FillSource::Snapshot: return "snapshot";
    case FillSource::Backfill: return "backfill";
    case FillSource::Sweep: break;
    }
    return "sweep";
}

std::string_view word(MarginMode mode)
{
    return mode == MarginMode::Cross ? "cross" : "isolated";
}

std::string_view word(Basis basis)
{
    return basis == Basis::Complete ? "complete" : "partial";
}

std::string_view word(EntryKnowledge entry)
{
    switch (entry) {
    case EntryKnowledge::Exact: return "exact";
    case EntryKnowledge::Approximate: return "approximate";
    case EntryKnowledge::Unknown: break;
    }
    return "unknown";
}

std::string_view word(EventType type)
{
    switch (type) {
    case EventType::Fill: return "fill";
    case EventType::PriceUpdate: return "price_update";
    case EventType::PositionChange: break;
    }
    return "position_change";
}

std::string_view word(RunMode mode)
{
    switch (mode) {
    case RunMode::Live: return "live";
    case RunMode::Testnet: return "testnet";
    case RunMode::Demo: break;
    }
    return "demo";
}

std::string_view word(FeedState state)
{
    switch (state) {
    case FeedState::Offline: return "offline";
    case FeedState::Syncing: return "syncing";
    case FeedState::Live: return "live";
    case FeedState::Suspect: return "suspect";
    case FeedState::Stale: break;
    }
    return "stale";
}

std::string_view word(HealthStatus status)
{
    switch (status) {
    case HealthStatus::Healthy: return "healthy";
    case HealthStatus::Degraded: return "degraded";
    case HealthStatus::Stopped: break;
    }
    return "stopped";
}

std::string_view word(AccountRole role)
{
    switch (role) {
    case AccountRole::User: return "user";
    case AccountRole::Vault: return "vault";
    case AccountRole::SubAccount: return "subAccount";
    case AccountRole::Agent: return "agent";
    case AccountRole::Missing: break;
    }
    return "missing";
}

std::string_view word(PriceState value)
{
    switch (value) {
    case PriceState::Live: return "live";
    case PriceState::Stale: return "stale";
    case PriceState::Dead: break;
    }
    return "dead";
}

std::string_view word(FeedHealth::State value)
{
    switch (value) {
    case FeedHealth::State::Live: return "live";
    case FeedHealth::State::Stale: return "stale";
    case FeedHealth::State::Silent: break;
    }
    return "silent";
}

std::string_view word(FieldVerdict value)
{
    switch (value) {
    case FieldVerdict::Agrees: return "agrees";
    case FieldVerdict::NotCompared: return "not_compared";
    case FieldVerdict::Suspect: return "suspect";
    case FieldVerdict::Differs: break;
    }
    return "differs";
}

std::string_view word(DriftOutcome value)
{
    switch (value) {
    case DriftOutcome::Open: return "open";
    case DriftOutcome::ExplainedByFill: return "explained_by_fill";
    case DriftOutcome::Adjusted: return "adjusted";
    case DriftOutcome::Held: return "held";
    case DriftOutcome::Gone: break;
    }
    return "gone";
}

std::string_view word(ReconciliationState value)
{
    switch (value) {
    case ReconciliationState::Unknown: return "unknown";
    case ReconciliationState::Checking: return "checking";
    case ReconciliationState::Agrees: return "agrees";
    case ReconciliationState::Differs: break;
    }
    return "differs";
}

} // namespace lpm::domain
