// SPDX-License-Identifier: GPL-3.0-or-later
// A title that nobody can take hold of brings its window back, wholly, to the nearest screen.
#include "gui/layouts/reachable.h"
#include "gui/layouts/screenkeeper.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QtTest>

#include <limits>
#include <random>

using namespace lpm::gui;

namespace {

const QRect Left(0, 0, 1920, 1080);
const QRect Right(1920, 0, 2560, 1440);
const std::vector<QRect> Both{Left, Right};
constexpr int Title = 30;

} // namespace

class ReachableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTitleOnAScreenIsReachable_data()
    {
        QTest::addColumn<QRect>("frame");
        QTest::addColumn<bool>("isReachable");
        const auto row = [](const char *name, const QRect &frame, bool is) {
            QTest::newRow(name) << frame << is;
        };
        row("wholly on it", {100, 100, 800, 600}, true);
        row("on two screens", {1800, 100, 800, 600}, true);
        row("far to the right of a lost one", {5000, 100, 800, 600}, false);
        row("its end is seen, a hand finds it", {-720, 100, 800, 600}, true);
        row("its end is seen, too little of it", {-721, 100, 800, 600}, false);
        row("its feet are seen, its title is above", {100, -31, 800, 600}, false);
        row("half of its title is above", {100, -15, 800, 600}, true);
        row("more than half of its title is below", {100, 1066, 800, 600}, false);
        row("a narrow one is wholly seen", {0, 0, 20, 200}, true);
        row("nowhere", {std::numeric_limits<int>::min() / 2, 0, 800, 600}, false);
    }

    void aTitleOnAScreenIsReachable()
    {
        QFETCH(QRect, frame);
        QFETCH(bool, isReachable);
        QCOMPARE(lpm::gui::isReachable(frame, Both, Title), isReachable);
    }

    void withoutAScreenNothingIsAndNothingMoves()
    {
        QVERIFY(!isReachable({0, 0, 10, 10}, {}, Title));
        QCOMPARE(onNearestScreen({5, 6, 10, 10}, {}), QRect(5, 6, 10, 10));
    }

    void itComesToTheNearestScreen_data()
    {
        QTest::addColumn<QRect>("frame");
        QTest::addColumn<QRect>("place");
        QTest::newRow("from the right") << QRect(5000, 100, 800, 600) << QRect(3680, 100, 800, 600);
        QTest::newRow("from the left") << QRect(-3000, 50, 800, 600) << QRect(0, 50, 800, 600);
        QTest::newRow("where most of it is")
            << QRect(1700, -100, 800, 600) << QRect(1920, 0, 800, 600);
        QTest::newRow("from below") << QRect(300, 3000, 800, 600) << QRect(300, 480, 800, 600);
        QTest::newRow("larger than the screen")
            << QRect(-9000, -9000, 4000, 3000) << QRect(0, 0, 1920, 1080);
        QTest::newRow("as it is") << QRect(2000, 10, 800, 600) << QRect(2000, 10, 800, 600);
    }

    void itComesToTheNearestScreen()
    {
        QFETCH(QRect, frame);
        QFETCH(QRect, place);
        QCOMPARE(onNearestScreen(frame, Both), place);
    }

    // Whatever was saved, and whichever monitors are there now.
    void itAlwaysEndsWhollyOnOneScreen()
    {
        std::mt19937 random(20261130);
        const auto any = [&](int low, int high) {
            return std::uniform_int_distribution(low, high)(random);
        };
        for (int i = 0; i < 5000; ++i) {
            std::vector<QRect> screens;
            for (int n = any(1, 4); n > 0; --n)
                screens.emplace_back(any(-6000, 6000), any(-4000, 4000), any(320, 4000),
                                     any(240, 2200));
            const QRect frame(any(-100'000, 100'000), any(-100'000, 100'000), any(60, 6000),
                              any(40, 4000));
            const QRect place = onNearestScreen(frame, screens);
            QVERIFY(std::any_of(screens.begin(), screens.end(),
                                [&](const QRect &screen) { return screen.contains(place); }));
            QVERIFY(isReachable(place, screens, Title));
            QCOMPARE(onNearestScreen(place, screens), place);
        }
    }

    void aScreenThatGoesTakesNothingWithIt()
    {
        std::vector<QRect> screens = Both;
        QMainWindow window;
        window.setGeometry(2500, 300, 700, 500);
        auto *docked = new QDockWidget(QStringLiteral("docked"), &window);
        auto *floating = new QDockWidget(QStringLiteral("floating"), &window);
        window.addDockWidget(Qt::LeftDockWidgetArea, docked);
        window.addDockWidget(Qt::LeftDockWidgetArea, floating);
        floating->setFloating(true);
        floating->setGeometry(3000, 1200, 300, 200);
        QWidget strip;
        strip.setGeometry(4400, 20, 200, 40);
        ScreenKeeper keeper(window, [&] { return screens; });
        keeper.watch(strip);

        keeper.look();
        QCOMPARE(window.geometry(), QRect(2500, 300, 700, 500));
        QCOMPARE(floating->geometry(), QRect(3000, 1200, 300, 200));
        QCOMPARE(strip.geometry(), QRect(4400, 20, 200, 40)); // enough of it is seen

        screens = {Left};
        keeper.look();
        QCOMPARE(window.size(), QSize(700, 500));
        QVERIFY(Left.contains(window.frameGeometry()));
        QVERIFY(Left.contains(floating->frameGeometry()));
        QCOMPARE(strip.geometry(), QRect(1720, 20, 200, 40));
    }

    void aLargeWindowIsMadeToFitASmallScreen()
    {
        QMainWindow window;
        window.setGeometry(5000, 5000, 1800, 1000);
        const QRect small(0, 0, 1280, 720);
        ScreenKeeper(window, [&] { return std::vector{small}; }).look();
        QVERIFY(small.contains(window.frameGeometry()));
    }
};

QTEST_MAIN(ReachableTest)
#include "tst_reachable.moc"
