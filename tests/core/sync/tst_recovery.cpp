// SPDX-License-Identifier: GPL-3.0-or-later
// Lost connections, refused requests and restarts: nothing lost, nothing twice, and live again.
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using base::ErrorCode;
using domain::ChangeKind;
using domain::Decimal;
using domain::FeedState;
using domain::FundingPayment;
using domain::NoteKind;

namespace {

constexpr long long Hour = 3'600'000;

FundingPayment funding(const char *amount, long long time, std::optional<int> samples = {})
{
    FundingPayment payment;
    payment.coin = "BTC";
    payment.time = at(time);
    payment.amount = dec(amount);
    payment.positionSize = dec("0.2");
    payment.rate = dec("0.0000125");
    payment.samples = samples;
    return payment;
}

} // namespace

class RecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReconnectLosesNothingAndAppliesNothingTwice()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        session.runFor(5000);
        session.disconnect();
        QCOMPARE(session.sync->status().state, FeedState::Offline);
        QVERIFY(!session.sync->wakeAt()); // nothing to do without a feed
        session.trade(sell("BTC", "0.3", "50500"));
        session.runFor(30'000);
        session.trade(buy("ETH", "1", "3000"));

        session.connect();
        session.push(exchange.fills(), true);
        session.runFor(10'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), std::size_t(3));
        QCOMPARE(session.news().size(), std::size_t(3));
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QCOMPARE(session.held("BTC")->state.realizedPnl, dec("100"));
    }

    void answersOfALostConnectionAreIgnored()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.latency = 2000;
        session.connect();
        session.runFor(500);
        session.disconnect();
        session.runFor(5000);

        QCOMPARE(session.changes().size(), std::size_t(0));
        QCOMPARE(session.sync->status().state, FeedState::Offline);

        session.connect();
        session.runFor(10'000);
        QVERIFY(session.agrees());
        QVERIFY(session.news().empty());
    }

    void connectionsThatBreakAgainAndAgainEndInTheSame()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        for (int cut = 0; cut < 120; cut += 7) {
            session.connect();
            session.runFor(cut);
            session.trade(buy("BTC", "0.01", "50000"));
            session.disconnect();
            session.lose(sell("BTC", "0.005", "50000"));
            session.runFor(100);
        }

        session.begin();

        QVERIFY(session.agrees());
        QCOMPARE(session.changes().size(), exchange.fills().size());
        QVERIFY(session.notes(NoteKind::Gap).empty());
    }

    void anUnreadableFrameIsFollowedByReadingAgain()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.lose(buy("BTC", "0.2", "50000"));

        session.perform(session.sync->resynchronise(session.instant()));
        session.runFor(1000);

        QVERIFY(session.agrees());
    }

    // --- refused requests ------------------------------------------------------------------

    void aFailedReadingChangesNothingAndIsAskedAgain_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("kind");
        const std::pair<ErrorCode, const char *> codes[]
            = {{ErrorCode::InvalidArgument, "invalid argument"}, {ErrorCode::Parse, "parse"},
               {ErrorCode::Overflow, "overflow"}, {ErrorCode::NotFound, "not found"},
               {ErrorCode::Io, "io"}, {ErrorCode::Network, "network"}, {ErrorCode::Http, "http"},
               {ErrorCode::RateLimited, "rate limited"}, {ErrorCode::Timeout, "timeout"},
               {ErrorCode::Protocol, "protocol"}, {ErrorCode::Corrupt, "corrupt"},
               {ErrorCode::Busy, "busy"}, {ErrorCode::Configuration, "configuration"},
               {ErrorCode::Cancelled, "cancelled"}};
        const char *kinds[] = {"fills", "twap", "state", "funding"};
        for (const auto &[code, name] : codes) {
            for (int kind = 0; kind < 4; ++kind) {
                // Of the slices these mean that there is no such list: see below.
                const bool isUnavailable
                    = code == ErrorCode::Parse || code == ErrorCode::NotFound;
                if (kind != static_cast<int>(TwapRequest) || !isUnavailable)
                    QTest::addRow("%s of %s", name, kinds[kind]) << static_cast<int>(code) << kind;
            }
        }
    }
    void aFailedReadingChangesNothingAndIsAskedAgain()
    {
        QFETCH(int, code);
        QFETCH(int, kind);
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 10;
        session.lose(buy("BTC", "0.1", "50000").twap(3));
        exchange.moveLastToTwap();
        session.now += 1000;
        exchange.fundings.push_back(funding("-0.5", session.now));
        const auto failure = static_cast<ErrorCode>(code);
        session.failures[static_cast<std::size_t>(kind)] = {failure, failure, failure};

        session.connect();
        session.runFor(60);
        QVERIFY(session.notes(NoteKind::Gap).empty());
        session.runFor(120'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QCOMPARE(session.changes().size(), std::size_t(2));
        QCOMPARE(session.held("BTC")->state.funding, dec("-0.5"));
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
    }

    void anEndpointThatDoesNotExistHoldsUpNothing_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("code");
        for (const auto code : {ErrorCode::NotFound, ErrorCode::Parse}) {
            QTest::addRow("twap %d", static_cast<int>(code))
                << static_cast<int>(TwapRequest) << static_cast<int>(code);
            QTest::addRow("funding %d", static_cast<int>(code))
                << static_cast<int>(FundingRequest) << static_cast<int>(code);
        }
    }
    void anEndpointThatDoesNotExistHoldsUpNothing()
    {
        QFETCH(int, kind);
        QFETCH(int, code);
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.failures[static_cast<std::size_t>(kind)].assign(1000, static_cast<ErrorCode>(code));

        session.connect();
        session.runFor(3000);

        QCOMPARE(session.sync->status().state, FeedState::Live);
        QVERIFY(session.agrees());
        session.perform(session.sync->onFundings({funding("-0.5", session.now)},
                                                 session.instant()));
        session.runFor(3 * Hour);
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QCOMPARE(session.held("BTC")->state.funding, dec("-0.5"));
        QVERIFY(session.requestsOf(static_cast<std::size_t>(kind)) < 60);
    }

    void anOutageIsAskedLessAndLess()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        const int asked = session.requestsOf(FillsRequest) + session.requestsOf(StateRequest);
        for (std::size_t kind = 0; kind < 4; ++kind)
            session.failures[kind].assign(100'000, ErrorCode::Network);

        session.runFor(30 * 60'000);
        const int inVain
            = session.requestsOf(FillsRequest) + session.requestsOf(StateRequest) - asked;
        QVERIFY2(inVain < 200, qPrintable(QString::number(inVain)));

        for (std::size_t kind = 0; kind < 4; ++kind)
            session.failures[kind].clear();
        session.lose(buy("BTC", "0.2", "50000"));
        session.runFor(100'000);
        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    void aSuspicionWhoseReadingsFailDoesNotStorm()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.lose(buy("BTC", "0.2", "50000"));
        session.now += 1000;
        session.begin();
        exchange.change("BTC", "0.3", "52000", session.now);
        session.failures[FillsRequest].assign(100'000, ErrorCode::Network);
        const int asked = session.requestsOf(FillsRequest);

        session.runFor(10 * 60'000);

        QVERIFY(session.requestsOf(FillsRequest) - asked < 60);
        QCOMPARE(session.size("BTC"), dec("0.2")); // not adjusted on half the evidence
        session.failures[FillsRequest].clear();
        session.runFor(100'000);
        QVERIFY(session.agrees());
    }

    // --- funding ---------------------------------------------------------------------------

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
        QCOMPARE(session.held("BTC")->state.funding, dec("-2.7"));
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

    // --- restarts --------------------------------------------------------------------------

    void aRestartAppliesNothingTwiceAndWhatCameMeanwhileIsNews()
    {
        ScriptedExchange exchange;
        Session first(exchange);
        first.lose(buy("BTC", "0.2", "50000").fee("1"));
        first.now += 1000;
        exchange.fundings.push_back(funding("-0.1", first.now));
        first.begin();
        first.trade(sell("BTC", "0.05", "51000").fee("1"));
        first.lose(sell("BTC", "0.05", "52000").fee("1"));
        first.now += 1000;

        Session second(exchange, {}, first.recovered());
        second.now = first.now + 50'000;
        for (const auto &[coin, position] : first.tracker.positions(account()))
            second.tracker.restore(account(), coin, position->state, at(0));
        second.begin();

        QVERIFY(second.agrees());
        QCOMPARE(second.changes().size(), std::size_t(1));
        QVERIFY(!second.changes()[0].isHistory);
        QCOMPARE(second.held("BTC")->state.realizedPnl, dec("150"));
        QCOMPARE(second.held("BTC")->state.feesUsd, std::optional(dec("3")));
        QCOMPARE(second.held("BTC")->state.funding, dec("-0.1"));
        QVERIFY(second.notes(NoteKind::Discrepancy).empty());
    }

    // The trail may end after any record: the whole is the same.
    void aRestartAfterAnyRecordEndsInTheSame()
    {
        ScriptedExchange exchange;
        Session whole(exchange);
        whole.lose(buy("ETH", "3", "3000"));
        exchange.forgetFills();
        for (int i = 0; i < 6; ++i) {
            whole.now += 1000;
            whole.lose(i % 2 ? buy("BTC", "0.2", "50000") : sell("BTC", "0.3", "50100"));
            whole.lose(sell("ETH", "0.1", "3100"));
        }
        whole.now += 1000;
        exchange.fundings.push_back(funding("-0.1", whole.now));
        whole.now += 1000;
        whole.begin();
        whole.trade(buy("BTC", "0.7", "49000"));
        whole.runFor(20'000);

        for (std::size_t cut = 0; cut <= whole.records.size(); ++cut) {
            Session half(exchange);
            half.records.assign(whole.records.begin(),
                                whole.records.begin() + static_cast<std::ptrdiff_t>(cut));
            auto trail = half.recovered();
            // The first start is over when it was written down that everything agreed.
            trail.isFirstStart = half.notes(NoteKind::Reconciled).empty();
            Session rest(exchange, {}, trail);
            for (const auto &record : half.records) {
                if (const auto *change = std::get_if<domain::Change>(&record))
                    rest.tracker.restore(account(), change->coin, change->after, at(0));
            }
            rest.now = whole.now + 60'000;
            rest.begin();

            QVERIFY2(rest.agrees(), qPrintable(QStringLiteral("after %1").arg(cut)));
            for (const char *coin : {"BTC", "ETH"}) {
                const auto &ours = rest.held(coin)->state;
                const auto &theirs = whole.held(coin)->state;
                QCOMPARE(ours.realizedPnl, theirs.realizedPnl);
                QCOMPARE(ours.entryNotional, theirs.entryNotional);
                QCOMPARE(ours.funding, theirs.funding);
            }
            QVERIFY(rest.notes(NoteKind::Gap).empty());
            QVERIFY(rest.notes(NoteKind::Discrepancy).empty());
        }
    }
};

QTEST_APPLESS_MAIN(RecoveryTest)
#include "tst_recovery.moc"
