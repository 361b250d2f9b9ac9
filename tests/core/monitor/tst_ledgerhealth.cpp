// SPDX-License-Identifier: GPL-3.0-or-later
// What health says of the disk: of the audit trail and of the ledger.
#include "core/monitor/healthrules.h"

#include <QtTest>

using namespace lpm;

namespace {

domain::HealthView judged(const monitor::HealthFacts &facts)
{
    domain::HealthView health;
    monitor::judgeHealth(health, facts);
    return health;
}

} // namespace

class LedgerHealthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLedgerThatCannotBeWrittenDegrades()
    {
        monitor::HealthFacts facts;
        facts.isRunning = true;
        facts.ledgerTrouble = "database or disk is full";

        const auto health = judged(facts);

        QVERIFY(health.status == domain::HealthStatus::Degraded);
        QCOMPARE(health.reasons, std::vector<std::string>{"ledger: database or disk is full"});
    }

    void aDiskThatConfirmsNothingDegrades()
    {
        monitor::HealthFacts facts;
        facts.isRunning = true;
        facts.isAuditLate = true;

        const auto health = judged(facts);

        QVERIFY(health.status == domain::HealthStatus::Degraded);
        QCOMPARE(health.reasons, std::vector<std::string>{"audit: the disk confirms nothing, a power "
                                                          "loss may take lines"});
    }

    void oneThatHadToBeMadeAnewIsSaidAndDoesNot()
    {
        monitor::HealthFacts facts;
        facts.isRunning = true;
        facts.notices = {"the ledger was damaged"};

        const auto health = judged(facts);

        QVERIFY(health.status == domain::HealthStatus::Healthy);
        QCOMPARE(health.reasons, std::vector<std::string>{"the ledger was damaged"});
    }
};

QTEST_APPLESS_MAIN(LedgerHealthTest)
#include "tst_ledgerhealth.moc"
