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
    void countsANetworkOfIpv6AsOneAndAWrappedAddressAsItself();
    void forgetsTheAddressHeardOfLongestAgo();
};

void WrongTokensTest::asksToWaitAfterTenInAMinute()
{
    base::ManualClock clock{base::Timestamp{}};
    WrongTokens counts(clock);
    for (int i = 0; i < limits::WrongTokens; ++i)
        QCOMPARE(counts.add(QHostAddress(QStringLiteral("10.0.0.1"))), 0s);
    clock.advance(20'500ms);
    QCOMPARE(counts.add(QHostAddress(QStringLiteral("10.0.0.1"))), 40s); // whole seconds, never too early
    clock.advance(39'499ms);
    QCOMPARE(counts.add(QHostAddress(QStringLiteral("10.0.0.1"))), 1s);
    clock.advance(1ms);
    QCOMPARE(counts.add(QHostAddress(QStringLiteral("10.0.0.1"))), 0s);
}

void WrongTokensTest::countsEachAddressByItself()
{
    base::ManualClock clock{base::Timestamp{}};
    WrongTokens counts(clock);
    for (int i = 0; i <= limits::WrongTokens; ++i)
        counts.add(QHostAddress(QStringLiteral("10.0.0.1")));
    QCOMPARE(counts.add(QHostAddress(QStringLiteral("10.0.0.2"))), 0s);
    QVERIFY(counts.add(QHostAddress(QStringLiteral("10.0.0.1"))) > 0s);
}

void WrongTokensTest::countsANetworkOfIpv6AsOneAndAWrappedAddressAsItself()
{
    base::ManualClock clock{base::Timestamp{}};
    WrongTokens counts(clock);
    for (int i = 0; i < limits::WrongTokens; ++i)
        counts.add(QHostAddress(QStringLiteral("2001:db8::%1").arg(i)));
    QVERIFY(counts.add(QHostAddress(QStringLiteral("2001:db8:0:0:ffff::1"))) > 0s);
    QCOMPARE(counts.add(QHostAddress(QStringLiteral("2001:db8:0:1::1"))), 0s);
    for (int i = 0; i < limits::WrongTokens; ++i)
        counts.add(QHostAddress(QStringLiteral("10.0.0.1")));
    QVERIFY(counts.add(QHostAddress(QStringLiteral("::ffff:10.0.0.1"))) > 0s);
}

void WrongTokensTest::forgetsTheAddressHeardOfLongestAgo()
{
    base::ManualClock clock{base::Timestamp{}};
    WrongTokens counts(clock);
    const QHostAddress kept(0x0A000001u);
    const QHostAddress forgotten(0x0A000002u);
    for (int i = 0; i <= limits::WrongTokens; ++i)
        counts.add(kept);
    for (int i = 0; i <= limits::WrongTokens; ++i)
        counts.add(forgotten);
    counts.add(kept);
    for (quint32 i = 0; i + 1 < limits::WrongTokenAddresses; ++i)
        counts.add(QHostAddress(0x0B000000u + i));
    QVERIFY(counts.add(kept) > 0s);
    QCOMPARE(counts.add(forgotten), 0s);
}

QTEST_GUILESS_MAIN(WrongTokensTest)
#include "tst_wrongtokens.moc"
