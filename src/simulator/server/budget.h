// SPDX-License-Identifier: GPL-3.0-or-later
// What an IP address has spent within the last minute: REST weight, or new connections.
#pragma once

#include <QHash>
#include <QString>

#include <cstdint>
#include <deque>
#include <utility>

namespace lpm::simulator {

class Budget
{
public:
    explicit Budget(int perMinute) : m_perMinute(perMinute) {}

    // Whether `weight` still fits; if it does it is spent. Times are monotonic milliseconds.
    bool spend(const QString &ip, int weight, std::int64_t now);
    // A surcharge known only afterwards: spent even beyond the budget.
    void charge(const QString &ip, int weight, std::int64_t now);
    int most() const { return m_most; } // that any one address had spent at once

private:
    struct Spent
    {
        std::deque<std::pair<std::int64_t, int>> entries;
        int sum = 0;
    };
    Spent &current(const QString &ip, std::int64_t now);

    int m_perMinute;
    int m_most = 0;
    QHash<QString, Spent> m_spent;
};

} // namespace lpm::simulator
