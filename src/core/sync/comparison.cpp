// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/comparison.h"

#include "core/tracker/positionmath.h"

#include <algorithm>
#include <string_view>

namespace lpm::sync {

using domain::Decimal;
using domain::EntryKnowledge;
using domain::ExchangePosition;

namespace {

std::optional<Difference> judgedEntry(const tracker::Position &ours,
                                          const ExchangePosition &theirs)
{
    const auto &state = ours.state;
    const int decimals = ours.instrument.priceDecimals;
    if (state.entry != EntryKnowledge::Exact || ours.instrument.isGuessed || !theirs.entryPrice)
        return std::nullopt;
    const Decimal entry = tracker::entryPrice(state.entryNotional, state.size, decimals);
    if (entry != *theirs.entryPrice)
        return Difference{theirs.coin, "entry_price", entry, *theirs.entryPrice,
                          *theirs.entryPrice, theirs, {}};
    // The same shown entry can hide another notional; a state that does not agree with itself
    // (its value and P&L were taken at two moments) says nothing about it.
    const Decimal n = tracker::notionalFromState(theirs);
    if (n == state.entryNotional || !n.isPositive()
        || tracker::entryPrice(n, theirs.size, decimals) != entry)
        return std::nullopt;
    const Decimal value = theirs.positionValue - state.entryNotional;
    const Decimal unrealized = state.size.isNegative() ? -value : value;
    return Difference{theirs.coin, "unrealized_pnl", unrealized, theirs.unrealizedPnl, n,
                      theirs, {}};
}

// Numbers that do not fit say nothing about the entry.
std::optional<Difference> entryDifference(const tracker::Position &ours,
                                          const ExchangePosition &theirs)
{
    try {
        auto difference = judgedEntry(ours, theirs);
        if (difference)
            difference->openedAt = ours.state.openedAt;
        return difference;
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
}

} // namespace

Comparison compare(const tracker::PositionTracker &tracker, const domain::Address &account,
                   std::span<const domain::DexState> dexes)
{
    Comparison result;
    std::vector<std::string_view> judged; // dexes
    std::vector<std::string_view> listed; // coins
    judged.reserve(dexes.size());
    for (const auto &dex : dexes) {
        judged.push_back(dex.dex);
        listed.reserve(listed.size() + dex.positions.size());
        result.agreeing.reserve(result.agreeing.size() + dex.positions.size());
        for (const auto &theirs : dex.positions) {
            listed.push_back(theirs.coin);
            const tracker::Position *ours = tracker.find(account, theirs.coin);
            const Decimal held = ours ? ours->state.size : Decimal{};
            if (held != theirs.size) {
                result.differences.push_back(
                    Difference{theirs.coin, "size", held, theirs.size, theirs.size, theirs, {}});
            } else if (!held.isZero()) {
                if (auto difference = entryDifference(*ours, theirs))
                    result.differences.push_back(std::move(*difference));
                else
                    result.agreeing.push_back(theirs.coin);
            }
        }
    }
    std::sort(listed.begin(), listed.end());
    for (const auto &[coin, ours] : tracker.positions(account)) {
        if (ours->instrument.kind == domain::InstrumentKind::Perpetual &&
            !ours->state.size.isZero() && !std::binary_search(listed.begin(), listed.end(), coin) &&
            std::find(judged.begin(), judged.end(), domain::dexOf(coin)) != judged.end())
            result.differences.push_back(
                Difference{coin, "size", ours->state.size, Decimal{}, Decimal{}, {}, {}});
    }
    return result;
}

} // namespace lpm::sync
