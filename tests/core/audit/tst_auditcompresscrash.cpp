// SPDX-License-Identifier: GPL-3.0-or-later
// Packing days whose end was lost: whatever is done, or not done any more, the trail reads back.
#include "core/audit/compress.h"
#include "core/audit/journal.h"
#include "core/audit/recovery.h"
#include "core/audit/verify.h"
#include "tests/core/audit/memorydisk.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;
using std::chrono::days;

namespace {

const std::string Directory = "/trading";
const std::string FirstDay = "/trading/audit-2026-11-14.jsonl";

void cutEnd(MemoryDisk &disk, const std::string &path, std::size_t bytes)
{
    std::string &file = disk.files.at(path).bytes;
    file.resize(file.size() - bytes);
}

// A day whose last line could not be synced went on in its second file, and then lost its end.
std::shared_ptr<MemoryDisk> givenUpDay(base::Timestamp &now)
{
    auto disk = std::make_shared<MemoryDisk>();
    auto journal = audit::openJournal(disk, Directory, now).value();
    const auto write = [&](const char *text) {
        return journal.append(audit::errorRecord("line", text, now));
    };
    const bool isWritten = write("x") && journal.sync() && write("y");
    disk->syncsToFail = 1;
    const bool isGoneOn = isWritten && journal.sync();
    now += days{9};
    if (!isGoneOn || !write("z") || !journal.sync())
        qFatal("no trail");
    cutEnd(*disk, FirstDay, 30);
    return disk;
}

} // namespace

class CompressCrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dyingWhileAGivenUpDayIsPackedLeavesAWholeTrail()
    {
        bool isThrough = false;
        for (std::size_t step = 1; !isThrough; ++step) {
            auto now = at("2026-11-14T10:00:00.000Z");
            const auto disk = givenUpDay(now);
            const auto whole = audit::verifyTrail(*disk, Directory).value().text();
            QVERIFY2(whole.starts_with("OK 3 lines"), whole.c_str());
            disk->restart();
            disk->diesAt = step;

            isThrough = audit::compressTrail(disk, Directory, now, days{7}).has_value();
            disk->restart();

            QCOMPARE(audit::verifyTrail(*disk, Directory).value().text(), whole);
            QVERIFY(audit::readBackNewest(*disk, Directory));
            QVERIFY(audit::compressTrail(disk, Directory, now, days{7}));
            QVERIFY(!disk->files.contains(FirstDay));
            QCOMPARE(audit::verifyTrail(*disk, Directory).value().text(), whole);
        }
    }

    // A start mends a torn end in a plain file only.
    void aTornEndIsNotPackedWhereOnlyAnEmptyFileFollows()
    {
        auto now = at("2026-11-14T10:00:00.000Z");
        const auto disk = std::make_shared<MemoryDisk>();
        {
            auto journal = audit::openJournal(disk, Directory, now).value();
            QVERIFY(journal.append(audit::errorRecord("line", "x", now)));
            QVERIFY(journal.append(audit::errorRecord("line", "y", now)));
            QVERIFY(journal.sync());
        }
        cutEnd(*disk, FirstDay, 20);
        disk->files["/trading/audit-2026-11-15.jsonl"];
        now += days{20};

        const auto report = audit::compressTrail(disk, Directory, now, days{7});

        QVERIFY(report);
        QCOMPARE(report->files, std::uint64_t{0});
        QVERIFY(audit::openJournal(disk, Directory, now));
    }
};

QTEST_APPLESS_MAIN(CompressCrashTest)
#include "tst_auditcompresscrash.moc"
