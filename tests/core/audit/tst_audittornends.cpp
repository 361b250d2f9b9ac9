// SPDX-License-Identifier: GPL-3.0-or-later
// What a power loss leaves at the end is told from what is broken: the first is moved aside, the
// second is an error.
#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "tests/core/audit/memorydisk.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

constexpr std::size_t Sector = 512;
const std::string Directory = "/trading";
const std::string First = "/trading/audit-2026-11-23.jsonl";
const std::string Second = "/trading/audit-2026-11-23.2.jsonl";

// Five lines synced; of three more the sync fails, and they are in the second segment too.
struct TwoSegments
{
    std::shared_ptr<MemoryDisk> disk = std::make_shared<MemoryDisk>();

    TwoSegments()
    {
        const auto now = at("2026-11-23T10:00:00.000Z");
        auto journal = audit::openJournal(disk, Directory, now).value();
        const auto write = [&](int lines) {
            for (int i = 0; i < lines; ++i)
                QVERIFY(journal.append(audit::errorRecord("line", "three words here", now)));
        };
        write(5);
        QVERIFY(journal.sync());
        write(3);
        disk->syncsToFail = 1;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("output error")));
        QTest::ignoreMessage(QtInfoMsg, QRegularExpression(QStringLiteral("goes on in")));
        QVERIFY(journal.sync());
    }
    std::string &bytes(const std::string &path) const { return disk->files.at(path).bytes; }
    // How many lines are read back; nullopt: the trail is broken.
    std::optional<std::uint64_t> lines() const
    {
        const auto read = audit::readBackNewest(*disk, Directory);
        return read ? std::optional(read->lines) : std::nullopt;
    }
    // Nothing is written from here up to the next sector.
    static void loseBlock(std::string &bytes, std::size_t from)
    {
        const std::size_t end = std::min((from / Sector + 1) * Sector, bytes.size());
        bytes.replace(from, end - from, end - from, '\0');
    }
    void loseFirst() const
    {
        loseBlock(bytes(First), bytes(First).find("\"seq\":6,") - 1);
    }
};

} // namespace

class AuditTornEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLostBlockInTheMiddleOfWhatWasNotSyncedIsATornEnd()
    {
        TwoSegments trail;
        trail.disk->files.erase(Second);
        trail.loseFirst();

        QCOMPARE(trail.lines(), std::optional<std::uint64_t>(5));
    }

    // A space and a NUL byte are one bit apart.
    void aSpaceThatTurnedToNulIsNoLostBlock()
    {
        const TwoSegments trail;
        trail.loseFirst();
        std::string &bytes = trail.bytes(Second);
        for (std::size_t space = bytes.find(' '); space != std::string::npos;
             space = bytes.find(' ', space + 1)) {
            bytes[space] = '\0';
            const bool isInLast = bytes.find('\n', space) + 1 == bytes.size();
            QCOMPARE(trail.lines(), isInLast ? std::optional<std::uint64_t>(7) : std::nullopt);
            bytes[space] = ' ';
        }
    }

    void aSegmentWhoseFirstLineIsBrokenIsNotForgotten()
    {
        const TwoSegments trail;
        trail.loseFirst();
        QCOMPARE(trail.lines(), std::optional<std::uint64_t>(8));

        trail.bytes(Second)[20] ^= 1;

        QCOMPARE(trail.lines(), std::optional<std::uint64_t>());
    }

    void aSegmentThatNeverReachedTheDiskIsForgotten()
    {
        TwoSegments trail;
        trail.loseFirst();
        trail.loseBlock(trail.bytes(Second), 0);

        QCOMPARE(trail.lines(), std::optional<std::uint64_t>(5));
    }
};

QTEST_GUILESS_MAIN(AuditTornEndsTest)
#include "tst_audittornends.moc"
