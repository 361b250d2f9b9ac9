// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "gui/models/positionsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

class PositionsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void showsEveryCellOfARow_data();
    void showsEveryCellOfARow();
    void marksWhatIsNotKnown();
    void keepsAccountsApart();
    void dropsAPositionThatBecomesFlat();
    void dropsAPositionThatLeavesTheSummary();
    void ignoresAnUpdateThatTheSummaryIncludes();
    void keepsARowThatIsNewerThanTheSummary();
    void takesTheNewerOfTwoWaitingUpdates();
    void makesNoPositionOfASpotHolding();
    void startsOverWithAnotherRun();
    void tellsABurstAsOneChange();
    void tellsNothingWhereNothingChanged();
    void agesByTheTick();
    void believesTheSourceThatAPriceIsOld();
    void greysAllOfARowWhoseFeedIsDown();
    void showsHostileNamesAsPlainText();

private:
    QString text(int row, Col column) const;
    void give(std::vector<domain::PositionView> positions, std::uint64_t seq = 1);

    std::unique_ptr<PositionsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_modelTester;
    domain::WatchedAccount m_account = watched(1, "Main");
};

void PositionsModelTest::init()
{
    m_modelTester.reset();
    m_model = std::make_unique<PositionsModel>();
    m_model->setNow(Noon);
    const auto mode = QAbstractItemModelTester::FailureReportingMode::Fatal;
    m_modelTester = std::make_unique<QAbstractItemModelTester>(m_model.get(), mode);
}

QString PositionsModelTest::text(int row, Col column) const
{
    return m_model->index(row, static_cast<int>(column)).data().toString();
}

void PositionsModelTest::give(std::vector<domain::PositionView> positions, std::uint64_t seq)
{
    m_model->takeSummary(summary(m_account, std::move(positions), seq));
    m_model->flush();
}

void PositionsModelTest::showsEveryCellOfARow_data()
{
    QTest::addColumn<int>("row");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("secondary");
    QTest::addColumn<int>("tone");
    struct Golden
    {
        const char *text;
        const char *secondary;
        Tone tone;
    };
    using enum Tone;
    // clang-format off
    const Golden btc[PositionColumnCount]{
        {"Main", "", Muted}, {"BTC", "", Neutral}, {"Long", "", Gain}, {"1.24518", "", Neutral},
        {"109,742.69", "", Neutral}, {"86,412.3", "", Neutral}, {"88,134.0", "0s", Neutral},
        {"83,423.8", "", Neutral},
        {"+2,143.83", "", Gain}, {"+39.85 %", "", Gain}, {"+4,120.55", "", Gain},
        {"186.40", "", Neutral}, {"−212.84", "", Loss}, {"+5,865.13", "", Gain},
        {"71,820.4", "", Neutral}, {"18.51 %", "", Neutral}, {"5,487.13", "cross 20×", Neutral}, {"—", "", Muted}, {"—", "", Muted},
        {"4d3h", "", Muted}, {"✓", "", Good}, {"—", "", Muted}, {"—", "", Muted}};
    const Golden nvda[PositionColumnCount]{
        {"Main", "", Muted}, {"NVDA", "xyz", Neutral}, {"Short", "", Loss}, {"95.5", "", Neutral},
        {"17,420.82", "", Neutral}, {"181.904", "", Neutral}, {"182.417", "3s", Neutral},
        {"—", "", Neutral},
        {"−48.99", "", Loss}, {"−1.41 %", "", Loss}, {"+311.90", "*", Gain},
        {"12.61", "*", Neutral}, {"+3.02", "*", Gain}, {"+253.32", "*", Gain},
        {"214.800", "", Neutral}, {"17.75 %", "", Neutral}, {"3,484.16", "isolated 5×", Neutral}, {"—", "", Muted}, {"—", "", Muted},
        {"1d12h", "", Muted}, {"✓", "", Good}, {"—", "", Muted}, {"—", "", Muted}};
    const Golden doge[PositionColumnCount]{
        {"Main", "", Muted}, {"DOGE", "", Neutral}, {"Short", "", Loss}, {"21,000", "", Neutral},
        {"3,198.53", "", Neutral}, {"0.152040", "", Neutral}, {"0.152311", "0s", Neutral},
        {"0.149350", "", Neutral},
        {"−5.69", "", Loss}, {"−1.78 %", "", Loss}, {"−55.20", "", Loss}, {"2.20", "", Neutral},
        {"+0.91", "", Gain}, {"−62.18", "", Loss}, {"0.160400", "", Neutral},
        {"5.31 %", "", Warning}, {"319.85", "isolated 10×", Neutral}, {"—", "", Muted}, {"—", "", Muted}, {"47m", "", Muted},
        {"✓", "", Good}, {"—", "", Muted}, {"—", "", Muted}};
    // clang-format on
    const auto add = [](int row, const char *coin, const Golden(&cells)[PositionColumnCount]) {
        for (int column = 0; column < PositionColumnCount; ++column) {
            const QByteArray name = QByteArray(coin) + ' ' + spec(static_cast<Col>(column)).key;
            QTest::newRow(name.constData())
                << row << column << QString::fromUtf8(cells[column].text)
                << QString::fromUtf8(cells[column].secondary)
                << static_cast<int>(cells[column].tone);
        }
    };
    add(0, "BTC", btc);
    add(6, "xyz:NVDA", nvda);
    add(8, "DOGE", doge);
}

void PositionsModelTest::showsEveryCellOfARow()
{
    give(tradersBook());
    QFETCH(int, row);
    QFETCH(int, column);

    const QModelIndex cell = m_model->index(row, column);

    QTEST(cell.data().toString(), "text");
    QTEST(cell.data(PositionsModel::SecondaryRole).toString(), "secondary");
    QTEST(cell.data(PositionsModel::ToneRole).toInt(), "tone");
    QCOMPARE(cell.data(PositionsModel::FreshnessRole).toInt(), static_cast<int>(domain::PriceState::Live));
    QVERIFY(!cell.data(Qt::ToolTipRole).toString().isEmpty());
    QVERIFY(!cell.data(Qt::AccessibleTextRole).toString().isEmpty());
}

void PositionsModelTest::marksWhatIsNotKnown()
{
    domain::PositionView bare = position({.coin = "NEW", .size = "5", .entry = "", .mark = ""});
    bare.fees.reset();
    bare.leverage.reset();
    bare.marginMode.reset();
    bare.openedAt.reset();
    bare.isReconciled = false;

    give({bare});

    for (const Col column :
         {Col::Notional, Col::Entry, Col::Mark, Col::BreakEven, Col::Unrealized, Col::Roe,
          Col::Fees, Col::Net, Col::Liquidation, Col::Distance, Col::Margin, Col::StopLoss,
          Col::TakeProfit, Col::Opened, Col::ExitPnl, Col::NextFunding})
        QCOMPARE(text(0, column), QStringLiteral("—"));
    QCOMPARE(text(0, Col::Reconciled), QStringLiteral("…"));
    QCOMPARE(text(0, Col::Realized), QStringLiteral("0.00"));
}

void PositionsModelTest::keepsAccountsApart()
{
    const auto other = watched(2, "Hedge");
    give({position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"})});
    m_model->takeSummary(summary(
        other,
        {position({.coin = "BTC", .size = "-3", .entry = "100", .mark = "110"}, other.address)}));
    m_model->flush();

    QCOMPARE(m_model->rowCount(), 2);
    give({}, 2);

    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(text(0, Col::Account), QStringLiteral("Hedge"));
}

void PositionsModelTest::dropsAPositionThatBecomesFlat()
{
    give(tradersBook());
    const auto flat = position({.coin = "SOL", .size = "0", .entry = "0", .mark = "129"});

    m_model->takeUpdate(priceUpdate(flat, 2));
    m_model->flush();

    QCOMPARE(m_model->rowCount(), 9);
    QCOMPARE(text(2, Col::Coin), QStringLiteral("HYPE"));
    m_model->takeUpdate(
        priceUpdate(position({.coin = "HYPE", .size = "-7", .entry = "31", .mark = "33"}), 3));
    m_model->flush();
    QCOMPARE(text(2, Col::Size), QStringLiteral("7"));
}

void PositionsModelTest::dropsAPositionThatLeavesTheSummary()
{
    auto book = tradersBook();
    give(book);
    book.erase(book.begin() + 1, book.begin() + 4);

    give(book, 2);

    QCOMPARE(m_model->rowCount(), 7);
    QCOMPARE(text(1, Col::Coin), QStringLiteral("kPEPE"));
}

void PositionsModelTest::ignoresAnUpdateThatTheSummaryIncludes()
{
    give({position({.coin = "BTC", .size = "2", .entry = "100", .mark = "110"})}, 10);

    m_model->takeUpdate(
        priceUpdate(position({.coin = "BTC", .size = "9", .entry = "100", .mark = "50"}), 10));
    m_model->flush();

    QCOMPARE(text(0, Col::Size), QStringLiteral("2"));
}

void PositionsModelTest::keepsARowThatIsNewerThanTheSummary()
{
    give({position({.coin = "BTC", .size = "2", .entry = "100", .mark = "110"})}, 10);
    m_model->takeUpdate(
        priceUpdate(position({.coin = "BTC", .size = "3", .entry = "100", .mark = "110"}), 12));
    m_model->takeUpdate(
        priceUpdate(position({.coin = "ETH", .size = "1", .entry = "10", .mark = "11"}), 13));
    m_model->flush();

    give({position({.coin = "BTC", .size = "2", .entry = "100", .mark = "111"})}, 11);

    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(text(0, Col::Size), QStringLiteral("3"));
}

void PositionsModelTest::takesTheNewerOfTwoWaitingUpdates()
{
    give({}, 1);

    m_model->takeUpdate(
        priceUpdate(position({.coin = "BTC", .size = "5", .entry = "100", .mark = "110"}), 6));
    m_model->takeUpdate(
        priceUpdate(position({.coin = "BTC", .size = "4", .entry = "100", .mark = "110"}), 5));
    m_model->flush();

    QCOMPARE(text(0, Col::Size), QStringLiteral("5"));
}

void PositionsModelTest::makesNoPositionOfASpotHolding()
{
    give({});

    m_model->takeUpdate(
        priceUpdate(position({.coin = "@107", .size = "5", .entry = "31", .mark = "33"}), 2));
    m_model->flush();

    QCOMPARE(m_model->rowCount(), 0);
}

void PositionsModelTest::startsOverWithAnotherRun()
{
    give({position({.coin = "BTC", .size = "2", .entry = "100", .mark = "110"})}, 900);
    auto restarted = std::make_shared<domain::SummaryView>(*summary(
        m_account, {position({.coin = "BTC", .size = "3", .entry = "100", .mark = "110"})}, 1));
    restarted->epoch = "2026-11-23T13:00:00.000Z";

    m_model->takeSummary(restarted);
    m_model->flush();

    QCOMPARE(text(0, Col::Size), QStringLiteral("3"));
}

void PositionsModelTest::tellsABurstAsOneChange()
{
    give(manyPositions(20));
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);

    for (std::uint64_t round = 0; round < 50; ++round) {
        for (const int row : {3, 4, 5, 11}) {
            auto moved = m_model->row(row).position;
            moved.unrealizedPnl = domain::Decimal(static_cast<int>(round) + 1000);
            m_model->takeUpdate(
                priceUpdate(moved, 2 + round * 4 + static_cast<std::uint64_t>(row)));
        }
    }
    QTRY_COMPARE(changes.count(), 2); // rows 3 to 5, and row 11

    const int column = static_cast<int>(Col::Unrealized);
    QCOMPARE(changes.at(0).at(0).toModelIndex(), m_model->index(3, column));
    QCOMPARE(changes.at(0).at(1).toModelIndex(), m_model->index(5, column));
    QCOMPARE(changes.at(1).at(0).toModelIndex(), m_model->index(11, column));
    QCOMPARE(text(11, Col::Unrealized), QStringLiteral("+1,049.00"));
}

void PositionsModelTest::tellsNothingWhereNothingChanged()
{
    give(tradersBook());
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);

    give(tradersBook(), 2);

    QCOMPARE(changes.count(), 0);
}

void PositionsModelTest::agesByTheTick()
{
    give({position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"})});
    const QModelIndex mark = m_model->index(0, static_cast<int>(Col::Mark));
    const QModelIndex size = m_model->index(0, static_cast<int>(Col::Size));
    const auto freshness = [](const QModelIndex &cell) {
        return static_cast<domain::PriceState>(cell.data(PositionsModel::FreshnessRole).toInt());
    };
    QCOMPARE(mark.data(PositionsModel::SecondaryRole).toString(), QStringLiteral("1s"));

    m_model->setNow(Noon + std::chrono::seconds(9));
    QCOMPARE(freshness(mark), domain::PriceState::Live);
    QVERIFY(!m_model->hasOldPrice(std::nullopt));
    m_model->setNow(Noon + std::chrono::milliseconds(9'001));
    QVERIFY(m_model->hasOldPrice(std::nullopt));
    QVERIFY(m_model->hasOldPrice(m_account.address));
    QVERIFY(!m_model->hasOldPrice(address(9)));
    QCOMPARE(freshness(mark), domain::PriceState::Stale);
    m_model->setNow(Noon + std::chrono::milliseconds(59'001));
    QCOMPARE(freshness(mark), domain::PriceState::Dead);

    QCOMPARE(freshness(size), domain::PriceState::Live); // a size is no worse for an old price
    QCOMPARE(mark.data(PositionsModel::SecondaryRole).toString(), QStringLiteral("1m"));
}

void PositionsModelTest::believesTheSourceThatAPriceIsOld()
{
    auto old = position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"});
    old.priceState = domain::PriceState::Dead; // although the clock here says otherwise

    give({old});

    const QModelIndex mark = m_model->index(0, static_cast<int>(Col::Mark));
    QCOMPARE(mark.data(PositionsModel::FreshnessRole).toInt(),
             static_cast<int>(domain::PriceState::Dead));
    // Whoever hears it sees no colour.
    const QString heard = mark.data(Qt::AccessibleTextRole).toString();
    QVERIFY2(heard.endsWith(QStringLiteral("too old to believe")), qPrintable(heard));
    QVERIFY(!mark.data(Qt::AccessibleDescriptionRole).toString().isEmpty());
}

void PositionsModelTest::greysAllOfARowWhoseFeedIsDown()
{
    give({position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"})});
    QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);

    m_model->takeHealth(health({m_account}, domain::FeedState::Stale));
    m_model->flush();

    QCOMPARE(changes.count(), 1);
    for (int column = 0; column < PositionColumnCount; ++column)
        QCOMPARE(m_model->index(0, column).data(PositionsModel::FreshnessRole).toInt(),
                 static_cast<int>(domain::PriceState::Stale));
}

void PositionsModelTest::showsHostileNamesAsPlainText()
{
    give({position(
        {.coin = "<img src=x>\n\xE2\x80\xAE", .size = "1", .entry = "100", .mark = "110"})});
    const QModelIndex coin = m_model->index(0, static_cast<int>(Col::Coin));

    QCOMPARE(coin.data().toString(), QStringLiteral("<img src=x>\uFFFD\uFFFD"));
    QVERIFY(!coin.data(Qt::ToolTipRole).toString().contains(QStringLiteral("<img")));
}

QTEST_MAIN(PositionsModelTest)
#include "tst_positionsmodel.moc"
