// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers that have the exchange's form and do not fit together into 38 digits: what they touch is
// refused aloud or not known, and everything else goes on.
#include "core/sync/comparison.h"
#include "core/sync/fillchain.h"
#include "core/sync/heldsizes.h"
#include "core/sync/theirentry.h"
#include "tests/core/sync/scriptedexchange.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using domain::ChangeKind;
using domain::NoteKind;

namespace {

// The longest that is read from the wire.
const std::string Most = "9999999999999999999.999999999999999999";
const std::string Least = "0.000000000000000001";

// Times itself it has 74 digits.
domain::Fill absurd(long long time, std::int64_t id)
{
    return buy("BTC", Most, Most).from("0").at(time).id(id);
}

struct Heart
{
    tracker::PositionTracker tracker;
    sync::FillIntake intake{account(), tracker};
    std::vector<sync::Record> records;

    Heart() { tracker.setCatalog(catalog()); }
    void take(std::vector<domain::Fill> fills, long long now)
    {
        intake.receive(std::move(fills), domain::FillSource::Live, false, instant(now), records);
        intake.apply({}, instant(now), records);
    }
    std::vector<std::string> refusals() const
    {
        std::vector<std::string> reasons;
        for (const auto &record : records) {
            const auto *note = std::get_if<domain::SyncNote>(&record);
            if (note && note->kind == NoteKind::Conflict)
                reasons.push_back(note->reason);
        }
        return reasons;
    }
    std::size_t changes() const
    {
        return static_cast<std::size_t>(
            std::count_if(records.begin(), records.end(), [](const auto &record) {
                return std::holds_alternative<domain::Change>(record);
            }));
    }
    domain::PositionState state() const
    {
        const auto *held = tracker.find(account(), "BTC");
        return held ? held->state : domain::PositionState{};
    }
};

// A state whose numbers give an entry that does not fit, though each of them does.
domain::ExchangePosition unfitting()
{
    domain::ExchangePosition position;
    position.coin = "BTC";
    position.size = dec(Least);
    position.entryPrice = dec("50000");
    position.positionValue = dec(Most);
    position.unrealizedPnl = -dec(Most);
    return position;
}

} // namespace

class AbsurdNumbersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- fills -------------------------------------------------------------------------------

    void aFillThatDoesNotFitIsRefusedOnceAndTheNextOnesCount()
    {
        Heart heart;
        heart.take({absurd(1000, 1)}, 1000);
        heart.take({absurd(1000, 1)}, 2000); // a list tells it again

        QCOMPARE(heart.refusals(),
                 std::vector<std::string>{"a number does not fit into 38 digits"});
        QVERIFY(!heart.intake.isWaiting());
        QCOMPARE(heart.changes(), std::size_t{0});

        heart.take({buy("BTC", "0.5", "50000").from("0").at(3000).id(2)}, 3000);

        QCOMPARE(heart.state().size, dec("0.5"));
        QCOMPARE(heart.state().entryNotional, dec("25000"));
    }

    void aFillThatDoesNotFitTakesNoneOfItsMillisecondWithIt()
    {
        Heart heart;
        const std::string whole = "9999999999999999999";
        const domain::Fill there = buy("BTC", whole, Most).from("0").at(1000).id(1);
        const domain::Fill back = sell("BTC", whole, "1").from(whole).at(1000).id(2);

        heart.take({there, back}, 1000);

        QCOMPARE(heart.refusals().size(), std::size_t{1});
        QCOMPARE(heart.changes(), std::size_t{0});
        QCOMPARE(heart.intake.waiting(), std::size_t{1}); // it starts from what is not held
        QVERIFY(heart.state().size.isZero());

        heart.intake.acceptBreak("BTC", instant(2000), heart.records);

        QVERIFY(!heart.intake.isWaiting());
        QVERIFY(heart.state().size.isZero());
    }

    void moreRefusedFillsThanAreRememberedAreRefusedStill()
    {
        Heart heart;
        const int count = static_cast<int>(base::limits::RefusedFills) + 5;
        std::vector<domain::Fill> fills;
        for (int i = 0; i < count; ++i)
            fills.push_back(absurd(1000 + i, i));

        heart.take(std::move(fills), 5000);

        QCOMPARE(heart.refusals().size(), static_cast<std::size_t>(count));
        QCOMPARE(heart.changes(), std::size_t{0});
        QVERIFY(!heart.intake.isWaiting());
    }

    void aLateFillThatDoesNotFitMovesNothing()
    {
        Heart heart;
        heart.take({buy("BTC", "0.5", "50000").from("0").at(2000).id(1)}, 2000);
        heart.take({buy("BTC", "0.5", "51000").from("0.5").at(3000).id(2)}, 3000);
        const auto before = heart.state();

        heart.take({absurd(1000, 3)}, 4000);

        QVERIFY(heart.state() == before);
        QVERIFY(!heart.intake.isWaiting());
        for (const auto &record : heart.records) {
            const auto *change = std::get_if<domain::Change>(&record);
            QVERIFY(!change || !change->openLate);
        }
        heart.take({sell("BTC", "1", "52000").from("1").at(5000).id(4).closing("1500")}, 5000);
        QCOMPARE(heart.state().realizedPnl, dec("1500"));
        QVERIFY(heart.state().size.isZero());
    }

    void aLateFillOfTheRunBeforeThatDoesNotFitIsNoStep()
    {
        Heart before;
        before.take({buy("BTC", "0.5", "50000").from("0").at(2000).id(1)}, 2000);
        before.take({absurd(1000, 2)}, 3000);
        before.take({buy("BTC", "0.5", "51000").from("0.5").at(4000).id(3)}, 4000);
        std::vector<domain::Change> recent;
        std::unordered_set<domain::FillId> known;
        for (const auto &record : before.records) {
            recent.push_back(std::get<domain::Change>(record));
            known.insert(domain::idOf(*recent.back().fill));
        }
        QCOMPARE(recent.size(), std::size_t{3});
        QVERIFY(recent[1].isLate);
        Heart heart;
        heart.tracker.restore(account(), "BTC", before.state(), at(4000));

        heart.intake.restore(known, at(4000), {}, {});
        heart.intake.restoreSteps(known, recent);
        heart.take({buy("BTC", "0.2", "51000").from("0.5").at(3500).id(4),
                    sell("BTC", "0.2", "52000").from("0.7").at(3501).id(5).closing("200")},
                   5000);

        // Behind it the steps are known: the round trip has its place among them.
        QCOMPARE(heart.state().size, dec("1"));
        QCOMPARE(heart.refusals().size(), std::size_t{0});
        heart.take({sell("BTC", "1", "60000").from("1").at(6000).id(6)}, 6000);
        QVERIFY(heart.state().size.isZero());
    }

    void aClosedPnlThatDoesNotFitDoesNotAgree()
    {
        const auto instrument = perpetual("BTC", 5);
        const std::vector<domain::Fill> fills{absurd(1000, 1)};

        QVERIFY(!sync::agreesAlong({0}, {}, fills, instrument));
        QVERIFY(sync::agreesAlong({0}, {}, {buy("BTC", "1", "50000").from("0")}, instrument));
        // A balance has none to say.
        QVERIFY(sync::agreesAlong({0}, {}, fills, spotPair("@107", "HYPE", 2, 8)));
    }

    // --- the exchange's states ---------------------------------------------------------------

    void anEntryThatDoesNotFitIsNotTold()
    {
        tracker::PositionTracker tracker;
        tracker.setCatalog(catalog());
        domain::DexState dex;
        dex.positions = {unfitting()};
        domain::PositionState held;
        held.size = dec(Least);
        held.entryNotional = dec("0.00000000000005");
        tracker.restore(account(), "BTC", held, at(0));

        const auto comparison = sync::compare(tracker, account(), std::span(&dex, 1));

        QVERIFY(comparison.differences.empty());
        QVERIFY(comparison.agreeing.empty());
        QCOMPARE(comparison.untold, std::vector<std::string>{"BTC"});
    }

    void anEntryThatDoesNotFitIsNotCarriedAlong()
    {
        const auto instrument = perpetual("BTC", 5);
        QVERIFY(!sync::TheirEntry::of(unfitting(), instrument, at(0)));

        const auto told = exchangePosition("BTC", "0.5", "25000", "50500", 1);
        auto carried = sync::TheirEntry::of(told, instrument, at(0)).value();
        QVERIFY(carried.leadsTo(told));
        domain::Fill fill = absurd(1000, 1);
        fill.startPosition = dec("0.5");
        carried.apply(fill);
        QVERIFY(!carried.leadsTo(told)); // what it is now is not known
    }

    void anEntryThatDoesNotFitMayHaveBeenHeld()
    {
        const auto instrument = perpetual("BTC", 5);
        const sync::Moment then{base::Milliseconds{10}, at(10)};
        sync::HeldSizes held;
        domain::PositionState state;
        state.size = dec(Least);
        state.entryNotional = dec("1");
        held.leave(state, then);

        QVERIFY(held.mayIncludeEntry(unfitting(), instrument, then));
    }

    void aPositionThatDoesNotFitIsRaisedAndNotTakenOver()
    {
        ScriptedExchange exchange;
        Session session(exchange);
        session.begin();
        session.trade(buy("BTC", "1", "50000"));
        session.runFor(1000);
        session.tamperState = [](domain::AccountState &state) {
            auto &position = state.dexes[0].positions.at(0);
            position.size = dec(Most);
            position.entryPrice = dec(Most);
            position.positionValue = position.unrealizedPnl = dec("1");
        };

        session.runFor(300'000);

        QVERIFY(!session.notes(NoteKind::Discrepancy).empty());
        QCOMPARE(session.notes(NoteKind::Discrepancy).front().theirs, std::optional(dec(Most)));
        QVERIFY(session.changes(ChangeKind::Adjust).empty());
        QCOMPARE(session.size("BTC"), dec("1"));
        QVERIFY(!session.sync->status().lastReconciliationAgreed);

        session.tamperState = nullptr;
        session.runFor(120'000);

        QVERIFY(session.sync->status().lastReconciliationAgreed);
        QCOMPARE(session.sync->status().state, domain::FeedState::Live);
    }
};

QTEST_APPLESS_MAIN(AbsurdNumbersTest)
#include "tst_absurdnumbers.moc"
