// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of an account's agreement with the exchange, for people and programs to see: each
// field of the last states that came, and what became of the differences. It decides nothing: what
// a difference means is AccountSync's, and is taken over from its notes and changes. Pure.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/change.h"
#include "core/domain/reconciliation.h"
#include "core/domain/syncnote.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lpm::monitor {

class ReconciliationLog
{
public:
    // `rows` of all coins of the dexes in `judged`; of a coin that changed since `readSince` an
    // unequal field says nothing.
    void onCompared(std::vector<domain::ComparedField> rows, const std::set<std::string> &judged,
                    base::Milliseconds readSince, base::Instant now);
    void onChange(const domain::Change &change, base::Instant now);
    void onNote(const domain::SyncNote &note);

    // Something proven differs, and nobody knows yet what it means.
    bool isSuspicious() const;
    bool hasDiscrepancy() const { return !m_raised.empty(); }
    std::vector<domain::ComparedField> rows() const;
    std::vector<domain::Drift> history() const;         // newest first
    std::uint64_t version() const { return m_version; } // rises when any of the above changes

private:
    using Key = std::pair<std::string, std::string>; // coin, field

    struct Pending // a difference that may be of a moment only
    {
        base::Instant since;
        domain::Drift drift;
        bool isInHistory = false;
        bool hadFill = false;
    };

    void judge(domain::ComparedField &row, base::Milliseconds readSince, base::Instant now);
    void noteDifference(const domain::ComparedField &row, base::Instant now);
    void settle(const Key &key, base::Timestamp now);
    void enter(Pending &pending);
    domain::Drift *inHistory(const Key &key);

    std::map<std::string, std::vector<domain::ComparedField>, std::less<>> m_rows; // by coin
    std::map<std::string, base::Milliseconds> m_changedAt;                         // by coin
    std::map<Key, Pending> m_pending;
    std::set<std::string> m_raised;      // coins with a discrepancy that was left as it is
    std::deque<domain::Drift> m_history; // newest last
    std::uint64_t m_version = 0;
};

} // namespace lpm::monitor
