// SPDX-License-Identifier: GPL-3.0-or-later
// Panels are taken out, put back, moved, tabbed and sized by keys, menu and palette: the one that
// has the focus.
#include "tests/gui/windowbench.h"

#include "gui/shell/commandpalette.h"
#include "gui/shell/panelmoves.h"

#include <QApplication>
#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

struct PanelBench : WindowBench
{
    PanelBench()
    {
        window.resize(1400, 900);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window of a test is not active");
        table("Positions").setFocus();
    }

    QDockWidget &panel(const char *name) const
    {
        return *window.findChild<QDockWidget *>(QString::fromLatin1(name));
    }
    Qt::DockWidgetArea areaOf(const char *name) { return window.dockWidgetArea(&panel(name)); }
    QAction &command(const char *text) const
    {
        for (QAction *action : window.findChild<PanelMoves *>()->findChildren<QAction *>()) {
            if (action->text() == QLatin1String(text))
                return *action;
        }
        qFatal("no such command");
    }
    QStringList offered(const char *typed)
    {
        CommandPalette palette(commandsOf(*window.menuBar()), &window);
        palette.findChild<QLineEdit *>()->setText(QString::fromLatin1(typed));
        QStringList names;
        const auto *list = palette.findChild<QListWidget *>();
        for (int i = 0; i < list->count(); ++i)
            names += list->item(i)->text();
        return names;
    }
    // Where the focus is, as a key of a person comes there.
    static void press(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(QGuiApplication::focusWindow(), key, with);
        QCoreApplication::processEvents(); // what can be done is looked up behind it
    }
    bool hasFocus(const char *name) const
    {
        return panel(name).isAncestorOf(QApplication::focusWidget());
    }
};

constexpr Qt::KeyboardModifiers Both = Qt::ControlModifier | Qt::ShiftModifier;
constexpr Qt::KeyboardModifiers Sizing = Qt::ControlModifier | Qt::ShiftModifier;

} // namespace

class PanelMovesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutAPanelInFocusNothingCanBeDoneAndItSaysWhy();
    void aKeyFloatsThePanelAndTheSameKeyDocksItAgain();
    void aPanelGoesToEachEdgeAndBack();
    void aPanelThatMovesIsATabOfThoseThatAreThere();
    void aPanelLeavesTheTabsAndComesBack();
    void arrowsSizeAPanel_data();
    void arrowsSizeAPanel();
    void arrowsSizeAPanelThatFloats();
    void aPanelThatCannotBeSizedSaysSo();
    void thePaletteNamesThePanelThatHadTheFocus();
    void aPanelBehindAnotherTabIsNotMoved();
    void noKeyHasTwoMeanings();
};

void PanelMovesTest::withoutAPanelInFocusNothingCanBeDoneAndItSaysWhy()
{
    PanelBench bench;
    for (const QAction *action : bench.window.findChild<PanelMoves *>()->findChildren<QAction *>()) {
        QVERIFY(!action->isEnabled());
        QVERIFY(action->statusTip().contains(QStringLiteral("F6")));
    }

    bench.press(Qt::Key_F6);

    QVERIFY(bench.hasFocus("fills"));
    QVERIFY(bench.command("&Float or dock").isEnabled());
    QVERIFY(bench.command("&Float or dock").statusTip().contains(QStringLiteral("Fills")));
    const QAction &below = bench.command("Dock at the &bottom");
    QVERIFY(!below.isEnabled()); // it is there
    QVERIFY(below.statusTip().contains(QStringLiteral("is there")));
    bench.press(Qt::Key_F6);
    QVERIFY(!bench.command("&Float or dock").isEnabled());
}

void PanelMovesTest::aKeyFloatsThePanelAndTheSameKeyDocksItAgain()
{
    PanelBench bench;
    bench.press(Qt::Key_F6);

    bench.press(Qt::Key_D, Both);
    QVERIFY(bench.panel("fills").isFloating());
    QTRY_VERIFY(bench.hasFocus("fills"));

    bench.press(Qt::Key_D, Both); // in a window of its own
    QVERIFY(!bench.panel("fills").isFloating());
    QCOMPARE(bench.areaOf("fills"), Qt::BottomDockWidgetArea);
    QTRY_VERIFY(bench.hasFocus("fills"));
}

void PanelMovesTest::aPanelGoesToEachEdgeAndBack()
{
    PanelBench bench;
    bench.press(Qt::Key_F6);
    const std::pair<const char *, Qt::DockWidgetArea> moves[] = {
        {"Dock at the &left", Qt::LeftDockWidgetArea},
        {"Dock at the &right", Qt::RightDockWidgetArea},
        {"Dock at the t&op", Qt::TopDockWidgetArea},
        {"Dock at the &bottom", Qt::BottomDockWidgetArea},
    };
    for (const auto &[text, area] : moves) {
        QAction &move = bench.command(text);
        QVERIFY2(move.isEnabled(), text);
        move.trigger();
        QCOMPARE(bench.areaOf("fills"), area);
        QVERIFY(bench.panel("fills").isVisible());
        QVERIFY(bench.hasFocus("fills"));
        QVERIFY(!move.isEnabled());
    }
    bench.press(Qt::Key_D, Both);
    bench.command("Dock at the &left").trigger(); // from out of the window
    QVERIFY(!bench.panel("fills").isFloating());
    QCOMPARE(bench.areaOf("fills"), Qt::LeftDockWidgetArea);
}

void PanelMovesTest::aPanelThatMovesIsATabOfThoseThatAreThere()
{
    PanelBench bench;
    bench.press(Qt::Key_F6);
    bench.command("Dock at the &left").trigger();
    QVERIFY(bench.window.tabifiedDockWidgets(&bench.panel("fills")).isEmpty());

    bench.command("Dock at the &bottom").trigger();

    QVERIFY(bench.window.tabifiedDockWidgets(&bench.panel("fills")).contains(&bench.panel("equity")));
    QVERIFY(!bench.panel("fills").visibleRegion().isEmpty()); // in front
}

void PanelMovesTest::aPanelLeavesTheTabsAndComesBack()
{
    PanelBench bench;
    bench.press(Qt::Key_F6);
    QAction &asTab = bench.command("As a &tab with the others");
    QVERIFY(asTab.isChecked());

    asTab.trigger();
    QVERIFY(bench.window.tabifiedDockWidgets(&bench.panel("fills")).isEmpty());
    QCOMPARE(bench.areaOf("fills"), Qt::BottomDockWidgetArea);
    QVERIFY(!asTab.isChecked());

    asTab.trigger();
    QVERIFY(!bench.window.tabifiedDockWidgets(&bench.panel("fills")).isEmpty());
    QVERIFY(asTab.isChecked());
    bench.command("Dock at the &left").trigger();
    QVERIFY(!asTab.isEnabled());
    QVERIFY(asTab.statusTip().contains(QStringLiteral("No other panel")));
}

void PanelMovesTest::arrowsSizeAPanel_data()
{
    QTest::addColumn<QByteArray>("edge");
    QTest::addColumn<Qt::Key>("larger");
    QTest::addColumn<Qt::Key>("smaller");
    QTest::newRow("below") << QByteArray() << Qt::Key_Up << Qt::Key_Down;
    QTest::newRow("beside") << QByteArray("Dock at the &left") << Qt::Key_PageUp << Qt::Key_PageDown;
}

void PanelMovesTest::arrowsSizeAPanel()
{
    QFETCH(const QByteArray, edge);
    QFETCH(const Qt::Key, larger);
    QFETCH(const Qt::Key, smaller);
    PanelBench bench;
    bench.press(Qt::Key_F6);
    if (!edge.isEmpty())
        bench.command(edge.constData()).trigger();
    QCoreApplication::processEvents();
    const auto extent = [&] {
        const QSize size = bench.panel("fills").size();
        return larger == Qt::Key_Up ? size.height() : size.width();
    };
    const int before = extent();

    bench.press(larger, Sizing);
    QCOMPARE(extent(), before + 32);
    bench.press(larger, Sizing);
    QCOMPARE(extent(), before + 64);
    bench.press(smaller, Sizing);
    QCOMPARE(extent(), before + 32);
    QVERIFY(bench.hasFocus("fills"));
}

void PanelMovesTest::arrowsSizeAPanelThatFloats()
{
    PanelBench bench;
    bench.press(Qt::Key_F6);
    bench.press(Qt::Key_D, Both);
    QTRY_VERIFY(bench.hasFocus("fills"));
    const QSize before = bench.panel("fills").size();

    bench.press(Qt::Key_Up, Sizing);
    bench.press(Qt::Key_PageUp, Sizing);

    QCOMPARE(bench.panel("fills").size(), before + QSize(32, 32));
}

void PanelMovesTest::aPanelThatCannotBeSizedSaysSo()
{
    PanelBench bench;
    bench.press(Qt::Key_F6);

    bench.press(Qt::Key_PageUp, Sizing); // it is as wide as the window

    QVERIFY(bench.window.statusBar()->currentMessage().contains(QStringLiteral("Fills")));
}

void PanelMovesTest::thePaletteNamesThePanelThatHadTheFocus()
{
    PanelBench bench;
    QVERIFY(bench.offered("Float or dock").isEmpty());
    bench.press(Qt::Key_F6);

    const QStringList offered = bench.offered("float");

    QVERIFY2(offered.contains(QStringLiteral("View › Panel Fills › Float or dock   Ctrl+Shift+D")),
             qPrintable(offered.join(QLatin1Char('\n'))));
    bench.press(Qt::Key_K, Qt::ControlModifier);
    auto *palette = bench.window.findChild<CommandPalette *>();
    QVERIFY(QTest::qWaitForWindowActive(palette));
    auto *typed = palette->findChild<QLineEdit *>();
    QTest::keyClicks(typed, QStringLiteral("Float or dock"));
    QTest::keyClick(typed, Qt::Key_Return);
    QVERIFY(bench.panel("fills").isFloating());
}

void PanelMovesTest::aPanelBehindAnotherTabIsNotMoved()
{
    PanelBench bench;
    bench.press(Qt::Key_F6);

    bench.panel("equity").raise(); // as a click on its tab does
    QCoreApplication::processEvents();

    QVERIFY(!bench.command("&Float or dock").isEnabled());
}

void PanelMovesTest::noKeyHasTwoMeanings()
{
    PanelBench bench;
    bench.press(Qt::Key_F6);
    QHash<QString, QString> meanings;
    for (const Command &command : commandsOf(*bench.window.menuBar())) {
        for (const QKeySequence &key : command.action->shortcuts()) {
            const QString before = meanings.value(key.toString());
            QVERIFY2(before.isEmpty(), qPrintable(before + QStringLiteral(" and ") + command.name));
            meanings.insert(key.toString(), command.name);
        }
    }
    QVERIFY(meanings.size() > 20);
}

QTEST_MAIN(PanelMovesTest)
#include "tst_panelmoves.moc"
