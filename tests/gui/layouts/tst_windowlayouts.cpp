// SPDX-License-Identifier: GPL-3.0-or-later
// The window is arranged by name, and found again where a screen is.
#include "tests/gui/windowbench.h"

#include "gui/layouts/layoutsmenu.h"
#include "gui/layouts/reachable.h"
#include "gui/layouts/screenkeeper.h"
#include "gui/views/compactstrip.h"
#include "gui/views/positionspanel.h"

#include <QApplication>
#include <QDockWidget>
#include <QFile>
#include <QMainWindow>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QWindow>

#include <array>
#include <chrono>
#include <cstddef>
#include <new>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

namespace {

QDockWidget &dock(const WindowBench &bench, const char *name)
{
    return *bench.window.findChild<QDockWidget *>(QString::fromLatin1(name));
}

QAction &shownAction(const WindowBench &bench, const char *text)
{
    QCoreApplication::processEvents(); // the menu is built anew behind a change
    return bench.action(text);
}

} // namespace

namespace {

class Seen : public QObject
{
public:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Move)
            places += static_cast<QMoveEvent *>(event)->pos();
        if (event->type() == QEvent::Show)
            shown += qobject_cast<QMainWindow *>(watched) ? QStringLiteral("window")
                                                          : watched->objectName();
        return false;
    }

    QStringList shown; // in their order
    QList<QPoint> places;
};

} // namespace

class WindowLayoutsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void switchesEverythingThatStandsSomewhere();
    void findsTheLayoutsOfTheLastRun();
    void goesBackToTheFirstLayout();
    void anOlderLayoutShowsNoPanelItDidNotKnow();
    void leavesWhatIsNoArrangement();
    void bringsBackAPanelOfALostMonitor();
    void aPanelStandsWhereItWasPut();
    void aPanelThatHasSettledIsAnybodysToMove();
    void whatIsGoneLeavesItsPlaceToNobody();
    void aPanelIsShownAfterItsWindow();
    void whatALostScreenLeavesAStripOfComesWholly();
    void saysThatItsSettingsWereUnreadable();
};

void WindowLayoutsTest::switchesEverythingThatStandsSomewhere()
{
    WindowBench bench;
    bench.window.resize(1290, 795);
    bench.window.show();
    bench.fill();
    auto &layouts = bench.only<LayoutsMenu>();
    const QSize trading = bench.window.size();
    layouts.saveAs(QStringLiteral("trading"));
    dock(bench, "fills").close();
    dock(bench, "equity").setFloating(true);
    bench.only<PositionsPanel>().choosePreset(ColumnPreset::Risk);
    bench.action("By &dex").trigger();
    bench.window.resize(1250, 780);
    const QSize risk = bench.window.size();
    QVERIFY(risk.width() != trading.width());
    layouts.saveAs(QStringLiteral("risk"));

    shownAction(bench, "trading").trigger();
    QVERIFY(dock(bench, "fills").isVisibleTo(&bench.window));
    QVERIFY(!dock(bench, "equity").isFloating());
    QVERIFY(bench.action("&Not at all").isChecked());
    QVERIFY(!bench.table("Positions").isColumnHidden(static_cast<int>(Col::Unrealized)));
    QCOMPARE(bench.window.size(), trading);

    shownAction(bench, "risk").trigger();
    QVERIFY(!dock(bench, "fills").isVisibleTo(&bench.window));
    QVERIFY(dock(bench, "equity").isFloating());
    QVERIFY(bench.action("By &dex").isChecked());
    QCOMPARE(bench.window.size(), risk);
    QVERIFY(shownAction(bench, "risk").isChecked());
    QVERIFY(bench.window.statusBar()->currentMessage().contains(QStringLiteral("risk")));
}

void WindowLayoutsTest::findsTheLayoutsOfTheLastRun()
{
    const QTemporaryDir directory;
    {
        WindowBench bench(directory.path());
        bench.window.show();
        dock(bench, "chart").close();
        bench.only<LayoutsMenu>().saveAs(QStringLiteral("no chart"));
        dock(bench, "chart").show();
        bench.window.close();
    }

    WindowBench again(directory.path());
    again.window.show();
    QVERIFY(!dock(again, "chart").isHidden());
    QVERIFY(again.action("no chart").isChecked());
    again.action("no chart").trigger();
    QVERIFY(dock(again, "chart").isHidden());
}

void WindowLayoutsTest::goesBackToTheFirstLayout()
{
    const QTemporaryDir directory;
    {
        WindowBench bench(directory.path());
        bench.window.show();
        bench.only<PositionsPanel>().choosePreset(ColumnPreset::Risk);
        dock(bench, "fills").close();
        dock(bench, "equity").setFloating(true);
        bench.action("By &account").trigger();
        bench.window.close();
    }
    WindowBench bench(directory.path());
    bench.window.show();

    bench.action("&Reset to the first layout").trigger();

    WindowBench fresh;
    fresh.window.show();
    for (const char *name : {"fills", "reconciliation", "equity", "chart"}) {
        QVERIFY(!dock(bench, name).isHidden());
        QVERIFY(!dock(bench, name).isFloating());
        QCOMPARE(bench.window.dockWidgetArea(&dock(bench, name)),
                 fresh.window.dockWidgetArea(&dock(fresh, name)));
    }
    for (const char *name : {"orders", "alerts", "log"})
        QVERIFY(dock(bench, name).isHidden());
    QVERIFY(bench.action("&Not at all").isChecked());
    for (int column = 0; column < PositionColumnCount; ++column)
        QCOMPARE(bench.table("Positions").isColumnHidden(column),
                 fresh.table("Positions").isColumnHidden(column));
}

// As a version with four panels saved it, one of them closed.
void WindowLayoutsTest::anOlderLayoutShowsNoPanelItDidNotKnow()
{
    const QTemporaryDir directory;
    QMainWindow old;
    QDockWidget *first = nullptr;
    for (const char *name : {"fills", "reconciliation", "equity", "chart"}) {
        auto *panel = new QDockWidget(&old);
        panel->setObjectName(QString::fromLatin1(name));
        old.addDockWidget(Qt::BottomDockWidgetArea, panel);
        if (first != nullptr)
            old.tabifyDockWidget(first, panel);
        else
            first = panel;
    }
    old.findChild<QDockWidget *>(QStringLiteral("chart"))->hide();
    WindowState state;
    state.docks = old.saveState();
    QVERIFY(WindowSettings(directory.path()).save(state));

    WindowBench bench(directory.path());
    bench.window.show();
    bench.only<LayoutsMenu>().saveAs(QStringLiteral("older"));
    for (const char *name : {"orders", "alerts", "log", "chart"})
        QVERIFY2(dock(bench, name).isHidden(), name);
    QVERIFY(!dock(bench, "fills").isHidden());

    dock(bench, "log").toggleViewAction()->trigger(); // and they can be called for
    QVERIFY(!dock(bench, "log").isHidden());
    QVERIFY(!dock(bench, "log").isFloating());
    shownAction(bench, "older").trigger();
    QVERIFY(dock(bench, "log").isHidden());
}

void WindowLayoutsTest::leavesWhatIsNoArrangement()
{
    WindowBench bench;
    bench.window.show();
    bench.only<LayoutsMenu>().saveAs(QStringLiteral("one"));
    bench.action("&Light").trigger();
    bench.action("&Hide amounts").trigger();
    bench.action("&Freeze the order of rows").trigger();

    shownAction(bench, "one").trigger();

    QCOMPARE(bench.window.theme().choice(), ThemeChoice::Light);
    QVERIFY(bench.action("&Hide amounts").isChecked());
    QVERIFY(bench.action("&Freeze the order of rows").isChecked());
}

// Saved on a screen to the right that is gone.
void WindowLayoutsTest::bringsBackAPanelOfALostMonitor()
{
    const QTemporaryDir directory;
    {
        WindowBench bench(directory.path());
        bench.window.show();
        auto &equity = dock(bench, "equity");
        equity.setFloating(true);
        equity.setGeometry(30'000, 9'000, 300, 200);
        bench.window.move(20'000, 200);
        bench.window.close();
    }

    WindowBench again(directory.path());
    again.window.show();

    const auto rooms = roomOfScreens();
    QVERIFY(isReachable(again.window.frameGeometry(), rooms, 24));
    const QRect panel = dock(again, "equity").frameGeometry();
    QVERIFY(dock(again, "equity").isFloating());
    QVERIFY(isReachable(panel, rooms, 24));
}

// As a desktop tells it of a window that it is only just laying its frame around.
void WindowLayoutsTest::aPanelStandsWhereItWasPut()
{
    WindowBench bench;
    bench.window.show();
    QCoreApplication::processEvents(); // what the first look at the window brings
    auto &equity = dock(bench, "equity");
    equity.setFloating(true);
    equity.hide();
    equity.move(60, 70);
    equity.show();

    Seen seen;
    equity.installEventFilter(&seen);

    equity.windowHandle()->setPosition(30, 40);
    QTRY_VERIFY(seen.places.contains(QPoint(30, 40)));
    QTRY_COMPARE(equity.pos(), QPoint(60, 70));

    equity.windowHandle()->setPosition(200, 150); // by somebody's hand
    QTRY_VERIFY(seen.places.contains(QPoint(200, 150)));
    QCoreApplication::processEvents();
    QCOMPARE(equity.pos(), QPoint(200, 150));
}

// A move by keys, long after the panel was shown.
void WindowLayoutsTest::aPanelThatHasSettledIsAnybodysToMove()
{
    QMainWindow window;
    QWidget strip(nullptr, Qt::FramelessWindowHint);
    ScreenKeeper keeper(window, roomOfScreens, std::chrono::milliseconds{0});
    keeper.watch(strip);
    Seen seen;
    strip.installEventFilter(&seen);
    window.show();
    strip.move(60, 70);
    strip.show();
    bool hasSettled = false;
    QTimer::singleShot(0, this, [&] { hasSettled = true; }); // after the keeper's
    QTRY_VERIFY(hasSettled);

    strip.windowHandle()->setPosition(30, 40);
    QTRY_VERIFY(seen.places.contains(QPoint(30, 40)));
    QCoreApplication::processEvents();
    QCOMPARE(strip.pos(), QPoint(30, 40));
}

void WindowLayoutsTest::whatIsGoneLeavesItsPlaceToNobody()
{
    QMainWindow window;
    ScreenKeeper keeper(window);
    alignas(QWidget) std::array<std::byte, sizeof(QWidget)> room{};
    auto *gone = new (room.data()) QWidget;
    keeper.watch(*gone);
    gone->move(60, 70);
    QShowEvent show;
    keeper.eventFilter(gone, &show);
    gone->~QWidget();

    auto *other = new (room.data()) QWidget; // at the same address
    other->move(30, 40);
    QMoveEvent move(QPoint(30, 40), QPoint());
    QSpontaneKeyEvent::setSpontaneous(&move);
    keeper.eventFilter(other, &move);
    QCoreApplication::processEvents();
    const QPoint place = other->pos();
    other->~QWidget();
    QCOMPARE(place, QPoint(30, 40));
}

void WindowLayoutsTest::aPanelIsShownAfterItsWindow()
{
    WindowBench bench;
    auto &equity = dock(bench, "equity");
    equity.setFloating(true);
    equity.show();
    bench.window.hide();
    Seen seen;
    bench.window.installEventFilter(&seen);
    equity.installEventFilter(&seen);

    bench.window.show();

    QTRY_COMPARE(seen.shown, (QStringList{QStringLiteral("window"), QStringLiteral("equity")}));
    QVERIFY(equity.isVisible() && equity.isFloating());
}

void WindowLayoutsTest::whatALostScreenLeavesAStripOfComesWholly()
{
    QMainWindow window;
    ScreenKeeper keeper(window, [] { return std::vector{QRect(0, 0, 800, 600)}; });
    window.resize(400, 300);
    window.move(700, 100);

    keeper.look();
    QCOMPARE(window.pos(), QPoint(700, 100)); // somebody put it there
    keeper.lookAfterLoss();
    QCOMPARE(window.frameGeometry().right(), 799);
    window.move(600, 100); // half of it is seen
    keeper.lookAfterLoss();
    QCOMPARE(window.pos(), QPoint(600, 100));
}

void WindowLayoutsTest::saysThatItsSettingsWereUnreadable()
{
    const QTemporaryDir directory;
    QFile broken(directory.filePath(QStringLiteral("window.ini")));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("[layouts\n1\\name=@ByteArray(\x01\x02\n%%%=\n");
    broken.close();

    const WindowBench bench(directory.path());

    QVERIFY(
        bench.window.statusBar()->currentMessage().contains(QStringLiteral("window.ini.broken")));
    QVERIFY(bench.only<LayoutsMenu>().book().layouts().empty());
}

QTEST_MAIN(WindowLayoutsTest)
#include "tst_windowlayouts.moc"
