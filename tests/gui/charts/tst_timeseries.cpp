// SPDX-License-Identifier: GPL-3.0-or-later
// A value over time stays exact, in order and bounded, and a silence stays a gap.
#include "gui/charts/timeseries.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace std::chrono_literals;

namespace {

base::Timestamp at(std::chrono::seconds seconds)
{
    return base::fromUnixMilliseconds(1'795'000'000'000) + seconds;
}

domain::Decimal value(std::string_view text) { return *domain::Decimal::parse(text); }

std::vector<long long> secondsOf(const TimeSeries &series)
{
    std::vector<long long> seconds;
    for (const TimePoint &point : series.points())
        seconds.push_back((point.time - at(0s)) / 1s);
    return seconds;
}

std::vector<bool> breaksOf(const TimeSeries &series)
{
    std::vector<bool> breaks;
    for (const TimePoint &point : series.points())
        breaks.push_back(point.isBreak);
    return breaks;
}

using Seconds = std::vector<long long>;
using Breaks = std::vector<bool>;

} // namespace

class TimeSeriesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pointsComeInOrderAndOnce()
    {
        TimeSeries series(100, 20s);
        for (const auto second : {1s, 2s, 2s, 5s, 4s})
            series.add(at(second), value("1"));
        QCOMPARE(secondsOf(series), (Seconds{1, 2, 5}));
    }

    void aLongSilenceIsABreak()
    {
        TimeSeries series(100, 20s);
        for (const auto second : {0s, 20s, 41s, 45s})
            series.add(at(second), value("1"));
        QCOMPARE(breaksOf(series), (Breaks{true, false, true, false}));
    }

    void aClockThatWasSetBackDropsWhatIsAhead()
    {
        TimeSeries series(100, 20s);
        for (const auto second : {0s, 3600s, 10s, 15s})
            series.add(at(second), value("1"));
        QCOMPARE(secondsOf(series), (Seconds{0, 10, 15}));
    }

    void whatWasKeptStandsBeforeTheOwnPoints()
    {
        TimeSeries series(100, 20s);
        series.add(at(300s), value("10.5"));
        series.add(at(305s), value("11"));

        series.putBefore({{at(240s), value("9"), false},
                          {at(302s), value("99"), false}, // told by an own point already
                          {at(180s), value("8"), false},
                          {at(0s), value("7"), false}},
                         100s);

        QCOMPARE(secondsOf(series), (Seconds{0, 180, 240, 300, 305}));
        QCOMPARE(breaksOf(series), (Breaks{true, true, false, false, false}));
        QVERIFY(series.change() == value("4"));
    }

    void keptPointsLongAgoAreNotJoined()
    {
        TimeSeries series(100, 20s);
        series.add(at(1000s), value("1"));
        series.putBefore({{at(0s), value("1"), false}}, 180s);
        QCOMPARE(breaksOf(series), (Breaks{true, true}));
    }

    void theNumberIsBoundedAndFirstNewestAndBreaksStay()
    {
        TimeSeries series(50, 20s);
        long long breaks = 0;
        for (int i = 0; i < 5000; ++i) {
            series.add(at(std::chrono::seconds(i + (i > 2500 ? 1000 : 0))), domain::Decimal(i));
            breaks = 0;
            for (const TimePoint &point : series.points())
                breaks += point.isBreak;
            QVERIFY(series.points().size() <= 50);
        }
        QVERIFY(series.points().front().value == domain::Decimal(0));
        QVERIFY(series.points().back().value == domain::Decimal(4999));
        QCOMPARE(breaks, 2LL);
    }

    void oneThatHoldsOnePointStillTakesTheNewest()
    {
        TimeSeries series(2, 20s);
        for (int i = 0; i < 10; ++i)
            series.add(at(std::chrono::seconds(i)), domain::Decimal(i));
        QVERIFY(series.points().back().value == domain::Decimal(9));
    }

    void thereIsNoChangeOfOnePoint()
    {
        TimeSeries series(100, 20s);
        QVERIFY(!series.change());
        series.add(at(0s), value("1"));
        QVERIFY(!series.change());
    }
};

QTEST_GUILESS_MAIN(TimeSeriesTest)
#include "tst_timeseries.moc"
