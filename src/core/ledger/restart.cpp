// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/restart.h"

#include "core/audit/limits.h"
#include "core/audit/recentchanges.h"
#include "core/audit/statejson.h"
#include "core/audit/trailcollector.h"
#include "core/audit/trailfollower.h"
#include "core/base/limits.h"
#include "core/domain/words.h"
#include "core/ledger/projection.h"

#include <algorithm>
#include <limits>

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;
using base::Timestamp;

namespace {

std::optional<audit::Network> networkOf(const BookRow *book)
{
    if (book == nullptr)
        return std::nullopt;
    for (const auto mode :
         {domain::RunMode::Live, domain::RunMode::Testnet, domain::RunMode::Demo}) {
        if (book->mode == domain::word(mode))
            return audit::Network{mode, book->exchange};
    }
    return std::nullopt;
}

Result<audit::RecoveredPosition> recoveredOf(const PositionRow &row)
{
    auto state = audit::readState(row.state);
    if (!state)
        return failure(state.error());
    const auto open = audit::readOpenLate(row.lateSize, row.lateCash);
    if (!open)
        return failure(open.error());
    return audit::RecoveredPosition{*std::move(state), row.symbol,      row.sizeDecimals,
                                    row.priceDecimals, row.lastUpdated, *open};
}

Result<void> readPositions(Database &database, std::int64_t account, audit::RecoveredAccount &into)
{
    auto rows =
        database.prepare("SELECT coin, symbol, state, size_decimals, price_decimals, "
                         "last_updated, audit_seq, digest, late_size, late_cash FROM positions "
                         "WHERE account = ?");
    if (!rows)
        return failure(rows.error());
    if (auto started = rows->start(account); !started)
        return started;
    while (rows->next()) {
        const std::string coin = rows->text(0);
        const PositionRow row{rows->text(1),        rows->text(2),
                              rows->optionalInt(3), rows->optionalInt(4),
                              rows->time(5),        static_cast<std::uint64_t>(rows->integer(6)),
                              rows->text(8),        rows->text(9)};
        if (rows->text(7) != digestOf(account, coin, row))
            return failure(ErrorCode::Corrupt, "the row of a position was damaged");
        auto position = recoveredOf(row);
        if (!position)
            return failure(position.error().in("the position of " + coin));
        into.positions.emplace(coin, *std::move(position));
    }
    return rows->ended();
}

Result<std::optional<Timestamp>> firstTime(Database &database, const char *sql,
                                           std::int64_t account, std::int64_t value)
{
    auto row = database.prepare(sql);
    if (!row)
        return failure(row.error());
    if (auto started = row->start(account, value); !started)
        return failure(started.error());
    std::optional<Timestamp> time;
    if (row->next())
        time = row->time(0);
    if (auto ended = row->ended(); !ended)
        return failure(ended.error());
    return time;
}

// The rows of an account that are remembered, by the rule of audit/bounds.h.
struct Window
{
    Timestamp from = Timestamp::min();
    std::optional<Timestamp> forgottenUntil; // the newest row before it
};

struct WindowRule
{
    const char *nth;       // its n-th newest time, from 0
    const char *lastOlder; // its newest time before one
    std::size_t least;
    base::Milliseconds age;
};

constexpr WindowRule FillsRule{
    "SELECT time FROM fills WHERE account = ? ORDER BY time DESC LIMIT 1 OFFSET ?",
    "SELECT time FROM fills WHERE account = ? AND time < ? ORDER BY time DESC LIMIT 1",
    base::limits::SeenFills, base::limits::SeenFillsAge};
constexpr WindowRule FundingRule{
    "SELECT time FROM funding WHERE account = ? ORDER BY time DESC LIMIT 1 OFFSET ?",
    "SELECT time FROM funding WHERE account = ? AND time < ? ORDER BY time DESC LIMIT 1",
    audit::limits::FundingRowsKept, audit::limits::FundingRowsAge};

Result<Window> windowOf(Database &database, std::int64_t account, const WindowRule &rule)
{
    const auto newest = firstTime(database, rule.nth, account, 0);
    const auto last =
        firstTime(database, rule.nth, account, static_cast<std::int64_t>(rule.least) - 1);
    if (!newest || !last)
        return failure(newest ? last.error() : newest.error());
    Window window;
    if (!*last)
        return window;
    window.from = std::min(**last, **newest - rule.age);
    const auto older =
        firstTime(database, rule.lastOlder, account, base::toUnixMilliseconds(window.from));
    if (!older)
        return failure(older.error());
    window.forgottenUntil = *older;
    return window;
}

Result<void> readFills(Database &database, std::int64_t account, audit::RecoveredAccount &into)
{
    const auto window = windowOf(database, account, FillsRule);
    if (!window)
        return failure(window.error());
    into.forgottenUntil = window->forgottenUntil;
    auto rows = database.prepare("SELECT coin, time, tid, oid, side FROM fills "
                                 "WHERE account = ? AND time >= ?");
    if (!rows)
        return failure(rows.error());
    if (auto started = rows->start(account, window->from); !started)
        return started;
    while (rows->next()) {
        const bool isBuy = rows->text(4) == domain::word(domain::FillSide::Buy);
        into.fills.insert(domain::FillId{rows->text(0), rows->time(1), rows->integer(2),
                                         rows->integer(3),
                                         isBuy ? domain::FillSide::Buy : domain::FillSide::Sell});
    }
    return rows->ended();
}

Result<domain::FundingPayment> paymentOf(const Statement &row)
{
    const auto amount = audit::readDecimal(row.text(2));
    const auto positionSize = audit::readDecimal(row.text(3));
    const auto rate = audit::readDecimal(row.text(4));
    for (const auto *value : {&amount, &positionSize, &rate}) {
        if (!*value)
            return failure(ErrorCode::Corrupt, "the row of a funding payment was damaged");
    }
    return domain::FundingPayment{row.text(0),   row.time(1), *amount,
                                  *positionSize, *rate,       row.optionalInt(5)};
}

Result<void> readFundings(Database &database, std::int64_t account, audit::RecoveredAccount &into)
{
    const auto window = windowOf(database, account, FundingRule);
    if (!window)
        return failure(window.error());
    into.fundingForgottenUntil = window->forgottenUntil;
    auto rows = database.prepare("SELECT coin, time, amount, position_size, rate, samples "
                                 "FROM funding WHERE account = ? AND time >= ? "
                                 "ORDER BY audit_seq");
    if (!rows)
        return failure(rows.error());
    if (auto started = rows->start(account, window->from); !started)
        return started;
    while (rows->next()) {
        auto payment = paymentOf(*rows);
        if (!payment)
            return failure(payment.error());
        into.fundings[payment->coin].push_back(*std::move(payment));
    }
    return rows->ended();
}

Result<audit::RecoveredAccount> readAccount(Database &database, const AccountRow &row)
{
    audit::RecoveredAccount account;
    account.provenUntil = row.provenUntil;
    account.newestFill = row.newestFill;
    account.isFirstSyncFinished = row.isFirstSyncFinished;
    for (const auto read : {readPositions, readFills, readFundings}) {
        if (auto done = read(database, row.id, account); !done)
            return failure(done.error());
    }
    return account;
}

Result<void> readAccounts(Database &database, const Standings &standings,
                          const audit::Network &network, audit::RecoveredTrail &into)
{
    const BookRow *book = standings.findBook(domain::word(network.mode), network.exchange);
    if (book == nullptr)
        return {};
    for (const auto &[key, row] : standings.accounts()) {
        if (row.book != book->id)
            continue;
        const auto address = domain::Address::parse(row.address);
        if (!address)
            return failure(ErrorCode::Corrupt, "the row of an account was damaged");
        auto account = readAccount(database, row);
        if (!account)
            return failure(account.error());
        into.accounts.emplace(*address, *std::move(account));
    }
    return {};
}

} // namespace

Result<std::optional<audit::Network>> newestNetwork(Database &database)
{
    const auto standpoint = readStandpoint(database);
    if (!standpoint)
        return failure(standpoint.error());
    const auto standings = Standings::open(database);
    if (!standings)
        return failure(standings.error());
    return *standpoint ? networkOf(standings->findBook((*standpoint)->book)) : std::nullopt;
}

Result<std::optional<StartingPoint>> readStartingPoint(Database &database,
                                                       const audit::Network &network)
{
    const auto standpoint = readStandpoint(database);
    if (!standpoint)
        return failure(standpoint.error());
    if (!*standpoint || (*standpoint)->at.head.seq == 0)
        return std::optional<StartingPoint>();
    const auto standings = Standings::open(database);
    if (!standings)
        return failure(standings.error());
    StartingPoint point;
    point.at = (*standpoint)->at;
    point.trail.lines = (*standpoint)->lines;
    point.running = networkOf(standings->findBook((*standpoint)->book));
    if (auto read = readAccounts(database, *standings, network, point.trail); !read)
        return failure(read.error());
    return std::optional(std::move(point));
}

Result<audit::RecoveredTrail> goOn(StartingPoint point, const std::shared_ptr<audit::Disk> &disk,
                                   const std::string &directory, const audit::Network &network)
{
    auto follower = audit::TrailFollower::open(disk, directory, point.at);
    if (!follower)
        return failure(follower.error());
    // The run in work began before the point: its start line is told again, and not counted twice.
    --point.trail.lines;
    audit::TrailCollector collector(std::move(point.trail), network);
    audit::ParsedLine begin;
    begin.type = "start";
    if (point.running) {
        begin.mode = domain::word(point.running->mode);
        begin.exchange = point.running->exchange;
    }
    if (auto begun = collector.collect(begin); !begun)
        return failure(begun.error());
    const auto followed = follower->follow(
        [&](std::string_view line, const audit::Head &) { return collector.collect(line); },
        std::numeric_limits<std::size_t>::max());
    if (!followed)
        return failure(followed.error());
    auto trail = collector.finish(network);
    if (!trail)
        return trail;
    audit::addRecentChanges(*disk, directory, *trail);
    return trail;
}

} // namespace lpm::ledger
