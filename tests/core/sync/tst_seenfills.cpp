// SPDX-License-Identifier: GPL-3.0-or-later
// Which fills count as applied, in bounded memory.
#include "core/base/limits.h"
#include "core/sync/seenfills.h"
#include "tests/core/tracker/fixtures.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using sync::SeenFills;

namespace {

domain::Fill fillAt(long long time, std::int64_t id, const char *price = "50000")
{
    domain::Fill fill = buy("BTC", "1", price).at(time).id(id);
    return fill;
}

} // namespace

class SeenFillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFillIsKnownByIdentityAndComparedByContent()
    {
        SeenFills seen;
        seen.add(fillAt(1, 1));

        QVERIFY(seen.contains(fillAt(1, 1)) == SeenFills::Known::Same);
        QVERIFY(seen.contains(fillAt(1, 1, "50001")) == SeenFills::Known::Conflicting);
        QVERIFY(seen.contains(fillAt(1, 2)) == SeenFills::Known::No);
        QVERIFY(seen.contains(fillAt(2, 1)) == SeenFills::Known::No);
    }

    void aConflictThatIsSettledIsTheSameFromThenOn()
    {
        SeenFills seen;
        seen.add(fillAt(1, 1));

        seen.settle(fillAt(1, 1));

        QVERIFY(seen.contains(fillAt(1, 1, "50001")) == SeenFills::Known::Same);
    }

    void memoryIsBoundedAndWhatIsAsOldAsTheForgottenCountsAsApplied()
    {
        SeenFills seen;
        const auto most = static_cast<std::int64_t>(base::limits::SeenFillsMost);
        for (std::int64_t i = 1; i <= most + 100; ++i)
            seen.add(fillAt(i, i));

        seen.trim();

        QCOMPARE(seen.size(), base::limits::SeenFillsMost);
        QVERIFY(seen.contains(fillAt(1, 1)) == SeenFills::Known::Same);
        QVERIFY(seen.contains(fillAt(50, 7777)) == SeenFills::Known::Same);
        QVERIFY(seen.contains(fillAt(most, 7777)) == SeenFills::Known::No);
    }

    void whatATrailLeftOutCountsAsAppliedAfterARestart()
    {
        SeenFills seen;
        seen.restore({domain::idOf(fillAt(100, 1))}, at(50));

        QVERIFY(seen.contains(fillAt(100, 1)) == SeenFills::Known::Same);
        QVERIFY(seen.contains(fillAt(50, 2)) == SeenFills::Known::Same);
        QVERIFY(seen.contains(fillAt(51, 2)) == SeenFills::Known::No);
    }

    void aStretchOfTimeIsToldInOrderWithoutSlices()
    {
        SeenFills seen;
        seen.add(fillAt(30, 3));
        seen.add(fillAt(10, 1));
        domain::Fill slice = buy("BTC", "1", "50000").at(20).id(2).twap(7);
        seen.add(slice);
        seen.add(fillAt(40, 4));

        const auto found = seen.between(at(10), at(30));

        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].tradeId, std::int64_t(1));
        QCOMPARE(found[1].tradeId, std::int64_t(3));
    }
};

QTEST_APPLESS_MAIN(SeenFillsTest)
#include "tst_seenfills.moc"
