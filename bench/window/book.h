// SPDX-License-Identifier: GPL-3.0-or-later
// The positions that the bench plays, every value made before: of each position a handful of views
// at different marks. What is told takes a copy of the next one and the moment of now.
#pragma once

#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"
#include "core/domain/account.h"

#include <cstdint>
#include <vector>

namespace lpm::bench::window {

class Book
{
public:
    Book(int positions, int accounts);

    const std::vector<domain::WatchedAccount> &accounts() const { return m_accounts; }
    int size() const { return static_cast<int>(m_lines.size()); }

    // The mark of a position has moved: to its next value.
    domain::PositionUpdatePtr move(int position, base::Timestamp now);
    // A fill of the position, which stands as it stood.
    domain::PositionUpdatePtr fill(int position, base::Timestamp now);
    // It is no longer held, or held again; the next summary tells it.
    void setHeld(int position, bool isHeld);

    domain::SummaryPtr summary(int account, base::Timestamp now) const;
    domain::HealthPtr health(base::Timestamp now) const;
    domain::ReconciliationPtr agreement(int account, base::Timestamp now) const;

private:
    struct Line
    {
        int account = 0;
        bool isHeld = true;
        std::size_t place = 0; // of `marks`
        std::vector<domain::PositionView> marks;
    };

    domain::PositionView viewOf(const Line &line, base::Timestamp now) const;
    std::vector<domain::PositionView> heldBy(int account, base::Timestamp now) const;
    domain::PositionUpdate update(const Line &line, base::Timestamp now);

    std::vector<domain::WatchedAccount> m_accounts;
    std::vector<std::uint64_t> m_seqs; // of each account
    std::vector<Line> m_lines;
    std::uint64_t m_fills = 0;
};

} // namespace lpm::bench::window
