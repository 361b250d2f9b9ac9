// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/feetotals.h"

#include "core/base/check.h"

#include <algorithm>
#include <utility>

namespace lpm::domain {

FeeTotals::FeeTotals(std::initializer_list<FeeTotal> totals)
{
    for (const FeeTotal &total : totals)
        (*this)[total.token] = total.amount;
}

Decimal &FeeTotals::operator[](std::string_view token)
{
    if (m_size > 0 && m_first.token == token)
        return m_first.amount;
    if (m_size == 0 || token < m_first.token) {
        FeeTotal later = std::exchange(m_first, FeeTotal{std::string(token), {}});
        if (m_size++ > 0)
            m_others.insert(m_others.begin(), std::move(later));
        return m_first.amount;
    }
    auto place = std::lower_bound(
        m_others.begin(), m_others.end(), token,
        [](const FeeTotal &total, std::string_view name) { return total.token < name; });
    if (place == m_others.end() || place->token != token) {
        place = m_others.insert(place, FeeTotal{std::string(token), {}});
        ++m_size;
    }
    return place->amount;
}

const Decimal &FeeTotals::at(std::string_view token) const
{
    std::size_t index = 0;
    while (index < m_size && total(index).token != token)
        ++index;
    base::ensure(index < m_size, "nothing was charged in this token");
    return total(index).amount;
}

} // namespace lpm::domain
