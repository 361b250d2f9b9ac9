// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/toldsizes.h"

#include <algorithm>

namespace lpm::sync {

using base::Milliseconds;

bool ToldSizes::isAfterFills(const Told &told, const FillIntake &intake)
{
    const std::string &coin = told.difference.coin;
    const auto received = intake.received(coin);
    const auto filledAt = intake.newestFill(coin);
    return (!received || (received->at < told.at && received->newest <= told.time))
           && (!filledAt || *filledAt <= told.time);
}

void ToldSizes::onPushed(const domain::DexState &state, const std::vector<Difference> &differences,
                         const FillIntake &intake, Milliseconds at)
{
    std::erase_if(m_told, [&](const auto &told) {
        return domain::dexOf(told.first) == state.dex
               && std::none_of(differences.begin(), differences.end(), [&](const auto &other) {
                      return other.isSameAs(told.second.difference);
                  });
    });
    for (const Difference &difference : differences) {
        if (difference.field != "size")
            continue;
        const auto known = m_told.find(difference.coin);
        if (known == m_told.end() || !isAfterFills(known->second, intake))
            m_told.insert_or_assign(difference.coin, Told{difference, at, state.time});
    }
}

std::optional<Milliseconds> ToldSizes::since(const Difference &difference,
                                             const FillIntake &intake) const
{
    const auto told = m_told.find(difference.coin);
    if (told == m_told.end() || !told->second.difference.isSameAs(difference)
        || !isAfterFills(told->second, intake))
        return std::nullopt;
    return told->second.at;
}

} // namespace lpm::sync
