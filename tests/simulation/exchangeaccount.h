// SPDX-License-Identifier: GPL-3.0-or-later
// An account on the simulated exchange: its true fills and positions, in the exchange's own whole
// numbers (the simulator's arithmetic, not the tracker's), and what it looked like a while ago.
#pragma once

#include "core/domain/accountstate.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"
#include "simulator/engine/arithmetic.h"
#include "tests/simulation/eventqueue.h"

#include <optional>
#include <string>
#include <vector>

namespace lpm::simulation {

using simulator::Integer;

// A market, the same for all accounts but for what they hold.
struct Market
{
    domain::Instrument instrument;
    Integer price = 0; // 10^−priceDecimals
    Integer lot = 1;   // a usual size, 10^−sizeDecimals
};

struct Holding
{
    struct Past
    {
        Milliseconds since;
        Integer size;
        Integer entryNotional;
    };

    simulator::PerpetualPosition position;
    simulator::SpotHolding spot;    // of a spot pair, instead
    std::vector<Past> past;         // in order of time
    Integer cash = 0;               // −Σ signed size · price: 10^−6 USD
    Integer closedPnl = 0;          // of a spot pair, 10^−8
    Integer funding = 0;            // 10^−6 USD
    domain::Decimal fees;           // USD, as charged
    bool wasChangedSilently = false; // without a fill: what it earned is not told
};

// What sort of fill it is, besides side and size.
struct FillKind
{
    std::string direction; // "" the usual
    bool isTwap = false;
    std::optional<domain::Liquidation> liquidation;
    bool isFree = false;      // of fees
    bool sharesTradeId = false; // with the fill before it
};

class ExchangeAccount
{
public:
    ExchangeAccount(domain::Address address, int number, std::vector<Market> *markets);

    // size is signed, in 10^−sizeDecimals (of a spot pair: no more is sold than is held).
    const domain::Fill &trade(std::size_t market, Integer size, const FillKind &kind,
                              Milliseconds now, base::Timestamp time);
    // The position becomes another without a fill; of a spot pair a transfer.
    void changeSilently(std::size_t market, Integer size, Milliseconds now);
    void payFunding(std::size_t market, base::Timestamp time);
    // Forgets older fills, which nobody can read any more, now and then. How many are forgotten.
    std::size_t keepNewest(std::size_t fills);

    const domain::Address &address() const { return m_address; }
    const std::vector<domain::Fill> &fills() const { return m_fills; } // that are not forgotten
    std::size_t forgotten() const { return m_forgotten; }
    // The number of a fill since the beginning; nullopt: there is no such fill.
    std::optional<std::size_t> indexOf(const domain::Fill &fill) const;
    std::optional<std::size_t> indexOf(const domain::FillId &id) const;
    const Holding &holding(std::size_t market) const { return m_holdings[market]; }
    const std::vector<Market> &markets() const { return *m_markets; }
    domain::Decimal sizeOf(std::size_t market) const;
    const std::vector<domain::FundingPayment> &fundings() const { return m_fundings; }

    // What userFillsByTime tells: of fills up to `visible`, inclusive window, oldest first.
    std::vector<domain::Fill> page(base::Timestamp from, std::optional<base::Timestamp> to,
                                   base::Timestamp visible, std::size_t rows) const;
    std::vector<domain::Fill> twapSlices(base::Timestamp visible) const;
    // The newest so many fills of a channel, oldest first.
    std::vector<domain::Fill> newest(std::size_t rows, bool isTwap) const;
    // The state of every dex as it was at a time, and the time it claims.
    std::vector<domain::DexState> states(Milliseconds asOf, base::Timestamp claimed) const;

private:
    void remember(std::size_t market, Milliseconds now);
    const domain::Fill *fillOf(std::int64_t orderId) const;
    domain::Fill perpetualFill(std::size_t market, Integer size, const FillKind &kind);
    domain::Fill spotFill(std::size_t market, Integer size, const FillKind &kind);

    domain::Address m_address;
    std::int64_t m_firstOrder;
    std::vector<Market> *m_markets;
    std::vector<Holding> m_holdings;
    std::vector<domain::Fill> m_fills; // as executed
    std::size_t m_forgotten = 0;
    std::vector<domain::FundingPayment> m_fundings;
};

} // namespace lpm::simulation
