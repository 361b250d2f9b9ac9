// SPDX-License-Identifier: GPL-3.0-or-later
// What was charged, per token and in the order of their names. Nearly every position pays in one
// token: that total is kept inside, so that copying a position's state allocates nothing.
#pragma once

#include "core/domain/decimal.h"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::domain {

struct FeeTotal
{
    std::string token; // as the exchange names it
    Decimal amount;    // as charged; negative is a rebate

    friend bool operator==(const FeeTotal &, const FeeTotal &) = default;
};

class FeeTotals
{
public:
    class Iterator
    {
    public:
        Iterator(const FeeTotals &totals, std::size_t index) : m_totals(&totals), m_index(index) {}
        const FeeTotal &operator*() const { return m_totals->total(m_index); }
        Iterator &operator++()
        {
            ++m_index;
            return *this;
        }
        friend bool operator==(const Iterator &, const Iterator &) = default;

    private:
        const FeeTotals *m_totals;
        std::size_t m_index;
    };

    FeeTotals() = default;
    FeeTotals(std::initializer_list<FeeTotal> totals);

    Decimal &operator[](std::string_view token);     // 0 at first
    const Decimal &at(std::string_view token) const; // one that was charged (ensured)
    void clear() { *this = FeeTotals(); }
    Iterator begin() const { return Iterator(*this, 0); }
    Iterator end() const { return Iterator(*this, m_size); }

    friend bool operator==(const FeeTotals &, const FeeTotals &) = default;

private:
    const FeeTotal &total(std::size_t index) const
    {
        return index == 0 ? m_first : m_others[index - 1];
    }

    std::size_t m_size = 0;
    FeeTotal m_first;               // of nothing while m_size is 0
    std::vector<FeeTotal> m_others; // sorted, all behind the first
};

} // namespace lpm::domain
