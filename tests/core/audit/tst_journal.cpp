// SPDX-License-Identifier: GPL-3.0-or-later
// The journal without threads and clocks writes what the logger writes.
#include "core/audit/journal.h"
#include "core/audit/verify.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

struct JournalTrail : TrailFixture
{
    std::shared_ptr<FaultyDisk> disk = std::make_shared<FaultyDisk>();

    base::Result<audit::Journal> openJournal()
    {
        return audit::openJournal(disk, path(), clock.now().wall);
    }
};

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itWritesWhatTheLoggerWrites()
    {
        TrailFixture logged;
        logged.write(3);
        JournalTrail trail;
        auto journal = trail.openJournal().value();
        for (int i = 0; i < 3; ++i) {
            domain::Change fill = openingFill();
            fill.fill->tradeId = i;
            QVERIFY(journal.append(audit::changeRecords(fill, trail.clock.now().wall)));
        }

        QCOMPARE(readFile(trail.file()), readFile(logged.file()));
    }

    void onlyASyncMakesLinesSafe()
    {
        JournalTrail trail;
        auto journal = trail.openJournal().value();
        const auto records = audit::changeRecords(openingFill(), trail.clock.now().wall);
        journal.append(records);
        QCOMPARE(journal.head().seq, std::uint64_t{1});
        QCOMPARE(journal.synced().seq, std::uint64_t{0});

        QVERIFY(journal.sync());
        QCOMPARE(journal.synced(), journal.head());

        trail.disk->isFull = true;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no space left")));
        QVERIFY(!journal.append(records));
        QVERIFY(!journal.sync());
        QCOMPARE(journal.synced().seq, std::uint64_t{1});
        trail.disk->isFull = false;
        QVERIFY(journal.sync());
        QCOMPARE(journal.synced().seq, std::uint64_t{2});
    }

    void whatIsFoundAtStartIsSafe()
    {
        JournalTrail trail;
        trail.write(3);

        const auto journal = trail.openJournal().value();

        QCOMPARE(journal.synced().seq, std::uint64_t{3});
        QCOMPARE(journal.synced(), journal.head());
    }
};

QTEST_APPLESS_MAIN(JournalTest)
#include "tst_journal.moc"
