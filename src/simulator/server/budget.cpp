// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/budget.h"

#include <algorithm>

namespace lpm::simulator {

namespace {
constexpr std::int64_t Window = 60'000; // ms
}

Budget::Spent &Budget::current(const QString &ip, std::int64_t now)
{
    Spent &spent = m_spent[ip];
    while (!spent.entries.empty() && spent.entries.front().first <= now - Window) {
        spent.sum -= spent.entries.front().second;
        spent.entries.pop_front();
    }
    return spent;
}

bool Budget::spend(const QString &ip, int weight, std::int64_t now)
{
    Spent &spent = current(ip, now);
    if (spent.sum + weight > m_perMinute)
        return false;
    charge(ip, weight, now);
    return true;
}

void Budget::charge(const QString &ip, int weight, std::int64_t now)
{
    if (weight == 0)
        return;
    Spent &spent = current(ip, now);
    spent.entries.emplace_back(now, weight);
    spent.sum += weight;
    m_most = std::max(m_most, spent.sum);
}

} // namespace lpm::simulator
