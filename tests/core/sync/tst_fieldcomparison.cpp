// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/comparison.h"
#include "core/sync/fieldcomparison.h"
#include "tests/core/tracker/fixtures.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using domain::ComparedField;
using domain::FieldVerdict;
using Rows = std::vector<ComparedField>;

namespace {

domain::DexState dex(std::vector<domain::ExchangePosition> positions, std::string name = {})
{
    domain::DexState state;
    state.dex = std::move(name);
    state.positions = std::move(positions);
    return state;
}

const ComparedField &row(const Rows &rows, std::string_view coin, std::string_view field)
{
    for (const auto &one : rows) {
        if (one.coin == coin && one.field == field)
            return one;
    }
    qFatal("no such row");
}

} // namespace

class FieldComparisonTest : public QObject
{
    Q_OBJECT

    tracker::PositionTracker m_tracker;

    void fill(const domain::Fill &fill)
    {
        QVERIFY(m_tracker.applyFill(account(), fill, {}, at(0)));
    }
    Rows compared(const std::vector<domain::DexState> &dexes) const
    {
        return sync::compareAll(m_tracker, account(), dexes);
    }

private Q_SLOTS:
    void init()
    {
        m_tracker = {};
        m_tracker.setCatalog(catalog());
        fill(buy("BTC", "0.1", "50000").from("0"));
    }

    void showsEqualFieldsToo()
    {
        const auto rows = compared({dex({exchangePosition("BTC", "0.1", "5000", "50500", 1)})});

        QCOMPARE(rows.size(), std::size_t{3});
        for (const auto &one : rows)
            QCOMPARE(one.verdict, FieldVerdict::Agrees);
        QCOMPARE(row(rows, "BTC", "entry_price").ours, dec("50000"));
        QCOMPARE(row(rows, "BTC", "unrealized_pnl").ours, dec("50"));
        QCOMPARE(row(rows, "BTC", "unrealized_pnl").difference, dec("0"));
        QCOMPARE(rows.front().symbol, std::string("BTC-USD"));
    }

    void anotherSizeIsASuspicionAndProvesNothingElse()
    {
        const auto rows = compared({dex({exchangePosition("BTC", "0.25", "12500", "50500", 1)})});

        QCOMPARE(row(rows, "BTC", "size").verdict, FieldVerdict::Suspect);
        QCOMPARE(row(rows, "BTC", "size").difference, dec("-0.15"));
        QCOMPARE(row(rows, "BTC", "entry_price").verdict, FieldVerdict::NotCompared);
        QCOMPARE(row(rows, "BTC", "unrealized_pnl").verdict, FieldVerdict::NotCompared);
        QVERIFY(!row(rows, "BTC", "unrealized_pnl").ours);
    }

    void coinsOfEitherSideAreInIt()
    {
        const auto rows = compared({dex({exchangePosition("ETH", "-2", "6000", "3000", 2)})});

        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(row(rows, "BTC", "size").theirs, dec("0"));
        QCOMPARE(row(rows, "ETH", "size").ours, dec("0"));
        QCOMPARE(row(rows, "ETH", "size").symbol, std::string("ETH-USD"));
    }

    void absentFromADexThatWasNotReadIsNotFlat()
    {
        const auto rows = compared({dex({}, "xyz")});

        QVERIFY(rows.empty());
    }

    void aStateOfTwoMomentsProvesNothing()
    {
        auto theirs = exchangePosition("BTC", "0.1", "5000", "50500", 1);
        theirs.unrealizedPnl = dec("40");

        const auto rows = compared({dex({theirs})});

        QCOMPARE(row(rows, "BTC", "entry_price").verdict, FieldVerdict::Agrees);
        const auto &unrealized = row(rows, "BTC", "unrealized_pnl");
        QCOMPARE(unrealized.verdict, FieldVerdict::NotCompared);
        QVERIFY(!unrealized.reason.empty());
    }

    void anEntryThatIsNotExactProvesNothing_data()
    {
        QTest::addColumn<int>("entry");
        QTest::addColumn<bool>("isGuessed");
        QTest::addColumn<QString>("reason");
        using domain::EntryKnowledge;
        QTest::newRow("approximate") << static_cast<int>(EntryKnowledge::Approximate) << false
                                     << "the entry is known approximately";
        QTest::newRow("unknown") << static_cast<int>(EntryKnowledge::Unknown) << false
                                 << "the entry is not known";
        QTest::newRow("of a coin that no list tells")
            << static_cast<int>(EntryKnowledge::Exact) << true
            << "the coin's decimals are guessed";
    }
    void anEntryThatIsNotExactProvesNothing()
    {
        QFETCH(int, entry);
        QFETCH(bool, isGuessed);
        QFETCH(QString, reason);
        const std::string coin = isGuessed ? "NEW" : "ETH";
        domain::PositionState state;
        state.size = dec("2");
        state.entryNotional = dec("6000");
        state.entry = static_cast<domain::EntryKnowledge>(entry);
        m_tracker.restore(account(), coin, state, at(0));

        const auto rows = compared({dex({exchangePosition(coin, "2", "7000", "3000", 2)})});

        QCOMPARE(row(rows, coin, "size").verdict, FieldVerdict::Agrees);
        for (const char *field : {"entry_price", "unrealized_pnl"}) {
            QCOMPARE(row(rows, coin, field).verdict, FieldVerdict::NotCompared);
            QCOMPARE(QString::fromStdString(row(rows, coin, field).reason), reason);
        }
        const bool isKnown = state.entry != domain::EntryKnowledge::Unknown;
        QCOMPARE(row(rows, coin, "entry_price").ours.has_value(), isKnown);
    }

    void fundingIsComparedWhereItIsTold()
    {
        domain::FundingPayment payment;
        payment.coin = "BTC";
        payment.time = at(1);
        payment.amount = dec("-0.5");
        QVERIFY(m_tracker.bookFunding(account(), payment, false, at(1)));
        auto theirs = exchangePosition("BTC", "0.1", "5000", "50500", 1);
        theirs.fundingAllTime = dec("0.5"); // the exchange's sign: paid

        QCOMPARE(row(compared({dex({theirs})}), "BTC", "funding").verdict, FieldVerdict::Agrees);

        theirs.fundingAllTime = dec("0.75");
        const auto rows = compared({dex({theirs})});
        const auto &funding = row(rows, "BTC", "funding");
        QCOMPARE(funding.verdict, FieldVerdict::Suspect);
        QCOMPARE(funding.difference, dec("0.25"));
        QVERIFY(!domain::isProven(funding));
    }

    void judgesAsTheProofDoes_data()
    {
        QTest::addColumn<QString>("size");
        QTest::addColumn<QString>("notional");
        QTest::newRow("equal") << "0.1"
                               << "5000";
        QTest::newRow("another size") << "0.2"
                                      << "5000";
        QTest::newRow("the other side") << "-0.1"
                                        << "5000";
        QTest::newRow("another entry") << "0.1"
                                       << "5001";
        QTest::newRow("the same shown entry, another notional") << "0.1"
                                                                << "5000.000001";
        QTest::newRow("absurd") << "1000000000000000000"
                                << "1000000000000000000";
    }
    void judgesAsTheProofDoes()
    {
        QFETCH(QString, size);
        QFETCH(QString, notional);
        const std::vector dexes{
            dex({exchangePosition("BTC", size.toStdString(), notional.toStdString(), "50500", 1)})};

        const auto differences = sync::compare(m_tracker, account(), dexes).differences;
        const auto rows = compared(dexes);

        const auto first = std::find_if(rows.begin(), rows.end(), [](const auto &one) {
            return one.verdict == FieldVerdict::Suspect;
        });
        QCOMPARE(first == rows.end(), differences.empty());
        if (!differences.empty()) {
            QCOMPARE(first->field, differences.front().field);
            QCOMPARE(first->ours, std::optional(differences.front().ours));
            QCOMPARE(first->theirs, std::optional(differences.front().theirs));
        }
    }
};

QTEST_APPLESS_MAIN(FieldComparisonTest)
#include "tst_fieldcomparison.moc"
