// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fundingsync.h"

#include "core/base/limits.h"

#include <algorithm>
#include <utility>

namespace lpm::sync {

namespace {

// 100,000 rows: years of a busy account. Older ones stay unread.
constexpr int PagesAtMost = 200;
// Payments of the stream that wait for the pages. What makes room is on the pages as well.
constexpr std::size_t PushedAtMost = 10'000;

void sortByTime(std::vector<domain::FundingPayment> &payments)
{
    std::stable_sort(payments.begin(), payments.end(),
                     [](const auto &a, const auto &b) { return a.time < b.time; });
}

} // namespace

void FundingSync::restore(const std::vector<domain::FundingPayment> &booked, bool isFirstStart,
                          std::optional<base::Timestamp> forgottenUntil)
{
    if (forgottenUntil) {
        m_book.forgetUntil(*forgottenUntil);
        m_from = *forgottenUntil;
    }
    m_isFirstRead = m_isFirstSnapshot = isFirstStart;
    for (const auto &payment : booked) {
        m_book.take(payment);
        m_from = std::max(m_from, payment.time);
    }
}

void FundingSync::begin()
{
    m_isComplete = false;
    m_pagesRead = 0;
    m_from = std::chrono::floor<std::chrono::days>(m_from);
}

bool FundingSync::onPage(std::vector<domain::FundingPayment> page)
{
    const auto from = m_from;
    base::Timestamp newest{};
    for (const auto &payment : page)
        newest = std::max(newest, payment.time);
    m_from = std::max(m_from, newest);
    const bool isFull
        = page.size() >= static_cast<std::size_t>(base::limits::FundingRowsPerPage);
    // Rows of days share a moment. What more there is of it cannot be asked for; what follows can.
    if (isFull && newest == from)
        m_from += base::Milliseconds(1);
    m_pages.insert(m_pages.end(), page.begin(), page.end());
    m_isComplete = ++m_pagesRead >= PagesAtMost || !isFull || m_from <= from;
    return m_isComplete;
}

bool FundingSync::onUnavailable()
{
    m_isComplete = true;
    return true;
}

void FundingSync::onPushed(const std::vector<domain::FundingPayment> &payments, bool isSnapshot)
{
    m_hasSnapshot = m_hasSnapshot || isSnapshot;
    for (const auto &payment : payments) {
        m_pushed.try_emplace(Key{payment.time, payment.coin, payment.samples.value_or(0)},
                             Pushed{payment, isSnapshot});
        if (m_pushed.size() > PushedAtMost)
            m_pushed.erase(m_pushed.begin());
    }
}

std::vector<FundingSync::Due> FundingSync::takeDue()
{
    std::vector<Due> due;
    if (!m_isComplete)
        return due;
    sortByTime(m_pages);
    for (const auto &payment : m_pages)
        addDue(payment, m_isFirstRead, due);
    for (const auto &[key, pushed] : m_pushed)
        addDue(pushed.payment, m_isFirstSnapshot && pushed.isSnapshot, due);
    m_isFirstRead = m_isFirstRead && m_pagesRead == 0;
    m_isFirstSnapshot = m_isFirstSnapshot && m_isFirstRead && !m_hasSnapshot;
    m_pages.clear();
    m_pushed.clear();
    return due;
}

void FundingSync::addDue(const domain::FundingPayment &payment, bool isHistory,
                         std::vector<Due> &due)
{
    auto entry = m_book.take(payment);
    if (!entry)
        return;
    due.push_back(Due{std::move(entry->payment), isHistory, std::move(entry->reason),
                      entry->outcome == FundingBook::Entry::Outcome::Refused});
}

} // namespace lpm::sync
