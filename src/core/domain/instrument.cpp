// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/instrument.h"

#include <algorithm>

namespace lpm::domain {

InstrumentKind kindOf(std::string_view coin)
{
    if (coin.starts_with('#'))
        return InstrumentKind::Outcome;
    // Spot pairs are @N, and one with a name of its own: PURR/USDC.
    if (coin.starts_with('@') || coin.find('/') != std::string_view::npos)
        return InstrumentKind::Spot;
    return InstrumentKind::Perpetual;
}

std::string dexOf(std::string_view coin)
{
    const auto colon = coin.find(':');
    return colon == std::string_view::npos ? std::string() : std::string(coin.substr(0, colon));
}

std::string perpetualSymbol(std::string_view coin)
{
    return std::string(coin) + "-USD";
}

void InstrumentCatalog::add(Instrument instrument)
{
    m_coinBySymbol.insert_or_assign(instrument.symbol, instrument.coin);
    std::string coin = instrument.coin;
    m_byCoin.insert_or_assign(std::move(coin), std::move(instrument));
}

const Instrument *InstrumentCatalog::find(std::string_view coin) const
{
    const auto found = m_byCoin.find(coin);
    return found == m_byCoin.end() ? nullptr : &found->second;
}

const Instrument *InstrumentCatalog::findSymbol(std::string_view symbol) const
{
    const auto found = m_coinBySymbol.find(symbol);
    return found == m_coinBySymbol.end() ? nullptr : find(found->second);
}

Instrument InstrumentCatalog::orGuess(std::string_view coin, int sizeDecimalsSeen) const
{
    if (const Instrument *known = find(coin))
        return *known;
    Instrument guess;
    guess.coin = coin;
    guess.kind = kindOf(coin);
    guess.dex = dexOf(coin);
    guess.symbol = guess.kind == InstrumentKind::Perpetual ? perpetualSymbol(coin)
                                                           : std::string(coin);
    const int total = guess.kind == InstrumentKind::Perpetual ? PerpetualDecimals : SpotDecimals;
    guess.sizeDecimals = std::clamp(sizeDecimalsSeen, 0, total);
    guess.priceDecimals = total - guess.sizeDecimals;
    guess.baseWeiDecimals = SpotDecimals;
    guess.isGuessed = true;
    return guess;
}

} // namespace lpm::domain
