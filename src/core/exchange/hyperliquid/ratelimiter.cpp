// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/ratelimiter.h"

#include "core/base/check.h"

#include <algorithm>

namespace lpm::exchange::hyperliquid {

namespace {

constexpr Milliseconds RefusalPauseMin{1'000};
constexpr Milliseconds RefusalPauseMax{60'000}; // by then the exchange's own window is over

} // namespace

Milliseconds jittered(int attempt, Milliseconds shortest, Milliseconds longest,
                      std::uint32_t random)
{
    constexpr int doublings = 16; // beyond, the longest rules anyway
    const Milliseconds ceiling =
        std::min(longest, shortest * (1 << (1 + std::clamp(attempt, 0, doublings))));
    const auto span = static_cast<std::uint64_t>((ceiling - shortest).count()) + 1;
    // The upper half of a product instead of a remainder: every time is as likely as any other.
    return shortest + Milliseconds(static_cast<std::int64_t>(span * random >> 32));
}

// --- weight ------------------------------------------------------------------------------------

int WeightBudget::ceilingOf(Priority priority) const
{
    switch (priority) {
    case Priority::Account:
        return m_perWindow;
    case Priority::Reconcile:
        return m_perWindow * 9 / 10;
    case Priority::Background:
        return m_perWindow * 7 / 10;
    }
    return 0;
}

void WeightBudget::forget(Milliseconds now)
{
    while (!m_spent.empty() && m_spent.front().at + BudgetWindow < now) {
        m_sum -= m_spent.front().weight;
        m_spent.pop_front();
    }
}

std::optional<WeightBudget::Ticket> WeightBudget::take(Milliseconds now, Priority priority,
                                                       int weight, int mostSurcharge)
{
    base::ensure(weight > 0 && mostSurcharge >= 0, "a request costs something");
    forget(now);
    if (m_blockedUntil && now < *m_blockedUntil)
        return std::nullopt;
    m_blockedUntil.reset();
    if (m_sum + weight + mostSurcharge > ceilingOf(priority))
        return std::nullopt;
    m_sum += weight + mostSurcharge;
    m_held.emplace(m_nextTicket, Held{weight, mostSurcharge});
    return m_nextTicket++;
}

void WeightBudget::settle(Ticket ticket, Milliseconds now, int surcharge)
{
    const auto held = m_held.find(ticket);
    base::ensure(held != m_held.end(), "a request is settled once");
    const int cost = held->second.weight + surcharge;
    m_sum += cost - held->second.weight - held->second.mostSurcharge;
    m_held.erase(held);
    m_spent.push_back({now, cost});
}

void WeightBudget::refused(Milliseconds now, std::optional<Milliseconds> retryAfter,
                           std::uint32_t random)
{
    const Milliseconds pause = retryAfter
                                   ? std::clamp(*retryAfter, Milliseconds{0}, RefusalPauseMax)
                                   : jittered(m_refusals, RefusalPauseMin, RefusalPauseMax, random);
    ++m_refusals;
    m_blockedUntil = std::max(m_blockedUntil.value_or(now + pause), now + pause);
}

std::optional<Milliseconds> WeightBudget::nextChance(Milliseconds now)
{
    forget(now);
    if (m_blockedUntil && now < *m_blockedUntil)
        return m_blockedUntil;
    if (m_spent.empty())
        return std::nullopt;
    return m_spent.front().at + BudgetWindow + Milliseconds{1};
}

int WeightBudget::used(Milliseconds now) const
{
    int sum = m_sum;
    for (auto spent = m_spent.begin(); spent != m_spent.end() && spent->at + BudgetWindow < now;
         ++spent)
        sum -= spent->weight;
    return sum;
}

// --- connections -------------------------------------------------------------------------------

Milliseconds ConnectBudget::earliest(Milliseconds wanted) const
{
    constexpr auto most = static_cast<std::size_t>(base::limits::ConnectsPerMinute);
    if (m_times.size() < most)
        return wanted;
    // The one that must have left the window before another may enter it.
    const Milliseconds oldest = m_times[m_times.size() - most];
    return std::max(wanted, oldest + BudgetWindow + Milliseconds{1});
}

void ConnectBudget::connected(Milliseconds now)
{
    m_times.push_back(now);
    while (m_times.size() > static_cast<std::size_t>(base::limits::ConnectsPerMinute))
        m_times.pop_front();
}

int ConnectBudget::used(Milliseconds now) const
{
    return static_cast<int>(std::count_if(m_times.begin(), m_times.end(), [now](Milliseconds at) {
        return at + BudgetWindow >= now;
    }));
}

} // namespace lpm::exchange::hyperliquid
