// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/rebuild.h"

#include "core/audit/trailfiles.h"
#include "core/ledger/ledgerfile.h"
#include "core/ledger/schema.h"

#include <QFileInfo>

#include <limits>

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

// The same account has another number in each ledger.
constexpr const char *SameAccount =
    "JOIN old.accounts AS theirs ON theirs.id = sample.account "
    "JOIN old.book AS their_book ON their_book.id = theirs.book "
    "JOIN book AS our_book ON our_book.mode = their_book.mode "
    "AND our_book.exchange = their_book.exchange "
    "JOIN accounts AS ours ON ours.book = our_book.id AND ours.address = theirs.address";

enum class Old { Absent, Usable, Damaged };

Result<Old> judgeOld(const std::string &path)
{
    if (!QFileInfo::exists(QString::fromStdString(path)))
        return Old::Absent;
    const auto database = Database::open(path, Database::Access::ReadWrite);
    auto usable = database ? bringUpSchema(**database) : failure(database.error());
    if (usable)
        usable = checkLedgerFile(**database);
    if (usable)
        return Old::Usable;
    if (usable.error().code == ErrorCode::Corrupt)
        return Old::Damaged;
    return failure(usable.error());
}

Result<std::int64_t> copySamples(Database &database, const std::string &oldPath)
{
    auto attach = database.prepare("ATTACH ? AS old");
    if (!attach)
        return failure(attach.error());
    if (auto done = attach->run(oldPath); !done)
        return failure(done.error());
    std::int64_t copied = 0;
    for (const std::string &insert :
         {std::string("INSERT OR IGNORE INTO equity_samples SELECT ours.id, sample.time, "
                      "sample.equity, sample.unrealized_pnl, sample.realized_pnl, sample.fees, "
                      "sample.funding FROM old.equity_samples AS sample ") +
              SameAccount,
          std::string("INSERT OR IGNORE INTO day_marks SELECT ours.id, sample.coin, sample.day, "
                      "sample.mark, sample.time, sample.size, sample.unrealized_pnl "
                      "FROM old.day_marks AS sample ") +
              SameAccount}) {
        auto statement = database.prepare(insert.c_str());
        if (!statement)
            return failure(statement.error());
        if (auto done = statement->start(); !done)
            return failure(done.error());
        copied += statement->changes();
        if (auto done = statement->ended(); !done)
            return failure(done.error());
    }
    if (auto done = database.execute("DETACH old"); !done)
        return failure(done.error());
    return copied;
}

Result<void> followAll(const LedgerPlace &place, RebuildReport &report, base::Timestamp now)
{
    constexpr auto everything = std::numeric_limits<std::uint64_t>::max();
    LedgerKeeper keeper(place);
    for (;;) {
        const auto more = keeper.work(everything, nullptr, now);
        if (!more)
            return failure(more.error());
        if (!*more)
            break;
    }
    const auto notices = keeper.takeNotices();
    report.notices.insert(report.notices.end(), notices.begin(), notices.end());
    return {};
}

Result<void> count(Database &database, RebuildReport &report)
{
    const auto place = readStandpoint(database);
    if (!place)
        return failure(place.error());
    report.lines = *place ? (*place)->lines : 0;
    const auto fills = database.integer("SELECT count(*) FROM fills");
    const auto payments = database.integer("SELECT count(*) FROM funding");
    if (!fills || !payments)
        return failure(fills ? payments.error() : fills.error());
    report.fills = *fills;
    report.payments = *payments;
    return {};
}

// The connection is closed when it returns: what it wrote is in the one file then.
Result<void> completeNew(const std::string &path, const std::string &oldPath, bool takesSamples,
                         RebuildReport &report)
{
    const auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        return failure(database.error());
    if (takesSamples) {
        const auto samples = copySamples(**database, oldPath);
        if (!samples)
            return failure(samples.error().in("the samples of the old ledger"));
        report.samples = *samples;
    }
    return count(**database, report);
}

} // namespace

Result<RebuildReport> rebuildLedger(LedgerPlace place, base::Timestamp now)
{
    const auto trail = audit::listTrail(*place.disk, place.trailDirectory);
    if (!trail)
        return failure(trail.error());
    const std::string path = std::exchange(place.file, place.file + ".rebuild");
    const auto old = judgeOld(path);
    if (!old)
        return failure(old.error());
    RebuildReport report;
    if (auto removed = removeLedgerFile(place.file); !removed)
        return failure(removed.error());
    if (auto done = followAll(place, report, now); !done)
        return failure(done.error());
    if (auto done = completeNew(place.file, path, *old == Old::Usable, report); !done)
        return failure(done.error());
    if (*old == Old::Damaged) {
        auto moved = moveAside(path, now);
        if (!moved)
            return failure(moved.error());
        report.notices.push_back(*std::move(moved));
    }
    if (auto replaced = replaceLedgerFile(place.file, path); !replaced)
        return failure(replaced.error());
    return report;
}

} // namespace lpm::ledger
