// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "gui/models/positionsmodel.h"
#include "gui/privacy.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

class PositionFlashTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void flashesWhatChanged();
    void flashesNothingWhereNothingIsSeenToChange();
    void flashesNothingThatIsLookedAtTooLate();
    void flashesNothingAgainstATextOfLongAgo();
    void glowsForNoAmountThatIsHidden();
    void tellsOneStepAfterTheLastGlow();

private:
    void give(std::vector<domain::PositionView> positions);
    void look() const; // as a view does

    std::unique_ptr<PositionsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void PositionFlashTest::init()
{
    m_tester.reset();
    m_model = std::make_unique<PositionsModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    m_model->setNow(Noon);
}

void PositionFlashTest::give(std::vector<domain::PositionView> positions)
{
    m_model->takeSummary(summary(watched(1, "Main"), std::move(positions)));
    m_model->flush();
}

void PositionFlashTest::look() const
{
    for (int column = 0; column < PositionColumnCount; ++column)
        m_model->index(0, column).data();
}

// A number that glows says which way it went, and fades by steps.
void PositionFlashTest::flashesWhatChanged()
{
    auto held = position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"});
    give({held});
    look();
    m_model->setFlashing(true);
    QSignalSpy glowing(m_model.get(), &PositionsModel::glowing);

    held.currentPrice = number("111");
    held.unrealizedPnl = number("-11");
    held.notionalValue.reset(); // known before, not known now
    m_model->takeUpdate(priceUpdate(held, 2));
    m_model->flush();

    const auto level = [this](Col column) {
        return m_model->index(0, static_cast<int>(column)).data(PositionsModel::FlashRole).toInt();
    };
    QCOMPARE(level(Col::Mark), +RowFlash::Steps);
    QCOMPARE(level(Col::Unrealized), -RowFlash::Steps);
    QCOMPARE(level(Col::Notional), 0);
    QCOMPARE(level(Col::Entry), 0);
    m_model->fadeFlashes();
    QCOMPARE(level(Col::Mark), RowFlash::Steps - 1);
    QCOMPARE(level(Col::Unrealized), 1 - RowFlash::Steps);
    QTRY_COMPARE(level(Col::Mark), 0);
    QTRY_COMPARE(m_model->row(0).flash.columns(), 0U);
    QVERIFY(glowing.count() >= 2);
}

void PositionFlashTest::flashesNothingWhereNothingIsSeenToChange()
{
    auto held = position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"});
    give({held});
    const auto isGlowing = [this] {
        look();
        return m_model->row(0).flash.columns() != 0;
    };
    const auto move = [&](const char *unrealized, std::uint64_t seq) {
        held.unrealizedPnl = number(unrealized);
        m_model->takeUpdate(priceUpdate(held, seq));
        m_model->flush();
    };

    move("20", 2); // switched off
    QVERIFY(!isGlowing());
    m_model->setFlashing(true);
    move("20.001", 3); // reads the same
    QVERIFY(!isGlowing());
    m_model->setNow(Noon + std::chrono::seconds(5)); // only older
    m_model->flush();
    QVERIFY(!isGlowing());
    move("21", 4);
    QVERIFY(isGlowing());
    m_model->setFlashing(false);
    QVERIFY(!isGlowing());
}

// Scrolled into sight, a row does not glow for what happened long ago.
void PositionFlashTest::flashesNothingThatIsLookedAtTooLate()
{
    auto held = position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"});
    give({held});
    look();
    m_model->setFlashing(true);
    held.currentPrice = number("111");
    m_model->takeUpdate(priceUpdate(held, 2));
    m_model->flush();

    m_model->fadeFlashes(); // a paint may come just behind the first step
    m_model->fadeFlashes();
    look();

    const QModelIndex mark = m_model->index(0, static_cast<int>(Col::Mark));
    QCOMPARE(mark.data().toString(), QStringLiteral("111.000"));
    QCOMPARE(mark.data(PositionsModel::FlashRole).toInt(), 0);
}

// Far from sight it moved much; what moves last, by less than is shown, is no fall.
void PositionFlashTest::flashesNothingAgainstATextOfLongAgo()
{
    auto held = position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"});
    held.unrealizedPnl = number("20");
    give({held});
    look();
    m_model->setFlashing(true);
    std::uint64_t seq = 2;
    for (const char *unrealized : {"25", "24.999"}) {
        held.unrealizedPnl = number(unrealized);
        m_model->takeUpdate(priceUpdate(held, seq++));
        m_model->flush();
        for (int step = 0; seq == 3 && step < 3; ++step)
            m_model->fadeFlashes();
    }

    look();

    const QModelIndex cell = m_model->index(0, static_cast<int>(Col::Unrealized));
    QCOMPARE(cell.data().toString(), QStringLiteral("+25.00"));
    QCOMPARE(cell.data(PositionsModel::FlashRole).toInt(), 0);
}

// Its colour would tell which way the amount went.
void PositionFlashTest::glowsForNoAmountThatIsHidden()
{
    auto *privacy = new Privacy(m_model.get());
    m_model->setPrivacy(*privacy);
    auto held = position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"});
    give({held});
    look();
    m_model->setFlashing(true);
    privacy->setHidden(true);
    held.unrealizedPnl = number("-11");
    held.currentPrice = number("111");
    m_model->takeUpdate(priceUpdate(held, 2));
    m_model->flush();

    const auto level = [this](Col column) {
        return m_model->index(0, static_cast<int>(column)).data(PositionsModel::FlashRole).toInt();
    };
    QCOMPARE(level(Col::Unrealized), 0);
    QCOMPARE(level(Col::Mark), +RowFlash::Steps); // everybody may see the price
}

// A view paints what is told: the cell must be told once more when it has ceased to glow.
void PositionFlashTest::tellsOneStepAfterTheLastGlow()
{
    RowFlash flash;
    QVERIFY(!flash.fade());
    flash.start(3, true);
    flash.start(5, false);

    for (int step = RowFlash::Steps - 1; step >= 0; --step) {
        QVERIFY(flash.fade());
        QCOMPARE(flash.level(3), step);
        QCOMPARE(flash.level(5), -step);
        QCOMPARE(flash.columns(), (1U << 3) | (1U << 5));
    }
    QVERIFY(flash.fade());
    QCOMPARE(flash.columns(), 0U);
    QVERIFY(!flash.fade());
}

QTEST_MAIN(PositionFlashTest)
#include "tst_positionflash.moc"
