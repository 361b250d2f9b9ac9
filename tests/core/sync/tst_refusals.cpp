// SPDX-License-Identifier: GPL-3.0-or-later
// Refused requests: nothing is concluded from them, and they are asked again in measure. Refused
// fills: they end nothing.
#include "tests/core/sync/fundingfixture.h"
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using base::ErrorCode;
using domain::FeedState;
using domain::NoteKind;

class RefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    void anEndpointThatIsGoneHoldsUpNothingForLongAndIsSaid()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.failures[TwapRequest].assign(1000, ErrorCode::NotFound);
        session.lose(buy("BTC", "0.2", "50000"));
        session.pushState();
        session.runFor(20'000);
        QCOMPARE(session.sync->status().state, FeedState::Suspect);
        QVERIFY(!session.sync->status().lacksSlices);

        session.runFor(5 * 60'000);
        QCOMPARE(session.sync->status().state, FeedState::Live);
        QVERIFY(session.agrees());
        QVERIFY(session.notes(NoteKind::Discrepancy).empty());
        QVERIFY(session.sync->status().lacksSlices);

        session.failures[TwapRequest].clear();
        session.runFor(Hour);
        QVERIFY(!session.sync->status().lacksSlices);
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

    // --- numbers that cannot be ---

    void sizesThatAddUpToTooMuchEndNothing()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "0.2", "50000"));
        std::vector<domain::Fill> absurd;
        for (int i = 0; i < 12; ++i) {
            absurd.push_back(buy("BTC", "9999999999999999999.999999999999999999", "1").id(5000 + i));
            absurd.back().time = exchange.fills().back().time;
        }
        session.push(absurd);
        session.runFor(200'000);

        QVERIFY(session.agrees());
        QCOMPARE(session.sync->status().state, FeedState::Live);
    }

    // Said once, and not at every tick.
    void aStartSizeThatCannotBeHoldsUpNobody()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "9999999999.99997", "50000.3"));
        session.runFor(1000);
        domain::Fill absurd
            = buy("BTC", "1", "50000").from("9999999999999999999.99999").id(77);
        absurd.time = at(session.now);
        session.push({absurd});

        session.runFor(200'000);

        QVERIFY(session.notes(domain::NoteKind::Gap).size() <= 1);
        QVERIFY(session.agrees());
    }
};

QTEST_APPLESS_MAIN(RefusalsTest)
#include "tst_refusals.moc"
