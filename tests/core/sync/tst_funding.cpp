// SPDX-License-Identifier: GPL-3.0-or-later
// Funding is booked once, from wherever and in whatever order its rows come.
#include "tests/core/sync/fundingfixture.h"
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using base::ErrorCode;
using domain::ChangeKind;

class FundingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fundingIsBookedOncePerHourFromWhereverItComes()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.now = 24 * Hour;
        session.lose(buy("BTC", "0.2", "50000"));
        for (int hour = 1; hour <= 5; ++hour)
            exchange.fundings.push_back(funding("-0.1", session.now + hour * Hour + 20));
        session.now += 6 * Hour;
        session.connect();
        session.perform(session.sync->onFundings(exchange.fundings, session.instant())); // snapshot
        session.runFor(10'000);
        QCOMPARE(session.held("BTC")->state.funding, dec("-0.5"));
        QVERIFY(session.news().empty());

        auto again = exchange.fundings.back();
        again.time += base::Milliseconds(15); // the same hour, stamped a little later
        session.perform(session.sync->onFundings({again}, session.instant()));
        const auto fresh = funding("-0.2", session.now + Hour);
        session.perform(session.sync->onFundings({fresh, fresh}, session.instant()));

        QCOMPARE(session.held("BTC")->state.funding, dec("-0.7"));
        QCOMPARE(session.news().size(), std::size_t(1));
        QCOMPARE(session.news()[0].kind, ChangeKind::Funding);
    }

    void aDayToldAsOneRowNeverCountsBesideItsHours()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.now = 24 * 10 * Hour;
        const long long day = 24 * 5 * Hour - 1'790'000'000'000 % (24 * Hour); // midnight UTC
        exchange.fundings.push_back(funding("-2.4", day, 24));
        session.connect();
        session.perform(session.sync->onFundings(
            {funding("-0.1", day + Hour), funding("-0.1", day + 2 * Hour)}, session.instant()));
        session.runFor(10'000);
        QCOMPARE(session.held("BTC")->state.funding, dec("-2.4"));

        // The other way round: hours first, the day's row later.
        session.perform(session.sync->onFundings({funding("-0.3", day + 25 * Hour)},
                                                 session.instant()));
        session.perform(session.sync->onFundings({funding("-7.2", day + 24 * Hour, 24)},
                                                 session.instant()));
        QCOMPARE(session.held("BTC")->state.funding, dec("-9.6"));
        const auto correction = session.changes(ChangeKind::Funding).back();
        QCOMPARE(correction.funding->amount, dec("-6.9"));
        QVERIFY(!correction.reason.empty()); // what it is can be read in its line
    }

    void aRowThatContradictsTheHoursIsSaidOnceAndChangesNothing()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.now = 24 * 10 * Hour;
        session.begin();
        const long long day = 24 * 5 * Hour - 1'790'000'000'000 % (24 * Hour); // midnight UTC
        session.perform(session.sync->onFundings(
            {funding("-0.1", day + Hour), funding("-0.1", day + 2 * Hour)}, session.instant()));

        for (int i = 0; i < 3; ++i)
            session.perform(
                session.sync->onFundings({funding("-0.1", day, 1)}, session.instant()));

        QCOMPARE(session.held("BTC")->state.funding, dec("-0.2"));
        const auto notes = session.notes(domain::NoteKind::Conflict);
        QCOMPARE(notes.size(), std::size_t(1));
        QCOMPARE(notes[0].coin, std::string("BTC"));
        QCOMPARE(notes[0].theirs, std::optional(dec("-0.1")));
    }

    void aPaymentThatDoesNotFitIsSaidOnceAndHoldsUpNothing()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.now = 24 * 10 * Hour;
        session.begin();
        auto huge = funding("1", session.now);
        huge.amount = dec("9999999999999999999") * dec("9999999999999999999");
        auto tooMuch = huge;
        tooMuch.time += std::chrono::hours(1);
        session.perform(session.sync->onFundings({huge}, session.instant()));

        for (int i = 0; i < 3; ++i)
            session.perform(session.sync->onFundings({tooMuch}, session.instant()));
        session.perform(session.sync->onFundings({funding("4", session.now + 2 * Hour)},
                                                 session.instant()));

        QCOMPARE(session.held("BTC")->state.funding, huge.amount + dec("4"));
        const auto notes = session.notes(domain::NoteKind::Conflict);
        QCOMPARE(notes.size(), std::size_t(1));
        QCOMPARE(notes[0].theirs, std::optional(tooMuch.amount));
        QVERIFY(notes[0].reason.find("does not fit") != std::string::npos);
    }

    void manyFundingRowsArePaged()
    {
        ScriptedExchange exchange;
        exchange.fundingRows = 500;
        Session session(exchange);
        session.now = 3000 * Hour;
        for (int hour = 0; hour < 1700; ++hour)
            exchange.fundings.push_back(funding("-0.01", hour * Hour + 30));

        session.begin();

        QCOMPARE(session.held("BTC")->state.funding, dec("-17"));
        QVERIFY(session.requestsOf(FundingRequest) >= 4);
    }

    void fundingPaidWhileDisconnectedIsReadAfterTheReconnect()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        exchange.fundings.push_back(funding("-0.1", session.now));
        session.begin();
        session.disconnect();
        session.runFor(2 * Hour);
        exchange.fundings.push_back(funding("-0.2", session.now));
        session.runFor(1000);

        session.begin();

        QCOMPARE(session.held("BTC")->state.funding, dec("-0.3"));
        QCOMPARE(session.news().size(), std::size_t(1)); // it is news: the first start is long ago
    }

    void aFailedFundingPageIsAskedAgainWhateverElseIsRead()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        exchange.fundings.push_back(funding("-0.1", 0));
        session.now += 1000;
        session.failures[FundingRequest] = {ErrorCode::Timeout};
        session.connect();
        session.runFor(140);

        session.perform(session.sync->resynchronise(session.instant())); // fills, meanwhile
        session.runFor(60'000);

        QCOMPARE(session.held("BTC")->state.funding, dec("-0.1"));
    }
};

QTEST_APPLESS_MAIN(FundingTest)
#include "tst_funding.moc"
