// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up input for the benches, in the exchange's own form: a life of fills that repeats for ever
// with every startPosition right, and the messages that would carry it.
#pragma once

#include "core/domain/accountstate.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"
#include "core/tracker/positiontracker.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lpm::bench {

domain::Address sampleAddress(std::uint8_t number);
std::string sampleCoin(int number); // C0, C1, …
domain::InstrumentCatalog sampleCatalog(int coins);

// Endless fills over `coins` coins, one coin after the other. The life of a coin, again and again:
// open a long, add twice, reduce, flip to a short, add, reduce, close.
class FillSource
{
public:
    static constexpr int TurnsOfALife = 8;

    explicit FillSource(int coins);
    domain::Fill next();
    bool isEveryCoinHeld() const;

private:
    std::vector<domain::Decimal> m_sizes;
    tracker::PositionTracker m_exchange; // says what the exchange would say of closed P&L
    std::uint64_t m_count = 0;
};

std::vector<domain::Fill> sampleFills(int count, int coins);

// --- messages --------------------------------------------------------------------------------
std::string fillsAnswer(const std::vector<domain::Fill> &fills); // userFillsByTime
std::string fillsMessage(const domain::Address &account, const std::vector<domain::Fill> &fills,
                         bool isSnapshot);
std::string markMessage(const std::string &coin, const domain::Decimal &price); // activeAssetCtx
std::string stateAnswer(int positions); // clearinghouseState

} // namespace lpm::bench
