// SPDX-License-Identifier: GPL-3.0-or-later
// What the picture of curves shows: lines from break to break, levels, and the exact numbers.
#include "gui/charts/curvechart.h"

#include <QChart>
#include <QLabel>
#include <QLineSeries>
#include <QMainWindow>
#include <QValueAxis>
#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace std::chrono_literals;

namespace {

domain::Decimal value(std::string_view text) { return *domain::Decimal::parse(text); }

TimePoint point(int second, std::string_view text, bool isBreak = false)
{
    return {base::fromUnixMilliseconds(1'795'000'000'000 + second * 1000LL), value(text), isBreak};
}

struct Stand
{
    QMainWindow window;
    Theme theme{window};
    CurveChart chart{theme, QTimeZone::utc()};

    Stand() { chart.resize(600, 300); }

    std::vector<QLineSeries *> lines() const
    {
        std::vector<QLineSeries *> lines;
        for (QAbstractSeries *series : chart.chart()->series())
            lines.push_back(qobject_cast<QLineSeries *>(series));
        return lines;
    }
    const QValueAxis &axis() const
    {
        return *qobject_cast<QValueAxis *>(chart.chart()->axes(Qt::Vertical).first());
    }
};

} // namespace

class CurveChartTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void untilThereAreTwoPointsItSaysWhatIsMissing()
    {
        Stand stand;
        stand.chart.setEmptyText(QStringLiteral("Nothing yet"));
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "1")}}}, {}, 2);

        QVERIFY(!stand.chart.chart()->isVisible());
        QCOMPARE(stand.chart.accessibleDescription(), QStringLiteral("Nothing yet"));
    }

    void aBreakIsNoLine()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"),
                           {point(0, "1", true), point(1, "2"), point(90, "3", true),
                            point(91, "4")}}},
                         {}, 2);

        const auto lines = stand.lines();
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0]->count(), 2);
        QCOMPARE(lines[1]->count(), 2);
        QCOMPARE(lines[1]->at(0).y(), 3.0);
    }

    void everyPointIsInsideTheAxes()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "-5.5"), point(1, "12.25")}}}, {}, 2);
        QVERIFY(stand.axis().min() < -5.5);
        QVERIFY(stand.axis().max() > 12.25);
    }

    void aLevelThatLiesNearIsSeenAndOneFarAwayDoesNotSqueezeTheCurve()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "100"), point(1, "110")}}},
                         {{QStringLiteral("Entry"), value("95")},
                          {QStringLiteral("Liquidation"), value("20.125"), Tone::Loss}},
                         2);

        const auto lines = stand.lines();
        QCOMPARE(lines.size(), std::size_t{3});
        QCOMPARE(lines[1]->count(), 2);
        QCOMPARE(lines[1]->at(0).y(), 95.0);
        QCOMPARE(lines[2]->count(), 0); // its value is in the legend
        QCOMPARE(lines[2]->name(), QStringLiteral("Liquidation 20.125"));
        QVERIFY(stand.axis().min() > 80);
    }

    void aFlatCurveHasHeight()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "0.00001"), point(1, "0.00001")}}}, {},
                         5);
        QVERIFY(stand.axis().max() > stand.axis().min());
    }

    void readersOfTheScreenHearTheNumbersToTheLastDigit()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "1.000001"), point(1, "2345.5")}}},
                         {{QStringLiteral("Entry"), value("1.25")}}, 2);
        QCOMPARE(stand.chart.accessibleDescription(),
                 QStringLiteral("Mark: 2 points, first 1.000001, last 2,345.5; Entry at 1.25"));
    }

    void anotherThemeColoursItAnew()
    {
        Stand stand;
        stand.theme.choose(ThemeChoice::Dark);
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "1"), point(1, "2")}}}, {}, 2);
        stand.theme.choose(ThemeChoice::Light);
        QCOMPARE(stand.chart.backgroundBrush().color(), lightColors().surface);
        QCOMPARE(stand.lines().front()->pen().color(), lightColors().accent);
    }
};

QTEST_MAIN(CurveChartTest)
#include "tst_curvechart.moc"
