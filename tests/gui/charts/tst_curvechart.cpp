// SPDX-License-Identifier: GPL-3.0-or-later
// What the picture of curves shows: lines from break to break, levels, and the exact numbers.
#include "gui/charts/curvechart.h"

#include <QChart>
#include <QGraphicsTextItem>
#include <QLineSeries>
#include <QMainWindow>
#include <QToolTip>
#include <QValueAxis>
#include <QtTest>

#include <map>

using namespace lpm;
using namespace lpm::gui;
using namespace std::chrono_literals;

namespace {

domain::Decimal value(std::string_view text) { return *domain::Decimal::parse(text); }

TimePoint point(int second, std::string_view text, bool isBreak = false)
{
    return {base::fromUnixMilliseconds(1'795'000'000'000 + second * 1000LL), value(text), isBreak};
}

TimePoint pointOf(const char *time, std::string_view text)
{
    return {*base::parseRfc3339(time), value(text)};
}

struct Stand
{
    QMainWindow window;
    Theme theme{window};
    CurveChart chart;

    explicit Stand(const QTimeZone &zone = QTimeZone::utc()) : chart(theme, zone)
    {
        chart.resize(600, 300);
    }

    std::vector<QLineSeries *> lines() const
    {
        std::vector<QLineSeries *> lines;
        for (QAbstractSeries *series : chart.chart()->series())
            lines.push_back(qobject_cast<QLineSeries *>(series));
        return lines;
    }
    // What is painted as words, from left to right: in the legend and beside the axes.
    std::multimap<qreal, QString> placedWords()
    {
        chart.show();
        QCoreApplication::processEvents(); // the chart lays itself out
        std::multimap<qreal, QString> words;
        for (const QGraphicsItem *item : chart.scene()->items()) {
            const auto *text = dynamic_cast<const QGraphicsTextItem *>(item);
            if (text && text->isVisible() && !text->toPlainText().isEmpty())
                words.emplace(text->scenePos().x(), text->toPlainText());
        }
        return words;
    }
    QStringList words()
    {
        QStringList sorted;
        for (const auto &[x, word] : placedWords())
            sorted.append(word);
        return sorted;
    }
    // How far to the right the last time stands, of 1.
    double lastTimeShare()
    {
        double share = 0;
        for (const auto &[x, word] : placedWords()) {
            if (word.contains(QLatin1Char(':')))
                share = x / chart.width();
        }
        return share;
    }
    QStringList times() { return words().filter(QStringLiteral(":")); }
    bool takesFocus()
    {
        chart.show();
        chart.activateWindow();
        chart.setFocus(Qt::TabFocusReason);
        return QTest::qWaitFor([this] { return chart.hasFocus(); });
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
        QCOMPARE(lines[2]->name(), QStringLiteral("Liquidation 20.13 ↓"));
        QVERIFY(stand.axis().min() > 80);
    }

    void theLegendSaysAPriceAsTheTableDoesAndWhereItLies()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "360"), point(1, "362")}}},
                               {{QStringLiteral("Break-even"), value("361.5546916669")},
                                {QStringLiteral("Liquidation"), value("12345.678")},
                                {QStringLiteral("Stop loss"), {}}},
                               4);

        const auto lines = stand.lines();
        QCOMPARE(lines[1]->name(), QStringLiteral("Break-even 361.555"));
        QCOMPARE(lines[2]->name(), QStringLiteral("Liquidation 12,345.7 ↑"));
        QCOMPARE(lines[3]->name(), QStringLiteral("Stop loss —"));
        QCOMPARE(lines[3]->count(), 0);
        QCOMPARE(stand.chart.accessibleDescription().section(QStringLiteral("; "), -1),
                 QStringLiteral("Stop loss —"));
    }

    // Two of them: one at least is not the zone of the computer.
    void timesAreThoseOfTheChosenZone_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("labels");
        QTest::newRow("Tokyo") << QByteArray("Asia/Tokyo")
                               << QStringLiteral("11:00:00 11:01:00 11:02:00 11:03:00");
        QTest::newRow("Kathmandu") << QByteArray("Asia/Kathmandu")
                                   << QStringLiteral("07:45:00 07:46:00 07:47:00 07:48:00");
    }

    void timesAreThoseOfTheChosenZone()
    {
        QFETCH(QByteArray, zone);
        QFETCH(QString, labels);
        Stand stand{QTimeZone(zone)};
        stand.chart.showCurves({{QStringLiteral("Mark"),
                                 {pointOf("2026-12-01T01:59:07Z", "1"),
                                  pointOf("2026-12-01T02:03:19Z", "2")}}},
                               {}, 2);

        QCOMPARE(stand.times().join(QLatin1Char(' ')), labels);
    }

    void anHourThatComesTwiceIsToldApart()
    {
        Stand stand{QTimeZone("Europe/Berlin")};
        stand.chart.showCurves({{QStringLiteral("Mark"),
                                 {pointOf("2026-10-25T00:20:00Z", "1"),
                                  pointOf("2026-10-25T01:40:00Z", "2")}}},
                               {}, 2);

        const QStringList times = stand.times(); // how the zone's names are written, differs
        QCOMPARE(times.size(), 3);
        QVERIFY(times[0].startsWith(QStringLiteral("02:30:00 ")));
        QVERIFY(times[1].startsWith(QStringLiteral("02:00:00 ")));
        QVERIFY(times[2].startsWith(QStringLiteral("02:30:00 ")));
        QVERIFY(times[0] != times[2]);
    }

    void anHourThatIsLeftOutHasNoLabel()
    {
        Stand stand{QTimeZone("Europe/Berlin")};
        stand.chart.showCurves({{QStringLiteral("Mark"),
                                 {pointOf("2026-03-29T00:20:00Z", "1"),
                                  pointOf("2026-03-29T01:40:00Z", "2")}}},
                               {}, 2);

        const QStringList times = stand.times();
        QCOMPARE(times.size(), 3);
        QVERIFY(times[0].startsWith(QStringLiteral("01:30:00 ")));
        QVERIFY(times[1].startsWith(QStringLiteral("03:00:00 ")));
        QVERIFY(times[2].startsWith(QStringLiteral("03:30:00 ")));
    }

    // Every part of a day that goes on has its labels: a time of day that comes again is told with
    // its day.
    void timesOfMoreThanADayAreAllThere()
    {
        for (const int hours : {20, 24, 30, 36, 47}) {
            Stand stand;
            stand.chart.showCurves({{QStringLiteral("Mark"),
                                     {point(0, "1"), point(hours * 3600, "2")}}},
                                   {}, 2);
            const QStringList times = stand.times();
            QVERIFY2(times.size() >= 3, qPrintable(times.join(QLatin1Char(' '))));
            const double last = stand.lastTimeShare();
            QVERIFY2(last > 0.6, qPrintable(QStringLiteral("%1 h: %2").arg(hours).arg(last)));
        }
    }

    void aMomentHasNoTimesOfTheCurveBefore()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "1"), point(100, "2")}}}, {}, 2);
        QVERIFY(stand.times().size() > 1);
        stand.chart.showCurves({{QStringLiteral("Mark"),
                                 {pointOf("2026-12-01T02:00:00.300Z", "1"),
                                  pointOf("2026-12-01T02:00:00.800Z", "2")}}},
                               {}, 2);
        QCOMPARE(stand.times(), QStringList());
    }

    void valuesBesideTheAxisAreWrittenAsInTheTables()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Net"), {point(0, "-69760"), point(1, "-52.42")}}},
                               {}, 2);

        const QString words = stand.words().join(QLatin1Char(' '));
        QVERIFY2(words.contains(QStringLiteral("\u221240,000.00")), qPrintable(words));
        QVERIFY2(!words.contains(QLatin1Char('-')), qPrintable(words));
    }

    void valuesBesideTheAxisHaveTheDigitsThatTellThemApart()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, "360"), point(1, "362")}}}, {},
                               4);
        QVERIFY(stand.words().contains(QStringLiteral("361.00")));
        stand.chart.showCurves(
            {{QStringLiteral("Mark"), {point(0, "0.0012"), point(1, "0.0014")}}}, {}, 5);
        QVERIFY(stand.words().contains(QStringLiteral("0.00135")));
    }

    void valuesBesideTheAxisAreNeverTheSame_data()
    {
        QTest::addColumn<QByteArray>("value");
        for (const char *value : {"0", "0.01", "361.55", "-52.42", "9999999999999999999"})
            QTest::newRow(value) << QByteArray(value);
    }

    void valuesBesideTheAxisAreNeverTheSame()
    {
        QFETCH(QByteArray, value);
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"),
                                 {point(0, value.toStdString()), point(100, value.toStdString())}}},
                               {}, 2);

        QStringList words = stand.words();
        QVERIFY2(words.filter(QRegularExpression(QStringLiteral("\\.\\d\\d$"))).size() > 1,
                 qPrintable(words.join(QLatin1Char(' '))));
        QCOMPARE(words.removeDuplicates(), 0);
        QVERIFY(words.filter(QStringLiteral("e+")).isEmpty());
    }

    void hiddenValuesLeaveNoScale()
    {
        Stand stand;
        stand.chart.setHidingValues(true);
        stand.chart.showCurves({{QStringLiteral("Equity"), {point(0, "1000"), point(100, "3000")}}},
                               {}, 2);

        QVERIFY(stand.words().filter(QStringLiteral("000")).isEmpty());
        QCOMPARE(stand.chart.accessibleDescription(),
                 QStringLiteral("Equity: 2 points, first •••, last •••, lowest •••, highest •••"));
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
        stand.chart.showCurves({{QStringLiteral("Mark"),
                                 {point(0, "1.000001"), point(1, "-3"), point(2, "2345.5")}}},
                         {{QStringLiteral("Entry"), value("1.25")}}, 2);
        QCOMPARE(stand.chart.accessibleDescription(),
                 QStringLiteral("Mark: 3 points, first 1.000001, last 2,345.5, lowest −3, "
                                "highest 2,345.5; Entry at 1.25"));
    }

    void whileItHasTheFocusItIsNotReadAgainWithEveryPrice()
    {
        Stand stand;
        const auto show = [&](const char *first, const char *last) {
            stand.chart.showCurves({{QStringLiteral("Mark"), {point(0, first), point(1, last)}}},
                                   {}, 2);
            return stand.chart.accessibleDescription();
        };
        show("11", "12");
        QVERIFY(stand.takesFocus());
        QVERIFY(show("11", "13").contains(QStringLiteral("last 12")));
        QVERIFY(show("20", "21").contains(QStringLiteral("last 21"))); // another curve
        stand.chart.setHidingValues(true);
        QVERIFY(!stand.chart.accessibleDescription().contains(QStringLiteral("21")));
        stand.chart.setHidingValues(false);
        show("20", "22");
        stand.chart.clearFocus();
        QVERIFY(stand.chart.accessibleDescription().contains(QStringLiteral("last 22")));
    }

    void itsPointsAreReadByKeys()
    {
        Stand stand;
        stand.chart.showCurves({{QStringLiteral("Mark"),
                                 {point(0, "11"), point(1, "12"), point(2, "13")}}},
                               {{QStringLiteral("Entry"), value("12.125")}}, 2);
        QVERIFY(stand.takesFocus());
        const auto read = [&](Qt::Key key) {
            QTest::keyClick(&stand.chart, key);
            return QToolTip::text().contains(stand.chart.accessibleDescription().section(
                       QLatin1Char('\n'), -1))
                       ? stand.chart.accessibleDescription().section(QLatin1Char(' '), -1)
                       : QStringLiteral("nothing");
        };

        QCOMPARE(read(Qt::Key_End), QStringLiteral("13"));
        QCOMPARE(read(Qt::Key_Left), QStringLiteral("12"));
        QCOMPARE(read(Qt::Key_Home), QStringLiteral("11"));
        QCOMPARE(read(Qt::Key_Left), QStringLiteral("11"));
        QCOMPARE(read(Qt::Key_Right), QStringLiteral("12"));
        QVERIFY(QToolTip::text().contains(QStringLiteral("Entry at 12.125")));
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
