// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail on a working disk: files, days, locks, and how it is taken up again.
#include "core/audit/auditlogger.h"
#include "core/audit/verify.h"
#include "tests/core/audit/trailfixture.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace lpm;
using namespace lpm::audit::testing;
using audit::AuditLogger;
using audit::SyncMode;

namespace {

unsigned modeOf(const std::string &path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777u : 0u;
}

bool verifies(const TrailFixture &trail)
{
    const auto report = audit::verifyTrail(trail.path());
    return report && report->isGood;
}

std::string fourShortLines()
{
    TrailFixture trail;
    {
        const auto logger = trail.open().value();
        for (int i = 0; i < 4; ++i)
            logger->error("a", "line");
    }
    return readFile(trail.file());
}

} // namespace

class AuditLoggerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineIsInTheFileWhenTheCallReturns()
    {
        TrailFixture trail;
        const auto logger = trail.open().value();

        QVERIFY(logger->change(openingFill()));

        const auto lines = linesOf(readFile(trail.file()));
        QCOMPARE(lines.size(), std::size_t{1});
        QVERIFY(lines[0].ends_with(logger->head().hash + "\"}"));
        QVERIFY(!logger->isRefusing());
    }

    void everyKindOfLineIsChained()
    {
        TrailFixture trail;
        {
            const auto logger = trail.open(SyncMode::Each).value();
            QVERIFY(logger->started("0.1.0", domain::RunMode::Demo, "loopback"));
            QVERIFY(logger->connection("connected", ""));
            QVERIFY(logger->change(fundingPayment()));
            QVERIFY(logger->note(note(domain::NoteKind::Gap)));
            QVERIFY(logger->priceUpdate(domain::PositionView{}, trail.clock.now().wall));
            QVERIFY(logger->error("parse", "a frame was not JSON"));
            QVERIFY(logger->sync());
            QVERIFY(logger->stopped("asked to"));
            QCOMPARE(logger->head().seq, std::uint64_t{7});
        }

        QVERIFY(verifies(trail));
        QCOMPARE(linesOf(readFile(trail.file())).size(), std::size_t{7});
    }

    void onlyTheOwnerMayReadIt()
    {
        TrailFixture trail;
        trail.write(1);

        QCOMPARE(modeOf(trail.path()), 0700u);
        QCOMPARE(modeOf(trail.file()), 0600u);
    }

    void theChainGoesOnAfterARestart()
    {
        TrailFixture trail;
        trail.write(3);

        trail.write(2);

        const auto report = audit::verifyTrail(trail.path());
        QVERIFY(report);
        QVERIFY2(report->isGood, report->text().c_str());
        QCOMPARE(report->lines, std::uint64_t{5});
        QCOMPARE(report->head.seq, std::uint64_t{5});
    }

    void aNewDayBeginsANewFileAndTheChainCrossesIt()
    {
        TrailFixture trail;
        trail.clock.advance(std::chrono::hours{14} - base::Milliseconds{1}); // 23:59:59.999
        const auto logger = trail.open().value();
        logger->error("before", "midnight");

        trail.clock.advance(base::Milliseconds{1});
        logger->error("at", "midnight");

        QCOMPARE(linesOf(readFile(trail.file())).size(), std::size_t{1});
        QCOMPARE(linesOf(readFile(trail.file("2026-11-24"))).size(), std::size_t{1});
        QVERIFY(verifies(trail));
    }

    void aClockSetBackDoesNotReorderTheFiles()
    {
        TrailFixture trail;
        trail.write(1);
        trail.clock.advance(std::chrono::hours{-48});

        trail.write(1);

        QCOMPARE(linesOf(readFile(trail.file())).size(), std::size_t{2});
        QVERIFY(verifies(trail));
    }

    void yesterdaysChainIsTakenUpAcrossAnEmptyDay()
    {
        TrailFixture trail;
        trail.write(2);
        trail.clock.advance(std::chrono::hours{24});
        trail.write(0); // makes the day's file and nothing in it
        trail.clock.advance(std::chrono::hours{24});

        trail.write(1);

        QVERIFY(verifies(trail));
        QCOMPARE(linesOf(readFile(trail.file("2026-11-25"))).size(), std::size_t{1});
    }

    void aSecondOpenerIsToldThatItIsBusy()
    {
        TrailFixture trail;
        const auto first = trail.open().value();
        first->error("a", "line");
        const std::string bytes = readFile(trail.file());

        const auto second = trail.open();

        QVERIFY(!second);
        QCOMPARE(second.error().code, base::ErrorCode::Busy);
        QCOMPARE(readFile(trail.file()), bytes);
    }

    void theLockIsFreeAgainAfterTheFirst()
    {
        TrailFixture trail;
        trail.open().value().reset();

        QVERIFY(trail.open().has_value());
    }

    void aLinkOrAFifoInTheFilesPlaceIsRefused_data()
    {
        QTest::addColumn<bool>("isLink");
        QTest::newRow("symbolic link") << true;
        QTest::newRow("fifo") << false;
    }
    void aLinkOrAFifoInTheFilesPlaceIsRefused()
    {
        QFETCH(bool, isLink);
        TrailFixture trail;
        trail.write(0);
        const std::string file = trail.file();
        QCOMPARE(::unlink(file.c_str()), 0);
        const std::string target = trail.directory.path().toStdString() + "/elsewhere";
        if (isLink)
            QCOMPARE(::symlink(target.c_str(), file.c_str()), 0);
        else
            QCOMPARE(::mkfifo(file.c_str(), 0600), 0);

        const auto opened = trail.open();

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, base::ErrorCode::Io);
        QVERIFY(!QFile::exists(QString::fromStdString(target)));
    }

    void aLinkPutInTomorrowsPlaceIsNotFollowed()
    {
        TrailFixture trail;
        const auto logger = trail.open().value();
        const std::string target = trail.directory.path().toStdString() + "/elsewhere";
        QCOMPARE(::symlink(target.c_str(), trail.file("2026-11-24").c_str()), 0);
        trail.clock.advance(std::chrono::hours{24});
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("symbolic link")));

        QVERIFY(!logger->error("a", "line"));

        QVERIFY(logger->isRefusing());
        QVERIFY(!QFile::exists(QString::fromStdString(target)));
    }

    void aDirectoryThatCannotBeMadeIsAnError()
    {
        TrailFixture trail;
        writeFile(trail.path(), "a file in its place");

        const auto opened = trail.open();

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, base::ErrorCode::Io);
    }

    void aBrokenMiddleLineStopsTheStart()
    {
        TrailFixture trail;
        trail.write(5);
        std::string bytes = readFile(trail.file());
        const auto second = bytes.find('\n') + 1;
        bytes[bytes.find("50000", second)] = '6';
        writeFile(trail.file(), bytes);

        const auto opened = trail.open();

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, base::ErrorCode::Corrupt);
        QVERIFY(opened.error().message.find("audit-2026-11-23.jsonl line 2: hash mismatch") !=
                std::string::npos);
    }

    void aTornEndAtAnyByteOfTheLastThreeLinesIsMovedAsideAndRecorded()
    {
        const std::string bytes = fourShortLines();
        for (std::size_t cut = bytes.find('\n') + 1; cut < bytes.size(); ++cut) {
            TrailFixture trail;
            QVERIFY(QDir().mkpath(QString::fromStdString(trail.path())));
            writeFile(trail.file(), bytes.substr(0, cut));

            trail.open().value()->error("next", "line");

            const std::size_t kept = bytes.rfind('\n', cut - 1) + 1;
            const std::string after = readFile(trail.file());
            QCOMPARE(after.substr(0, kept), bytes.substr(0, kept));
            QCOMPARE(readFile(trail.file() + ".torn"), bytes.substr(kept, cut - kept));
            const bool isRecorded = after.find("torn_tail") != std::string::npos;
            QCOMPARE(isRecorded, kept != cut);
            QVERIFY(verifies(trail));
        }
    }

    void aGarbledLastLineCountsAsTorn()
    {
        TrailFixture trail;
        trail.write(3);
        std::string bytes = readFile(trail.file());
        bytes[bytes.size() - 200] ^= 1;
        writeFile(trail.file(), bytes);

        QVERIFY(trail.open().has_value());

        QVERIFY(verifies(trail));
        QVERIFY(QFile::exists(QString::fromStdString(trail.file() + ".torn")));
    }

    void twoLastLinesWhoseEndWasChangedAreNotTakenForATornOne()
    {
        TrailFixture trail;
        trail.write(3);
        std::string bytes = readFile(trail.file());
        bytes[bytes.rfind('\n', bytes.size() - 2)] ^= 1;
        writeFile(trail.file(), bytes);

        const auto opened = trail.open();

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, base::ErrorCode::Corrupt);
        QVERIFY(!QFile::exists(QString::fromStdString(trail.file() + ".torn")));
    }

    void aLineLostOnTheDayBeforeIsSeenByTheCheck()
    {
        TrailFixture trail;
        trail.write(3);
        trail.clock.advance(std::chrono::hours{24});
        trail.write(2);
        const std::string bytes = readFile(trail.file());
        writeFile(trail.file(), bytes.substr(0, bytes.rfind('\n', bytes.size() - 2) + 1));

        const auto opened = trail.open();

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, base::ErrorCode::Corrupt);
    }
};

QTEST_APPLESS_MAIN(AuditLoggerTest)
#include "tst_auditlogger.moc"
