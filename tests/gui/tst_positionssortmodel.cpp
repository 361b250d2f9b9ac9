// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "gui/filter/filterparser.h"
#include "gui/models/positionssortmodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QTest>

#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

namespace {

// "BAC": the coins B, A and C, in this order.
QStringList names(const char *letters)
{
    return QString::fromLatin1(letters).split(QString(), Qt::SkipEmptyParts);
}

} // namespace

class PositionsSortModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void sortsByNumberNotText_data();
    void sortsByNumberNotText();
    void putsTheUnknownLastBothWays();
    void keepsTheOrderWhileFrozen();
    void filtersByAccountAndExpression();
    void looksAnewAtWhatFitsWhenTold();
    void theProofIsFilteredAndSortedAsItIsShown();
    void keepsGroupsTogether_data();
    void keepsGroupsTogether();
    void addsUpWhatIsShownOfAGroup();
    void givesNewOnesTheLastPlaceOfTheirGroupWhileFrozen();
    void dropsTheLineOfAGroupThatShowsNothing();
    void takesFiveHundredRowsAndSevenHundredUpdates();

private:
    QStringList shownCoins() const;
    void give(std::vector<domain::PositionView> positions);

    std::unique_ptr<PositionsModel> m_model;
    std::unique_ptr<PositionsSortModel> m_sorted;
    std::unique_ptr<QAbstractItemModelTester> m_modelTester;
    std::unique_ptr<QAbstractItemModelTester> m_sortedTester;
};

void PositionsSortModelTest::init()
{
    m_sortedTester.reset();
    m_modelTester.reset();
    m_sorted.reset();
    m_model = std::make_unique<PositionsModel>();
    m_model->setNow(Noon);
    m_sorted = std::make_unique<PositionsSortModel>(*m_model);
    const auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;
    m_modelTester = std::make_unique<QAbstractItemModelTester>(m_model.get(), mode);
    m_sortedTester = std::make_unique<QAbstractItemModelTester>(m_sorted.get(), mode);
}

void PositionsSortModelTest::give(std::vector<domain::PositionView> positions)
{
    m_model->takeSummary(summary(watched(1, "Main"), std::move(positions)));
    m_model->flush();
}

QStringList PositionsSortModelTest::shownCoins() const
{
    QStringList coins;
    for (int row = 0; row < m_sorted->rowCount(); ++row)
        coins += m_sorted->index(row, static_cast<int>(Col::Coin)).data().toString();
    return coins;
}

void PositionsSortModelTest::sortsByNumberNotText_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isDescending");
    QTest::addColumn<QStringList>("coins");
    QTest::newRow("size up") << static_cast<int>(Col::Size) << false << names("CAB");
    QTest::newRow("size down") << static_cast<int>(Col::Size) << true << names("BAC");
    QTest::newRow("mark up") << static_cast<int>(Col::Mark) << false << names("BAC");
    QTest::newRow("P&L up") << static_cast<int>(Col::Unrealized) << false << names("CBA");
    QTest::newRow("coin down") << static_cast<int>(Col::Coin) << true << names("CBA");
    QTest::newRow("age up") << static_cast<int>(Col::Opened) << false << names("BCA");
}

void PositionsSortModelTest::sortsByNumberNotText()
{
    give({position({.coin = "A", .size = "9", .entry = "10", .mark = "11", .openMinutes = 300}),
          position({.coin = "B", .size = "-10", .entry = "9", .mark = "9.5", .openMinutes = 9}),
          position(
              {.coin = "C", .size = "0.9", .entry = "1000", .mark = "100", .openMinutes = 10})});
    QFETCH(int, column);
    QFETCH(bool, isDescending);

    m_sorted->sort(column, isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);

    QTEST(shownCoins(), "coins");
}

void PositionsSortModelTest::putsTheUnknownLastBothWays()
{
    give({position({.coin = "A", .size = "1", .entry = "", .mark = ""}),
          position({.coin = "B", .size = "1", .entry = "10", .mark = "5"}),
          position({.coin = "C", .size = "1", .entry = "10", .mark = "15"})});

    m_sorted->sort(static_cast<int>(Col::Unrealized), Qt::AscendingOrder);
    QCOMPARE(shownCoins(), (names("BCA")));
    m_sorted->sort(static_cast<int>(Col::Unrealized), Qt::DescendingOrder);
    QCOMPARE(shownCoins(), (names("CBA")));
}

void PositionsSortModelTest::keepsTheOrderWhileFrozen()
{
    give({position({.coin = "A", .size = "1", .entry = "10", .mark = "15"}),
          position({.coin = "B", .size = "1", .entry = "10", .mark = "11"})});
    m_sorted->sort(static_cast<int>(Col::Unrealized), Qt::DescendingOrder);
    m_sorted->setFrozen(true);

    m_model->takeUpdate(
        priceUpdate(position({.coin = "B", .size = "1", .entry = "10", .mark = "99"}), 2));
    m_model->flush();
    m_sorted->resort();
    QCOMPARE(shownCoins(), (names("AB")));

    m_sorted->setFrozen(false);
    QCOMPARE(shownCoins(), (names("BA")));
}

void PositionsSortModelTest::filtersByAccountAndExpression()
{
    const auto other = watched(2, "Hedge");
    give(tradersBook());
    m_model->takeSummary(summary(
        other,
        {position({.coin = "BTC", .size = "-3", .entry = "100", .mark = "110"}, other.address)}));
    m_model->flush();

    m_sorted->setAccount(other.address);
    QCOMPARE(m_sorted->rowCount(), 1);
    m_sorted->setAccount(std::nullopt);
    QCOMPARE(m_sorted->rowCount(), 11);
    m_sorted->setFilter(parseFilter(QStringLiteral(" btc ")).filter);
    QCOMPARE(m_sorted->rowCount(), 2);
    m_sorted->setFilter(parseFilter(QStringLiteral("short")).filter);
    QCOMPARE(m_sorted->rowCount(), 5);
    m_sorted->setFilter(parseFilter(QStringLiteral("xyz:")).filter);
    QCOMPARE(m_sorted->rowCount(), 2);
}

// A limit that is crossed all the time must not make the table jump: it is looked at each second.
void PositionsSortModelTest::looksAnewAtWhatFitsWhenTold()
{
    const auto held = [](const char *mark) {
        return position({.coin = "A", .size = "1", .entry = "10", .mark = mark});
    };
    give({held("15"), position({.coin = "B", .size = "1", .entry = "10", .mark = "11"})});
    m_sorted->sort(static_cast<int>(Col::Unrealized), Qt::DescendingOrder);
    m_sorted->setFilter(parseFilter(QStringLiteral("upnl>3")).filter);
    QCOMPARE(shownCoins(), names("A"));

    m_model->takeUpdate(priceUpdate(held("12"), 2));
    m_model->flush();
    QCOMPARE(shownCoins(), names("A"));
    m_sorted->setFrozen(true);
    m_sorted->resort();
    QCOMPARE(shownCoins(), names("A"));

    m_sorted->setFrozen(false);
    QCOMPARE(shownCoins(), QStringList());
    m_model->takeUpdate(priceUpdate(held("20"), 3));
    m_model->takeUpdate(
        priceUpdate(position({.coin = "C", .size = "1", .entry = "10", .mark = "99"}), 4));
    m_model->flush();
    QCOMPARE(shownCoins(), names("C")); // a new one is looked at as it comes
    m_sorted->resort();
    QCOMPARE(shownCoins(), names("CA"));
    QCOMPARE(m_sorted->positionAt(1)->position.coin, std::string("A"));
}

void PositionsSortModelTest::theProofIsFilteredAndSortedAsItIsShown()
{
    const auto main = watched(1, "Main");
    std::vector<domain::PositionView> book;
    for (const char *coin : {"A", "B", "C", "D"})
        book.push_back(position({.coin = coin, .size = "1", .entry = "10", .mark = "15"}));
    book[1].isReconciled = false;
    give(book);
    const auto shownBy = [&](const char *filter) {
        m_sorted->setFilter(parseFilter(QString::fromLatin1(filter)).filter);
        m_sorted->resort();
        return shownCoins().join(QString());
    };
    const auto told = [&](const domain::ReconciliationView &view) {
        m_model->takeReconciliation(shared(view));
        m_model->flush();
        m_sorted->resort();
    };
    auto view = agreement(main, book);
    differ(view, "C", "2", domain::FieldVerdict::Differs);
    differ(view, "D", "2", domain::FieldVerdict::Suspect);
    told(view);
    QCOMPARE(shownBy("reconciled:yes"), QStringLiteral("A"));
    QCOMPARE(shownBy("reconciled:no"), QStringLiteral("BCD"));
    shownBy("");

    m_sorted->sort(static_cast<int>(Col::Reconciled), Qt::AscendingOrder);
    QCOMPARE(shownCoins(), names("CDBA")); // what is worst first: ✗ ! … ✓
    m_sorted->sort(static_cast<int>(Col::Reconciled), Qt::DescendingOrder);
    QCOMPARE(shownCoins(), names("ABDC"));

    view = agreement(main, book);
    view.state = domain::ReconciliationState::Unknown;
    told(view);
    QCOMPARE(shownBy("reconciled:yes"), QString()); // each is shown with a ?
    QCOMPARE(shownBy("reconciled:no").size(), 4);
}

void PositionsSortModelTest::keepsGroupsTogether_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("isDescending");
    QTest::addColumn<QString>("lines");
    const auto row = [](const char *name, Col column, bool isDescending, const char *lines) {
        QTest::newRow(name) << static_cast<int>(column) << isDescending
                            << QString::fromLatin1(lines);
    };
    row("coin up", Col::Coin, false, "Hyperliquid BTC ETH xyz NVDA TSLA");
    row("coin down", Col::Coin, true, "Hyperliquid ETH BTC xyz TSLA NVDA");
    row("P&L up", Col::Unrealized, false, "Hyperliquid ETH BTC xyz NVDA TSLA");
    row("P&L down", Col::Unrealized, true, "Hyperliquid BTC ETH xyz TSLA NVDA");
}

void PositionsSortModelTest::keepsGroupsTogether()
{
    auto book = tradersBook();
    give({book[5], book[0], book[6], book[1]});
    m_sorted->setGrouping(Grouping::Dex);
    QFETCH(int, column);
    QFETCH(bool, isDescending);

    m_sorted->sort(column, isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);

    QTEST(shownCoins().join(QLatin1Char(' ')), "lines");
    QCOMPARE(m_sorted->positionAt(0), nullptr);
    QCOMPARE(m_sorted->shownPositions().size(), 4U);
    m_sorted->setGrouping(Grouping::None);
    QCOMPARE(m_sorted->rowCount(), 4);
}

void PositionsSortModelTest::addsUpWhatIsShownOfAGroup()
{
    give(tradersBook());
    m_sorted->sort(static_cast<int>(Col::Notional), Qt::DescendingOrder);
    m_sorted->setGrouping(Grouping::Account);
    m_sorted->setFilter(parseFilter(QStringLiteral("xyz")).filter);
    m_sorted->addUpGroups();
    const auto cell = [this](Col column) { return m_sorted->index(0, static_cast<int>(column)); };

    QCOMPARE(cell(Col::Coin).data().toString(), QStringLiteral("Main"));
    QVERIFY(cell(Col::Coin).data(PositionsModel::GroupRole).toBool());
    QCOMPARE(cell(Col::Size).data().toString(), QStringLiteral("2 shown"));
    QCOMPARE(cell(Col::Notional).data().toString(), QStringLiteral("74,521.22"));
    QCOMPARE(cell(Col::Unrealized).data().toString(), QStringLiteral("+756.01"));
    QCOMPARE(cell(Col::Net).data(PositionsModel::SecondaryRole).toString(), QStringLiteral("*"));
    QVERIFY(cell(Col::Unrealized)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("= +756.0085 USD")));

    auto unknown = tradersBook()[5];
    unknown.unrealizedPnl.reset();
    m_model->takeUpdate(priceUpdate(unknown, 2));
    m_model->flush();
    m_sorted->addUpGroups();
    QCOMPARE(cell(Col::Unrealized).data().toString(), QStringLiteral("—"));
}

void PositionsSortModelTest::givesNewOnesTheLastPlaceOfTheirGroupWhileFrozen()
{
    m_sorted->sort(static_cast<int>(Col::Unrealized), Qt::DescendingOrder);
    m_sorted->setGrouping(Grouping::Dex);
    m_sorted->setFrozen(true); // as it was left the last time, before anything is read
    const auto held = [](const char *coin, const char *mark) {
        return position({.coin = coin, .size = "1", .entry = "10", .mark = mark});
    };
    give({held("A", "11"), held("xyz:Q", "12"), held("B", "13")});
    m_sorted->addUpGroups();
    const auto shown = [this] { return shownCoins().join(QLatin1Char(' ')); };
    QCOMPARE(shown(), QStringLiteral("Hyperliquid B A xyz Q"));

    m_model->takeUpdate(priceUpdate(held("A", "99"), 2));
    m_model->takeUpdate(priceUpdate(held("C", "50"), 3));
    m_model->flush();
    m_sorted->resort();
    QCOMPARE(shown(), QStringLiteral("Hyperliquid B A C xyz Q"));
    m_sorted->setFilter(parseFilter(QStringLiteral("!coin:B")).filter);
    m_sorted->setFilter({});
    QCOMPARE(shown(), QStringLiteral("Hyperliquid B A C xyz Q")); // it comes back to its place

    m_sorted->sort(static_cast<int>(Col::Coin), Qt::AscendingOrder); // by hand
    QCOMPARE(shown(), QStringLiteral("Hyperliquid A B C xyz Q"));
    m_sorted->setFrozen(false);
}

void PositionsSortModelTest::dropsTheLineOfAGroupThatShowsNothing()
{
    const auto other = watched(2, "Hedge");
    give({tradersBook()[0]});
    m_model->takeSummary(summary(
        other,
        {position({.coin = "BTC", .size = "-3", .entry = "1", .mark = "2"}, other.address)}));
    m_model->flush();
    m_sorted->sort(static_cast<int>(Col::Coin), Qt::AscendingOrder);
    m_sorted->setGrouping(Grouping::Account);
    QCOMPARE(shownCoins().join(QLatin1Char(' ')), QStringLiteral("Hedge BTC Main BTC"));

    m_sorted->setAccount(m_sorted->positionAt(3)->position.account);
    m_sorted->addUpGroups();
    QCOMPARE(shownCoins().join(QLatin1Char(' ')), QStringLiteral("Main BTC"));
    give({});
    m_sorted->addUpGroups();
    QCOMPARE(m_sorted->rowCount(), 0);
}

void PositionsSortModelTest::takesFiveHundredRowsAndSevenHundredUpdates()
{
    give(manyPositions(500));
    m_sorted->sort(static_cast<int>(Col::Unrealized), Qt::DescendingOrder);
    std::vector<domain::PositionUpdatePtr> updates;
    for (int i = 0; i < 700; ++i) {
        auto moved = m_model->row(i * 7 % 500).position;
        moved.currentPrice = domain::Decimal(1 + i);
        moved.unrealizedPnl = domain::Decimal(i * 13 % 701 - 350);
        updates.push_back(priceUpdate(moved, static_cast<std::uint64_t>(i) + 2));
    }

    QElapsedTimer timer;
    timer.start();
    for (const auto &update : updates)
        m_model->takeUpdate(update);
    m_model->flush();
    const auto shown = timer.nsecsElapsed();
    m_sorted->resort();
    qInfo("700 updates of 500 rows: shown in %lld us, sorted in %lld us, model tester included",
          static_cast<long long>(shown / 1000),
          static_cast<long long>((timer.nsecsElapsed() - shown) / 1000));

    QCOMPARE(m_sorted->rowCount(), 500);
    for (int row = 1; row < 500; ++row) {
        const auto above = m_sorted->mapToSource(m_sorted->index(row - 1, 0)).row();
        const auto below = m_sorted->mapToSource(m_sorted->index(row, 0)).row();
        QVERIFY(*m_model->row(above).position.unrealizedPnl >=
                *m_model->row(below).position.unrealizedPnl);
    }
}

QTEST_MAIN(PositionsSortModelTest)
#include "tst_positionssortmodel.moc"
