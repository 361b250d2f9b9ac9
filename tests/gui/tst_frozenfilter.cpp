// SPDX-License-Identifier: GPL-3.0-or-later
// A frozen table keeps its rows where they are; a filter or an account that is chosen meanwhile
// holds at once.
#include "fakesource.h"

#include "gui/filter/filterparser.h"
#include "gui/models/positionssortmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

domain::PositionView held(const char *coin, const char *mark, int account = 1)
{
    return position({.coin = coin, .size = "1", .entry = "10", .mark = mark}, address(account));
}

// Unrealized P&L: A 40, B 30, C 20, D 10, the highest first.
struct Bench
{
    Bench()
    {
        model.setNow(Noon);
        model.takeSummary(summary(watched(1, "Main"), {held("A", "50"), held("B", "40"),
                                                       held("C", "30"), held("D", "20")}));
        model.flush();
        sorted.sort(static_cast<int>(PositionColumn::Unrealized), Qt::DescendingOrder);
    }

    void filter(const char *text)
    {
        sorted.setFilter(parseFilter(QString::fromLatin1(text)).filter);
    }

    void move(const char *coin, const char *mark) // and the second goes by
    {
        model.takeUpdate(priceUpdate(held(coin, mark), ++seq));
        model.flush();
        sorted.resort();
    }

    QString coins() const
    {
        QString coins;
        for (const PositionRow *shown : sorted.shownPositions())
            coins += QString::fromStdString(shown->position.coin);
        return coins;
    }

    QString leftOver() const // the coins that stand out
    {
        QString coins;
        for (int line = 0; line < sorted.rowCount(); ++line) {
            const QModelIndex coin = sorted.index(line, static_cast<int>(PositionColumn::Coin));
            if (coin.data(PositionsModel::ToneRole).toInt() == static_cast<int>(Tone::Warning))
                coins += coin.data().toString();
        }
        return coins;
    }

    std::uint64_t seq = 1;
    PositionsModel model;
    PositionsSortModel sorted{model};
    QAbstractItemModelTester tester{&sorted, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

class FrozenFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFilterHoldsAtOnce();
    void rowsComeBackToTheirPlaces();
    void whatFitsNoMoreStandsOut();
    void whatWasHiddenAsItFrozeComesLast();
    void whatBeginsToFitComesWhereItWas();
    void theAccountThatIsChosenHoldsAtOnce();
    void thawedItIsInOrderAgain();
};

void FrozenFilterTest::aFilterHoldsAtOnce()
{
    Bench bench;
    bench.sorted.setFrozen(true);
    bench.move("D", "99");
    QCOMPARE(bench.coins(), QStringLiteral("ABCD"));

    bench.filter("upnl>25");

    QCOMPARE(bench.coins(), QStringLiteral("ABD")); // by its number of now, at its old place
}

void FrozenFilterTest::rowsComeBackToTheirPlaces()
{
    Bench bench;
    bench.sorted.setFrozen(true);
    bench.filter("upnl>15");
    bench.move("A", "11"); // fits no more, and stays in sight
    QCOMPARE(bench.coins(), QStringLiteral("ABC"));

    bench.filter("upnl>5");
    QCOMPARE(bench.coins(), QStringLiteral("BCD"));
    bench.filter("");

    QCOMPARE(bench.coins(), QStringLiteral("ABCD"));
}

void FrozenFilterTest::whatFitsNoMoreStandsOut()
{
    Bench bench;
    bench.sorted.setFrozen(true);
    bench.filter("upnl>15");
    QCOMPARE(bench.leftOver(), QString());
    QSignalSpy changed(&bench.sorted, &QAbstractItemModel::dataChanged);

    bench.move("B", "11");
    QCOMPARE(bench.leftOver(), QStringLiteral("B"));
    const QModelIndex coin = bench.sorted.index(1, static_cast<int>(PositionColumn::Coin));
    QVERIFY(std::any_of(changed.begin(), changed.end(), [&](const QList<QVariant> &told) {
        const auto first = told[0].toModelIndex();
        const auto last = told[1].toModelIndex();
        return first.row() <= 1 && last.row() >= 1 && first.column() <= coin.column() &&
               last.column() >= coin.column(); // else it is painted when somebody scrolls
    }));
    QVERIFY(coin.data(Qt::ToolTipRole).toString().contains(QStringLiteral("no longer fits")));
    QVERIFY(coin.data(Qt::ToolTipRole).toString().contains(QStringLiteral("B-USD")));
    QVERIFY(coin.data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("B, It no")));

    bench.move("B", "99");
    QCOMPARE(bench.leftOver(), QString());
    bench.move("B", "11");
    bench.filter("");
    QCOMPARE(bench.leftOver(), QString());
}

// The rows that were in sight stay together on top; what had no place among them has the last ones.
void FrozenFilterTest::whatWasHiddenAsItFrozeComesLast()
{
    Bench bench;
    bench.filter("upnl<25");
    bench.sorted.setFrozen(true);
    QCOMPARE(bench.coins(), QStringLiteral("CD"));

    bench.filter("");
    QCOMPARE(bench.coins(), QStringLiteral("CDAB"));
    bench.move("B", "99");

    QCOMPARE(bench.coins(), QStringLiteral("CDAB"));
}

void FrozenFilterTest::whatBeginsToFitComesWhereItWas()
{
    Bench bench;
    bench.sorted.setFrozen(true);
    bench.filter("upnl>25");
    QCOMPARE(bench.coins(), QStringLiteral("AB"));

    bench.move("D", "99");
    bench.move("C", "99");

    QCOMPARE(bench.coins(), QStringLiteral("ABCD"));
}

void FrozenFilterTest::theAccountThatIsChosenHoldsAtOnce()
{
    Bench bench;
    bench.model.takeSummary(summary(watched(2, "Hedge"), {held("E", "99", 2)}));
    bench.model.flush();
    bench.sorted.resort();
    bench.sorted.setFrozen(true);
    QCOMPARE(bench.coins(), QStringLiteral("EABCD"));

    bench.sorted.setAccount(address(2));
    QCOMPARE(bench.coins(), QStringLiteral("E"));
    bench.sorted.setAccount(std::nullopt);

    QCOMPARE(bench.coins(), QStringLiteral("EABCD"));
}

void FrozenFilterTest::thawedItIsInOrderAgain()
{
    Bench bench;
    bench.sorted.setFrozen(true);
    bench.filter("upnl>15");
    bench.move("C", "99");
    QCOMPARE(bench.coins(), QStringLiteral("ABC"));

    bench.sorted.setFrozen(false);

    QCOMPARE(bench.coins(), QStringLiteral("CAB"));
}

QTEST_MAIN(FrozenFilterTest)
#include "tst_frozenfilter.moc"
