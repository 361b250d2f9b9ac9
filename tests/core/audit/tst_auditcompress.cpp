// SPDX-License-Identifier: GPL-3.0-or-later
// Old days are packed without any moment at which the trail is less than whole.
#include "core/audit/compress.h"
#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "core/audit/verify.h"
#include "tests/core/audit/memorydisk.h"
#include "tests/core/audit/trailfixture.h"
#include "tests/core/audit/watcheddisk.h"

#include <QtTest>

#include <algorithm>

using namespace lpm;
using namespace lpm::audit::testing;
using std::chrono::days;

namespace {

const std::string Directory = "/trading";

// Ten days with three fills each, the last of them today.
struct TenDays
{
    std::shared_ptr<MemoryDisk> disk = std::make_shared<MemoryDisk>();
    base::Timestamp now = at("2026-11-14T10:00:00.000Z");

    TenDays()
    {
        auto journal = audit::openJournal(disk, Directory, now).value();
        for (int i = 0; i < 30; ++i) {
            domain::Change fill = openingFill();
            fill.fill->tradeId = i;
            QVERIFY(journal.append(audit::changeRecords(fill, now)));
            if (i % 3 == 2 && i < 29)
                now += days{1};
        }
        QVERIFY(journal.sync());
    }
    base::Result<audit::CompressReport> compress(days age = days{7})
    {
        return audit::compressTrail(disk, Directory, now, age);
    }
    std::string verdict() const { return audit::verifyTrail(*disk, Directory).value().text(); }
    std::size_t fills() const
    {
        return audit::readBackNewest(*disk, Directory).value().accounts.at(account(0x11))
            .fills.size();
    }
    std::string &bytes(const std::string &name)
    {
        return disk->files.at(Directory + "/" + name).bytes;
    }
    std::size_t packed() const
    {
        return static_cast<std::size_t>(
            std::count_if(disk->files.begin(), disk->files.end(),
                          [](const auto &file) { return file.first.ends_with(".jsonl.gz"); }));
    }
};

} // namespace

class AuditCompressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldDaysArePackedAndStillVerifyAndRestore()
    {
        TenDays trail;
        const std::string before = trail.verdict();

        const auto report = trail.compress().value();

        QCOMPARE(report.files, std::uint64_t{2}); // 14 and 15; the 16th is seven days old
        QVERIFY(report.bytesAfter < report.bytesBefore);
        QCOMPARE(trail.packed(), std::size_t{2});
        QCOMPARE(trail.disk->files.size(), std::size_t{10});
        QCOMPARE(trail.verdict(), before);
        QCOMPARE(trail.fills(), std::size_t{30});
        auto journal = audit::openJournal(trail.disk, Directory, trail.now).value();
        QCOMPARE(journal.head().seq, std::uint64_t{30});
    }

    void todayIsNeverPacked()
    {
        TenDays trail;

        QCOMPARE(trail.compress(days{-100}).value().files, std::uint64_t{9});

        QVERIFY(trail.disk->files.contains("/trading/audit-2026-11-23.jsonl"));
        QCOMPARE(trail.fills(), std::size_t{30});
    }

    void dyingAtAnyMomentLeavesAWholeTrail()
    {
        const std::string whole = TenDays().verdict();
        bool isThrough = false;
        for (std::size_t step = 1; !isThrough; ++step) {
            TenDays trail;
            trail.disk->restart();
            trail.disk->diesAt = step;
            isThrough = trail.compress().has_value();
            trail.disk->losePower();

            QCOMPARE(trail.verdict(), whole);
            QCOMPARE(trail.fills(), std::size_t{30});
            QVERIFY(trail.compress());
            QCOMPARE(trail.packed(), std::size_t{2});
            QCOMPARE(trail.disk->files.size(), std::size_t{10});
            QCOMPARE(trail.verdict(), whole);
        }
    }

    // --- packed files that do not hold what they should --------------------------------------

    void aDayThatChangesWhileItIsPackedStays()
    {
        TenDays trail;
        const std::string verdict = trail.verdict();
        const auto watched = std::make_shared<WatchedDisk>(trail.disk);
        const std::string packed = Directory + "/audit-2026-11-14.jsonl.gz";
        const std::string whole = trail.bytes("audit-2026-11-14.jsonl");
        watched->before = [&]() -> base::Result<void> {
            // Read for packing it was one line shorter than it is read for comparing.
            const auto part = trail.disk->files.find(packed + ".part");
            const bool isPacked = part != trail.disk->files.end() && !part->second.bytes.empty();
            trail.bytes("audit-2026-11-14.jsonl")
                = isPacked ? whole : whole.substr(0, whole.find('\n') + 1);
            return {};
        };

        const auto report = audit::compressTrail(watched, Directory, trail.now, days{7});

        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::Corrupt);
        QCOMPARE(report.error().message,
                 std::string("cannot compress audit-2026-11-14.jsonl: "
                             "/trading/audit-2026-11-14.jsonl.gz would not hold what "
                             "/trading/audit-2026-11-14.jsonl does"));
        QCOMPARE(trail.packed(), std::size_t{0});
        QCOMPARE(trail.verdict(), verdict);
    }

    // It went on in the plain file after an older copy of it was packed.
    void aPackedDayThatIsOlderThanItsLinesIsLeftBesideThem()
    {
        TenDays trail;
        const std::string verdict = trail.verdict();
        const std::string whole = trail.bytes("audit-2026-11-14.jsonl");
        trail.bytes("audit-2026-11-14.jsonl") = whole.substr(0, whole.find('\n') + 1);
        QVERIFY(trail.compress(days{8}));
        trail.disk->files[Directory + "/audit-2026-11-14.jsonl"].bytes = whole;
        QCOMPARE(trail.verdict(), verdict);

        const auto report = trail.compress(days{8}).value();

        QCOMPARE(report.files, std::uint64_t{0});
        QCOMPARE(trail.bytes("audit-2026-11-14.jsonl"), whole);
        QCOMPARE(trail.packed(), std::size_t{1});
        QCOMPARE(trail.verdict(), verdict);
    }

    void aDamagedPackedDayDoesNotTakeThePlainOneWithIt_data()
    {
        QTest::addColumn<int>("flipped"); // byte; −1: none, and the last ones are gone
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("cut off") << -1 << QByteArray("it ends too early");
        QTest::newRow("another header") << 0 << QByteArray("incorrect header check");
        QTest::newRow("another method") << 2 << QByteArray("unknown compression method");
    }
    void aDamagedPackedDayDoesNotTakeThePlainOneWithIt()
    {
        QFETCH(int, flipped);
        QFETCH(QByteArray, reason);
        TenDays trail;
        const std::string whole = trail.bytes("audit-2026-11-14.jsonl");
        QVERIFY(trail.compress(days{8}));
        trail.disk->files[Directory + "/audit-2026-11-14.jsonl"].bytes = whole;
        std::string &packed = trail.bytes("audit-2026-11-14.jsonl.gz");
        if (flipped < 0)
            packed.resize(packed.size() - 12);
        else
            packed[static_cast<std::size_t>(flipped)] ^= 1;

        const auto report = trail.compress(days{8});

        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::Corrupt);
        QCOMPARE(QByteArray::fromStdString(report.error().message),
                 "cannot compress audit-2026-11-14.jsonl: not whole gzip (" + reason + ")");
        QCOMPARE(trail.bytes("audit-2026-11-14.jsonl"), whole);
        QCOMPARE(QByteArray::fromStdString(trail.verdict()),
                 "audit-2026-11-14.jsonl.gz cannot be read to its end: not whole gzip (" + reason
                     + ")");
    }

    void severalPackedFilesInOneAreReadAsOne()
    {
        TenDays trail;
        const std::string verdict = trail.verdict();
        QVERIFY(trail.compress());
        const std::string second = trail.bytes("audit-2026-11-15.jsonl.gz");

        trail.disk->files.erase(Directory + "/audit-2026-11-15.jsonl.gz");
        trail.bytes("audit-2026-11-14.jsonl.gz") += second;

        QCOMPARE(trail.verdict(), verdict);
    }

    void whatWasPackedIsTold()
    {
        QCOMPARE((audit::CompressReport{1, 1024, 80}.text()),
                 std::string("1 file compressed, 1024 to 80 bytes"));
        QCOMPARE((audit::CompressReport{3, 1024, 80}.text()),
                 std::string("3 files compressed, 1024 to 80 bytes"));
    }

    void aDirectoryInUseIsLeftAlone()
    {
        TrailFixture trail;
        const auto logger = trail.open().value();

        const auto report = audit::compressTrail(audit::systemDisk(), trail.path(),
                                                 trail.clock.now().wall, days{7});

        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::Busy);
    }

    void aDirectoryThatIsNotThereIsNotMade()
    {
        TrailFixture trail;

        const auto report = audit::compressTrail(audit::systemDisk(), trail.path(),
                                                 trail.clock.now().wall, days{7});

        QVERIFY(!report);
        QCOMPARE(report.error().code, base::ErrorCode::NotFound);
        QVERIFY(!QFile::exists(QString::fromStdString(trail.path())));
    }
};

QTEST_APPLESS_MAIN(AuditCompressTest)
#include "tst_auditcompress.moc"
