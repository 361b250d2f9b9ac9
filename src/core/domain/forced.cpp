// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/forced.h"

#include <algorithm>
#include <array>

namespace lpm::domain {

namespace {

// The exchange's words: Liquidated Cross Long, Liquidated Isolated Short, Auto-Deleveraging.
constexpr std::string_view LiquidatedWord = "Liquidated";
constexpr std::string_view DeleveragedWord = "Auto-Deleveraging";

// Those that are known to be of nobody's force (hyperliquid.md 3.2); there may be more.
constexpr std::array<std::string_view, 15> OrdinaryWords{
    "Open Long",     "Open Short",       "Close Long",          "Close Short",
    "Long > Short",  "Short > Long",     "Settlement",          "Net Child Vaults",
    "Buy",           "Sell",             "Spot Dust Conversion", "Split Outcome",
    "Merge Outcome", "Merge Question",   "Negate Outcome"};

bool isOrdinary(std::string_view direction)
{
    return std::find(OrdinaryWords.begin(), OrdinaryWords.end(), direction) != OrdinaryWords.end();
}

// Who lost a long sold it; the liquidator, who took it over, bought. nullopt: other words.
std::optional<Forced> byTheSide(const Fill &fill)
{
    const bool isOfLong = fill.direction.ends_with("Long");
    if (!isOfLong && !fill.direction.ends_with("Short"))
        return std::nullopt;
    const bool isLoser = (fill.side == FillSide::Sell) == isOfLong;
    return isLoser ? Forced::Liquidation : Forced::None;
}

} // namespace

// Both sides of a liquidation carry its object, and the liquidator's fill, which opens, has the same
// words: it is the one's whom the object names. A liquidation at the market has ordinary words.
std::optional<Forced> forcedOn(const Address &account, const Fill &fill)
{
    if (fill.isLiquidationOf(account))
        return Forced::Liquidation;
    if (fill.direction == DeleveragedWord)
        return Forced::AutoDeleveraging; // the object names whose loss it ended
    const bool isOfAnother = fill.liquidation && fill.liquidation->liquidatedUser;
    if (fill.direction.starts_with(LiquidatedWord))
        return isOfAnother ? Forced::None : byTheSide(fill);
    const bool isTold = isOrdinary(fill.direction) && (!fill.liquidation || isOfAnother);
    return isTold ? std::optional(Forced::None) : std::nullopt;
}

std::string_view word(Forced forced)
{
    switch (forced) {
    case Forced::None: return "none";
    case Forced::Liquidation: return "liquidation";
    case Forced::AutoDeleveraging: break;
    }
    return "auto_deleveraging";
}

} // namespace lpm::domain
