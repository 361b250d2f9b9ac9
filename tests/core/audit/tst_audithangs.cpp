// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that neither takes nor refuses: it hangs. It is told, nothing waits for it, and what was
// made meanwhile is written when it is back.
#include "core/audit/fileauditlogger.h"
#include "core/audit/verify.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

struct HangingTrail : TrailFixture
{
    std::shared_ptr<FaultyDisk> disk = std::make_shared<FaultyDisk>();
    std::unique_ptr<audit::AuditLogger> logger;

    explicit HangingTrail(audit::QueueLimits limits = {})
    {
        logger = audit::openTrail({path(), audit::SyncMode::Interval, disk, limits}, clock).value();
        disk->hangsSync = true;
    }
    ~HangingTrail() { comeBack(); }
    void comeBack() const
    {
        disk->hangsSync = false;
        disk->hangsSync.notify_all();
    }
    bool write() const { return logger->change(openingFill()); }
    bool hangs() const
    {
        return QTest::qWaitFor([this] { return disk->isHanging.load(); });
    }
};

} // namespace

class AuditHangsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSyncThatDoesNotReturnIsTold()
    {
        HangingTrail trail;
        QVERIFY(trail.write());
        QVERIFY(trail.hangs());
        QVERIFY(!trail.logger->isSyncLate());

        trail.clock.advance(base::Milliseconds{2001});
        QVERIFY(trail.logger->isSyncLate());
        QVERIFY(trail.write()); // monitoring goes on

        trail.comeBack();
        QTRY_VERIFY(!trail.logger->isSyncLate());
        QVERIFY(!trail.logger->isRefusing());
    }

    void aQuietTrailIsNeverLate()
    {
        HangingTrail trail;
        trail.comeBack();
        QVERIFY(trail.write());
        QTRY_COMPARE(trail.logger->synced().seq, trail.logger->head().seq);
        QTRY_VERIFY((trail.clock.advance(base::Milliseconds{60'000}), !trail.logger->isSyncLate()));
    }

    void linesThatMustWaitForItAreRefusedAloud()
    {
        HangingTrail trail(audit::QueueLimits{3, 1u << 20});
        QVERIFY(trail.write());
        QVERIFY(trail.hangs());
        QVERIFY(trail.write());
        QVERIFY(trail.write());
        QVERIFY(!trail.logger->isRefusing());

        QVERIFY(!trail.write());

        QVERIFY(trail.logger->isRefusing());
        trail.comeBack();
        QTRY_VERIFY(!trail.logger->isRefusing());
    }

    void aNewDayDoesNotWaitForIt()
    {
        HangingTrail trail;
        QVERIFY(trail.write());
        QVERIFY(trail.hangs());
        trail.clock.advance(std::chrono::hours{24});

        QVERIFY(!trail.logger->connection("connected", "subscribed", {}));
        QVERIFY(!trail.logger->connection("connected", "again", {}));

        trail.comeBack();
        QTRY_COMPARE(trail.logger->synced().seq, std::uint64_t(3));
        trail.logger.reset();
        QVERIFY(audit::verifyTrail(trail.path())->isGood);
    }
};

QTEST_GUILESS_MAIN(AuditHangsTest)
#include "tst_audithangs.moc"
