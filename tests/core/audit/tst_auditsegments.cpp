// SPDX-License-Identifier: GPL-3.0-or-later
// A file that could not be synced is given up: its doubtful lines are written again in the day's
// next segment, and whatever becomes of the old file's end, the trail holds.
#include "core/audit/chain.h"
#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "core/audit/trailfiles.h"
#include "core/audit/trailfollower.h"
#include "core/audit/verify.h"
#include "tests/core/audit/memorydisk.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

#include <numeric>

using namespace lpm;
using namespace lpm::audit::testing;
using audit::Journal;

namespace {

const std::string Directory = "/trading";
const std::string First = "/trading/audit-2026-11-23.jsonl";
const std::string Second = "/trading/audit-2026-11-23.2.jsonl";

struct SickDisk
{
    std::shared_ptr<MemoryDisk> disk = std::make_shared<MemoryDisk>();
    base::Timestamp now = at("2026-11-23T10:00:00.000Z");

    base::Result<Journal> open() const { return audit::openJournal(disk, Directory, now); }
    bool write(Journal &journal, int lines) const
    {
        bool isWritten = true;
        for (int i = 0; i < lines; ++i)
            isWritten = journal.append(audit::errorRecord("line", "x", now)) && isWritten;
        return isWritten;
    }
    std::string verdict() const { return audit::verifyTrail(*disk, Directory).value().text(); }
    std::string &bytes(const std::string &path) const { return disk->files.at(path).bytes; }
    std::vector<std::uint64_t> followed() const
    {
        std::vector<std::uint64_t> seen;
        auto follower = audit::TrailFollower::open(disk, Directory, std::nullopt).value();
        const auto done = follower.follow(
            [&seen](std::string_view, const audit::Head &head) -> base::Result<void> {
                seen.push_back(head.seq);
                return {};
            },
            1'000'000);
        return done ? seen : std::vector<std::uint64_t>{};
    }
    bool holdsEachOnceUpTo(std::uint64_t last) const
    {
        std::vector<std::uint64_t> all(last);
        std::iota(all.begin(), all.end(), std::uint64_t{1});
        return followed() == all && audit::readBackNewest(*disk, Directory).value().lines == last &&
               verdict().starts_with("OK " + std::to_string(last) + " lines");
    }
};

void expectSyncWarning()
{
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("input/output error")));
}
void expectGoingOn()
{
    QTest::ignoreMessage(QtInfoMsg, QRegularExpression(QStringLiteral("goes on in")));
}

// Five lines synced, then three in doubt, then given up and written again.
struct GivenUp : SickDisk
{
    GivenUp()
    {
        auto journal = open().value();
        write(journal, 5);
        QVERIFY(journal.sync());
        write(journal, 3);
        disk->syncsToFail = 1;
        expectSyncWarning();
        expectGoingOn();
        QVERIFY(journal.sync());
        write(journal, 2);
        QVERIFY(journal.sync());
    }
};

} // namespace

class AuditSegmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A sync fails, the disk is too full for a segment, and the program is killed. The next one finds
    // the lines in the system's memory, and its sync succeeds and has not written them.
    void doubtfulLinesOfARunThatWasKilledOutlastAPowerLoss()
    {
        const SickDisk trail;
        {
            auto journal = trail.open().value();
            trail.write(journal, 5);
            QVERIFY(journal.sync());
            trail.write(journal, 3);
            trail.disk->syncsToFail = 1;
            auto sync = journal.beginSync();
            sync.run();
            expectSyncWarning();
            QVERIFY(journal.endSync(std::move(sync)));
        }
        trail.disk->restart();
        {
            auto journal = trail.open().value();
            QCOMPARE(journal.synced().seq, std::uint64_t{8});
            trail.write(journal, 2);
            QVERIFY(journal.sync());
        }

        trail.disk->losePower();

        QVERIFY(trail.holdsEachOnceUpTo(10));
    }

    void doubtfulLinesAreWrittenAgainByteForByte()
    {
        const GivenUp trail;

        const auto first = linesOf(trail.bytes(First));
        const auto second = linesOf(trail.bytes(Second));

        QCOMPARE(first.size(), std::size_t{8});
        QCOMPARE(second.size(), std::size_t{5});
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(second[i], first[5 + i]);
        QVERIFY(trail.holdsEachOnceUpTo(10));
    }

    void theJournalIsHealthyAgainAfterOneFailedSync()
    {
        SickDisk trail;
        auto journal = trail.open().value();
        trail.write(journal, 3);
        trail.disk->syncsToFail = 1;
        expectSyncWarning();
        expectGoingOn();

        QVERIFY(journal.sync());

        QVERIFY(!journal.isRefusing());
        QCOMPARE(journal.synced(), journal.head());
    }

    void itRefusesWhileTheSegmentFailsTooAndRecoversByItself()
    {
        SickDisk trail;
        auto journal = trail.open().value();
        trail.write(journal, 3);
        trail.disk->syncsToFail = 4;
        expectSyncWarning();
        expectSyncWarning();

        QVERIFY(!journal.sync());
        QVERIFY(journal.isRefusing());
        QVERIFY(!trail.write(journal, 1)); // it waits
        QVERIFY(!journal.sync());
        QVERIFY(!journal.sync());
        QCOMPARE(trail.disk->files.size(), std::size_t{2}); // not a file a try

        expectGoingOn();
        QVERIFY(journal.sync());
        QVERIFY(!journal.isRefusing());
        QVERIFY(trail.holdsEachOnceUpTo(4));
    }

    void everyEndOfTheGivenUpFileIsAccepted()
    {
        GivenUp trail;
        const std::string whole = trail.bytes(First);
        const auto lines = linesOf(whole);
        std::size_t synced = 0;
        for (std::size_t i = 0; i < 5; ++i)
            synced += lines[i].size() + 1;
        for (std::size_t size = synced; size <= whole.size(); ++size) {
            trail.bytes(First) = whole.substr(0, size);
            QVERIFY(trail.holdsEachOnceUpTo(10));
            trail.bytes(First) = whole.substr(0, size) + std::string(whole.size() - size, '\0');
            QVERIFY(trail.holdsEachOnceUpTo(10));
        }
    }

    void syncedLinesOfTheGivenUpFileMustBeThere()
    {
        GivenUp trail;
        const std::string whole = trail.bytes(First);
        const auto lines = linesOf(whole);
        trail.bytes(First) = whole.substr(0, whole.find(lines[4]));

        QCOMPARE(trail.verdict(),
                 std::string("audit-2026-11-23.2.jsonl line 1: seq 5 expected, 6 found"));
        QVERIFY(!trail.open());
    }

    void aLineThatIsAnotherInTheSegmentIsFound()
    {
        GivenUp trail;
        auto first = linesOf(trail.bytes(First));
        audit::Head head = audit::checkSelf(first[4]).value();
        const std::string other = audit::seal(R"({"type":"forged"})", head);
        trail.bytes(First).resize(trail.bytes(First).find(first[5]));
        trail.bytes(First) += other;

        QCOMPARE(trail.verdict(),
                 std::string("audit-2026-11-23.2.jsonl line 1: is another line than in the file "
                             "before"));
    }

    void aSegmentCutShortIsFound()
    {
        GivenUp trail;
        auto second = linesOf(trail.bytes(Second));
        trail.bytes(Second) = second[0] + '\n' + second[1] + '\n';

        QCOMPARE(trail.verdict(),
                 std::string("audit-2026-11-23.2.jsonl line 2: ends before the file it goes on "
                             "for"));
        QVERIFY(!trail.open());
    }

    void aRunGoesOnInTheSegment()
    {
        GivenUp trail;
        auto journal = trail.open().value();

        trail.write(journal, 1);

        QVERIFY(trail.holdsEachOnceUpTo(11));
        QCOMPARE(trail.disk->files.size(), std::size_t{2});
        trail.now += std::chrono::hours{24};
        trail.write(journal, 1);
        QVERIFY(trail.holdsEachOnceUpTo(12));
        QVERIFY(trail.disk->files.contains("/trading/audit-2026-11-24.jsonl"));
    }

    void aFollowerPassesOverWhatItHasSeenAlready()
    {
        SickDisk trail;
        auto journal = trail.open().value();
        std::vector<std::uint64_t> seen;
        auto follower = audit::TrailFollower::open(trail.disk, Directory, std::nullopt).value();
        const auto follow = [&] {
            return follower.follow(
                [&seen](std::string_view, const audit::Head &head) -> base::Result<void> {
                    seen.push_back(head.seq);
                    return {};
                },
                1000);
        };
        trail.write(journal, 4);
        QVERIFY(follow());
        trail.disk->syncsToFail = 1;
        expectSyncWarning();
        expectGoingOn();
        QVERIFY(journal.sync());
        trail.write(journal, 2);

        QVERIFY(follow());

        QCOMPARE(seen, (std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(follower.at().file, std::string("audit-2026-11-23.2.jsonl"));
        QVERIFY(audit::TrailFollower::open(trail.disk, Directory, follower.at()));
    }

    void aPowerLossTakesNoSyncedLineWhateverFailedBefore()
    {
        for (int failing = 1; failing <= 6; ++failing) {
            SickDisk trail;
            auto journal = trail.open().value();
            trail.write(journal, 5);
            trail.disk->syncsToFail = failing;
            for (int tries = 0; tries < 10 && trail.disk->syncsToFail > 0; ++tries) {
                static_cast<void>(journal.sync());
                trail.write(journal, 1);
            }
            QVERIFY(journal.sync());
            const auto synced = journal.synced();
            QCOMPARE(synced, journal.head());
            trail.write(journal, 2);

            for (const std::size_t kept : {std::size_t{0}, std::size_t{100}}) {
                trail.disk->losePower(kept);
                auto again = trail.open().value();
                QVERIFY(again.head().seq >= synced.seq);
                QVERIFY(trail.verdict().starts_with("OK"));
            }
        }
    }

    void dyingAtAnyMomentOfGivingUpLosesNoLine()
    {
        bool isThrough = false;
        for (std::size_t step = 1; !isThrough; ++step) {
            SickDisk trail;
            {
                auto journal = trail.open().value();
                trail.write(journal, 5);
                trail.disk->syncsToFail = 1;
                trail.disk->diesAt = trail.disk->changes + step;
                isThrough = journal.sync().has_value();
            }
            trail.disk->restart();
            auto journal = trail.open().value();
            QCOMPARE(journal.head().seq, std::uint64_t{5});
            QVERIFY(trail.write(journal, 1));
            QVERIFY(trail.holdsEachOnceUpTo(6));
        }
    }

    void anUnfinishedSegmentMeansThatTheFileIsNotTrusted()
    {
        SickDisk trail;
        {
            auto journal = trail.open().value();
            trail.write(journal, 5);
            trail.disk->syncsToFail = 2;
            expectSyncWarning();
            expectSyncWarning();
            QVERIFY(!journal.sync());
        }
        trail.disk->restart();
        {
            auto journal = trail.open().value();
            QCOMPARE(journal.synced().seq, std::uint64_t{5});
        }

        trail.disk->losePower();

        auto journal = trail.open().value();
        QCOMPARE(journal.head().seq, std::uint64_t{5});
        QVERIFY(trail.write(journal, 1));
        QVERIFY(trail.holdsEachOnceUpTo(6));
    }

    void theDayBeforeIsSafeBeforeTheNextBegins()
    {
        SickDisk trail;
        auto journal = trail.open().value();
        trail.write(journal, 3);
        trail.now += std::chrono::hours{24};
        QVERIFY(trail.write(journal, 1));
        QCOMPARE(journal.synced().seq, std::uint64_t{3});

        trail.disk->losePower();

        QVERIFY(trail.open());
        QVERIFY(trail.holdsEachOnceUpTo(3));
    }

    void aDayThatCannotBeSyncedIsGivenUpBeforeTheNextBegins()
    {
        SickDisk trail;
        auto journal = trail.open().value();
        trail.write(journal, 3);
        trail.now += std::chrono::hours{24};
        trail.disk->syncsToFail = 1;
        expectSyncWarning();
        expectGoingOn();
        QVERIFY(!trail.write(journal, 1));

        QVERIFY(journal.sync());

        QVERIFY(trail.holdsEachOnceUpTo(4));
        QCOMPARE(linesOf(trail.bytes(Second)).size(), std::size_t{3});
        QCOMPARE(linesOf(trail.bytes("/trading/audit-2026-11-24.jsonl")).size(), std::size_t{1});
    }

    void theQueueIsBoundedWhileSyncsDoNotReturn()
    {
        SickDisk trail;
        auto journal =
            audit::openJournal(trail.disk, Directory, trail.now, {{10, 1u << 20}, {}}).value();

        QVERIFY(trail.write(journal, 10));
        QVERIFY(!trail.write(journal, 25)); // not synced: ten wait, fifteen are lost and told

        QVERIFY(journal.sync());
        QVERIFY(trail.holdsEachOnceUpTo(21));
        QVERIFY(trail.bytes(First).find("\"lost\":15") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(AuditSegmentsTest)
#include "tst_auditsegments.moc"
