// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fundingsync.h"

#include "core/base/limits.h"

#include <algorithm>

namespace lpm::sync {

namespace {

// 100,000 rows: years of a busy account. Older ones stay unread.
constexpr int PagesAtMost = 200;

void sortByTime(std::vector<domain::FundingPayment> &payments)
{
    std::stable_sort(payments.begin(), payments.end(),
                     [](const auto &a, const auto &b) { return a.time < b.time; });
}

} // namespace

void FundingSync::restore(const std::vector<domain::FundingPayment> &booked, bool isFirstStart)
{
    m_isFirstStart = isFirstStart;
    for (const auto &payment : booked) {
        m_book.take(payment);
        m_from = std::max(m_from, payment.time);
    }
}

void FundingSync::begin()
{
    m_isComplete = false;
    m_pagesRead = 0;
}

bool FundingSync::onPage(std::vector<domain::FundingPayment> page)
{
    const auto from = m_from;
    for (const auto &payment : page)
        m_from = std::max(m_from, payment.time);
    const bool isFull
        = page.size() >= static_cast<std::size_t>(base::limits::FundingRowsPerPage);
    m_pages.insert(m_pages.end(), page.begin(), page.end());
    m_isComplete = ++m_pagesRead >= PagesAtMost || !isFull || m_from <= from;
    return m_isComplete;
}

bool FundingSync::onUnavailable()
{
    m_isComplete = true;
    return true;
}

void FundingSync::onPushed(const std::vector<domain::FundingPayment> &payments)
{
    m_pushed.insert(m_pushed.end(), payments.begin(), payments.end());
}

std::vector<FundingSync::Due> FundingSync::takeDue()
{
    std::vector<Due> due;
    if (!m_isComplete)
        return due;
    sortByTime(m_pages);
    sortByTime(m_pushed);
    for (const auto &payment : m_pages) {
        if (m_book.take(payment))
            due.push_back(Due{payment, m_isFirstStart});
    }
    m_isFirstStart = m_isFirstStart && m_pagesRead == 0;
    for (const auto &payment : m_pushed) {
        if (m_book.take(payment))
            due.push_back(Due{payment, false});
    }
    m_pages.clear();
    m_pushed.clear();
    return due;
}

} // namespace lpm::sync
