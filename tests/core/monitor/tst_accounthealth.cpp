// SPDX-License-Identifier: GPL-3.0-or-later
// What health says of an account.
#include "core/monitor/healthrules.h"

#include <QtTest>

using namespace lpm;

class AccountHealthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheExchangeDoesNotTellOfAnAccountIsAReasonWithItsName_data()
    {
        QTest::addColumn<bool>("isOfSlices");
        QTest::addColumn<QString>("reason");
        QTest::newRow("balances") << false
                                  << "main has an unknown equity: its balances cannot be read";
        QTest::newRow("slices") << true
                                << "main may lack slices of TWAPs: the exchange lists them no more";
    }
    void whatTheExchangeDoesNotTellOfAnAccountIsAReasonWithItsName()
    {
        QFETCH(bool, isOfSlices);
        QFETCH(QString, reason);
        domain::HealthView health;
        for (const char *label : {"main", "other"}) {
            domain::AccountHealth account;
            account.label = label;
            account.account = domain::Address::fromBytes({static_cast<std::uint8_t>(label[0])});
            account.feedState = domain::FeedState::Live;
            health.accounts.push_back(account);
        }
        monitor::HealthFacts facts;
        facts.isRunning = true;
        (isOfSlices ? facts.unlistedSlices : facts.unreadEquity)
            .insert(health.accounts.front().account);

        monitor::judgeHealth(health, facts);

        QVERIFY(health.status == domain::HealthStatus::Degraded);
        QCOMPARE(health.reasons, std::vector<std::string>{reason.toStdString()});
    }
};

QTEST_APPLESS_MAIN(AccountHealthTest)
#include "tst_accounthealth.moc"
