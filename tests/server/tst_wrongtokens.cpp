// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/wrongtokens.h"
#include "server/limits.h"

#include <QTest>

using namespace lpm;
using namespace lpm::server;
using namespace std::chrono_literals;

class WrongTokensTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksToWaitAfterTenInAMinute();
    void countsEachAddressByItself();
    void forgetsTheAddressHeardOfLongestAgo();
};

void WrongTokensTest::asksToWaitAfterTenInAMinute()
{
    base::ManualClock clock{base::Timestamp{}};
    WrongTokens counts(clock);
    for (int i = 0; i < limits::WrongTokens; ++i)
        QCOMPARE(counts.add("10.0.0.1"), 0s);
    clock.advance(20'500ms);
    QCOMPARE(counts.add("10.0.0.1"), 40s); // whole seconds, never too early
    clock.advance(39'499ms);
    QCOMPARE(counts.add("10.0.0.1"), 1s);
    clock.advance(1ms);
    QCOMPARE(counts.add("10.0.0.1"), 0s);
}

void WrongTokensTest::countsEachAddressByItself()
{
    base::ManualClock clock{base::Timestamp{}};
    WrongTokens counts(clock);
    for (int i = 0; i <= limits::WrongTokens; ++i)
        counts.add("10.0.0.1");
    QCOMPARE(counts.add("10.0.0.2"), 0s);
    QVERIFY(counts.add("10.0.0.1") > 0s);
}

void WrongTokensTest::forgetsTheAddressHeardOfLongestAgo()
{
    base::ManualClock clock{base::Timestamp{}};
    WrongTokens counts(clock);
    for (int i = 0; i <= limits::WrongTokens; ++i)
        counts.add("kept");
    for (int i = 0; i <= limits::WrongTokens; ++i)
        counts.add("forgotten");
    counts.add("kept");
    for (std::size_t i = 0; i + 1 < limits::WrongTokenAddresses; ++i)
        counts.add("crowd " + std::to_string(i));
    QVERIFY(counts.add("kept") > 0s);
    QCOMPARE(counts.add("forgotten"), 0s);
}

QTEST_GUILESS_MAIN(WrongTokensTest)
#include "tst_wrongtokens.moc"
