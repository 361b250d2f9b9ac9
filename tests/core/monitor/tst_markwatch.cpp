// SPDX-License-Identifier: GPL-3.0-or-later
// Which coins are silent and which dexes are asked, coin by coin.
#include "core/monitor/markwatch.h"

#include "core/base/limits.h"

#include <QTest>

using namespace lpm;
using monitor::MarkWatch;
using Source = MarkWatch::Source;
using Names = std::vector<std::string>;

namespace {

base::Instant second(int count)
{
    return {base::fromUnixMilliseconds(1'790'000'000'000 + count * 1000LL),
            base::Milliseconds{count * 1000LL}};
}

} // namespace

class MarkWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneCoinsStreamThatDiesIsAskedForAndThenSilent()
    {
        MarkWatch watch{base::Milliseconds{1000}};
        watch.setCoins({"BTC", "ETH"}, second(0));
        watch.onMark("ETH", Source::Stream, second(0));

        int firstPoll = 0;
        for (int s = 1; s <= 45; ++s) {
            watch.onMark("BTC", Source::Stream, second(s));
            if (!watch.duePolls(second(s)).empty() && firstPoll == 0)
                firstPoll = s;
            QCOMPARE(watch.silentCoins(second(s)), s < 30 ? Names{} : Names{"ETH"});
        }
        QVERIFY(firstPoll > 0 && firstPoll < 20);
    }

    void aQuietCoinThatIsAskedForIsNotSilent_data()
    {
        QTest::addColumn<int>("intervalMs");
        for (const int interval : {0, 1000, 5000, 60'000})
            QTest::addRow("%d ms", interval) << interval;
    }
    void aQuietCoinThatIsAskedForIsNotSilent()
    {
        QFETCH(int, intervalMs);
        MarkWatch watch{base::Milliseconds{intervalMs}};
        watch.setCoins({"ETH"}, second(0));
        watch.onMark("ETH", Source::Stream, second(0));

        int polls = 0;
        for (int s = 1; s <= 600; ++s) {
            for (const auto &dex : watch.duePolls(second(s))) {
                QCOMPARE(dex, std::string());
                watch.onMark("ETH", Source::Poll, second(s));
                ++polls;
            }
            QVERIFY(watch.silentCoins(second(s)).empty());
            QVERIFY(watch.silence("ETH", second(s)) <= base::limits::PriceStaleAfter);
        }
        QVERIFY(polls > 0);
        QVERIFY(polls * 20 <= 600 * 10); // half of 1,200 a minute
    }

    void anAnswerWithoutTheCoinIsNoSign()
    {
        MarkWatch watch{base::Milliseconds{1000}};
        watch.setCoins({"ETH"}, second(0));

        for (int s = 1; s <= 30; ++s)
            watch.onMark("BTC", Source::Poll, second(s));

        QCOMPARE(watch.silentCoins(second(30)), Names{"ETH"});
        QVERIFY(!watch.lastMark());
    }

    void aFreshPositionIsGivenItsTime()
    {
        MarkWatch watch{base::Milliseconds{1000}};
        watch.setCoins({"ETH"}, second(0));
        watch.onMark("ETH", Source::Stream, second(0));
        watch.setCoins({}, second(1));
        QVERIFY(watch.silentCoins(second(999)).empty());

        watch.setCoins({"ETH"}, second(1000));

        QVERIFY(watch.silentCoins(second(1000)).empty());
        QVERIFY(watch.duePolls(second(1000)).empty());
        QCOMPARE(watch.duePolls(second(1003)), Names{""});
        QCOMPARE(watch.silentCoins(second(1030)), Names{"ETH"});
    }

    void onlyTheDexThatIsSilentIsAsked()
    {
        MarkWatch watch{base::Milliseconds{1000}};
        watch.setCoins({"BTC", "xyz:TSLA"}, second(0));
        watch.onMark("BTC", Source::Stream, second(2));

        QCOMPARE(watch.duePolls(second(4)), Names{"xyz"});
    }
};

QTEST_GUILESS_MAIN(MarkWatchTest)
#include "tst_markwatch.moc"
