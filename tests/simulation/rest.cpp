// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/rest.h"

#include "core/base/limits.h"

#include <algorithm>
#include <utility>

namespace lpm::simulation {

namespace limits = base::limits;
using base::Error;
using base::ErrorCode;
using exchange::hyperliquid::WeightBudget;

namespace {

constexpr std::size_t MostInFlight = 6;
constexpr int UsualWeight = 20;
constexpr int StateWeight = 6; // two dexes and spot
constexpr int RowsPerWeight = 20;
constexpr Milliseconds LongestLag{60'000};

int surchargeOf(std::size_t rows)
{
    return (static_cast<int>(rows) + RowsPerWeight - 1) / RowsPerWeight;
}

} // namespace

Rest::Rest(World &world, std::vector<ExchangeAccount> &accounts, AnswerReceiver &receiver)
    : m_world(world), m_accounts(accounts), m_receiver(receiver), m_process(world.process),
      m_wasPartial(accounts.size())
{
}

void Rest::later(Milliseconds at, EventQueue::Action action)
{
    m_world.events.at(at, [&world = m_world, process = m_process, action = std::move(action)] {
        if (process == world.process) // of one that ended this object is gone
            action();
    });
}

void Rest::ask(std::size_t account, const sync::Request &request)
{
    Question question{account, request, Priority::Account, UsualWeight,
                      surchargeOf(limits::FillsPerPage)};
    if (std::holds_alternative<sync::FetchState>(request.what)) {
        question.weight = StateWeight;
        question.mostSurcharge = 0;
    } else if (std::holds_alternative<sync::FetchFunding>(request.what)) {
        question.priority = Priority::Background;
        question.mostSurcharge = surchargeOf(limits::FundingRowsPerPage);
    }
    (question.priority == Priority::Account ? m_first : m_second).push_back(std::move(question));
    sendWhatMay();
}

void Rest::sendWhatMay()
{
    bool isSent = true;
    while (isSent && m_inFlight < MostInFlight && !(m_first.empty() && m_second.empty()))
        isSent = sendNext();
    noteWaiting(!isSent && !m_first.empty());
}

bool Rest::sendNext()
{
    auto &queue = m_first.empty() ? m_second : m_first;
    const Question &next = queue.front();
    const auto ticket = m_budget.take(now(), next.priority, next.weight, next.mostSurcharge);
    if (ticket) {
        Question question = std::move(queue.front());
        queue.pop_front();
        send(std::move(question), *ticket);
        return true;
    }
    const auto chance = m_budget.nextChance(now());
    if (!chance)
        return false; // an answer on its way makes room
    const auto at = m_world.now + std::max(*chance - now(), Milliseconds{1});
    if (m_triesAt != Never && m_triesAt <= at)
        return false;
    m_triesAt = at;
    later(at, [this, at] {
        if (m_triesAt == at)
            m_triesAt = Never;
        sendWhatMay();
    });
    return false;
}

void Rest::noteWaiting(bool isWaiting)
{
    if (!isWaiting && m_waitsSince)
        m_waited += m_world.now - *std::exchange(m_waitsSince, std::nullopt);
    else if (isWaiting && !m_waitsSince)
        m_waitsSince = m_world.now;
}

Milliseconds Rest::waited() const
{
    return m_waited + (m_waitsSince ? m_world.now - *m_waitsSince : Milliseconds{0});
}

void Rest::book(int weight)
{
    m_booked.push_back({m_world.now, weight});
    m_bookedSum += weight;
    while (m_booked.front().at + std::chrono::minutes{1} < m_world.now) {
        m_bookedSum -= m_booked.front().weight;
        m_booked.pop_front();
    }
    m_mostWeight = std::max(m_mostWeight, m_bookedSum);
    if (m_bookedSum > limits::OurWeightPerMinute)
        throw Broken("more weight within a minute than is ours: "
                     + std::to_string(m_bookedSum));
}

// The exchange looks halfway.
void Rest::send(Question question, WeightBudget::Ticket ticket)
{
    ++m_inFlight;
    if (m_world.strikes(Fault::HangingAnswer, 60)) {
        later(m_world.now + limits::RestTimeout, [this, question, ticket] {
            finish(ticket, deliver(question, Error{ErrorCode::Timeout, "no answer"}));
        });
        return;
    }
    later(m_world.now + m_world.pick(15, 80),
          [this, question = std::move(question), ticket] { answer(question, ticket); });
}

// What the client makes of what came instead of an answer.
std::optional<Error> Rest::failure()
{
    if (m_world.now < m_world.outageUntil)
        return m_world.random.chance(500) ? Error{ErrorCode::Network, "no connection"}
                                          : Error{ErrorCode::Http, "HTTP 502"};
    if (m_world.strikes(Fault::TooManyRequests, 60)) {
        std::optional<Milliseconds> after;
        if (m_world.random.chance(300))
            after = m_world.pick(0, 10'000);
        m_budget.refused(now(), after, static_cast<std::uint32_t>(m_world.random.next()));
        return Error{ErrorCode::RateLimited, "HTTP 429"};
    }
    if (m_world.strikes(Fault::ServerError, 80))
        return Error{ErrorCode::Http, "HTTP 503"};
    if (m_world.strikes(Fault::HtmlPage, 60))
        return Error{ErrorCode::Parse, "not JSON: <html>"};
    if (m_world.strikes(Fault::TruncatedAnswer, 60))
        return Error{ErrorCode::Parse, "not JSON: cut"};
    if (m_world.strikes(Fault::NullAnswer, 60))
        return Error{ErrorCode::Protocol, "null"};
    return std::nullopt;
}

void Rest::answer(const Question &question, WeightBudget::Ticket ticket)
{
    book(question.weight);
    if (auto error = failure()) {
        later(m_world.now + m_world.pick(15, 80), [this, question, ticket, error] {
            if (error->code != ErrorCode::RateLimited)
                m_budget.accepted();
            finish(ticket, deliver(question, error));
        });
        return;
    }
    const auto &what = question.request.what;
    const ExchangeAccount &account = m_accounts[question.account];
    if (const auto *fills = std::get_if<sync::FetchFills>(&what)) {
        auto page = account.page(fills->from, fills->to, fillsVisible(), m_pageRows);
        if (!page.empty() && m_world.isActive(Fault::Overlap))
            m_world.struck.count(Fault::Overlap);
        const int surcharge = surchargeOf(page.size());
        reply(question, std::move(page), surcharge, ticket);
    } else if (std::holds_alternative<sync::FetchTwapFills>(what)) {
        auto slices = account.twapSlices(fillsVisible());
        const int surcharge = surchargeOf(slices.size());
        reply(question, std::move(slices), surcharge, ticket);
    } else if (const auto *funding = std::get_if<sync::FetchFunding>(&what)) {
        std::vector<domain::FundingPayment> rows;
        for (const auto &payment : account.fundings()) {
            if (payment.time >= funding->from)
                rows.push_back(payment);
        }
        const int surcharge = surchargeOf(rows.size());
        reply(question, std::move(rows), surcharge, ticket);
    } else {
        reply(question, stateOf(question.account), 0, ticket);
    }
}

base::Timestamp Rest::fillsVisible()
{
    return m_world.strikes(Fault::FillsLag, 500)
               ? m_world.time() - m_world.pick(0, LongestLag.count())
               : m_world.time();
}

domain::AccountState Rest::stateOf(std::size_t account)
{
    auto asOf = m_world.now;
    if (m_world.strikes(Fault::StateLag, 500))
        asOf -= m_world.pick(0, LongestLag.count());
    const bool lies = asOf != m_world.now && m_world.strikes(Fault::StateClockLies, 1000);
    const auto claimed = m_world.timeAt(lies ? m_world.now : asOf) - m_world.exchangeClockBack;
    domain::AccountState state;
    state.dexes = m_accounts[account].states(asOf, claimed);
    auto &positions = state.dexes.front().positions;
    // Two in a row would be two readings that agree with each other: that is the exchange's word.
    char &wasPartial = m_wasPartial[account];
    const bool isPartial
        = !positions.empty() && wasPartial == 0 && m_world.strikes(Fault::PartialAnswer, 60);
    if (isPartial)
        positions.erase(positions.begin());
    const bool tellsNothing = asOf != m_world.now; // it may be older than what is known
    wasPartial = isPartial || (wasPartial != 0 && tellsNothing) ? 1 : 0;
    return state;
}

template <class T>
void Rest::reply(const Question &question, T told, int surcharge, WeightBudget::Ticket ticket)
{
    if (surcharge > 0)
        book(surcharge);
    later(m_world.now + m_world.pick(15, 80),
          [this, account = question.account, id = question.request.id, told = std::move(told),
           surcharge, ticket, isTwap = std::holds_alternative<sync::FetchTwapFills>(question.request.what)] {
              m_budget.accepted();
              if constexpr (std::is_same_v<T, domain::AccountState>)
                  m_receiver.onReading(account, id, told);
              else if constexpr (std::is_same_v<T, std::vector<domain::FundingPayment>>)
                  m_receiver.onFundingPage(account, id, told);
              else if (isTwap)
                  m_receiver.onTwapFills(account, id, told);
              else
                  m_receiver.onFillsPage(account, id, told);
              finish(ticket, surcharge);
          });
}

// Tells of a failure; what the exchange may have counted for it.
int Rest::deliver(const Question &question, std::optional<Error> error)
{
    const auto id = question.request.id;
    const auto failed = base::failure(*error);
    const auto &what = question.request.what;
    if (std::holds_alternative<sync::FetchFills>(what))
        m_receiver.onFillsPage(question.account, id, failed);
    else if (std::holds_alternative<sync::FetchTwapFills>(what))
        m_receiver.onTwapFills(question.account, id, failed);
    else if (std::holds_alternative<sync::FetchFunding>(what))
        m_receiver.onFundingPage(question.account, id, failed);
    else
        m_receiver.onReading(question.account, id, failed);
    return error->code == ErrorCode::Parse ? question.mostSurcharge : 0;
}

void Rest::finish(WeightBudget::Ticket ticket, int surcharge)
{
    m_budget.settle(ticket, now(), surcharge);
    --m_inFlight;
    sendWhatMay();
}

} // namespace lpm::simulation
