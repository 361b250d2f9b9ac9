// SPDX-License-Identifier: GPL-3.0-or-later
// The simulated exchange without its wires: a market that moves and accounts that trade. No clock
// and no randomness of its own: the same seed and the same steps give the same run, byte for byte.
#pragma once

#include "simulator/engine/accountview.h"
#include "simulator/engine/booking.h"
#include "simulator/engine/event.h"

#include <set>

namespace lpm::simulator {

struct EngineOptions
{
    std::uint64_t seed = 1;
    std::int64_t startTime = 1'790'000'000'000; // ms
    std::int64_t historyMs = 0;                 // lived through before startTime, in coarse steps
    std::vector<AccountSpec> accounts;
    bool moveMarks = true;
};

// A fill to be made to happen.
struct FillOrder
{
    domain::Address account;
    std::string coin;
    domain::FillSide side = domain::FillSide::Buy;
    domain::Decimal price;
    domain::Decimal size;
    bool isTaker = true;
    int builderTenthsOfBasisPoint = 0;
    std::optional<std::int64_t> orderId; // a new one if not given
    std::optional<std::int64_t> twapId;  // makes it a slice
    std::optional<domain::Liquidation> liquidation;
    std::string direction; // replaces the ordinary words, e.g. "Settlement"
    bool isFree = false;
    std::string clientOrderId;
    std::string hash; // a new one if empty; fills of one transaction share theirs
};

class Engine
{
public:
    explicit Engine(EngineOptions options);
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    const Universe &universe() const { return m_universe; }
    const Board &board() const { return m_board; }
    std::int64_t now() const { return m_now; }
    const std::vector<Account> &accounts() const { return m_accounts; }
    int find(const domain::Address &address) const; // −1: no such account

    // Time goes on to `now`: prices move once, accounts trade, funding of full hours is paid.
    void step(std::int64_t now);
    void advance(std::int64_t ms); // in steps of a second
    std::vector<Event> takeEvents();

    // --- to make things happen -----------------------------------------------------------
    base::Result<domain::Fill> placeFill(const FillOrder &order);
    // Several fills of one order in one block.
    base::Result<std::vector<domain::Fill>> placeFills(const std::vector<FillOrder> &orders);
    base::Result<void> setMark(std::string_view coin, const domain::Decimal &price);
    base::Result<void> setFundingRate(std::string_view coin, const domain::Decimal &hourlyRate);
    base::Result<void> setLeverage(const domain::Address &account, std::string_view coin,
                                   domain::MarginMode mode, int leverage);
    // The position changes and no fill says why.
    base::Result<void> setPositionWithoutFill(const domain::Address &account, std::string_view coin,
                                              const domain::Decimal &size,
                                              const domain::Decimal &entryPrice);
    base::Result<domain::Fill> liquidate(const domain::Address &account, std::string_view coin,
                                         bool byBackstop);
    base::Result<void> deposit(const domain::Address &account, const domain::Decimal &usd);
    void payFunding();
    void setTrading(bool isOn) { m_isTrading = isOn; }
    void setMovingMarks(bool isOn) { m_moveMarks = isOn; }

    // --- what is true, for oracles --------------------------------------------------------
    std::vector<domain::Fill> trueFills(const domain::Address &account) const; // TWAP slices too
    std::map<std::string, domain::Decimal> truePositions(const domain::Address &account) const;

private:
    friend class Trader;

    void live(std::int64_t until);
    void payFundingOf(int account);
    void startDayIfNew(std::int64_t before);
    void addBackgroundTrades();
    base::Result<FillRecord> execute(const FillOrder &order, int account, int market,
                                     std::int64_t time);
    base::Result<int> findMarket(std::string_view coin) const;
    base::Result<int> findAccount(const domain::Address &address) const;
    void keep(Account &account, FillRecord record);
    void publishTrade(int market, const domain::Fill &fill, const std::string &user);
    void emitFills(int account, std::vector<FillRecord> records);
    void changeOrders(int account, std::vector<OrderUpdate> updates);
    std::string streetAddress();
    std::int64_t nextOrderId();

    Universe m_universe;
    Random m_random;
    Random m_ids;
    Board m_board;
    std::vector<Account> m_accounts;
    std::vector<Random> m_traderRandom;
    std::vector<Event> m_events;
    std::int64_t m_now = 0;
    std::int64_t m_lastOrderId = 0;
    std::int64_t m_lastTwapId = 0;
    bool m_isTrading = true;
    bool m_moveMarks = true;
};

} // namespace lpm::simulator
