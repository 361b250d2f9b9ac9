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

struct EntryVerdict
{
    std::optional<Difference> difference;
    bool isUntold = false; // the state says nothing about the notional
};

// Throws ArithmeticOverflow.
EntryVerdict judgedEntry(const tracker::Position &ours, const ExchangePosition &theirs)
{
    const auto &state = ours.state;
    const int decimals = ours.instrument.priceDecimals;
    if (state.entry != EntryKnowledge::Exact || ours.instrument.isGuessed || !theirs.entryPrice)
        return {};
    const Decimal entry = tracker::entryPrice(state.entryNotional, state.size, decimals);
    if (entry != *theirs.entryPrice)
        return {Difference{theirs.coin, "entry_price", entry, *theirs.entryPrice,
                           *theirs.entryPrice, theirs, ours.state.openedAt}};
    // The same shown entry can hide another notional; a state that does not agree with itself
    // (its value and P&L were taken at two moments) says nothing about it.
    const auto n = tracker::consistentNotional(theirs, decimals);
    if (!n || *n == state.entryNotional)
        return {std::nullopt, !n};
    const Decimal value = theirs.positionValue - state.entryNotional;
    const Decimal unrealized = state.size.isNegative() ? -value : value;
    return {Difference{theirs.coin, "unrealized_pnl", unrealized, theirs.unrealizedPnl, *n, theirs,
                       ours.state.openedAt}};
}

// Numbers that do not fit say nothing about the entry.
EntryVerdict entryVerdict(const tracker::Position &ours, const ExchangePosition &theirs)
{
    try {
        return judgedEntry(ours, theirs);
    } catch (const domain::ArithmeticOverflow &) {
        return {std::nullopt, true};
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
                auto entry = entryVerdict(*ours, theirs);
                if (entry.difference)
                    result.differences.push_back(std::move(*entry.difference));
                else
                    (entry.isUntold ? result.untold : result.agreeing).push_back(theirs.coin);
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
