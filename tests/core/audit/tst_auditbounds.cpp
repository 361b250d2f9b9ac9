// SPDX-License-Identifier: GPL-3.0-or-later
// What is recovered does not grow with the age of a trail, and what is left out is told.
#include "core/audit/bounds.h"
#include "core/audit/limits.h"
#include "core/audit/trailcollector.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;
using base::Timestamp;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

const Timestamp Start = at("2026-01-01T00:00:00.000Z");

domain::FillId fillAt(Timestamp time, std::int64_t number)
{
    return {"BTC", time, number, 1, domain::FillSide::Buy};
}

domain::FundingPayment fundingAt(Timestamp time)
{
    return {"BTC", time, number("1"), number("1"), number("0.1"), std::nullopt};
}

// A fill's line as it is parsed.
audit::ParsedLine fillLine(const std::string &account, Timestamp time, std::int64_t number)
{
    audit::ParsedLine line;
    line.type = "fill";
    line.account = account;
    line.coin = "BTC";
    line.side = "buy";
    line.time = time;
    line.tradeId = number;
    return line;
}

} // namespace

class AuditBoundsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShortTrailForgetsNothing()
    {
        audit::RecoveredAccount account;
        for (int i = 0; i < 100; ++i)
            account.fills.insert(fillAt(Start + hours{24 * i}, i));

        audit::boundFills(account);

        QCOMPARE(account.fills.size(), std::size_t{100});
        QVERIFY(!account.forgottenUntil);
    }

    void oldFillsBeyondTheNumberAreForgottenAndTold()
    {
        audit::RecoveredAccount account;
        const int count = static_cast<int>(base::limits::SeenFills) + 10;
        for (int i = 0; i < count; ++i)
            account.fills.insert(fillAt(Start + hours{i}, i));

        audit::boundFills(account);

        QCOMPARE(account.fills.size(), base::limits::SeenFills);
        QCOMPARE(account.forgottenUntil.value(), Start + hours{9});
    }

    void aWeekIsKeptWhateverItsNumber()
    {
        audit::RecoveredAccount account;
        const int count = static_cast<int>(base::limits::SeenFills) + 10;
        for (int i = 0; i < count; ++i)
            account.fills.insert(fillAt(Start + seconds{i}, i));

        audit::boundFills(account);

        QCOMPARE(account.fills.size(), static_cast<std::size_t>(count));
    }

    void fundingRowsAreBoundedToo()
    {
        audit::RecoveredAccount account;
        const int count = static_cast<int>(audit::limits::FundingRowsKept) + 5;
        for (int i = 0; i < count; ++i)
            account.fundings["BTC"].push_back(fundingAt(Start + hours{i}));
        account.fundings["OLD"].push_back(fundingAt(Start - hours{1}));

        audit::boundFundings(account);

        QCOMPARE(audit::fundingRows(account), audit::limits::FundingRowsKept);
        QCOMPARE(account.fundingForgottenUntil.value(), Start + hours{4});
        QVERIFY(!account.fundings.contains("OLD"));
    }

    void boundingInPartsIsBoundingTheWhole()
    {
        const std::string address = account(1).text();
        const audit::Network network{domain::RunMode::Live, "api"};
        const int count = 5 * static_cast<int>(base::limits::SeenFills);
        audit::RecoveredTrail parts;
        audit::TrailCollector whole(audit::RecoveredTrail{}, network);
        for (int from = 0; from < count; from += 33'333) {
            audit::TrailCollector part(std::move(parts), network);
            for (int i = from; i < std::min(count, from + 33'333); ++i) {
                const auto line = fillLine(address, Start + hours{i % 977} + seconds{i}, i);
                QVERIFY(part.collect(line));
                QVERIFY(whole.collect(line));
            }
            parts = part.finish(network).value();
        }

        const auto inOne = whole.finish(network).value().accounts.at(account(1));
        const auto inParts = parts.accounts.at(account(1));

        QVERIFY(inOne.fills == inParts.fills);
        QVERIFY(inOne.forgottenUntil.has_value());
        QVERIFY(inOne.forgottenUntil == inParts.forgottenUntil);
    }
};

QTEST_APPLESS_MAIN(AuditBoundsTest)
#include "tst_auditbounds.moc"
