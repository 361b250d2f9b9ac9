// SPDX-License-Identifier: GPL-3.0-or-later
// Brings an account's funding payments together: pages of history over REST first, then what the
// stream pushes, each payment once.
#pragma once

#include "core/domain/fill.h"
#include "core/sync/fundingbook.h"

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace lpm::sync {

class FundingSync
{
public:
    struct Due
    {
        domain::FundingPayment payment;
        bool isHistory = false; // from before the first start
        std::string reason;     // why it is not as told, or not to be booked; "" otherwise
        bool isRefused = false; // to be said, not booked
    };

    // `forgottenUntil`: payments up to here may be missing among those booked.
    void restore(const std::vector<domain::FundingPayment> &booked, bool isFirstStart,
                 std::optional<base::Timestamp> forgottenUntil = {});

    // Reads the pages after what is known: at the start, and after each hole in the stream. From
    // 00:00 of the newest day on: it may be told as one row by now, which is stamped so.
    void begin();
    // Where the next page starts.
    base::Timestamp next() const { return m_from; }
    // true: all pages are in. The stream's payments wait until then, since a day that REST tells as
    // one row must not be counted by the hour first.
    bool onPage(std::vector<domain::FundingPayment> page);
    bool onUnavailable(); // the server has no such endpoint: what the stream brings must do
    // A snapshot tells what was before: at a first start that is history.
    void onPushed(const std::vector<domain::FundingPayment> &payments, bool isSnapshot);

    // New payments in order of time; empty until the pages are in.
    std::vector<Due> takeDue();
    bool isComplete() const { return m_isComplete; }

private:
    struct Pushed
    {
        domain::FundingPayment payment;
        bool isSnapshot = false;
    };
    using Key = std::tuple<base::Timestamp, std::string, int>; // time, coin, samples

    void addDue(const domain::FundingPayment &payment, bool isHistory, std::vector<Due> &due);

    FundingBook m_book;
    std::vector<domain::FundingPayment> m_pages;
    std::map<Key, Pushed> m_pushed; // waiting, each once; the oldest make room
    base::Timestamp m_from{};
    int m_pagesRead = 0;
    bool m_isFirstRead = true;     // pages tell history
    bool m_isFirstSnapshot = true; // where there are no pages, so does the first snapshot
    bool m_hasSnapshot = false;
    bool m_isComplete = false;
};

} // namespace lpm::sync
