// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"
#include "modelproof.h"

#include "gui/privacy.h"
#include "gui/views/compactstrip.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using domain::PriceState;

namespace {

struct StripBench
{
    StripBench() { strip.show(); }

    QString value(int figure) const
    {
        return strip.figures().at(static_cast<std::size_t>(figure)).value;
    }

    QWidget window;
    Theme theme{window};
    Privacy privacy;
    CompactStrip strip{theme, privacy};
};

CompactView viewOf(const char *equity, const char *net = "-70.5")
{
    CompactView view;
    view.account = QStringLiteral("Main");
    view.totals.equity = number(equity);
    view.totals.netPnl = number(net);
    view.totals.unrealizedPnl = number(net);
    view.distance = number("0.1234");
    view.nearest = QStringLiteral("ETH");
    return view;
}

} // namespace

class CompactStripTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheNearestLiquidationOfTheAccount();
    void isNoBetterThanTheWorstPrice();
    void showsWhatIsNotKnownAsSuch();
    void showsAndHidesAmounts();
    void isAsWideForAFortuneAsForALittle();
    void looksOldAndSaysSo();
    void marksADemo();
    void staysAboveWithoutAFrame();
    void bringsTheMainWindowBack();
    void isDraggedByTheMouse();
    void comesBackToItsPlaceOnAScreen();
};

void CompactStripTest::findsTheNearestLiquidationOfTheAccount()
{
    PositionsModel positions;
    prove(positions);
    const auto hedge = watched(2, "Hedge");
    positions.takeSummary(summary(
        watched(1, "Main"),
        {position({.coin = "BTC", .size = "1", .entry = "100", .mark = "100", .liquidation = "60"}),
         position(
             {.coin = "xyz:TSLA", .size = "1", .entry = "100", .mark = "100", .liquidation = "80"}),
         position({.coin = "SUI", .size = "1", .entry = "100", .mark = "100"})}));
    positions.takeSummary(summary(
        hedge,
        {position(
            {.coin = "ETH", .size = "-1", .entry = "100", .mark = "100", .liquidation = "105"},
            hedge.address)}));
    positions.setNow(Noon);
    positions.flush();

    const CompactView main = compactViewOf(positions, address(1), {}, false);
    const CompactView all = compactViewOf(positions, std::nullopt, {}, false);

    QCOMPARE(main.distance, std::optional(number("0.2")));
    QCOMPARE(main.nearest, QStringLiteral("TSLA"));
    QCOMPARE(all.nearest, QStringLiteral("ETH"));
    QCOMPARE(main.freshness, PriceState::Live);
}

void CompactStripTest::isNoBetterThanTheWorstPrice()
{
    PositionsModel positions;
    prove(positions);
    positions.takeSummary(summary(
        watched(1, "Main"),
        {position({.coin = "BTC", .size = "1", .entry = "100", .mark = "100"}),
         position(
             {.coin = "ETH", .size = "1", .entry = "100", .mark = "100", .priceAgeMs = 30'000})}));
    positions.setNow(Noon);
    positions.flush();

    QCOMPARE(compactViewOf(positions, std::nullopt, {}, false).freshness, PriceState::Stale);
    QCOMPARE(compactViewOf(positions, address(2), {}, false).freshness, PriceState::Live);
    QCOMPARE(compactViewOf(positions, address(2), {}, true).freshness, PriceState::Stale);
}

void CompactStripTest::showsWhatIsNotKnownAsSuch()
{
    const StripBench bench;

    for (int figure = 0; figure < 4; ++figure)
        QCOMPARE(bench.value(figure), QStringLiteral("—"));
}

void CompactStripTest::showsAndHidesAmounts()
{
    StripBench bench;
    bench.strip.show(viewOf("184250.5"));
    QCOMPARE(bench.value(0), QStringLiteral("184,250.50"));
    QCOMPARE(bench.value(1), QStringLiteral("−70.50"));
    QCOMPARE(bench.strip.figures()[3].caption, QStringLiteral("To liq., ETH"));

    bench.privacy.setHidden(true);

    for (int figure = 0; figure < 3; ++figure)
        QCOMPARE(bench.value(figure), QStringLiteral("•••"));
    QCOMPARE(bench.value(3), QStringLiteral("12.34 %"));
    for (const QString &text :
         {bench.strip.accessibleDescription(), bench.strip.toolTip(), bench.strip.windowTitle()})
        QVERIFY2(!text.contains(QStringLiteral("250")) && !text.contains(QStringLiteral("70.5")),
                 qPrintable(text));

    bench.privacy.setHidden(false);
    QCOMPARE(bench.value(0), QStringLiteral("184,250.50"));
}

void CompactStripTest::isAsWideForAFortuneAsForALittle()
{
    StripBench poor;
    StripBench rich;
    poor.strip.show(viewOf("12.5", "3"));
    rich.strip.show(viewOf("987654321.5", "-7654321"));
    QVERIFY(rich.strip.size() != poor.strip.size());

    poor.privacy.setHidden(true);
    rich.privacy.setHidden(true);

    QCOMPARE(rich.strip.grab().toImage(), poor.strip.grab().toImage());
}

void CompactStripTest::looksOldAndSaysSo()
{
    StripBench bench;
    CompactView view = viewOf("184250.5");
    std::vector<QImage> pictures;
    QStringList words;
    for (const PriceState freshness : {PriceState::Live, PriceState::Stale, PriceState::Dead}) {
        view.freshness = freshness;
        bench.strip.show(view);
        pictures.push_back(bench.strip.grab().toImage());
        words += bench.strip.accessibleDescription();
    }

    QVERIFY(pictures[0] != pictures[1]);
    QVERIFY(pictures[1] != pictures[2]);
    QVERIFY(!words[0].contains(QStringLiteral("old")));
    QVERIFY(words[1].contains(QStringLiteral("old")));
    QVERIFY(words[2].contains(QStringLiteral("too old to believe")));
}

void CompactStripTest::marksADemo()
{
    StripBench bench;
    CompactView view = viewOf("1");
    view.mark = QStringLiteral("DEMO");
    view.freshness = PriceState::Stale; // one does not displace the other

    bench.strip.show(view);
    const QImage marked = bench.strip.grab().toImage();
    view.mark.clear();
    bench.strip.show(view);

    QVERIFY(bench.strip.grab().toImage() != marked);
    QVERIFY(!bench.strip.accessibleDescription().contains(QStringLiteral("DEMO")));
}

void CompactStripTest::staysAboveWithoutAFrame()
{
    const StripBench bench;

    QVERIFY(bench.strip.windowFlags().testFlag(Qt::WindowStaysOnTopHint));
    QVERIFY(bench.strip.windowFlags().testFlag(Qt::FramelessWindowHint));
}

void CompactStripTest::bringsTheMainWindowBack()
{
    StripBench bench;
    const QSignalSpy asked(&bench.strip, &CompactStrip::returnAsked);

    QTest::mouseDClick(&bench.strip, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QTest::keyClick(&bench.strip, Qt::Key_Return);
    QTest::keyClick(&bench.strip, Qt::Key_Escape);
    QCOMPARE(asked.count(), 3);
    bench.strip.close(); // else nothing would be left
    QCOMPARE(asked.count(), 4);
}

void CompactStripTest::isDraggedByTheMouse()
{
    StripBench bench;
    bench.strip.move(100, 100);

    QTest::mousePress(&bench.strip, Qt::LeftButton, {}, {10, 10});
    QTest::mouseMove(&bench.strip, {12, 11}); // a hand that trembles
    QCOMPARE(bench.strip.pos(), QPoint(100, 100));
    QTest::mouseMove(&bench.strip, {60, 40});
    QCOMPARE(bench.strip.pos(), QPoint(150, 130));
    QTest::mouseMove(&bench.strip, {13, 12}); // once it moves it follows closely
    QCOMPARE(bench.strip.pos(), QPoint(153, 132));
    QTest::mouseRelease(&bench.strip, Qt::LeftButton);
    QTest::mouseMove(&bench.strip, {90, 40});
    QCOMPARE(bench.strip.pos(), QPoint(153, 132));
}

void CompactStripTest::comesBackToItsPlaceOnAScreen()
{
    StripBench bench;
    bench.strip.moveTo({120, 90});
    QCOMPARE(bench.strip.pos(), QPoint(120, 90));

    for (const QPoint &away : {QPoint(90'000, 90'000), QPoint(-5'000, -5'000)}) {
        bench.strip.moveTo(away);
        const QRect room = QGuiApplication::primaryScreen()->availableGeometry();
        QVERIFY(room.contains(bench.strip.pos()));
    }
}

QTEST_MAIN(CompactStripTest)
#include "tst_compactstrip.moc"
