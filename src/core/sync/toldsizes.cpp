// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/toldsizes.h"

#include "core/tracker/positionmath.h"

#include <algorithm>

namespace lpm::sync {

using base::Milliseconds;
using domain::Decimal;

namespace {

// States are pushed with every fill: so far apart they are kept, for two minutes.
constexpr Milliseconds Spacing{2'000};
constexpr std::size_t TellingsKept = 60;

// nullopt: a number out of range.
std::optional<Decimal> notionalOf(const domain::ExchangePosition &position)
{
    try {
        return tracker::notionalFromState(position);
    } catch (const domain::ArithmeticOverflow &) {
        return std::nullopt;
    }
}

} // namespace

void ToldSizes::Told::add(const Decimal &newSize, const std::optional<Decimal> &newNotional,
                          Telling telling)
{
    telling.hasOtherEntry = entryNotional != newNotional;
    const bool isOtherSize = size != newSize;
    if (!tellings.empty() && isOtherSize)
        sizeChangedAt = telling.at;
    if (!tellings.empty() && (isOtherSize || telling.hasOtherEntry))
        entryChangedAt = telling.at;
    if (isOtherSize)
        tellings.clear();
    size = newSize;
    entryNotional = newNotional;
    if (!tellings.empty() && !telling.hasOtherEntry && telling.at < tellings.back().at + Spacing
        && telling.asOf.time < tellings.back().asOf.time + Spacing)
        return;
    tellings.push_back(telling);
    if (tellings.size() > TellingsKept)
        tellings.pop_front();
}

std::optional<Milliseconds> ToldSizes::Told::sizeSince(const Difference &difference,
                                                       const FillIntake &intake) const
{
    for (const Telling &telling : tellings) {
        if (!intake.mayHaveHeld(difference.coin, difference.theirs, telling.asOf))
            return telling.at;
    }
    return std::nullopt;
}

std::optional<Milliseconds> ToldSizes::Told::entrySince(const Difference &difference,
                                                        const FillIntake &intake) const
{
    std::optional<Milliseconds> since;
    // Of those between, one that may be from before our last change tells the same, and no less.
    for (auto telling = tellings.rbegin(); telling != tellings.rend(); ++telling) {
        if (!intake.mayHaveChanged(difference.coin, telling->asOf))
            since = telling->at;
        if (telling->hasOtherEntry)
            break;
    }
    return since;
}

void ToldSizes::onState(const domain::DexState &state, const Moment &asOf, Milliseconds at)
{
    auto &told = m_told[state.dex];
    const Telling telling{at, asOf};
    told.unnamed.add(Decimal{}, std::nullopt, telling);
    for (const auto &position : state.positions)
        told.coins[position.coin].add(position.size, notionalOf(position), telling);
    for (auto &[coin, ofCoin] : told.coins) {
        const bool isNamed =
            std::any_of(state.positions.begin(), state.positions.end(),
                        [&name = coin](const auto &position) { return position.coin == name; });
        if (!isNamed)
            ofCoin.add(Decimal{}, std::nullopt, telling);
    }
}

std::optional<Milliseconds> ToldSizes::since(const Difference &difference,
                                             const FillIntake &intake) const
{
    const Told *told = this->told(difference.coin);
    if (!told)
        return std::nullopt;
    if (difference.field == "size" && told->size == difference.theirs)
        return told->sizeSince(difference, intake);
    const bool isEntry = difference.field != "size" && difference.position
                         && told->size == difference.position->size && told->entryNotional
                         && told->entryNotional == notionalOf(*difference.position);
    return isEntry ? told->entrySince(difference, intake) : std::nullopt;
}

bool ToldSizes::hasChangedAfter(const Difference &difference, Milliseconds at) const
{
    const Told *told = this->told(difference.coin);
    if (!told)
        return false;
    const auto changed = difference.isOfEntry() ? told->entryChangedAt : told->sizeChangedAt;
    return changed && *changed > at;
}

const ToldSizes::Told *ToldSizes::told(const std::string &coin) const
{
    const auto dex = m_told.find(domain::dexOf(coin));
    if (dex == m_told.end())
        return nullptr;
    const auto found = dex->second.coins.find(coin);
    return found == dex->second.coins.end() ? &dex->second.unnamed : &found->second;
}

} // namespace lpm::sync
