// SPDX-License-Identifier: GPL-3.0-or-later
// What an account is worth by its kind, and that a part that was not read makes it unknown, never
// another number.
#include "core/sync/equity.h"
#include "tests/core/tracker/fixtures.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using domain::AccountAbstraction;
using Spot = std::optional<std::vector<domain::SpotBalance>>;

namespace {

domain::DexState dex(std::string_view value, std::optional<std::string_view> withdrawable = {})
{
    domain::DexState state;
    state.accountValue = dec(value);
    if (withdrawable)
        state.withdrawable = dec(*withdrawable);
    return state;
}

Spot spot(std::string_view total, std::string_view hold = "0")
{
    return std::vector<domain::SpotBalance>{{"HYPE", dec("7"), dec("1"), {}},
                                            {"USDC", dec(total), dec(hold), {}}};
}

} // namespace

class EquityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStandardAccountIsWorthWhatItsDexesTell()
    {
        const std::vector dexes{dex("1000.5", "900"), dex("-0.25", "0.125")};

        QCOMPARE(sync::equityOf(dexes, spot("5000"), AccountAbstraction::Standard),
                 std::optional(dec("1000.25")));
        QCOMPARE(sync::withdrawableOf(dexes, spot("5000"), AccountAbstraction::Standard),
                 std::optional(dec("900.125")));
    }

    void aUnifiedAccountIsWorthItsSpotDollars_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("unified") << static_cast<int>(AccountAbstraction::Unified);
        QTest::newRow("portfolio margin") << static_cast<int>(AccountAbstraction::PortfolioMargin);
    }
    void aUnifiedAccountIsWorthItsSpotDollars()
    {
        QFETCH(int, kind);
        const auto abstraction = static_cast<AccountAbstraction>(kind);
        const std::vector dexes{dex("1000", "900")};

        QVERIFY(sync::keepsMoneyInSpot(abstraction));
        QCOMPARE(sync::equityOf(dexes, spot("1500", "100"), abstraction),
                 std::optional(dec("1500")));
        QCOMPARE(sync::withdrawableOf(dexes, spot("1500", "100"), abstraction),
                 std::optional(dec("1400")));
    }

    void whatWasNotReadIsNotKnown()
    {
        const std::vector dexes{dex("1000", "900"), dex("2")};
        const Spot noDollars = std::vector<domain::SpotBalance>{{"HYPE", dec("7"), dec("1"), {}}};

        for (const Spot &balances : {Spot(), noDollars}) {
            QVERIFY(!sync::equityOf(dexes, balances, AccountAbstraction::Unified));
            QVERIFY(!sync::withdrawableOf(dexes, balances, AccountAbstraction::Unified));
        }
        QVERIFY(!sync::equityOf({}, spot("1"), AccountAbstraction::Standard));
        QVERIFY(!sync::withdrawableOf({}, spot("1"), AccountAbstraction::Standard));
        // One of its dexes does not tell.
        QVERIFY(!sync::withdrawableOf(dexes, spot("1"), AccountAbstraction::Standard));
    }

    void anAccountOfNoKnownKindHasNoNumber()
    {
        const std::vector dexes{dex("1000", "900")};

        QVERIFY(!sync::keepsMoneyInSpot(AccountAbstraction::Unknown));
        QVERIFY(!sync::keepsMoneyInSpot(AccountAbstraction::Standard));
        QVERIFY(!sync::equityOf(dexes, spot("1500"), AccountAbstraction::Unknown));
        QVERIFY(!sync::withdrawableOf(dexes, spot("1500"), AccountAbstraction::Unknown));
    }
};

QTEST_APPLESS_MAIN(EquityTest)
#include "tst_equity.moc"
