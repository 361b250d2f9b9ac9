// SPDX-License-Identifier: GPL-3.0-or-later
// Questions and answers over REST: the client's queue, priorities and weight budget (its own
// WeightBudget), and the exchange that answers late, behind, or not at all, and counts what it is
// asked.
#pragma once

#include "core/exchange/hyperliquid/ratelimiter.h"
#include "core/sync/syncmessages.h"
#include "tests/simulation/exchangeaccount.h"
#include "tests/simulation/world.h"

#include <deque>
#include <memory>
#include <vector>

namespace lpm::simulation {

class AnswerReceiver
{
public:
    virtual ~AnswerReceiver() = default;
    virtual void onFillsPage(std::size_t account, sync::RequestId id,
                             base::Result<std::vector<domain::Fill>> page)
        = 0;
    virtual void onTwapFills(std::size_t account, sync::RequestId id,
                             base::Result<std::vector<domain::Fill>> fills)
        = 0;
    virtual void onFundingPage(std::size_t account, sync::RequestId id,
                               base::Result<std::vector<domain::FundingPayment>> page)
        = 0;
    virtual void onReading(std::size_t account, sync::RequestId id,
                           const base::Result<domain::AccountState> &state)
        = 0;
};

class Rest
{
public:
    Rest(World &world, std::vector<ExchangeAccount> &accounts, AnswerReceiver &receiver);

    void ask(std::size_t account, const sync::Request &request);
    // Asked once a page; 2,000 at the exchange, fewer at others.
    void setPageRows(std::size_t rows) { m_pageRows = rows; }
    int mostWeight() const { return m_mostWeight; } // that the exchange counted in any minute
    // For how long questions have waited for the budget, all in all.
    Milliseconds waited() const;

private:
    using Priority = exchange::hyperliquid::Priority;
    struct Question
    {
        std::size_t account = 0;
        sync::Request request;
        Priority priority = Priority::Account;
        int weight = 0;
        int mostSurcharge = 0;
    };
    struct Booked
    {
        Milliseconds at;
        int weight;
    };

    void sendWhatMay();
    bool sendNext(); // false: none may be sent now
    void noteWaiting(bool isWaiting);
    void send(Question question, exchange::hyperliquid::WeightBudget::Ticket ticket);
    std::optional<base::Error> failure();
    void answer(const Question &question, exchange::hyperliquid::WeightBudget::Ticket ticket);
    int deliver(const Question &question, std::optional<base::Error> error);
    template <class T>
    void reply(const Question &question, T told, int surcharge,
               exchange::hyperliquid::WeightBudget::Ticket ticket);
    void finish(exchange::hyperliquid::WeightBudget::Ticket ticket, int surcharge);
    void book(int weight);
    void later(Milliseconds at, EventQueue::Action action);
    Milliseconds now() const { return m_world.hostTime().monotonic; }
    domain::AccountState stateOf(std::size_t account);
    base::Timestamp fillsVisible();

    World &m_world;
    std::vector<ExchangeAccount> &m_accounts;
    AnswerReceiver &m_receiver;
    const std::uint64_t m_process;
    exchange::hyperliquid::WeightBudget m_budget;
    std::deque<Question> m_first;  // of accounts
    std::deque<Question> m_second; // in the background
    std::size_t m_inFlight = 0;
    Milliseconds m_triesAt = Never;
    Milliseconds m_waited{0};
    std::optional<Milliseconds> m_waitsSince;
    std::size_t m_pageRows = 2000;
    std::vector<char> m_wasPartial; // per account: the last reading was
    std::deque<Booked> m_booked; // at the exchange
    int m_bookedSum = 0;
    int m_mostWeight = 0;
};

} // namespace lpm::simulation
