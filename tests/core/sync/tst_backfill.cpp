// SPDX-License-Identifier: GPL-3.0-or-later
// How a window of fills is read page by page.
#include "core/sync/backfill.h"

#include "core/base/limits.h"
#include "tests/core/tracker/fixtures.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using Progress = sync::Backfill::Progress;

class BackfillTest : public QObject
{
    Q_OBJECT

    // So many rows, one a millisecond, but for the last two, which share theirs.
    static std::vector<domain::Fill> page(long long from, int rows)
    {
        std::vector<domain::Fill> fills(static_cast<std::size_t>(rows));
        for (int i = 0; i < rows; ++i)
            fills[static_cast<std::size_t>(i)].time = at(from + std::min(i, rows - 2));
        return fills;
    }

private Q_SLOTS:
    void aRowThatTwoPagesTellIsCountedOnce()
    {
        sync::Backfill backfill;
        backfill.begin(at(0), std::nullopt);

        QVERIFY(backfill.onPage(page(1000, 2000)) == Progress::More);
        QCOMPARE(backfill.next().from, at(2998));
        auto second = page(2998, 50); // begins with the two that share the millisecond
        second.insert(second.begin(), second.front());
        QVERIFY(backfill.onPage(second) == Progress::Complete);

        QCOMPARE(backfill.rows(), std::size_t{2049});
    }

    void aPageThatIsReadAgainIsCountedOnce()
    {
        sync::Backfill backfill;
        backfill.begin(at(0), std::nullopt);
        QVERIFY(backfill.onPage(page(1000, 2000)) == Progress::More);
        QVERIFY(backfill.onPage(page(2998, 2000)) == Progress::More);

        backfill.begin(at(0), std::nullopt);
        QVERIFY(backfill.onPage(page(1000, 2000)) == Progress::More);
        backfill.resume();
        QVERIFY(backfill.onPage(page(2998, 2000)) == Progress::More);

        QCOMPARE(backfill.rows(), std::size_t{3999}); // one of them was told by the first
    }

    void aListThatNeverEndsIsGivenUpAtWhatCanBeReached()
    {
        sync::Backfill backfill;
        backfill.begin(at(0), std::nullopt);
        auto progress = Progress::More;
        int pages = 0;
        for (; progress == Progress::More && pages < 100; ++pages)
            progress = backfill.onPage(page(1000 + pages * 1999, 2000));

        QVERIFY(progress == Progress::Truncated);
        QCOMPARE(pages, 2 * base::limits::FillsReachable / base::limits::FillsPerPage);
    }

    // Some lists have pages of 500 rows.
    void aMillisecondThatIsListedWholeEndsTheList()
    {
        sync::Backfill backfill;
        backfill.begin(at(1000), std::nullopt);
        std::vector<domain::Fill> rows(500);
        for (auto &fill : rows)
            fill.time = at(1000);

        QVERIFY(backfill.onPage(rows) == Progress::Complete);

        QCOMPARE(backfill.rows(), std::size_t{500});
    }

    void aMillisecondBehindTheSkippedOneIsWholeAgain()
    {
        sync::Backfill backfill;
        backfill.begin(at(1000), std::nullopt);
        const std::vector<domain::Fill> full = [] {
            std::vector<domain::Fill> fills(2000);
            for (auto &fill : fills)
                fill.time = at(1000);
            return fills;
        }();

        QVERIFY(backfill.onPage(full) == Progress::Skipped);
        QVERIFY(backfill.onPage(page(1001, 50)) == Progress::Complete);

        QCOMPARE(backfill.rows(), std::size_t{2050});
    }
};

QTEST_APPLESS_MAIN(BackfillTest)
#include "tst_backfill.moc"
