// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "gui/models/copytext.h"
#include "gui/models/fillsmodel.h"
#include "gui/models/positionsmodel.h"
#include "gui/models/summarytotals.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

class FillsModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsAFill();
    void showsAFillOnceHoweverOftenItIsTold();
    void aFillOfAnotherDayIsShownWithItsDate();
    void ignoresWhatIsNoFill();
    void marksLiquidationsAndRecoveredFills();
    void marksWhatTheBackstopTookAndDeleveraging();
    void theLiquidatorsFillIsNoLiquidation();
    void showsADashForWordsThatWereNotTold();
    void namesAFeeThatIsNotInUsd();
    void namesASpotPair();
    void saysThatANamelessPairIsSpot();
    void showsADashForAValueWithoutRoom();
    void addsSummariesUp();
    void addsNothingUnknownUp();
};

namespace {

const auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QString text(const FillsModel &model, int row, FillColumn column)
{
    return model.index(row, static_cast<int>(column)).data().toString();
}

domain::PositionUpdatePtr fill(std::uint64_t seq, const std::string &size = "20")
{
    return fillUpdate(tradersBook()[5], seq, domain::FillSide::Sell, size, "Close Long", "115.02");
}

domain::PositionUpdatePtr spotFill(const std::string &symbol)
{
    auto spot = std::make_shared<domain::PositionUpdate>(*fill(1));
    spot->symbol = spot->position.symbol = symbol;
    spot->position.coin = spot->fill->coin = "@107";
    return spot;
}

} // namespace

void FillsModelTest::aFillOfAnotherDayIsShownWithItsDate()
{
    FillsModel model(QTimeZone("Asia/Tokyo"));
    QAbstractItemModelTester tester(&model, Fatal);
    model.setNow(Noon);
    model.take(fill(2));
    model.flush();
    QCOMPARE(text(model, 0, FillColumn::Time), QStringLiteral("20:53:54"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    model.setNow(Noon + std::chrono::hours(3)); // midnight there
    model.setNow(Noon + std::chrono::hours(4));

    QCOMPARE(text(model, 0, FillColumn::Time), QStringLiteral("11-23 20:53"));
    QCOMPARE(changed.count(), 1);
}

void FillsModelTest::showsAFill()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);

    model.take(fill(2));
    model.flush();

    QCOMPARE(text(model, 0, FillColumn::Time), QStringLiteral("11:53:54"));
    QCOMPARE(text(model, 0, FillColumn::Account), QStringLiteral("Main"));
    QCOMPARE(text(model, 0, FillColumn::Coin), QStringLiteral("TSLA"));
    QCOMPARE(text(model, 0, FillColumn::Side), QStringLiteral("Sell"));
    QCOMPARE(text(model, 0, FillColumn::Size), QStringLiteral("20"));
    QCOMPARE(text(model, 0, FillColumn::Price), QStringLiteral("407.86"));
    QCOMPARE(text(model, 0, FillColumn::Value), QStringLiteral("8,157.20"));
    QCOMPARE(text(model, 0, FillColumn::Fee), QStringLiteral("2.8550"));
    QCOMPARE(text(model, 0, FillColumn::ClosedPnl), QStringLiteral("+115.02"));
    QCOMPARE(text(model, 0, FillColumn::Kind), QStringLiteral("Close Long"));
    const QModelIndex coin = model.index(0, static_cast<int>(FillColumn::Coin));
    QCOMPARE(coin.data(PositionsModel::SecondaryRole).toString(), QStringLiteral("xyz"));
    QVERIFY(coin.data(Qt::ToolTipRole).toString().contains(QStringLiteral("taker")));
}

void FillsModelTest::showsAFillOnceHoweverOftenItIsTold()
{
    FillsModel model(QTimeZone::utc(), 2);
    QAbstractItemModelTester tester(&model, Fatal);

    for (const auto seq : {1U, 1U, 2U, 1U})
        model.take(fill(seq, "1"));
    model.flush();
    QCOMPARE(model.rowCount(), 2);

    model.take(fill(3, "1")); // the oldest row goes, and is known no more
    model.flush();
    model.take(fill(1, "1"));
    model.flush();
    QCOMPARE(model.rowCount(), 2);
}

void FillsModelTest::ignoresWhatIsNoFill()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);

    model.take(priceUpdate(tradersBook()[0], 1));
    model.flush();

    QCOMPARE(model.rowCount(), 0);
}

void FillsModelTest::marksLiquidationsAndRecoveredFills()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    auto forced = std::make_shared<domain::PositionUpdate>(*fill(1));
    forced->fill->liquidation = domain::Liquidation{forced->account, number("1"), "market"};
    auto recovered = std::make_shared<domain::PositionUpdate>(*fill(2));
    recovered->source = domain::FillSource::Sweep;
    recovered->isLate = true;

    model.take(forced);
    model.take(recovered);
    model.flush();

    QCOMPARE(text(model, 0, FillColumn::Kind), QStringLiteral("Close Long · recovered · late"));
    QCOMPARE(text(model, 1, FillColumn::Kind), QStringLiteral("LIQUIDATION · Close Long"));
}

void FillsModelTest::marksWhatTheBackstopTookAndDeleveraging()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    auto taken = std::make_shared<domain::PositionUpdate>(*fill(1));
    taken->fill->direction = "Liquidated Cross Long";
    auto deleveraged = std::make_shared<domain::PositionUpdate>(*fill(2));
    deleveraged->fill->direction = "Auto-Deleveraging";
    deleveraged->fill->liquidation = domain::Liquidation{address(9), number("1"), "backstop"};

    model.take(taken);
    model.take(deleveraged);
    model.flush();

    QCOMPARE(text(model, 0, FillColumn::Kind), QStringLiteral("ADL · Auto-Deleveraging"));
    QCOMPARE(text(model, 1, FillColumn::Kind),
             QStringLiteral("LIQUIDATION · Liquidated Cross Long"));
    const auto tone = [&](int row) {
        return model.index(row, static_cast<int>(FillColumn::Kind))
            .data(PositionsModel::ToneRole)
            .toInt();
    };
    QCOMPARE(tone(0), static_cast<int>(Tone::Bad));
    QCOMPARE(tone(1), static_cast<int>(Tone::Bad));
}

void FillsModelTest::theLiquidatorsFillIsNoLiquidation()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    auto taken = std::make_shared<domain::PositionUpdate>(*fill(1));
    taken->fill->direction = "Liquidated Cross Long";
    taken->fill->liquidation = domain::Liquidation{address(9), number("1"), "backstop"};

    model.take(taken);
    model.flush();

    QCOMPARE(text(model, 0, FillColumn::Kind), QStringLiteral("Liquidated Cross Long"));
}

void FillsModelTest::showsADashForWordsThatWereNotTold()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    auto wordless = std::make_shared<domain::PositionUpdate>(*fill(1));
    wordless->fill->direction.clear();
    wordless->fill->isTaker.reset();
    wordless->source = domain::FillSource::Sweep;

    model.take(wordless);
    model.flush();

    QCOMPARE(text(model, 0, FillColumn::Kind), QStringLiteral("— · recovered"));
    const QString more = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY2(more.contains(QStringLiteral("taker or maker: not told")), qPrintable(more));
}

void FillsModelTest::namesAFeeThatIsNotInUsd()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    auto spot = std::make_shared<domain::PositionUpdate>(*fill(1));
    spot->fill->fee = number("0.0007");
    spot->fill->feeToken = "HYPE";

    model.take(spot);
    model.flush();

    QCOMPARE(text(model, 0, FillColumn::Fee), QStringLiteral("0.0007 HYPE"));
}

void FillsModelTest::namesASpotPair()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);

    model.take(spotFill("HYPE/USDC"));
    model.flush();

    const QModelIndex coin = model.index(0, static_cast<int>(FillColumn::Coin));
    QCOMPARE(coin.data().toString(), QStringLiteral("HYPE/USDC"));
    QCOMPARE(coin.data(PositionsModel::SecondaryRole).toString(), QString());
    QCOMPARE(coin.data(CopyRole).toString(), QStringLiteral("'@107")); // no formula
}

// The exchange's list of pairs did not have it yet.
void FillsModelTest::saysThatANamelessPairIsSpot()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);

    model.take(spotFill("@107"));
    model.flush();

    const QModelIndex coin = model.index(0, static_cast<int>(FillColumn::Coin));
    QCOMPARE(coin.data().toString(), QStringLiteral("@107"));
    QCOMPARE(coin.data(PositionsModel::SecondaryRole).toString(), QStringLiteral("spot"));
}

void FillsModelTest::showsADashForAValueWithoutRoom()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    auto absurd = std::make_shared<domain::PositionUpdate>(*fill(1));
    absurd->fill->price = number("9999999999999999999.999999999999999999");
    absurd->fill->size = absurd->fill->price;

    model.take(absurd);
    model.flush();

    QCOMPARE(text(model, 0, FillColumn::Value), QStringLiteral("—"));
}

void FillsModelTest::addsSummariesUp()
{
    const auto one =
        summary(watched(1, "Main"),
                {position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"})});
    const auto two =
        summary(watched(2, "Hedge"),
                {position({.coin = "BTC", .size = "-2", .entry = "100", .mark = "110"})});

    const SummaryTotals totals = totalsOf({one, two});

    QCOMPARE(totals.accounts, 2);
    QCOMPARE(totals.activePositions, 2);
    QVERIFY(totals.unrealizedPnl == number("-10"));
    QVERIFY(totals.longExposure == number("110"));
    QVERIFY(totals.shortExposure == number("220"));
    QVERIFY(totals.netExposure == number("-110"));
    QVERIFY(totals.grossExposure == number("330"));
}

void FillsModelTest::addsNothingUnknownUp()
{
    auto unknown = std::make_shared<domain::SummaryView>(*summary(watched(2, ""), {}));
    unknown->equity.reset();

    QVERIFY(!totalsOf({summary(watched(1, ""), {}), unknown}).equity);
    QVERIFY(totalsOf({summary(watched(1, ""), {}), unknown}).fees == number("0"));
    QVERIFY(!totalsOf({}).realizedPnl);
}

QTEST_MAIN(FillsModelTest)
#include "tst_fillsmodel.moc"
