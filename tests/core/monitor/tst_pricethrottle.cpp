// SPDX-License-Identifier: GPL-3.0-or-later
// Which moves of a price are told.
#include "core/monitor/pricethrottle.h"
#include "tests/core/tracker/fixtures.h"

using namespace lpm;
using namespace lpm::fixture;
using monitor::PriceThrottle;
using Decision = PriceThrottle::Decision;
using base::Milliseconds;

namespace {

const monitor::ThrottleRules Rules{Milliseconds{1000}, dec("0.01")};

Decision decide(const PriceThrottle &throttle, const char *unrealized, long long now)
{
    return throttle.decide(dec(unrealized), Milliseconds{now}, Rules);
}

} // namespace

class PriceThrottleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstValueGoesOutAtOnce()
    {
        QCOMPARE(decide(PriceThrottle{}, "0", 0), Decision::Send);
    }

    void aMoveOfTheThresholdOrLessIsNotSent_data()
    {
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("isSent");
        QTest::newRow("the same") << "5" << false;
        QTest::newRow("a cent up") << "5.01" << false;
        QTest::newRow("a cent down") << "4.99" << false;
        QTest::newRow("more than a cent up") << "5.010001" << true;
        QTest::newRow("more than a cent down") << "4.989999" << true;
    }
    void aMoveOfTheThresholdOrLessIsNotSent()
    {
        QFETCH(QString, to);
        QFETCH(bool, isSent);
        PriceThrottle throttle;
        throttle.onSent(dec("5"), Milliseconds{0}, true);

        QCOMPARE(decide(throttle, to.toLatin1().constData(), 1000),
                 isSent ? Decision::Send : Decision::Skip);
    }

    void slowDriftIsSentOnceItAddsUp()
    {
        PriceThrottle throttle;
        throttle.onSent(dec("5"), Milliseconds{0}, true);

        QCOMPARE(decide(throttle, "5.006", 2000), Decision::Skip);
        QCOMPARE(decide(throttle, "5.012", 4000),
                 Decision::Send); // against what was sent, not seen
    }

    void thereIsAtMostOneInAnInterval()
    {
        PriceThrottle throttle;
        throttle.onSent(dec("5"), Milliseconds{0}, true);

        QCOMPARE(decide(throttle, "6", 999), Decision::Later);
        QCOMPARE(throttle.dueAt(Rules), Milliseconds{1000});
        QCOMPARE(decide(throttle, "6", 1000), Decision::Send);
    }

    void aFillThatWentOutIsTheValueToCompareWithAndStartsNoInterval()
    {
        PriceThrottle throttle;
        throttle.onSent(dec("5"), Milliseconds{0}, false);

        QCOMPARE(decide(throttle, "5.01", 1), Decision::Skip);
        QCOMPARE(decide(throttle, "5.02", 1), Decision::Send);
    }

    void anUnknownValueIsNotSentAndTheFirstKnownOneIs()
    {
        PriceThrottle throttle;
        QCOMPARE(throttle.decide(std::nullopt, Milliseconds{0}, Rules), Decision::Skip);
        throttle.onSent(std::nullopt, Milliseconds{0}, false); // a fill without a mark

        QCOMPARE(decide(throttle, "0", 1), Decision::Send);
    }

    void anIntervalOfZeroSendsEveryChange()
    {
        const monitor::ThrottleRules every{Milliseconds{0}, dec("0")};
        PriceThrottle throttle;
        throttle.onSent(dec("5"), Milliseconds{7}, true);

        QCOMPARE(throttle.decide(dec("5.000001"), Milliseconds{7}, every), Decision::Send);
        QCOMPARE(throttle.decide(dec("5"), Milliseconds{7}, every), Decision::Skip);
    }
};

QTEST_APPLESS_MAIN(PriceThrottleTest)
#include "tst_pricethrottle.moc"
