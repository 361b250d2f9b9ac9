// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ledger/ledgerfixture.h"

#include "core/audit/recovery.h"

#include <QtTest>

#include <limits>

namespace lpm::ledger::testing {

using audit::testing::number;
using domain::FillSide;

namespace {

constexpr const char *Coins[] = {"BTC", "ETH", "SOL", "kPEPE", "xyz:TSLA"};

} // namespace

void Trader::act(audit::AuditLogger &logger, base::Timestamp now)
{
    switch (below(8)) {
    case 0:
        funding(logger, now);
        break;
    case 1:
        adjust(logger, now);
        break;
    case 2:
        note(logger, now);
        break;
    default:
        fill(logger, now);
        break;
    }
}

void Trader::fill(audit::AuditLogger &logger, base::Timestamp now)
{
    const auto owner = fixture::account(below(3));
    const char *coin = Coins[below(5)];
    domain::Fill fill =
        fixture::FillOf(below(2) ? FillSide::Buy : FillSide::Sell, coin,
                        std::to_string(1 + below(50)), std::to_string(1 + below(90'000)) + ".5");
    const auto *held = m_book.tracker.find(owner, coin);
    fill.startPosition = held ? held->state.size : domain::Decimal();
    fill.time = now;
    fill.tradeId = ++m_tradeId;
    fill.orderId = below(1000);
    fill.fee = number("0.0" + std::to_string(below(1000)));
    auto change =
        m_book.tracker.applyFill(owner, fill, {domain::FillSource::Backfill, below(9) == 0}, now);
    QVERIFY2(change, "the tracker refused a fill");
    if (below(4) == 0) {
        change->isLate = true;
        if (below(2))
            change->openLate = domain::OpenLate{fill.signedSize(), number("-12.5")};
    }
    logger.change(*change);
}

void Trader::funding(audit::AuditLogger &logger, base::Timestamp now)
{
    domain::FundingPayment payment;
    payment.coin = Coins[below(5)];
    payment.time = now;
    payment.amount = number("-0.00" + std::to_string(1 + below(1000)));
    payment.positionSize = number(std::to_string(below(50)));
    payment.rate = number("0.0000125");
    if (below(4) == 0)
        payment.samples = 24;
    const auto change = m_book.tracker.bookFunding(fixture::account(below(3)), payment, false, now);
    QVERIFY2(change, "the tracker refused a payment");
    logger.change(*change);
}

void Trader::adjust(audit::AuditLogger &logger, base::Timestamp now)
{
    const auto change =
        m_book.tracker.resize(fixture::account(below(3)), Coins[below(5)],
                              number(std::to_string(below(100))), now, "fills are missing");
    if (change)
        logger.change(*change);
}

void Trader::note(audit::AuditLogger &logger, base::Timestamp now)
{
    domain::SyncNote note;
    note.kind = below(2) ? domain::NoteKind::Reconciled : domain::NoteKind::Discrepancy;
    note.account = fixture::account(below(3));
    note.time = now;
    if (below(2))
        note.from = now - std::chrono::minutes(below(60));
    if (note.kind == domain::NoteKind::Discrepancy) {
        note.coin = Coins[below(5)];
        note.field = "size";
        note.ours = number("1.5");
        note.theirs = number("2");
        note.reason = "two readings agree";
    }
    logger.note(note);
}

void LedgerFixture::run(Trader &trader, const audit::Network &network, int acts)
{
    const auto logger = open().value();
    logger->started("0.1.0", network.mode, network.exchange);
    for (int i = 0; i < acts; ++i) {
        trader.act(*logger, clock.now().wall);
        // A day ends now and then, and several acts share a millisecond.
        clock.advance(i % 17 == 16 ? std::chrono::hours(7) : base::Milliseconds(i % 3));
    }
    logger->stopped("asked to stop");
}

void LedgerFixture::followAll(Books books)
{
    LedgerKeeper keeper(place(books));
    for (;;) {
        const auto more =
            keeper.work(std::numeric_limits<std::uint64_t>::max(), nullptr, clock.now().wall);
        QVERIFY2(more, more ? "" : more.error().message.c_str());
        if (!*more)
            break;
    }
}

audit::RecoveredTrail LedgerFixture::fromTrail(const audit::Network &network) const
{
    return audit::readBack(path(), network).value();
}

audit::RecoveredTrail LedgerFixture::fromLedger(const audit::Network &network) const
{
    const auto database = Database::open(ledger(), Database::Access::ReadOnly).value();
    auto point = readStartingPoint(*database, network).value();
    if (!point)
        return fromTrail(network);
    return goOn(*std::move(point), audit::systemDisk(), path(), network).value();
}

namespace {

std::string difference(const audit::RecoveredPosition &a, const audit::RecoveredPosition &b)
{
    if (!(a.state == b.state))
        return "state: " + a.state.size.text() + " and " + b.state.size.text();
    if (a.symbol != b.symbol || a.sizeDecimals != b.sizeDecimals ||
        a.priceDecimals != b.priceDecimals)
        return "symbol or decimals";
    if (!(a.openLate == b.openLate))
        return "late fills open: " + a.openLate.size.text() + " and " + b.openLate.size.text();
    return a.lastUpdated == b.lastUpdated ? "" : "last updated";
}

std::string difference(const audit::RecoveredAccount &a, const audit::RecoveredAccount &b)
{
    if (a.positions.size() != b.positions.size())
        return "count of positions";
    for (const auto &[coin, position] : a.positions) {
        const auto other = b.positions.find(coin);
        if (other == b.positions.end())
            return "no " + coin;
        if (const auto found = difference(position, other->second); !found.empty())
            return coin + " " + found;
    }
    if (a.fills != b.fills)
        return "fills: " + std::to_string(a.fills.size()) + " and " +
               std::to_string(b.fills.size());
    if (a.fundings != b.fundings)
        return "funding payments";
    if (a.forgottenUntil != b.forgottenUntil || a.fundingForgottenUntil != b.fundingForgottenUntil)
        return "forgotten until";
    const bool isSameWay = std::equal(
        a.recentChanges.begin(), a.recentChanges.end(), b.recentChanges.begin(),
        b.recentChanges.end(), [](const domain::Change &x, const domain::Change &y) {
            return x.coin == y.coin && x.before == y.before && x.after == y.after;
        });
    if (!isSameWay)
        return "recent changes";
    if (a.provenUntil != b.provenUntil)
        return "proven until";
    if (a.newestFill != b.newestFill)
        return "newest fill";
    return a.isFirstSyncFinished == b.isFirstSyncFinished ? "" : "first synchronisation";
}

} // namespace

std::string difference(const audit::RecoveredTrail &a, const audit::RecoveredTrail &b)
{
    if (a.lines != b.lines)
        return "lines: " + std::to_string(a.lines) + " and " + std::to_string(b.lines);
    if (a.accounts.size() != b.accounts.size())
        return "count of accounts";
    for (const auto &[address, account] : a.accounts) {
        const auto other = b.accounts.find(address);
        if (other == b.accounts.end())
            return "no " + address.text();
        if (const auto found = difference(account, other->second); !found.empty())
            return address.text() + " " + found;
    }
    return {};
}

std::vector<std::string> rows(const std::string &ledger, const char *sql)
{
    std::vector<std::string> found;
    const auto database = Database::open(ledger, Database::Access::ReadOnly);
    if (!database) {
        QTest::qFail(database.error().message.c_str(), __FILE__, __LINE__);
        return found;
    }
    auto statement = (*database)->prepare(sql);
    auto started = statement ? statement->start() : base::failure(statement.error());
    if (!started) {
        QTest::qFail(started.error().message.c_str(), __FILE__, __LINE__);
        return found;
    }
    while (statement->next()) {
        std::string row;
        for (int column = 0; column < statement->columns(); ++column)
            row += (column > 0 ? "|" : "") + statement->text(column);
        found.push_back(std::move(row));
    }
    return found;
}

} // namespace lpm::ledger::testing
