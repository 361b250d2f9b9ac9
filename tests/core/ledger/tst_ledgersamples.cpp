// SPDX-License-Identifier: GPL-3.0-or-later
// When equity and marks are sampled, and how they wait.
#include "core/ledger/limits.h"
#include "core/ledger/sampling.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::ledger;
using audit::testing::account;
using audit::testing::at;
using audit::testing::number;
using namespace std::chrono_literals;

namespace {

domain::SummaryPtr summary(std::string_view mark, domain::FeedState state = domain::FeedState::Live)
{
    auto view = std::make_shared<domain::SummaryView>();
    view->account = account(1);
    view->feedState = state;
    view->equity = number("1000");
    view->unrealizedPnl = number("-5");
    view->realizedPnl = number("12.5");
    view->fees = number("0.25");
    domain::PositionView position;
    position.account = account(1);
    position.coin = "BTC";
    position.side = domain::PositionSide::Short;
    position.quantity = number("2");
    position.currentPrice = number(mark);
    position.priceTime = at("2026-11-23T23:59:58.500Z");
    position.unrealizedPnl = number("-5");
    view->positions.push_back(position);
    return view;
}

domain::EquitySample sampleAt(base::Timestamp time)
{
    domain::EquitySample sample;
    sample.account = account(1);
    sample.time = time;
    return sample;
}

} // namespace

class LedgerSamplesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equityIsSampledOnceAMinute()
    {
        Sampling sampling;
        std::size_t samples = 0;
        for (int second = 0; second < 180; ++second)
            samples += sampling
                           .onSecond(at("2026-11-23T10:00:00.300Z") + std::chrono::seconds(second),
                                     {summary("1")})
                           .size();

        QCOMPARE(samples, std::size_t{3});
    }

    void aSampleIsOfItsMinute()
    {
        Sampling sampling;

        const auto samples = sampling.onSecond(at("2026-11-23T10:07:31.300Z"), {summary("1")});

        QCOMPARE(samples.size(), std::size_t{1});
        const domain::EquitySample expected{account(1),       at("2026-11-23T10:07:00.000Z"),
                                    number("1000"),   number("-5"),
                                    number("12.5"),   number("0.25"),
                                    domain::Decimal()};
        QVERIFY(std::get<domain::EquitySample>(samples.front()) == expected);
    }

    void aStartBehindMidnightIsNoSampleOfMidnight()
    {
        Sampling late;
        Sampling inTime;

        QVERIFY(late.onSecond(at("2026-11-23T00:00:40.000Z"), {summary("1")}).empty());
        QCOMPARE(late.onSecond(at("2026-11-23T00:01:00.900Z"), {summary("1")}).size(),
                 std::size_t{1});
        QCOMPARE(inTime.onSecond(at("2026-11-23T00:00:01.900Z"), {summary("1")}).size(),
                 std::size_t{1});
    }

    void whatIsNotLiveIsNotSampled()
    {
        Sampling sampling;

        QVERIFY(
            sampling
                .onSecond(at("2026-11-23T10:07:31.300Z"), {summary("1", domain::FeedState::Stale)})
                .empty());
    }

    void theMarksOfADayAreThoseFromJustBeforeItsEnd()
    {
        Sampling sampling;
        sampling.onSecond(at("2026-11-23T23:59:58.900Z"), {summary("50000")});
        sampling.onSecond(at("2026-11-23T23:59:59.900Z"), {summary("50001")});

        const auto samples = sampling.onSecond(at("2026-11-24T00:00:00.900Z"), {summary("60000")});

        QCOMPARE(samples.size(), std::size_t{2});
        const DayMark expected{account(1),
                               "BTC",
                               std::chrono::sys_days(2026y / 11 / 23),
                               number("50001"),
                               at("2026-11-23T23:59:58.500Z"),
                               number("-2"),
                               number("-5")};
        QVERIFY(std::get<DayMark>(samples.front()) == expected);
        QVERIFY(std::holds_alternative<domain::EquitySample>(samples.back()));
    }

    void aClockSetBackEndsNoDayTwice()
    {
        Sampling sampling;
        sampling.onSecond(at("2026-11-23T23:59:59.900Z"), {summary("1")});
        sampling.onSecond(at("2026-11-24T00:00:00.900Z"), {summary("1")});

        QVERIFY(sampling.onSecond(at("2026-11-23T23:59:30.000Z"), {summary("2")}).empty());
        QVERIFY(sampling.onSecond(at("2026-11-24T00:00:02.000Z"), {summary("2")}).empty());
    }

    void whatWaitsIsBoundedAndTheOldestGo()
    {
        LedgerSamples waiting({domain::RunMode::Live, "x"});
        for (std::size_t i = 0; i < limits::WaitingSamples + 3; ++i)
            waiting.add(sampleAt(at("2026-11-23T00:00:00.000Z") + std::chrono::minutes(i)));

        QCOMPARE(waiting.dropped(), std::uint64_t{3});
        auto taken = waiting.take();
        QVERIFY(waiting.isEmpty());
        QCOMPARE(taken.size(), limits::WaitingSamples);
        QCOMPARE(std::get<domain::EquitySample>(taken.front()).time, at("2026-11-23T00:03:00.000Z"));
        waiting.add(sampleAt(at("2026-12-23T00:00:00.000Z")));
        waiting.giveBack(std::move(taken)); // in front of what came meanwhile
        QCOMPARE(waiting.dropped(), std::uint64_t{4});
        QCOMPARE(std::get<domain::EquitySample>(waiting.take().back()).time,
                 at("2026-12-23T00:00:00.000Z"));
    }
};

QTEST_APPLESS_MAIN(LedgerSamplesTest)
#include "tst_ledgersamples.moc"
