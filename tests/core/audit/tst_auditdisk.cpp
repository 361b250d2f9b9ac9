// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail on a disk that fails: nothing is half written, nothing is out of order, and what
// is lost is told.
#include "core/audit/verify.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;
using audit::SyncMode;

namespace {

struct FaultyTrail : TrailFixture
{
    std::shared_ptr<FaultyDisk> disk = std::make_shared<FaultyDisk>();
    std::unique_ptr<audit::AuditLogger> logger;

    explicit FaultyTrail(audit::QueueLimits limits = {}, SyncMode mode = SyncMode::Interval)
    {
        logger = audit::openTrail({path(), mode, disk, limits}, clock).value();
    }
    bool verifies() const
    {
        const auto report = audit::verifyTrail(path());
        return report && report->isGood;
    }
    std::size_t linesInFile() const { return linesOf(readFile(file())).size(); }
};

void expectWarning(const char *text)
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QString::fromLatin1(text)));
}

} // namespace

class AuditDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShortWriteIsCompleted()
    {
        FaultyTrail trail;
        trail.disk->mostBytes = 7;

        QVERIFY(trail.logger->change(openingFill()));

        QVERIFY(trail.verifies());
        QVERIFY(!trail.logger->isRefusing());
    }

    void aFullDiskLeavesNoHalfLine()
    {
        FaultyTrail trail;
        trail.logger->change(openingFill());
        const std::string before = readFile(trail.file());
        trail.disk->bytesUntilFull = 100;
        expectWarning("no space left");

        QVERIFY(!trail.logger->change(openingFill()));

        QVERIFY(trail.logger->isRefusing());
        QCOMPARE(readFile(trail.file()), before);
        QCOMPARE(trail.logger->head().seq, std::uint64_t{1});
    }

    void waitingLinesAreWrittenInOrderWhenTheDiskRecovers()
    {
        FaultyTrail trail;
        trail.disk->isFull = true;
        expectWarning("no space left");
        for (int i = 0; i < 1000; ++i)
            QVERIFY(!trail.logger->error("line", std::to_string(i)));
        QVERIFY(!trail.logger->sync());

        trail.disk->isFull = false;

        QVERIFY(trail.logger->sync());
        QVERIFY(!trail.logger->isRefusing());
        QVERIFY(trail.verifies());
        const auto lines = linesOf(readFile(trail.file()));
        QCOMPARE(lines.size(), std::size_t{1000});
        for (std::size_t i = 0; i < lines.size(); ++i)
            QVERIFY(lines[i].find("\"message\":\"" + std::to_string(i) + '"') != std::string::npos);
    }

    void theDiskIsTriedAgainWithoutBeingAsked()
    {
        FaultyTrail trail;
        trail.disk->isFull = true;
        expectWarning("no space left");
        trail.logger->error("a", "line");

        trail.disk->isFull = false;

        QTRY_VERIFY(!trail.logger->isRefusing());
        QCOMPARE(trail.linesInFile(), std::size_t{1});
    }

    void halfALineThatCannotBeCutIsFinishedLater()
    {
        FaultyTrail trail;
        trail.disk->refusesCut = true;
        trail.disk->bytesUntilFull = 50;
        expectWarning("no space left");
        QVERIFY(!trail.logger->error("first", "line"));
        trail.logger->error("second", "line");

        trail.disk->isFull = false;

        QVERIFY(trail.logger->sync());
        QVERIFY(trail.verifies());
        QCOMPARE(trail.linesInFile(), std::size_t{2});
    }

    void anOverflowIsRecordedAsAGapAndTheChainHolds()
    {
        FaultyTrail trail({10, std::size_t{1} << 20});
        trail.disk->isFull = true;
        expectWarning("no space left");
        for (int i = 0; i < 25; ++i)
            trail.logger->error("line", std::to_string(i));

        trail.disk->isFull = false;
        QVERIFY(trail.logger->sync());

        QVERIFY(trail.verifies());
        const auto lines = linesOf(readFile(trail.file()));
        QCOMPARE(lines.size(), std::size_t{11});
        QVERIFY(lines[9].find("\"message\":\"9\"") != std::string::npos);
        QVERIFY(lines[10].find("\"type\":\"gap\",\"event\":\"queue_overflow\",\"lost\":15") !=
                std::string::npos);
    }

    void theQueueIsBoundedInBytesToo()
    {
        FaultyTrail trail({1000, 2000});
        trail.disk->isFull = true;
        expectWarning("no space left");
        for (int i = 0; i < 100; ++i)
            trail.logger->error("line", std::string(500, 'x'));

        trail.disk->isFull = false;
        QVERIFY(trail.logger->sync());

        QVERIFY(trail.linesInFile() < 10);
        QVERIFY(readFile(trail.file()).find("queue_overflow") != std::string::npos);
        QVERIFY(trail.verifies());
    }

    void aDayThatCannotBeOpenedWaits()
    {
        FaultyTrail trail;
        trail.logger->error("day", "one");
        trail.clock.advance(std::chrono::hours{24});
        trail.disk->refusesOpen = true;
        expectWarning("no file can be made");
        QVERIFY(!trail.logger->error("day", "two"));

        trail.disk->refusesOpen = false;
        QVERIFY(trail.logger->sync());

        QVERIFY(trail.verifies());
        QCOMPARE(linesOf(readFile(trail.file("2026-11-24"))).size(), std::size_t{1});
    }

    void afterAFailedSyncTheTrailGoesOnInAnotherFile()
    {
        FaultyTrail trail({}, SyncMode::Each);
        trail.disk->refusesSync = true;
        expectWarning("input/output error");
        expectWarning("input/output error");
        QVERIFY(!trail.logger->error("a", "line"));
        QVERIFY(trail.logger->isRefusing());

        trail.disk->refusesSync = false;

        QTRY_VERIFY(!trail.logger->isRefusing());
        QVERIFY(trail.logger->error("a", "second line"));
        QVERIFY(trail.verifies());
        QCOMPARE(linesOf(readFile(trail.path() + "/audit-2026-11-23.2.jsonl")).size(),
                 std::size_t{2});
    }

    void anAbsurdlyLongRecordIsToldInsteadOfWritten()
    {
        FaultyTrail trail;

        QVERIFY(trail.logger->change(openingFill(std::string(100'000, 'X'))));

        const auto lines = linesOf(readFile(trail.file()));
        QCOMPARE(lines.size(), std::size_t{1});
        QVERIFY(lines[0].find("oversized_record") != std::string::npos);
        QVERIFY(trail.verifies());
    }
};

QTEST_APPLESS_MAIN(AuditDiskTest)
#include "tst_auditdisk.moc"
