// SPDX-License-Identifier: GPL-3.0-or-later
// A trail is taken up after anything that can happen to a program and its disk, and what was
// written is never taken for something else.
#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "core/audit/trailfiles.h"
#include "core/audit/verify.h"
#include "tests/core/audit/memorydisk.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;
using audit::Journal;

namespace {

const std::string Directory = "/trading";
const std::string Today = "/trading/audit-2026-11-23.jsonl";

struct SimpleTrail
{
    std::shared_ptr<MemoryDisk> disk = std::make_shared<MemoryDisk>();
    base::Timestamp now = at("2026-11-23T10:00:00.000Z");

    base::Result<Journal> open() { return audit::openJournal(disk, Directory, now); }
    bool append(Journal &journal) const
    {
        return journal.append(audit::errorRecord("line", "x", now));
    }
    void write(int lines)
    {
        auto journal = open().value();
        for (int i = 0; i < lines; ++i)
            QVERIFY(append(journal));
        QVERIFY(journal.sync());
    }
    audit::VerifyReport verified() const { return audit::verifyTrail(*disk, Directory).value(); }
    std::string &bytes(const std::string &path = Today) { return disk->files.at(path).bytes; }
    void setLines(const std::vector<std::string> &lines)
    {
        bytes().clear();
        for (const std::string &line : lines)
            bytes() += line + '\n';
    }
};

} // namespace

class AuditTakingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dyingAtAnyMomentOfAStartConverges()
    {
        bool isThrough = false;
        for (std::size_t step = 1; !isThrough; ++step) {
            SimpleTrail trail;
            trail.write(5);
            const std::string whole = trail.bytes();
            trail.bytes().resize(whole.size() - 20);
            trail.now += std::chrono::hours{24};
            trail.disk->restart();
            trail.disk->diesAt = step;
            isThrough = trail.open().has_value();
            trail.disk->restart();

            auto journal = trail.open().value();

            QVERIFY(journal.head().seq >= 4 && journal.head().seq <= 6);
            QVERIFY(trail.append(journal));
            QVERIFY2(trail.verified().isGood, trail.verified().text().c_str());
            QVERIFY(whole.find(trail.bytes()) == 0);
        }
    }

    void aBlockThatNeverReachedTheDiskIsATornEnd()
    {
        SimpleTrail trail;
        trail.write(6);
        const std::string whole = trail.bytes();
        constexpr std::size_t Sector = 512;
        const std::size_t fourth = whole.find("{\"seq\":4,"); // where the write began
        for (std::size_t end = (fourth / Sector + 1) * Sector; end < whole.size(); end += Sector) {
            trail.disk->files.erase(Today + ".torn");
            trail.bytes() = whole;
            trail.bytes().replace(fourth, end - fourth, end - fourth, '\0');

            const auto journal = trail.open();

            QVERIFY(journal);
            QCOMPARE(journal->head().seq, std::uint64_t{4}); // three, and the line that tells
            QVERIFY(trail.verified().isGood);
        }
    }

    void aDamagedLineWithGoodOnesBehindItIsNotTorn()
    {
        SimpleTrail trail;
        trail.write(6);
        trail.bytes()[trail.bytes().find("\"seq\":4,") + 60] ^= 1;
        const std::string before = trail.bytes();

        const auto journal = trail.open();

        QVERIFY(!journal);
        QCOMPARE(journal.error().code, base::ErrorCode::Corrupt);
        QCOMPARE(trail.bytes(), before);
    }

    void aPowerLossLeavesTheSyncedPartWhateverItTears()
    {
        for (std::size_t kept = 0; kept < 900; kept += 11) {
            SimpleTrail trail;
            trail.write(3);
            {
                auto journal = trail.open().value();
                for (int i = 0; i < 3; ++i)
                    trail.append(journal);
            }
            trail.disk->losePower(kept);

            const auto journal = trail.open().value();

            QVERIFY(journal.head().seq >= 3);
            QVERIFY(trail.verified().isGood);
        }
    }

    void everyRemovedSwappedOrInsertedLineOfAThousandIsFound()
    {
        SimpleTrail trail;
        trail.write(1000);
        const auto lines = linesOf(trail.bytes());
        std::size_t found = 0;
        for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
            auto edited = lines;
            edited.erase(edited.begin() + static_cast<std::ptrdiff_t>(i));
            trail.setLines(edited);
            found += trail.verified().isGood ? 0 : 1;

            edited = lines;
            std::swap(edited[i], edited[i + 1]);
            trail.setLines(edited);
            found += trail.verified().isGood ? 0 : 1;

            edited = lines;
            edited.insert(edited.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
            trail.setLines(edited);
            found += trail.verified().isGood ? 0 : 1;
        }

        QCOMPARE(found, std::size_t{3 * 999});
    }

    void aDayTakenOutOfTheMiddleIsFound()
    {
        SimpleTrail trail;
        for (int day = 0; day < 3; ++day) {
            trail.write(3);
            trail.now += std::chrono::hours{24};
        }
        trail.disk->files.erase("/trading/audit-2026-11-24.jsonl");

        QCOMPARE(trail.verified().text(),
                 std::string("audit-2026-11-25.jsonl line 1: seq 4 expected, 7 found"));
        QVERIFY(!trail.open());
    }

    void aCutOffEarlierDayIsFound()
    {
        SimpleTrail trail;
        trail.write(3);
        trail.now += std::chrono::hours{24};
        trail.write(3);
        trail.bytes().resize(trail.bytes().size() - 10);

        QCOMPARE(trail.verified().text(),
                 std::string("audit-2026-11-23.jsonl line 3: the line is not complete"));
        QVERIFY(!trail.open());
    }

    void anEmptyTodayDoesNotHideATornYesterday()
    {
        SimpleTrail trail;
        trail.write(3);
        trail.bytes().resize(trail.bytes().size() - 10);
        trail.disk->files["/trading/audit-2026-11-24.jsonl"];
        trail.now += std::chrono::hours{24};

        const auto journal = trail.open().value();

        QCOMPARE(journal.head().seq, std::uint64_t{3});
        QVERIFY(trail.verified().isGood);
    }

    void linesAroundThreeMidnightsAreInTheFilesOfTheirDays()
    {
        SimpleTrail trail;
        trail.now = at("2026-11-23T23:59:59.000Z");
        auto journal = trail.open().value();
        for (int midnight = 0; midnight < 3; ++midnight) {
            for (int i = 0; i < 2000; ++i, trail.now += std::chrono::milliseconds{1})
                QVERIFY(trail.append(journal));
            trail.now += std::chrono::hours{24} - std::chrono::seconds{2};
        }
        QVERIFY(journal.sync());

        QVERIFY(trail.verified().text().starts_with("OK 6000 lines"));
        for (const auto &[path, file] : trail.disk->files) {
            const std::string day = path.substr(path.find("audit-") + 6, 10);
            for (const std::string &line : linesOf(file.bytes))
                QVERIFY(line.find("\"timestamp\":\"" + day) != std::string::npos);
        }
        QCOMPARE(trail.disk->files.size(), std::size_t{4});
    }

    void aClockSetBackAnHourOverMidnightKeepsTheOrder()
    {
        SimpleTrail trail;
        trail.now = at("2026-11-24T00:30:00.000Z");
        auto journal = trail.open().value();
        QVERIFY(trail.append(journal));
        trail.now -= std::chrono::hours{1};

        QVERIFY(trail.append(journal));

        QCOMPARE(trail.disk->files.size(), std::size_t{1});
        QVERIFY(trail.verified().text().starts_with("OK 2 lines"));
        QCOMPARE(trail.open().value().head().seq, std::uint64_t{2});
    }
};

QTEST_APPLESS_MAIN(AuditTakingTest)
#include "tst_audittaking.moc"
