// SPDX-License-Identifier: GPL-3.0-or-later
// Knows every true fill and watches every change: the invariants of the heart, checked as it goes.
// Throws Broken where one does not hold.
#pragma once

#include "core/domain/change.h"
#include "core/domain/syncnote.h"
#include "core/tracker/positiontracker.h"
#include "tests/simulation/exchangeaccount.h"
#include "tests/simulation/fillmarks.h"
#include "tests/simulation/world.h"

#include <optional>
#include <string>
#include <vector>

namespace lpm::simulation {

class Oracle
{
public:
    Oracle(World &world, std::vector<ExchangeAccount> &accounts);

    // --- as it goes ---
    struct Target
    {
        std::size_t market = 0;
        std::optional<std::size_t> fill; // of the account's true fills
    };
    Target onChange(std::size_t account, const domain::Change &change);
    void onNote(std::size_t account, const domain::SyncNote &note);
    // The process begins with this: what the trail has given back.
    void onRestart(const tracker::PositionTracker &tracker);
    void forgetApplied(std::size_t account);
    bool isApplied(std::size_t account, std::size_t fill) const
    {
        return m_books[account].applied.at(fill) == FillMarks::Mark::Applied;
    }
    // Fills with a smaller number are not asked about any more.
    void forgetOld(std::size_t account, std::size_t before)
    {
        m_books[account].applied.forget(before);
    }
    void rememberApplied(std::size_t account, const domain::FillId &fill);

    // --- when the faults are over ---
    // "" or what differs. Sizes only, or everything that can be known.
    std::string sizesDiffer(const tracker::PositionTracker &tracker) const;
    std::string anythingDiffers(const tracker::PositionTracker &tracker) const;
    std::string fillIsMissing() const;

    std::uint64_t changes() const { return m_changes; }
    std::uint64_t lateFills() const { return m_lateFills; }
    std::uint64_t adjustments() const { return m_adjustments; }
    std::uint64_t discrepancies() const { return m_discrepancies; }
    // Of entries, though nothing was said of the coin before that would explain one.
    std::uint64_t entryDiscrepancies() const { return m_entryDiscrepancies; }
    // Fills that nobody can read any more are not expected to be applied.
    void excuse(std::size_t account, std::size_t fill);
    bool isExcused(std::size_t account) const { return m_books[account].excused > 0; }

    bool saidGap(std::size_t account) const { return m_books[account].saidGap; }

private:
    struct CoinBook
    {
        domain::PositionState last;
        bool isKnown = false;
        bool wasSaidUnknown = false; // an anchor, gap or discrepancy: gains may be near only
    };
    struct Book
    {
        std::vector<CoinBook> coins;
        FillMarks applied;
        std::size_t excused = 0;
        bool saidGap = false;
    };

    std::size_t marketOf(std::size_t account, const std::string &coin) const;
    std::size_t checkFill(std::size_t account, std::size_t market, const domain::Change &change);
    void checkCash(const domain::Change &change) const;
    std::string coinDiffers(std::size_t account, std::size_t market,
                            const tracker::Position &ours) const;
    [[noreturn]] void broken(const domain::Change &change, const std::string &what) const;

    World &m_world;
    std::vector<ExchangeAccount> &m_accounts;
    std::vector<Book> m_books;
    std::uint64_t m_changes = 0;
    std::uint64_t m_lateFills = 0;
    std::uint64_t m_adjustments = 0;
    std::uint64_t m_discrepancies = 0;
    std::uint64_t m_entryDiscrepancies = 0;
    std::uint64_t m_revision = 0;
};

} // namespace lpm::simulation
