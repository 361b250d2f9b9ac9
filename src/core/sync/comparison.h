// SPDX-License-Identifier: GPL-3.0-or-later
// Ours beside the exchange's: sizes exactly, over the union of both sides; entries where ours is
// exact and the state agrees with itself.
#pragma once

#include "core/domain/accountstate.h"
#include "core/tracker/positiontracker.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lpm::sync {

struct Difference
{
    std::string coin;
    std::string field; // "size" | "entry_price" | "unrealized_pnl"
    domain::Decimal ours;
    domain::Decimal theirs;
    domain::Decimal evidence; // what does not move with the mark: their size, entry or notional
    std::optional<domain::ExchangePosition> position; // nullopt: the exchange holds nothing
    std::optional<base::Timestamp> openedAt; // of ours, where its entry differs

    bool isOfEntry() const { return field != "size"; }
    // Though the figures may be others by the fills that were applied in between.
    bool isOfSameEntryAs(const Difference &other) const
    {
        return coin == other.coin && isOfEntry() && other.isOfEntry()
               && openedAt == other.openedAt;
    }
    bool isSameAs(const Difference &other) const
    {
        return coin == other.coin && field == other.field && evidence == other.evidence;
    }
};

struct Comparison
{
    std::vector<Difference> differences;
    std::vector<std::string> agreeing; // coins held on both sides and equal
    std::vector<std::string> untold; // equal, as far as a state tells that does not agree with itself
};

// Only coins of the dexes in `dexes` are judged: absent from an answer is not flat.
Comparison compare(const tracker::PositionTracker &tracker, const domain::Address &account,
                   std::span<const domain::DexState> dexes);
inline Comparison compare(const tracker::PositionTracker &tracker, const domain::Address &account,
                          const domain::DexState &dex)
{
    return compare(tracker, account, std::span(&dex, 1));
}

} // namespace lpm::sync
