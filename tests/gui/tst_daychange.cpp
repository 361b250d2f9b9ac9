// SPDX-License-Identifier: GPL-3.0-or-later
// The change since the UTC day began and the drawdown are exact differences of values that are
// known at the right time, or not known.
#include "fakesource.h"

#include "gui/limits.h"
#include "gui/models/daychange.h"

#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using namespace std::chrono_literals;

namespace {

const base::Timestamp Midnight = Noon - 12h;

MoneyPoint point(base::Timestamp time, const std::string &equity)
{
    MoneyPoint made;
    made.time = time;
    if (!equity.empty())
        made.equity = number(equity);
    return made;
}

MoneyTrack trackOf(const std::vector<MoneyPoint> &points)
{
    MoneyTrack track;
    for (const MoneyPoint &each : points)
        track.add(each);
    return track;
}

QString textOf(const std::optional<FigureChange> &change)
{
    return change ? QString::fromStdString(change->change.text()) : QStringLiteral("unknown");
}

} // namespace

class DayChangeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsWithTheLastValueBeforeMidnight_data();
    void beginsWithTheLastValueBeforeMidnight();
    void isExactToTheLastDigit();
    void asksOfEachFigureAlone();
    void beginsAnewWhenTheDayTurns();
    void addsNetOfASampleUp();
    void findsTheHighestEquityAndWhenItWas();
    void looksBackADayForIt();
    void hasNoDrawdownAtAPeak();
    void knowsNoDrawdownWithoutEquity();
    void hasNoPercentOfNothing();
    void aNumberWithoutRoomIsUnknown();
    void aClockSetBackTakesItsFutureAlong();
    void aClockAheadForAWhileLosesNoDay();
    void whatIsAheadOfNowIsNoPeak();
    void forgetsWhatIsLongGone();
    void keepsTheExactBeginOfAMinute();
};

void DayChangeTest::beginsWithTheLastValueBeforeMidnight_data()
{
    QTest::addColumn<qint64>("seconds"); // from midnight to the one value known
    QTest::addColumn<QString>("change");
    const qint64 reach = std::chrono::seconds(limits::DayStartReach).count();
    QTest::newRow("at midnight") << qint64(0) << "5";
    QTest::newRow("a minute before") << qint64(-60) << "5";
    QTest::newRow("as far back as it may be") << -reach << "5";
    QTest::newRow("a second too far back") << -reach - 1 << "unknown";
    QTest::newRow("a second after") << qint64(1) << "unknown";
}

void DayChangeTest::beginsWithTheLastValueBeforeMidnight()
{
    QFETCH(qint64, seconds);
    QFETCH(QString, change);
    MoneyTrack track;
    track.add(point(Midnight + std::chrono::seconds(seconds), "100"));

    const DayChange day = dayChangeOf(track, point(Noon, "105"));

    QCOMPARE(textOf(day.equity), change);
    QVERIFY(day.begin == Midnight);
}

void DayChangeTest::isExactToTheLastDigit()
{
    const auto track = trackOf({point(Midnight - 1min, "184250.318842")});

    const auto change = dayChangeOf(track, point(Noon, "184250.318841")).equity;

    QCOMPARE(textOf(change), QStringLiteral("-0.000001"));
    QVERIFY(change->then == (KnownValue{Midnight - 1min, number("184250.318842")}));
    QVERIFY(change->now == number("184250.318841"));
}

// At the last minute equity was not known; what was earned was.
void DayChangeTest::asksOfEachFigureAlone()
{
    MoneyPoint before = point(Midnight - 2min, "100");
    before.netPnl = number("7");
    MoneyPoint last = point(Midnight - 1min, "");
    last.netPnl = number("8");
    last.realizedPnl = number("1");
    MoneyPoint now = point(Noon, "110");
    now.netPnl = number("10");
    now.unrealizedPnl = number("4");

    const DayChange day = dayChangeOf(trackOf({before, last}), now);

    QCOMPARE(textOf(day.equity), QStringLiteral("10"));
    QCOMPARE(textOf(day.netPnl), QStringLiteral("2"));
    QCOMPARE(textOf(day.unrealizedPnl), QStringLiteral("unknown")); // then
    QCOMPARE(textOf(day.realizedPnl), QStringLiteral("unknown"));   // now
}

void DayChangeTest::beginsAnewWhenTheDayTurns()
{
    auto track = trackOf({point(Midnight - 24h, "100"), point(Midnight - 5s, "120")});

    QCOMPARE(textOf(dayChangeOf(track, point(Midnight - 1ms, "130")).equity),
             QStringLiteral("30"));
    QCOMPARE(textOf(dayChangeOf(track, point(Midnight, "130")).equity), QStringLiteral("10"));
    track.add(point(Midnight + 30s, "500"));
    QCOMPARE(textOf(dayChangeOf(track, point(Midnight + 1min, "130")).equity),
             QStringLiteral("10"));
}

void DayChangeTest::addsNetOfASampleUp()
{
    domain::EquitySample sample;
    sample.unrealizedPnl = number("10");
    sample.realizedPnl = number("5");
    sample.fees = number("2");
    sample.funding = number("-1");
    QVERIFY(pointOf(sample).netPnl == number("12"));

    sample.fees.reset();
    QVERIFY(!pointOf(sample).netPnl);
}

void DayChangeTest::findsTheHighestEquityAndWhenItWas()
{
    const auto track = trackOf({point(Noon - 3h, "90"), point(Noon - 2h, "100"),
                                point(Noon - 2h + 10s, "125"), point(Noon - 2h + 20s, "110"),
                                point(Noon - 1h, "124.999")});

    const auto found = drawdownOf(track, point(Noon, "120"));

    QVERIFY(found.has_value());
    QVERIFY(found->peak == (KnownValue{Noon - 2h + 10s, number("125")})); // within a minute
    QVERIFY(found->since == Noon - 3h);
    QVERIFY(found->below == number("5"));
    QVERIFY(found->ratio == number("0.04"));
}

void DayChangeTest::looksBackADayForIt()
{
    const auto track = trackOf({point(Noon - limits::DrawdownSpan - 1min, "1000"),
                                point(Noon - limits::DrawdownSpan, "200")});

    const auto found = drawdownOf(track, point(Noon, "150"));

    QVERIFY(found->below == number("50"));
    QVERIFY(found->since == Noon - limits::DrawdownSpan);
}

void DayChangeTest::hasNoDrawdownAtAPeak()
{
    const auto found = drawdownOf(trackOf({point(Noon - 1h, "100")}), point(Noon, "130"));

    QVERIFY(found->below.isZero());
    QVERIFY(found->ratio->isZero());
    QVERIFY(found->peak == (KnownValue{Noon, number("130")}));
}

void DayChangeTest::knowsNoDrawdownWithoutEquity()
{
    QVERIFY(!drawdownOf({}, point(Noon, "100")));
    QVERIFY(!drawdownOf(trackOf({point(Noon - 1h, "")}), point(Noon, "100")));
    QVERIFY(!drawdownOf(trackOf({point(Noon - 1h, "100")}), point(Noon, "")));
}

void DayChangeTest::hasNoPercentOfNothing()
{
    const auto found = drawdownOf(trackOf({point(Noon - 1h, "0")}), point(Noon, "-5"));

    QVERIFY(found->below == number("5"));
    QVERIFY(!found->ratio);
}

void DayChangeTest::aNumberWithoutRoomIsUnknown()
{
    const auto huge = domain::Decimal::fromUnits(domain::Int128(9), 0) *
                      number("1000000000000000") * number("1000000000000000") *
                      number("1000000");
    MoneyPoint now = point(Noon, "");
    now.equity = huge;
    MoneyTrack track;
    MoneyPoint then = point(Midnight, "0.000000000001");
    track.add(then);

    QCOMPARE(textOf(dayChangeOf(track, now).equity), QStringLiteral("unknown"));
}

void DayChangeTest::aClockSetBackTakesItsFutureAlong()
{
    const auto track = trackOf({point(Noon - 2h, "100"), point(Noon - 10min, "900"),
                                point(Noon - 1h, "105"), point(Noon - 50min, "106")});

    QVERIFY(drawdownOf(track, point(Noon - 50min, "104"))->below == number("2"));
}

void DayChangeTest::aClockAheadForAWhileLosesNoDay()
{
    const base::Timestamp evening = Midnight + 23h;
    MoneyTrack track;
    for (base::Timestamp time = Midnight - 5min; time < evening; time += 1min)
        track.add(point(time, time == Noon ? "130" : "100"));
    for (int minute = 0; minute < 60; ++minute)
        track.add(point(evening + 72h + std::chrono::minutes(minute), "900"));

    track.add(point(evening + 1h - 1min, "105"));

    const MoneyPoint now = point(evening + 1h - 1s, "105");
    QCOMPARE(textOf(dayChangeOf(track, now).equity), QStringLiteral("5"));
    QVERIFY(drawdownOf(track, now)->peak == (KnownValue{Noon, number("130")}));
}

// Until the next value comes by the clock that was set back.
void DayChangeTest::whatIsAheadOfNowIsNoPeak()
{
    const auto track = trackOf({point(Noon - 1h, "100"), point(Noon + 1h, "900")});

    QVERIFY(drawdownOf(track, point(Noon, "95"))->below == number("5"));
    QVERIFY(!drawdownOf(trackOf({point(Noon + 1h, "900")}), point(Noon, "95")));
}

void DayChangeTest::forgetsWhatIsLongGone()
{
    MoneyTrack track;
    track.putPast(point(Noon, "1"));
    base::Timestamp time = Noon;
    while (time < Noon + 48h)
        track.add(point(time += 1min, "2"));
    const auto first = track.firstEquity(base::Timestamp());
    QVERIFY(*first <= time - limits::MoneySpan);
    QVERIFY(*first > Noon + 12h);

    track.putPast(point(Noon, "3"));

    QVERIFY(track.firstEquity(base::Timestamp()) == first);
}

// What a monitor kept is of the minute's begin; this window was there a little later.
void DayChangeTest::keepsTheExactBeginOfAMinute()
{
    MoneyTrack track;
    track.add(point(Midnight + 2s, "101"));
    track.add(point(Midnight + 58s, "150"));
    QCOMPARE(textOf(dayChangeOf(track, point(Noon, "110")).equity), QStringLiteral("unknown"));

    track.putPast(point(Midnight, "100"));

    QCOMPARE(textOf(dayChangeOf(track, point(Noon, "110")).equity), QStringLiteral("10"));
    QVERIFY(drawdownOf(track, point(Noon, "110"))->peak.value == number("150"));
}

QTEST_APPLESS_MAIN(DayChangeTest)
#include "tst_daychange.moc"
