// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps us inside the exchange's budget: REST weight and new connections in any 60 s, and how long
// to wait before the next try. Pure: now and randomness in, decisions out.
#pragma once

#include "core/base/limits.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

namespace lpm::exchange::hyperliquid {

using base::Milliseconds;

inline constexpr Milliseconds BudgetWindow{60'000};

// In the order served. A lower one leaves room for a higher: else a first start that reads the
// universe would make the first state wait a minute.
enum class Priority {
    Account,   // states and fills
    Reconcile, // marks by request, where the streams are silent
    Background // role, account mode, funding, meta, history
};

// REST weight. A request holds its own weight and the most its answer may add from when it is
// sent; after the answer, what it really cost counts for a window. When inside that time the
// exchange books it is not known, and does not matter so.
class WeightBudget
{
public:
    using Ticket = std::uint64_t;

    explicit WeightBudget(int perWindow = base::limits::OurWeightPerMinute) : m_perWindow(perWindow)
    {
    }

    // nullopt: not now; ask again at nextChance().
    std::optional<Ticket> take(Milliseconds now, Priority priority, int weight, int mostSurcharge);
    // The request is over. What it was asked for counts even where nothing came back.
    void settle(Ticket ticket, Milliseconds now, int surcharge);
    // HTTP 429: nothing is sent until the time it names, or a growing, jittered pause.
    void refused(Milliseconds now, std::optional<Milliseconds> retryAfter, std::uint32_t random);
    void accepted() { m_refusals = 0; }

    // When something may have changed; nullopt: only an answer can change it.
    std::optional<Milliseconds> nextChance(Milliseconds now);
    int used(Milliseconds now) const; // held and spent, in the window that ends now
    int perWindow() const { return m_perWindow; }

private:
    struct Held
    {
        int weight = 0;
        int mostSurcharge = 0;
    };
    struct Spent
    {
        Milliseconds at{0};
        int weight = 0;
    };

    void forget(Milliseconds now);
    int ceilingOf(Priority priority) const;

    int m_perWindow;
    Ticket m_nextTicket = 1;
    std::map<Ticket, Held> m_held;
    std::deque<Spent> m_spent;
    int m_sum = 0; // of both
    std::optional<Milliseconds> m_blockedUntil;
    int m_refusals = 0;
};

// New WebSocket connections.
class ConnectBudget
{
public:
    // The earliest time, not before `wanted`, at which one more connection is allowed.
    Milliseconds earliest(Milliseconds wanted) const;
    void connected(Milliseconds now);
    int used(Milliseconds now) const;

private:
    std::deque<Milliseconds> m_times;
};

// Full jitter: a time between the shortest and a ceiling that doubles with each attempt.
Milliseconds jittered(int attempt, Milliseconds shortest, Milliseconds longest,
                      std::uint32_t random);

} // namespace lpm::exchange::hyperliquid
