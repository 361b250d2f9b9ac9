// SPDX-License-Identifier: GPL-3.0-or-later
// What can be traded, and the names it goes by. hyperliquid.md 4 in words: a perpetual BTC is shown
// as BTC-USD, one of a builder's dex xyz:TSLA as xyz:TSLA-USD, a spot pair @107 as HYPE/USDC.
#pragma once

#include "core/base/timestamp.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lpm::domain {

enum class InstrumentKind { Perpetual, Spot, Outcome };

struct Instrument
{
    std::string coin;   // the exchange's raw name, case kept: BTC, kPEPE, xyz:TSLA, @107
    std::string symbol; // ours: BTC-USD, kPEPE-USD, xyz:TSLA-USD, HYPE/USDC
    InstrumentKind kind = InstrumentKind::Perpetual;
    std::string dex;           // "" is the first perp dex; also for spot
    int sizeDecimals = 0;      // sizes are whole in 10^−sizeDecimals
    int priceDecimals = 6;     // perp 6 − sizeDecimals, spot 8 − sizeDecimals
    int maxLeverage = 0;       // 0: not known
    std::string baseToken;     // spot only: HYPE
    std::string quoteToken;    // spot only: USDC
    int baseWeiDecimals = 0;   // spot only: digits of a balance
    bool isDelisted = false;
    bool isGuessed = false; // not in the exchange's meta yet: decimals come from a fill's text
};

inline constexpr int PerpetualDecimals = 6; // size and price decimals of a perpetual add up to it
inline constexpr int SpotDecimals = 8;

InstrumentKind kindOf(std::string_view coin);   // by the raw name alone
std::string dexOf(std::string_view coin);       // "xyz" of xyz:TSLA, else ""
std::string perpetualSymbol(std::string_view coin); // BTC → BTC-USD

// The exchange's universe as far as it was read. A value: copied, replaced, never shared to write.
class InstrumentCatalog
{
public:
    void add(Instrument instrument); // replaces one with the same coin
    const Instrument *find(std::string_view coin) const;        // nullptr: unknown
    const Instrument *findSymbol(std::string_view symbol) const; // by our name
    // The known instrument, or a guess from the size text of a fill (isGuessed).
    Instrument orGuess(std::string_view coin, int sizeDecimalsSeen) const;
    const std::map<std::string, Instrument, std::less<>> &all() const { return m_byCoin; }
    std::size_t size() const { return m_byCoin.size(); }

private:
    std::map<std::string, Instrument, std::less<>> m_byCoin;
    std::map<std::string, std::string, std::less<>> m_coinBySymbol;
};

} // namespace lpm::domain
