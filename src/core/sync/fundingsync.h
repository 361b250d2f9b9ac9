// SPDX-License-Identifier: GPL-3.0-or-later
// Brings an account's funding payments together: pages of history over REST first, then what the
// stream pushes, each payment once.
#pragma once

#include "core/domain/fill.h"
#include "core/sync/fundingbook.h"

#include <vector>

namespace lpm::sync {

class FundingSync
{
public:
    struct Due
    {
        domain::FundingPayment payment;
        bool isHistory = false; // from before the first start
    };

    void restore(const std::vector<domain::FundingPayment> &booked, bool isFirstStart);

    // Reads the pages after what is known: at the start, and after each hole in the stream.
    void begin();
    // Where the next page starts.
    base::Timestamp next() const { return m_from; }
    // true: all pages are in. The stream's payments wait until then, since a day that REST tells as
    // one row must not be counted by the hour first.
    bool onPage(std::vector<domain::FundingPayment> page);
    bool onUnavailable(); // the server has no such endpoint: what the stream brings must do
    void onPushed(const std::vector<domain::FundingPayment> &payments);

    // New payments in order of time; empty until the pages are in.
    std::vector<Due> takeDue();
    bool isComplete() const { return m_isComplete; }

private:
    FundingBook m_book;
    std::vector<domain::FundingPayment> m_pages;
    std::vector<domain::FundingPayment> m_pushed;
    base::Timestamp m_from{};
    int m_pagesRead = 0;
    bool m_isFirstStart = true;
    bool m_isComplete = false;
};

} // namespace lpm::sync
