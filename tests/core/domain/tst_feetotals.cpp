// SPDX-License-Identifier: GPL-3.0-or-later
// Totals per token: as a map would keep them, whatever the order they come in.
#include "core/domain/feetotals.h"

#include <QTest>

#include <map>
#include <rapidcheck.h>

using namespace lpm::domain;

class FeeTotalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsNothingAtFirst();
    void addsUpATokenAndSortsTheTokens();
    void isEqualByWhatWasChargedAlone();
    void keepsWhatAMapWouldKeep();
};

namespace {

std::map<std::string, Decimal> asMap(const FeeTotals &totals)
{
    std::map<std::string, Decimal> map;
    for (const auto &[token, amount] : totals)
        map.emplace(token, amount);
    return map;
}

} // namespace

void FeeTotalsTest::holdsNothingAtFirst()
{
    FeeTotals totals;

    QVERIFY(totals.begin() == totals.end());
    QCOMPARE(totals["USDC"], Decimal{});
}

void FeeTotalsTest::addsUpATokenAndSortsTheTokens()
{
    FeeTotals totals;
    totals["USDC"] += 2;
    totals["HYPE"] += 1;
    totals["USDC"] += -5;
    totals["UBTC"] += 4;

    std::vector<FeeTotal> seen;
    for (const FeeTotal &total : totals)
        seen.push_back(total);

    QVERIFY((seen == std::vector<FeeTotal>{{"HYPE", 1}, {"UBTC", 4}, {"USDC", -3}}));
    QCOMPARE(totals.at("USDC"), Decimal(-3));
}

void FeeTotalsTest::isEqualByWhatWasChargedAlone()
{
    FeeTotals other;
    other["USDC"] = 2;
    other["HYPE"] = 1;

    QVERIFY((FeeTotals{{"HYPE", 1}, {"USDC", 2}} == other));
    QVERIFY((FeeTotals{{"HYPE", 1}, {"USDC", 3}} != other));
    other.clear();
    QVERIFY(other == FeeTotals());
}

void FeeTotalsTest::keepsWhatAMapWouldKeep()
{
    const bool holds = rc::check([](const std::vector<std::pair<std::string, int>> &charges) {
        FeeTotals totals;
        std::map<std::string, Decimal> expected;
        for (const auto &[token, amount] : charges) {
            totals[token] += amount;
            expected[token] += amount;
        }

        RC_ASSERT(asMap(totals) == expected);
        for (const auto &[token, amount] : expected)
            RC_ASSERT(totals.at(token) == amount);
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(FeeTotalsTest)
#include "tst_feetotals.moc"
