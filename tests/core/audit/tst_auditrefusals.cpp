// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that refuses any one of its calls: it is told in the disk's own words and never taken for
// a broken trail, what was written stays as it was, and the next try comes through.
#include "core/audit/compress.h"
#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "core/audit/trailfiles.h"
#include "core/audit/trailfollower.h"
#include "core/audit/verify.h"
#include "tests/core/audit/memorydisk.h"
#include "tests/core/audit/trailfixture.h"
#include "tests/core/audit/watcheddisk.h"

#include <QtTest>

#include <numeric>

using namespace lpm;
using namespace lpm::audit::testing;
using std::chrono::days;

namespace {

const std::string Directory = "/trading";

audit::Network mainnet() { return {domain::RunMode::Live, "api.hyperliquid.xyz"}; }

// Everything that can become of a trail's files: the 17th is removed and told by the base record,
// the 18th packed, the 19th given up and gone on with in a segment, the 20th whole, the 21st torn
// at its end, and of the 22nd there is the file only. Lines 5 to 22 are left.
struct EventfulTrail
{
    std::shared_ptr<MemoryDisk> memory = std::make_shared<MemoryDisk>();
    std::shared_ptr<WatchedDisk> disk = std::make_shared<WatchedDisk>(memory);
    base::Timestamp now = at("2026-11-17T10:00:00.000Z");
    domain::PositionState held;
    std::int64_t fillsMade = 0;
    std::string lostEnd; // of the file that was given up

    EventfulTrail()
    {
        writeDay();
        const audit::Head removed = audit::verifyTrail(*memory, Directory)->head;
        memory->files.clear();
        bytes("audit-base.json") = audit::baseRecordText(removed);
        writeDay();
        writeDay();
        now -= days{1};
        QCOMPARE(audit::compressTrail(memory, Directory, now, days{0})->files, std::uint64_t{1});
        giveUp();
        now += days{1};
        writeDay();
        writeDay();
        std::string &torn = bytes("audit-2026-11-21.jsonl");
        torn.resize(torn.size() - 20);
        bytes("audit-2026-11-22.jsonl");
    }

    std::string &bytes(const std::string &name)
    {
        return memory->files[Directory + "/" + name].bytes;
    }
    // Fills of which each begins where the one before ended.
    void append(audit::Journal &journal, int fills)
    {
        for (int i = 0; i < fills; ++i) {
            domain::Change fill = openingFill();
            fill.fill->tradeId = ++fillsMade;
            fill.before = held;
            held.size += fill.fill->size;
            fill.after = held;
            journal.append(audit::changeRecords(fill, now));
        }
    }
    void writeDay()
    {
        auto journal = audit::openJournal(memory, Directory, now).value();
        journal.append(audit::startRecord("0.1.0", mainnet().mode, mainnet().exchange, now));
        append(journal, 3);
        QVERIFY(journal.sync());
        now += days{1};
    }
    // The newest file, whose end then goes with the power.
    void giveUp()
    {
        auto journal = audit::openJournal(memory, Directory, now).value();
        append(journal, 3);
        memory->syncsToFail = 1;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("output error")));
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(QStringLiteral("goes on in")));
        QVERIFY(journal.sync());
        std::string &givenUp = bytes("audit-2026-11-19.jsonl");
        lostEnd = givenUp.substr(givenUp.size() - 30);
        givenUp.resize(givenUp.size() - 30);
    }

    // A start on the disk that refuses, and a line: the head when all is safe.
    base::Result<audit::Head> start(std::optional<audit::Checkpoint> checkpoint = std::nullopt)
    {
        auto journal = audit::openJournal(disk, Directory, now, {{}, std::move(checkpoint)});
        if (!journal)
            return base::failure(journal.error());
        append(*journal, 1);
        if (auto synced = journal->sync(); !synced)
            return base::failure(synced.error());
        return journal->head();
    }
    std::string verdict() const { return audit::verifyTrail(*memory, Directory).value().text(); }
    std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        for (const auto &[path, file] : memory->files)
            names.push_back(path);
        return names;
    }
};

// Follows a trail whose torn end is moved aside.
struct Following
{
    std::optional<audit::TrailFollower> follower;
    std::vector<std::uint64_t> seen;

    base::Result<std::size_t> follow(EventfulTrail &trail,
                                     std::optional<audit::Checkpoint> from = std::nullopt,
                                     std::size_t most = 1000)
    {
        if (!follower) {
            auto opened = audit::TrailFollower::open(trail.disk, Directory, std::move(from));
            if (!opened)
                return base::failure(opened.error());
            follower = *std::move(opened);
        }
        return follower->follow(
            [this](std::string_view, const audit::Head &head) -> base::Result<void> {
                seen.push_back(head.seq);
                return {};
            },
            most);
    }
    bool sawEachOnce(std::uint64_t first, std::uint64_t last) const
    {
        std::vector<std::uint64_t> all(last - first + 1);
        std::iota(all.begin(), all.end(), first);
        return seen == all;
    }
};

void moveTornEndAside(const EventfulTrail &trail)
{
    QVERIFY(audit::openJournal(trail.memory, Directory, trail.now)); // and line 23 tells it
}

// Of the line of that seq.
audit::Checkpoint checkpointAt(std::uint64_t seq)
{
    EventfulTrail trail;
    Following following;
    const auto done = following.follow(trail, std::nullopt, seq - 4);
    return done ? following.follower->at() : audit::Checkpoint{};
}

bool isRefusal(const base::Error &error)
{
    return error.code == base::ErrorCode::Io &&
           error.message.find(WatchedDisk::Refusal) != std::string::npos;
}

// Has each call of `work` refused once, each time on a trail of its own; `check` gets that trail,
// now with a disk that refuses nothing, and what `work` gave.
template <class Work, class Check>
void refuseEachCall(const Work &work, const Check &check)
{
    for (std::size_t call = 1;; ++call) {
        EventfulTrail trail;
        trail.disk->refuse(call);
        const auto done = work(trail);
        if (trail.disk->calls < call) {
            QVERIFY(done);
            QVERIFY(call > 10); // that it has begun to read and write
            return;
        }
        trail.disk->before = nullptr;
        check(trail, done);
        if (QTest::currentTestFailed()) {
            qWarning("when call %zu was refused", call);
            return;
        }
    }
}

} // namespace

class AuditRefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCheckThatCannotReadJudgesNothing()
    {
        const auto check = [](EventfulTrail &trail) {
            return audit::verifyTrail(*trail.disk, Directory);
        };
        QVERIFY(EventfulTrail().verdict().starts_with(
            "audit-2026-11-21.jsonl line 4: the line is not complete: its write was cut off"));

        refuseEachCall(check, [&](EventfulTrail &trail, const auto &report) {
            QVERIFY(!report);
            QVERIFY2(isRefusal(report.error()), report.error().message.c_str());
            QCOMPARE(check(trail).value().text(), trail.verdict());
        });
    }

    void nothingIsReadBackOfATrailThatCannotBeReadWhole()
    {
        const auto read = [](EventfulTrail &trail) {
            return audit::readBackNewest(*trail.disk, Directory);
        };

        refuseEachCall(read, [&](EventfulTrail &trail, const auto &recovered) {
            QVERIFY(!recovered);
            QVERIFY2(isRefusal(recovered.error()), recovered.error().message.c_str());
            QCOMPARE(read(trail).value().lines, std::uint64_t{18});
        });
    }

    // A start goes on without them, and without anything else it does not.
    void onlyTheNewestStepsMayBeMissing()
    {
        const auto read = [](EventfulTrail &trail) {
            return audit::readBack(*trail.disk, Directory, mainnet());
        };
        int isWithoutSteps = 0;

        refuseEachCall(read, [&](EventfulTrail &trail, const auto &recovered) {
            const auto whole = read(trail).value().accounts.at(account(0x11));
            QCOMPARE(whole.recentChanges.size(), std::size_t{11}); // of what is not packed
            if (!recovered) {
                QVERIFY2(isRefusal(recovered.error()), recovered.error().message.c_str());
                return;
            }
            ++isWithoutSteps;
            const auto &found = recovered->accounts.at(account(0x11));
            QVERIFY(found.recentChanges.empty());
            QVERIFY(found.positions.at("BTC").state == whole.positions.at("BTC").state);
            QVERIFY(found.fills == whole.fills);
        });
        QVERIFY(isWithoutSteps > 5);
    }

    void aStartThatIsRefusedLeavesTheTrailForTheNext_data()
    {
        QTest::addColumn<int>("seq"); // of the checkpoint; 0: there is none
        QTest::newRow("from the newest file") << 0;
        QTest::newRow("behind a line of the packed day") << 7;
        QTest::newRow("behind a line of the segment") << 14;
        QTest::newRow("behind a line before the torn end") << 21;
    }
    void aStartThatIsRefusedLeavesTheTrailForTheNext()
    {
        QFETCH(int, seq);
        const auto checkpoint =
            seq > 0 ? std::optional(checkpointAt(static_cast<std::uint64_t>(seq))) : std::nullopt;
        const auto start = [&](EventfulTrail &trail) { return trail.start(checkpoint); };

        refuseEachCall(start, [&](EventfulTrail &trail, const auto &begun) {
            if (!begun) // else it began, and the line waited until the disk took it
                QVERIFY2(isRefusal(begun.error()), begun.error().message.c_str());

            const auto again = start(trail);

            QVERIFY(again);
            QVERIFY(again->seq >= 23);
            QVERIFY2(trail.verdict().starts_with("OK"), trail.verdict().c_str());
        });
    }

    void aFollowerThatWasRefusedSeesEachLineOnce_data()
    {
        QTest::addColumn<int>("seq"); // of the checkpoint; 0: there is none
        QTest::newRow("from the first line") << 0;
        QTest::newRow("from a line of the packed day") << 7;
        QTest::newRow("from a line of the segment") << 14;
    }
    void aFollowerThatWasRefusedSeesEachLineOnce()
    {
        QFETCH(int, seq);
        const auto checkpoint =
            seq > 0 ? std::optional(checkpointAt(static_cast<std::uint64_t>(seq))) : std::nullopt;
        Following following;
        const auto follow = [&](EventfulTrail &trail) {
            moveTornEndAside(trail);
            following = {};
            return following.follow(trail, checkpoint);
        };

        refuseEachCall(follow, [&](EventfulTrail &trail, const auto &followed) {
            QVERIFY(!followed);
            QVERIFY2(isRefusal(followed.error()), followed.error().message.c_str());

            QVERIFY(following.follow(trail, checkpoint));

            QVERIFY(following.sawEachOnce(seq > 0 ? static_cast<std::uint64_t>(seq) + 1 : 5, 23));
        });
    }

    void aDayThatCannotBePackedStaysAsItIs()
    {
        const auto pack = [](EventfulTrail &trail) {
            return audit::compressTrail(trail.disk, Directory, trail.now, days{2});
        };
        const auto packWhole = [&pack](EventfulTrail &trail) {
            trail.bytes("audit-2026-11-19.jsonl") += trail.lostEnd;
            return pack(trail);
        };
        EventfulTrail unrefused;
        const std::string verdict = unrefused.verdict();
        QCOMPARE(packWhole(unrefused)->files, std::uint64_t{2});
        int daysNamed = 0;

        refuseEachCall(packWhole, [&](EventfulTrail &trail, const auto &report) {
            QVERIFY(!report);
            QVERIFY2(isRefusal(report.error()), report.error().message.c_str());
            daysNamed += report.error().message.starts_with("cannot compress audit-2026-11-19.");
            QVERIFY2(trail.verdict() == verdict, trail.verdict().c_str());

            QVERIFY(pack(trail));

            QCOMPARE(trail.names(), unrefused.names());
            QCOMPARE(trail.verdict(), verdict);
        });
        QVERIFY(daysNamed > 20);
    }
};

QTEST_APPLESS_MAIN(AuditRefusalsTest)
#include "tst_auditrefusals.moc"
