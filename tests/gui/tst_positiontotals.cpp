// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "gui/views/totalsrow.h"

#include <QMainWindow>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using domain::Decimal;

namespace {

PositionRow rowOf(domain::PositionView position)
{
    PositionRow row;
    row.position = std::move(position);
    return row;
}

std::vector<const PositionRow *> pointers(const std::vector<PositionRow> &rows)
{
    std::vector<const PositionRow *> all;
    for (const PositionRow &row : rows)
        all.push_back(&row);
    return all;
}

// Two longs of 300 and 50, a short of 100.
std::vector<PositionRow> threeRows()
{
    return {rowOf(position({.coin = "A", .size = "3", .entry = "90", .mark = "100", .fees = "1"})),
            rowOf(position({.coin = "B",
                            .size = "-2",
                            .entry = "40.5",
                            .mark = "50",
                            .realized = "7.000000001",
                            .funding = "-0.25"})),
            rowOf(position({.coin = "C", .size = "1", .entry = "50", .mark = "50"}))};
}

QString text(const std::optional<Decimal> &value)
{
    return value ? QString::fromStdString(value->text()) : QStringLiteral("—");
}

QString figure(const TotalsRow &row, const char *caption)
{
    for (const TotalsRow::Figure &each : row.figures()) {
        if (each.caption == QLatin1String(caption))
            return each.value;
    }
    return QStringLiteral("no figure");
}

} // namespace

class PositionTotalsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addsUpExactly();
    void knowsNoSumWithAnUnknownPart();
    void hasNoRoomForAbsurdNumbers();
    void isOldWhereARowIs();
    void showsTheSums();
    void showsThatNothingWasRead();
    void explainsItsFigures();
    void namesWhatASumIsOf();
    void takesASecondLineWhereItIsNarrow();
};

void PositionTotalsTest::addsUpExactly()
{
    const auto rows = threeRows();

    const PositionTotals totals = totalsOf(pointers(rows));

    QCOMPARE(totals.rows, 3);
    QCOMPARE(text(totals.gross), QStringLiteral("450"));
    QCOMPARE(text(totals.longs), QStringLiteral("350"));
    QCOMPARE(text(totals.shorts), QStringLiteral("100"));
    QCOMPARE(text(totals.net), QStringLiteral("250"));
    QCOMPARE(text(totals.unrealized), QStringLiteral("11"));
    QCOMPARE(text(totals.realized), QStringLiteral("7.000000001"));
    QCOMPARE(text(totals.fees), QStringLiteral("1"));
    QCOMPARE(text(totals.funding), QStringLiteral("-0.25"));
    QCOMPARE(text(totals.netPnl), QStringLiteral("16.750000001"));
    QCOMPARE(text(totals.margin), QStringLiteral("45"));
    QVERIFY(!totals.isPartial);
    QCOMPARE(text(totalsOf({}).gross), QStringLiteral("0")); // of nothing
}

void PositionTotalsTest::knowsNoSumWithAnUnknownPart()
{
    auto rows = threeRows();
    rows[1].position.notionalValue.reset(); // a short
    rows[2].position.fees.reset();
    rows[2].position.netPnl.reset();

    const PositionTotals totals = totalsOf(pointers(rows));

    QCOMPARE(text(totals.gross), QStringLiteral("—"));
    QCOMPARE(text(totals.shorts), QStringLiteral("—"));
    QCOMPARE(text(totals.longs), QStringLiteral("350"));
    QCOMPARE(text(totals.net), QStringLiteral("—"));
    QCOMPARE(text(totals.fees), QStringLiteral("—"));
    QCOMPARE(text(totals.netPnl), QStringLiteral("—"));
    QCOMPARE(text(totals.funding), QStringLiteral("-0.25"));
}

void PositionTotalsTest::hasNoRoomForAbsurdNumbers()
{
    auto rows = threeRows();
    Decimal absurd = number("9999999999999999999");
    absurd = absurd * absurd; // 38 digits
    for (PositionRow &row : rows)
        row.position.unrealizedPnl = absurd;

    for (int i = 0; i < 10; ++i)
        rows.insert(rows.end(), rows.begin(), rows.begin() + 2);

    QVERIFY(!totalsOf(pointers(rows)).unrealized.has_value());
}

void PositionTotalsTest::isOldWhereARowIs()
{
    auto rows = threeRows();
    QVERIFY(!totalsOf(pointers(rows)).hasOldPrice);

    rows[2].freshness = domain::PriceState::Stale;
    QMainWindow window;
    Theme theme(window);
    TotalsRow row(theme);
    row.show(totalsOf(pointers(rows)));

    QCOMPARE(figure(row, "Shown"), QStringLiteral("3 · old"));
    for (const TotalsRow::Figure &each : row.figures()) {
        const bool isPriced =
            each.caption != QLatin1String("Realized") && each.caption != QLatin1String("Fees") &&
            each.caption != QLatin1String("Funding") && each.caption != QLatin1String("Margin");
        QVERIFY2(each.isOld == isPriced, qPrintable(each.caption));
    }
    rows[2].isFeedDown = true;
    row.show(totalsOf(pointers(rows)));
    for (const TotalsRow::Figure &each : row.figures())
        QVERIFY2(each.isOld, qPrintable(each.caption));
}

void PositionTotalsTest::showsTheSums()
{
    auto rows = threeRows();
    rows[0].position.basis = domain::Basis::Partial;
    QMainWindow window;
    Theme theme(window);
    TotalsRow row(theme);

    row.show(totalsOf(pointers(rows)));

    QCOMPARE(figure(row, "Shown"), QStringLiteral("3"));
    QCOMPARE(figure(row, "Net notional"), QStringLiteral("+250.00"));
    QCOMPARE(figure(row, "Realized"), QStringLiteral("+7.00*"));
    QCOMPARE(figure(row, "Funding"), QStringLiteral("−0.25*"));
    QCOMPARE(figure(row, "Net P&L"), QStringLiteral("+16.75*"));
    QCOMPARE(figure(row, "Margin"), QStringLiteral("45.00"));
    QVERIFY(row.accessibleDescription().contains(QStringLiteral("uPnL +11.00")));
}

void PositionTotalsTest::showsThatNothingWasRead()
{
    QMainWindow window;
    Theme theme(window);
    TotalsRow row(theme);

    row.show(std::nullopt);

    for (const TotalsRow::Figure &each : row.figures())
        QCOMPARE(each.value, QStringLiteral("—"));
}

void PositionTotalsTest::explainsItsFigures()
{
    const auto rows = threeRows();
    QMainWindow window;
    Theme theme(window);
    TotalsRow row(theme);
    row.show(totalsOf(pointers(rows)));
    QStringList tips;
    for (const TotalsRow::Figure &each : row.figures())
        tips += each.toolTip;
    const QString all = tips.join(QLatin1Char('\n'));

    QVERIFY2(all.contains(QStringLiteral("350 + 100 = 450 USD")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("350 − 100 = 250 USD")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("11 + 7.000000001 − 1 + (−0.25) = 16.750000001 USD")),
             qPrintable(all));
    QVERIFY(!tips.contains(QString()));
}

void PositionTotalsTest::namesWhatASumIsOf()
{
    auto rows = threeRows();
    QMainWindow window;
    Theme theme(window);
    TotalsRow row(theme);
    row.setParts([&](TotalFigure figure) { return partsOf(pointers(rows), figure); });
    row.show(totalsOf(pointers(rows)));
    const auto tip = [&](const char *caption) {
        for (std::size_t i = 0; i < row.figures().size(); ++i) {
            if (row.figures()[i].caption == QLatin1String(caption))
                return row.explain(i);
        }
        return QStringLiteral("no figure");
    };

    QVERIFY2(tip("uPnL").contains(QStringLiteral("A +30\nB −19\n= +11 USD")), qPrintable(tip("uPnL")));
    QVERIFY2(tip("Long").contains(QStringLiteral("A 300\nC 50\n= 350 USD")), qPrintable(tip("Long")));
    QVERIFY2(tip("Net notional").contains(QStringLiteral("A +300\nB −100\nC +50\n= +250 USD")),
             qPrintable(tip("Net notional")));
    QVERIFY2(tip("Fees").contains(QStringLiteral("A 1\n= 1 USD")), qPrintable(tip("Fees")));

    rows[1].position.account = address(2);
    rows[1].account = QStringLiteral("Hedge");
    rows[2].position.fees.reset();
    QVERIFY2(tip("uPnL").contains(QStringLiteral("\nB (Hedge) −19\n")), qPrintable(tip("uPnL")));
    QVERIFY2(tip("Fees").contains(QStringLiteral("\n= — a part of it is not known")),
             qPrintable(tip("Fees")));
}

void PositionTotalsTest::takesASecondLineWhereItIsNarrow()
{
    QMainWindow window;
    Theme theme(window);
    TotalsRow row(theme);
    row.show(totalsOf({}));

    QVERIFY(row.heightForWidth(500) >= 2 * row.heightForWidth(3000));
}

QTEST_MAIN(PositionTotalsTest)
#include "tst_positiontotals.moc"
