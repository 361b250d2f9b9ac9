// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

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
    void filtersByAccountAndText();
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

void PositionsSortModelTest::filtersByAccountAndText()
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
    m_sorted->setText(QStringLiteral(" btc "));
    QCOMPARE(m_sorted->rowCount(), 2);
    m_sorted->setText(QStringLiteral("short"));
    QCOMPARE(m_sorted->rowCount(), 5);
    m_sorted->setText(QStringLiteral("xyz:"));
    QCOMPARE(m_sorted->rowCount(), 2);
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
