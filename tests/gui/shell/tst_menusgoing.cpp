// SPDX-License-Identifier: GPL-3.0-or-later
// Menus and what stands behind them go in any order: an entry that outlives its window does nothing.
#include "tests/gui/windowbench.h"

#include "gui/language/languagemenu.h"
#include "gui/layouts/layoutsmenu.h"
#include "gui/shell/zonemenu.h"

#include <QDialog>
#include <QMenu>
#include <QPointer>
#include <QTemporaryDir>

#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

void triggerAll(const QMenu &menu)
{
    for (QAction *entry : menu.actions())
        entry->trigger();
    QCoreApplication::processEvents();
}

} // namespace

class MenusGoingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entriesOfLanguagesOutliveTheirWindow();
    void entriesOfZonesOutliveTheirWindow();
    void entriesOfLayoutsOutliveTheirWindow();
    void theChoiceOfALanguageOutlivesItsEntries();
    void theChoiceOfAZoneOutlivesItsEntries();
    void aWindowGoesWithItsDialogsOpen();
    void aWindowGoesWhileItsMenuIsToBeBuiltAnew();
};

void MenusGoingTest::entriesOfLanguagesOutliveTheirWindow()
{
    QMenu menu;
    int told = 0;
    auto languages = std::make_unique<LanguageMenu>(menu);
    connect(languages.get(), &LanguageMenu::choiceChanged, this, [&told] { ++told; });
    triggerAll(menu);
    QVERIFY(told > 0);
    const int before = told;

    languages.reset();
    triggerAll(menu);

    QCOMPARE(told, before);
}

void MenusGoingTest::entriesOfZonesOutliveTheirWindow()
{
    QMenu menu;
    int told = 0;
    auto window = std::make_unique<QWidget>();
    auto *zones = new ZoneMenu(menu, *window);
    connect(zones, &ZoneMenu::choiceChanged, this, [&told] { ++told; });
    triggerAll(menu); // one of them opens a dialog
    QVERIFY(window->findChild<QDialog *>() != nullptr);
    QVERIFY(told > 0);
    const int before = told;

    window.reset();
    triggerAll(menu);

    QCOMPARE(told, before);
}

void MenusGoingTest::entriesOfLayoutsOutliveTheirWindow()
{
    const QTemporaryDir folder;
    QMenu menu;
    int arranged = 0;
    auto window = std::make_unique<QWidget>();
    auto *layouts = new LayoutsMenu(LayoutStore(folder.filePath(QStringLiteral("window.ini"))),
                                    {[] { return Arrangement(); },
                                     [&arranged](const Arrangement &) {
                                         ++arranged;
                                         return true;
                                     },
                                     [&arranged] { ++arranged; }},
                                    menu, *window);
    layouts->saveAs(QStringLiteral("trading"));
    QCoreApplication::processEvents();
    triggerAll(menu);
    QCOMPARE(arranged, 2); // the layout, and the first one
    layouts->saveAs(QStringLiteral("evening")); // its entry would come next

    window.reset();
    triggerAll(menu);

    QCOMPARE(arranged, 2);
}

void MenusGoingTest::theChoiceOfALanguageOutlivesItsEntries()
{
    auto menu = std::make_unique<QMenu>();
    LanguageMenu languages(*menu);
    languages.setChosen(Language::German);
    QCOMPARE(languages.chosen(), Language::German);

    menu.reset();

    QCOMPARE(languages.chosen(), Language::System);
    languages.setChosen(Language::German);
}

void MenusGoingTest::theChoiceOfAZoneOutlivesItsEntries()
{
    auto menu = std::make_unique<QMenu>();
    QWidget window;
    auto *zones = new ZoneMenu(*menu, window);
    zones->setChosen(QStringLiteral("Asia/Tokyo"));

    menu.reset(); // as the bar of a window does, before the window's other children

    QCOMPARE(zones->chosen(), QStringLiteral("Asia/Tokyo"));
}

void MenusGoingTest::aWindowGoesWithItsDialogsOpen()
{
    auto bench = std::make_unique<WindowBench>();
    bench->window.show();
    for (const char *text : {"&Another zone…", "&Save as…", "&Commands…", "&Keys", "&About"}) {
        for (QAction *action : bench->window.findChildren<QAction *>()) {
            if (action->text() == QString::fromUtf8(text))
                action->trigger();
        }
        QCoreApplication::processEvents();
    }
    const auto open = bench->window.findChildren<QDialog *>();
    QVERIFY(open.size() >= 4);
    std::vector<QPointer<QDialog>> dialogs(open.begin(), open.end());

    bench.reset();
    QCoreApplication::processEvents();

    for (const auto &dialog : dialogs)
        QVERIFY(dialog.isNull());
}

void MenusGoingTest::aWindowGoesWhileItsMenuIsToBeBuiltAnew()
{
    const QTemporaryDir folder;
    auto bench = std::make_unique<WindowBench>(folder.path());
    bench->only<LayoutsMenu>().saveAs(QStringLiteral("trading"));
    const QPointer<LayoutsMenu> layouts(&bench->only<LayoutsMenu>());

    bench.reset();
    QCoreApplication::processEvents();

    QVERIFY(layouts.isNull());
}

QTEST_MAIN(MenusGoingTest)
#include "tst_menusgoing.moc"
