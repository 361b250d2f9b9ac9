// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/toldsizes.h"

#include <algorithm>

namespace lpm::sync {

using base::Milliseconds;
using domain::Decimal;

namespace {

// States are pushed with every fill: so far apart they are kept, for two minutes.
constexpr Milliseconds Spacing{2'000};
constexpr std::size_t TellingsKept = 60;

} // namespace

void ToldSizes::tell(Told &told, const Decimal &size, const Telling &telling)
{
    if (told.size != size)
        told.tellings.clear();
    told.size = size;
    if (!told.tellings.empty() && telling.at < told.tellings.back().at + Spacing
        && telling.asOf.time < told.tellings.back().asOf.time + Spacing)
        return;
    told.tellings.push_back(telling);
    if (told.tellings.size() > TellingsKept)
        told.tellings.pop_front();
}

void ToldSizes::onState(const domain::DexState &state, const std::vector<Difference> &differences,
                        const Moment &asOf, Milliseconds at)
{
    auto &coins = m_told[state.dex];
    for (const Difference &difference : differences) {
        if (!difference.position)
            coins.try_emplace(difference.coin);
    }
    for (const auto &position : state.positions)
        tell(coins[position.coin], position.size, {at, asOf});
    for (auto &[coin, told] : coins) {
        const bool isNamed =
            std::any_of(state.positions.begin(), state.positions.end(),
                        [&name = coin](const auto &position) { return position.coin == name; });
        if (!isNamed)
            tell(told, Decimal{}, {at, asOf});
    }
}

std::optional<Milliseconds> ToldSizes::since(const Difference &difference,
                                             const FillIntake &intake) const
{
    const auto dex = m_told.find(domain::dexOf(difference.coin));
    if (difference.field != "size" || dex == m_told.end())
        return std::nullopt;
    const auto told = dex->second.find(difference.coin);
    if (told == dex->second.end() || told->second.size != difference.theirs)
        return std::nullopt;
    for (const Telling &telling : told->second.tellings) {
        if (!intake.mayHaveHeld(difference.coin, difference.theirs, telling.asOf))
            return telling.at;
    }
    return std::nullopt;
}

} // namespace lpm::sync
