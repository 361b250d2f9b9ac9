// SPDX-License-Identifier: GPL-3.0-or-later
// The fills stand newest first by the exchange's time, in whatever order they come.
#include "fakesource.h"

#include "gui/models/fillsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

class FillsOrderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void putsWhatWasKeptInItsPlace();
    void whatWasKeptFillsItsRoomOnly();
    void showsTheNewestFirst();
    void putsLateOnesInTheirPlaces();
    void keepsTheOrderOfOnesOfTheSameTime();
    void mergesTheListsOfTwoAccounts();
    void dropsTheOldestBeyondItsCapacity();
    void dropsTheOldestByTimeHoweverLateItCame();
    void tellsABurstAtOnce();
};

namespace {

const auto Fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

QString text(const FillsModel &model, int row, FillColumn column)
{
    return model.index(row, static_cast<int>(column)).data().toString();
}

QString sizes(const FillsModel &model)
{
    QStringList sizes;
    for (int row = 0; row < model.rowCount(); ++row)
        sizes += text(model, row, FillColumn::Size);
    return sizes.join(QLatin1Char(' '));
}

// The higher the number, the later its time.
domain::PositionUpdatePtr fill(std::uint64_t seq)
{
    return fillUpdate(tradersBook()[5], seq, domain::FillSide::Sell, std::to_string(seq),
                      "Close Long", "115.02");
}

} // namespace

void FillsOrderTest::putsWhatWasKeptInItsPlace()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    model.take(fill(9));
    model.take(fill(5)); // it came late

    model.takePast({fill(2), fill(6), fill(9)});
    model.takePast({fill(1), fill(3), fill(6)}); // of another account
    model.take(fill(10));
    model.flush();

    QCOMPARE(sizes(model), QStringLiteral("10 9 6 5 3 2 1"));
}

void FillsOrderTest::whatWasKeptFillsItsRoomOnly()
{
    FillsModel model(QTimeZone::utc(), 3);
    QAbstractItemModelTester tester(&model, Fatal);
    model.take(fill(9));
    model.takePast({fill(1), fill(2), fill(3), fill(4)});
    QCOMPARE(text(model, 2, FillColumn::Size), QStringLiteral("3"));

    for (std::uint64_t seq = 10; seq < 14; ++seq)
        model.take(fill(seq));
    model.flush();
    model.takePast({fill(1)});

    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(text(model, 2, FillColumn::Size), QStringLiteral("11"));
}

void FillsOrderTest::showsTheNewestFirst()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);

    model.take(fill(1));
    model.take(fill(2));
    model.flush();
    model.take(fill(3));
    model.flush();

    QCOMPARE(text(model, 0, FillColumn::Size), QStringLiteral("3"));
    QCOMPARE(text(model, 1, FillColumn::Size), QStringLiteral("2"));
    QCOMPARE(text(model, 2, FillColumn::Size), QStringLiteral("1"));
}

void FillsOrderTest::putsLateOnesInTheirPlaces()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    for (const std::uint64_t seq : {2U, 4U, 6U, 8U})
        model.take(fill(seq));
    model.flush();
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

    for (const std::uint64_t seq : {7U, 9U, 1U, 3U})
        model.take(fill(seq));
    model.flush();

    QCOMPARE(sizes(model), QStringLiteral("9 8 7 6 4 3 2 1"));
    QCOMPARE(reset.count(), 0); // who scrolls stays where he is
}

void FillsOrderTest::keepsTheOrderOfOnesOfTheSameTime()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    const auto part = [](std::uint64_t seq, int trade) { // of one order
        auto made = std::make_shared<domain::PositionUpdate>(*fill(seq));
        made->fill->tradeId = trade;
        made->fill->size = domain::Decimal(trade);
        return made;
    };
    model.take(part(5, 53));
    model.take(part(5, 54));
    model.take(part(6, 61));
    model.flush();

    model.take(part(5, 55)); // as they come
    model.take(part(5, 56));
    model.flush();
    model.takePast({part(5, 51), part(5, 52)}); // they were before

    QCOMPARE(sizes(model), QStringLiteral("61 56 55 54 53 52 51"));
}

// As a window hears them that is attached: the whole list of one account, then that of the next.
void FillsOrderTest::mergesTheListsOfTwoAccounts()
{
    constexpr std::uint64_t Each = 300;
    FillsModel model(QTimeZone::utc(), 2 * Each);
    QAbstractItemModelTester tester(&model, Fatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QStringList all;
    for (std::uint64_t seq = 2 * Each; seq > 0; --seq)
        all += QString::number(seq);
    for (const std::uint64_t first : {1U, 2U}) {
        for (std::uint64_t seq = first; seq <= 2 * Each; seq += 2)
            model.take(fill(seq));
        model.flush();
    }

    QCOMPARE(sizes(model), all.join(QLatin1Char(' ')));
    QVERIFY(inserted.count() + reset.count() < 5); // not one by one
}

void FillsOrderTest::dropsTheOldestBeyondItsCapacity()
{
    FillsModel model(QTimeZone::utc(), 100);
    QAbstractItemModelTester tester(&model, Fatal);

    for (int i = 1; i <= 250; ++i)
        model.take(fill(static_cast<std::uint64_t>(i)));
    model.flush();

    QCOMPARE(model.rowCount(), 100);
    QCOMPARE(text(model, 0, FillColumn::Size), QStringLiteral("250"));
    QCOMPARE(text(model, 99, FillColumn::Size), QStringLiteral("151"));
}

void FillsOrderTest::dropsTheOldestByTimeHoweverLateItCame()
{
    FillsModel model(QTimeZone::utc(), 3);
    QAbstractItemModelTester tester(&model, Fatal);
    for (const std::uint64_t seq : {6U, 8U, 9U, 7U, 1U, 2U})
        model.take(fill(seq));
    model.flush();

    QCOMPARE(sizes(model), QStringLiteral("9 8 7"));
}

void FillsOrderTest::tellsABurstAtOnce()
{
    FillsModel model(QTimeZone::utc());
    QAbstractItemModelTester tester(&model, Fatal);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);

    for (std::uint64_t i = 1; i <= 500; ++i)
        model.take(fill(i));

    QTRY_COMPARE(model.rowCount(), 500);
    QCOMPARE(inserted.count(), 1);
}

QTEST_MAIN(FillsOrderTest)
#include "tst_fillsorder.moc"
