// SPDX-License-Identifier: GPL-3.0-or-later
// What the ledger's tests share: a trail written by the real logger of the real tracker's changes,
// and a ledger beside it.
#pragma once

#include "core/ledger/ledgerfile.h"
#include "core/ledger/ledgerkeeper.h"
#include "core/ledger/restart.h"
#include "tests/core/audit/trailfixture.h"
#include "tests/core/tracker/book.h"

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace lpm::ledger::testing {

inline const audit::Network Mainnet{domain::RunMode::Live, "api.hyperliquid.xyz"};
inline const audit::Network Testnet{domain::RunMode::Testnet, "api.hyperliquid-testnet.xyz"};

// Several accounts that trade, on a clock that goes on; every change is audited.
class Trader
{
public:
    explicit Trader(unsigned seed) : m_random(seed) {}

    // One of: a fill, a funding payment, an adjustment, a comparison, a note.
    void act(audit::AuditLogger &logger, base::Timestamp now);
    void fill(audit::AuditLogger &logger, base::Timestamp now);

private:
    int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(m_random); }
    void funding(audit::AuditLogger &logger, base::Timestamp now);
    void adjust(audit::AuditLogger &logger, base::Timestamp now);
    void note(audit::AuditLogger &logger, base::Timestamp now);

    std::mt19937 m_random;
    fixture::Book m_book;
    std::int64_t m_tradeId = 0;
};

struct LedgerFixture : audit::testing::TrailFixture
{
    std::string ledger() const { return directory.path().toStdString() + "/ledger.sqlite"; }
    LedgerPlace place(Books books = Books::Real) const
    {
        return {ledger(), path(), audit::systemDisk(), books, std::nullopt};
    }
    // A run of so many acts on a network.
    void run(Trader &trader, const audit::Network &network, int acts);
    // Writes all that the trail has into the ledger.
    void followAll(Books books = Books::Real);
    audit::RecoveredTrail fromTrail(const audit::Network &network = Mainnet) const;
    // From the ledger and what is behind it in the trail.
    audit::RecoveredTrail fromLedger(const audit::Network &network = Mainnet) const;
};

// What is different, for people; "" where all is the same to the last digit.
std::string difference(const audit::RecoveredTrail &a, const audit::RecoveredTrail &b);

// The rows of a query, columns joined by '|'.
std::vector<std::string> rows(const std::string &ledger, const char *sql);

} // namespace lpm::ledger::testing
