// SPDX-License-Identifier: GPL-3.0-or-later
// Since when states have told a size that is not ours.
#include "core/sync/toldsizes.h"
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;
using sync::Moment;

class ToldSizesTest : public QObject
{
    Q_OBJECT

private:
    // Held 0.5 from 4 s until 5 s, and 0.3 since.
    struct Heart
    {
        Heart() : intake(account(), tracker)
        {
            ScriptedExchange exchange;
            const auto apply = [&](FillOf fill, long long time) {
                std::vector<sync::Record> records;
                intake.receive({exchange.trade(fill, time)}, domain::FillSource::Live, false,
                               instant(time), records);
                intake.apply({}, instant(time), records);
            };
            apply(buy("BTC", "0.5", "50000"), 4000);
            apply(sell("BTC", "0.2", "50000"), 5000);
        }

        tracker::PositionTracker tracker;
        sync::FillIntake intake;
        sync::ToldSizes told;

        void tell(const char *size, const Moment &asOf, long long at, const char *value = "50000")
        {
            domain::DexState state;
            state.positions.resize(1);
            state.positions[0].coin = "BTC";
            state.positions[0].size = dec(size);
            state.positions[0].positionValue = dec(value);
            told.onState(state, asOf, instant(at).monotonic);
        }
        void push(const char *size, long long time)
        {
            tell(size, {base::Milliseconds::min(), at(time)}, time);
        }
        void pushNothing(long long time)
        {
            told.onState({}, {base::Milliseconds::min(), at(time)}, instant(time).monotonic);
        }
        void readNotional(const char *value, long long time) // up to a minute old
        {
            tell("0.3", {instant(time - 60'000).monotonic, at(time - 60'000)}, time, value);
        }
        void pushNotional(const char *value, long long time)
        {
            tell("0.3", {base::Milliseconds::min(), at(time)}, time, value);
        }
        void read(const char *size, long long time) // up to a minute old
        {
            tell(size, {instant(time - 60'000).monotonic, at(time - 60'000)}, time);
        }
        std::optional<base::Milliseconds> entrySince(const char *notional) const
        {
            sync::Difference difference;
            difference.coin = "BTC";
            difference.field = "entry_price";
            difference.position.emplace();
            difference.position->size = dec("0.3");
            difference.position->positionValue = dec(notional);
            return told.since(difference, intake);
        }
        std::optional<base::Milliseconds> since(const char *size) const
        {
            sync::Difference difference;
            difference.coin = "BTC";
            difference.field = "size";
            difference.theirs = difference.evidence = dec(size);
            return told.since(difference, intake);
        }
    };

private Q_SLOTS:
    void whatIsToldAgainIsToldSinceTheFirstTime()
    {
        Heart heart;
        heart.push("0.9", 10'000);
        heart.push("0.9", 20'000);

        QCOMPARE(heart.since("0.9"), std::optional(instant(10'000).monotonic));
        QVERIFY(!heart.since("0.8"));
    }

    void anotherSizeInBetweenBeginsAnew()
    {
        Heart heart;
        heart.push("0.9", 10'000);
        heart.push("0.3", 15'000);
        heart.push("0.9", 20'000);

        QCOMPARE(heart.since("0.9"), std::optional(instant(20'000).monotonic));
    }

    void aReadingThatMayBeOlderThanOurFillTellsNothing()
    {
        Heart heart;
        heart.read("0.5", 10'000);
        QVERIFY(!heart.since("0.5"));

        heart.read("0.5", 70'000); // by now it would be known

        QCOMPARE(heart.since("0.5"), std::optional(instant(70'000).monotonic));
    }

    void anEntryIsToldSinceItIsTheSame()
    {
        Heart heart;
        heart.pushNotional("14700", 10'000);
        heart.pushNotional("14400", 10'500);
        heart.pushNotional("14400", 20'000);

        QCOMPARE(heart.entrySince("14400"), std::optional(instant(10'500).monotonic));
        QVERIFY(!heart.entrySince("14700"));
    }

    void anEntryFromBeforeOurFillTellsNothing()
    {
        Heart heart;
        heart.pushNotional("14400", 4500);
        QVERIFY(!heart.entrySince("14400"));

        heart.pushNotional("14400", 7000);

        QCOMPARE(heart.entrySince("14400"), std::optional(instant(7000).monotonic));
    }

    void aReadingThatMayBeOlderTakesNothingFromAnEntryToldBefore()
    {
        Heart heart;
        heart.pushNotional("14400", 10'000);
        heart.readNotional("14400", 20'000);

        QCOMPARE(heart.entrySince("14400"), std::optional(instant(10'000).monotonic));
    }

    void aCoinThatNoStateNamesIsToldFlatSinceTheFirst()
    {
        Heart heart;
        heart.pushNothing(10'000);
        heart.pushNothing(20'000);

        QCOMPARE(heart.since("0"), std::optional(instant(10'000).monotonic));
        QVERIFY(!heart.since("0.9"));
    }

    void aDexThatHasToldNothingTellsNothing()
    {
        Heart heart;
        heart.push("0.9", 10'000);
        sync::Difference difference;
        difference.coin = "xyz:TSLA";
        difference.field = "size";
        difference.theirs = difference.evidence = dec("0");

        QVERIFY(!heart.told.since(difference, heart.intake));
        QVERIFY(!heart.told.hasChangedAfter(difference, base::Milliseconds{0}));
    }

    void aPushRightAfterAReadingTellsMoreThanIt()
    {
        Heart heart;
        heart.read("0.5", 10'000);
        heart.push("0.5", 11'000);

        QCOMPARE(heart.since("0.5"), std::optional(instant(11'000).monotonic));
    }
};

QTEST_APPLESS_MAIN(ToldSizesTest)
#include "tst_toldsizes.moc"
