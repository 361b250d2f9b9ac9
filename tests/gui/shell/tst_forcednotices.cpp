// SPDX-License-Identifier: GPL-3.0-or-later
// A lost connection may tell a forced fill again: that is no second liquidation.
#include "tests/gui/fakesource.h"

#include "gui/shell/noticerule.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using std::chrono::seconds;

class ForcedNoticesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFillThatIsToldTwiceIsOne()
    {
        const auto held = position({.coin = "BTC", .size = "0.5", .entry = "60000",
                                    .mark = "61234"});
        const auto fill = fillUpdate(held, 1, domain::FillSide::Sell, "0.5",
                                     "Liquidated Cross Long", "-100");
        base::ManualClock clock{Noon};
        NoticeRule rule{QTimeZone::utc()};
        rule.takeUpdate(*fill, clock.now());
        rule.takeUpdate(*fill, clock.now());
        clock.advance(seconds(2));

        const auto told = rule.take(clock.now());

        QCOMPARE(told.size(), std::size_t{1});
        QVERIFY2(told[0].text.contains(QStringLiteral("Long 0.5 closed")),
                 qPrintable(told[0].text));
        rule.takeUpdate(*fill, clock.now()); // once more, long after
        clock.advance(seconds(2));
        QVERIFY(rule.take(clock.now()).empty());
        const auto next = fillUpdate(held, 2, domain::FillSide::Sell, "0.25",
                                     "Liquidated Cross Long", "-50");
        rule.takeUpdate(*next, clock.now());
        clock.advance(seconds(2));
        QCOMPARE(rule.take(clock.now()).size(), std::size_t{1});
    }
};

QTEST_MAIN(ForcedNoticesTest)
#include "tst_forcednotices.moc"
