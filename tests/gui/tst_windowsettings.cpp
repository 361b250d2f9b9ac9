// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowbench.h"

#include "gui/charts/equitypanel.h"
#include "gui/log/logpanel.h"
#include "gui/views/columnlayout.h"
#include "gui/views/compactstrip.h"
#include "gui/views/headerbar.h"
#include "gui/views/statusline.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QToolButton>

#include <algorithm>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

namespace {

CompactStrip *openStrip()
{
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (auto *strip = qobject_cast<CompactStrip *>(window); strip && strip->isVisible())
            return strip;
    }
    return nullptr;
}

} // namespace

class WindowSettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hidesAColumnAndFindsItHiddenAgain();
    void findsItselfAsItWasLeft();
    void findsTheColumnsOfAnOlderVersion();
    void remembersAChoiceAgainstTheDesktopsWish();
    void keepsHiddenWhatWasHidden();
    void takesWhatItCanFromTheFirstVersion();
    void saysThatPanelsOfANewerVersionStandElsewhere();
    void findsTheCurveAndTheLogsLevelAsTheyWereLeft();
    void comesBackAsTheStripItWas();
    void comesBackAsTheWindowItWas();
    void survivesABrokenSettingsFile_data();
    void survivesABrokenSettingsFile();
};

void WindowSettingsTest::hidesAColumnAndFindsItHiddenAgain()
{
    const QTemporaryDir directory;
    const int funding = static_cast<int>(Col::Funding);
    {
        WindowBench bench(directory.path());
        bench.window.show();
        QMenu menu;
        bench.table("Positions").fillColumnMenu(menu);
        for (QAction *action : menu.actions()) {
            if (action->text() == QLatin1String("Funding"))
                action->trigger();
        }
        QVERIFY(bench.table("Positions").isColumnHidden(funding));
        bench.window.close();
    }

    WindowBench again(directory.path());

    QVERIFY(again.table("Positions").isColumnHidden(funding));
    QVERIFY(!again.table("Positions").isColumnHidden(static_cast<int>(Col::Net)));
}

void WindowSettingsTest::findsItselfAsItWasLeft()
{
    const QTemporaryDir directory;
    QSize size;
    {
        WindowBench bench(directory.path());
        bench.window.resize(1100, 700);
        bench.window.show();
        bench.fill();
        bench.action("&Light").trigger();
        bench.only<QComboBox>().setCurrentIndex(2);
        bench.clickHeader(Col::Unrealized);
        bench.window.findChild<HeaderBar *>()->filter().setText(QStringLiteral("side:short"));
        bench.action("&Freeze the order of rows").trigger();
        bench.window.findChild<QDockWidget *>(QStringLiteral("fills"))->close();
        size = bench.window.size();
        bench.window.close();
    }

    WindowBench again(directory.path());
    again.window.show();

    QCOMPARE(again.window.size(), size);
    QCOMPARE(again.window.theme().choice(), ThemeChoice::Light);
    QCOMPARE(again.only<QComboBox>().currentText(), QStringLiteral("Hedge"));
    QCOMPARE(again.table("Positions").horizontalHeader()->sortIndicatorSection(),
             static_cast<int>(Col::Unrealized));
    QCOMPARE(again.window.findChild<HeaderBar *>()->filter().text(), QStringLiteral("side:short"));
    QVERIFY(again.action("&Freeze the order of rows").isChecked());
    QVERIFY(!again.window.findChild<QDockWidget *>(QStringLiteral("fills"))->isVisible());
}

// Versions before this saved the header's state alone, with the columns by number.
void WindowSettingsTest::findsTheColumnsOfAnOlderVersion()
{
    const QTemporaryDir directory;
    QStandardItemModel columns(0, static_cast<int>(keysBeforeLayouts().size()));
    QTableView old;
    old.setModel(&columns);
    old.setColumnHidden(static_cast<int>(keysBeforeLayouts().indexOf(QStringLiteral("net"))), true);
    old.horizontalHeader()->moveSection(1, 4); // the coin behind the notional
    QVERIFY(WindowSettings(directory.path()).save({}));
    {
        QSettings file(WindowSettings(directory.path()).fileName(), QSettings::IniFormat);
        file.setValue(QStringLiteral("layout/positions"), old.horizontalHeader()->saveState());
        file.remove(QStringLiteral("layout/positions_columns"));
    }

    WindowBench bench(directory.path());
    const QHeaderView *header = bench.table("Positions").horizontalHeader();
    QVERIFY(header->isSectionHidden(static_cast<int>(Col::Net)));
    QVERIFY(!header->isSectionHidden(static_cast<int>(Col::Fees))); // shown, as it was left
    QCOMPARE(header->visualIndex(static_cast<int>(Col::Coin)), 4);
    QCOMPARE(header->visualIndex(static_cast<int>(Col::Entry)), 5);

    bench.window.close();
    const auto saved = WindowSettings(directory.path()).load();
    QVERIFY(saved->positionsHeader.isEmpty());
    QVERIFY(saved->positionsColumns.contains(QStringLiteral("-net 0")));
}

void WindowSettingsTest::remembersAChoiceAgainstTheDesktopsWish()
{
    const QTemporaryDir directory;
    bool isWanted = false;
    {
        WindowBench bench(directory.path());
        QAction &flash = bench.action("F&lash numbers that change");
        isWanted = flash.isChecked();
        flash.trigger();
        bench.window.close();
    }
    QCOMPARE(WindowSettings(directory.path()).load()->isFlashing, std::optional(!isWanted));

    WindowBench again(directory.path());
    QAction &flash = again.action("F&lash numbers that change");
    QCOMPARE(flash.isChecked(), !isWanted);
    QCOMPARE(again.window.positions().isFlashing(), !isWanted);
    flash.trigger();
    again.window.close();
    QCOMPARE(WindowSettings(directory.path()).load()->isFlashing, std::optional<bool>());
}

void WindowSettingsTest::keepsHiddenWhatWasHidden()
{
    const QTemporaryDir directory;
    const WindowSettings settings(directory.path());
    WindowState state;
    state.areAmountsHidden = true;
    state.isRedUp = true;
    state.stripPlace = QPoint(1500, -20);
    QVERIFY(settings.save(state));

    const auto found = settings.load();

    QVERIFY(found->areAmountsHidden);
    QVERIFY(found->isRedUp);
    QCOMPARE(found->stripPlace, state.stripPlace);
    QVERIFY(settings.save({}));
    QVERIFY(!settings.load()->areAmountsHidden);
}

// A file that the program wrote when its panels were others: two accounts, Net hidden, the coin
// behind the notional, Side 133 wide, sorted by the unrealized P&L, the smallest first.
void WindowSettingsTest::takesWhatItCanFromTheFirstVersion()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("window.ini"));
    QVERIFY(QFile::copy(QFINDTESTDATA("window-1.ini"), file));
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    QFile first(file);
    QVERIFY(first.open(QIODevice::ReadOnly));
    const QByteArray before = first.readAll();

    WindowBench bench(directory.path());
    bench.window.show();

    const QHeaderView *header = bench.table("Positions").horizontalHeader();
    QVERIFY(header->isSectionHidden(static_cast<int>(Col::Net)));
    QVERIFY(!header->isSectionHidden(static_cast<int>(Col::Account)));
    QCOMPARE(header->visualIndex(static_cast<int>(Col::Coin)), 4);
    QCOMPARE(header->sectionSize(static_cast<int>(Col::Side)), 133);
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(Col::Unrealized));
    QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    QCOMPARE(bench.table("Fills").horizontalHeader()->visualIndex(0), 2);
    QCOMPARE(bench.table("Fills").columnWidth(3), 77);
    QCOMPARE(bench.window.theme().choice(), ThemeChoice::Dark);
    QVERIFY(bench.action("&Freeze the order of rows").isChecked());
    for (const char *panel : {"fills", "reconciliation", "equity", "chart"})
        QVERIFY(!bench.window.findChild<QDockWidget *>(QLatin1String(panel))->isHidden());

    const auto *line = bench.window.findChild<StatusLine *>();
    QVERIFY(line->currentMessage().contains(QStringLiteral("window.ini.old")));
    bench.window.close();
    QFile kept(file + QStringLiteral(".old"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), before);
    const WindowBench again(directory.path()); // said once
    QVERIFY(again.window.findChild<StatusLine *>()->currentMessage().isEmpty());
}

void WindowSettingsTest::saysThatPanelsOfANewerVersionStandElsewhere()
{
    const QTemporaryDir directory;
    WindowState state;
    state.theme = QStringLiteral("dark");
    state.docks = "of a later program";
    QVERIFY(WindowSettings(directory.path()).save(state));
    QSettings(WindowSettings(directory.path()).fileName(), QSettings::IniFormat)
        .setValue(QStringLiteral("layout/version"), 3);

    WindowBench bench(directory.path());

    QVERIFY(bench.window.findChild<StatusLine *>()->currentMessage().contains(
        QStringLiteral("window.ini.old")));
    QCOMPARE(bench.window.theme().choice(), ThemeChoice::Dark);
}

void WindowSettingsTest::findsTheCurveAndTheLogsLevelAsTheyWereLeft()
{
    const QTemporaryDir directory;
    const auto level = [](const WindowBench &bench) {
        return bench.window.findChild<LogPanel *>()->findChild<QComboBox *>();
    };
    const auto earned = [](const WindowBench &bench) {
        return bench.window.findChild<EquityPanel *>()->findChildren<QToolButton *>().last();
    };
    {
        WindowBench bench(directory.path());
        bench.window.show();
        QVERIFY(!earned(bench)->isChecked());
        earned(bench)->click();
        level(bench)->setCurrentIndex(2);
        bench.window.close();
    }

    WindowBench again(directory.path());

    QVERIFY(earned(again)->isChecked());
    QCOMPARE(level(again)->currentIndex(), 2);
}

void WindowSettingsTest::comesBackAsTheStripItWas()
{
    const QTemporaryDir directory;
    const QPoint place(40, 60);
    QSize size;
    {
        WindowBench bench(directory.path());
        bench.window.resize(1250, 780);
        bench.window.show();
        bench.fill();
        bench.action("Com&pact strip").trigger();
        openStrip()->move(place);
        size = bench.window.size();
        bench.window.closeForGood();
        bench.window.closeForGood(); // as when the program is told to quit
    }
    for (int start = 0; start < 2; ++start) { // also when it was never the window between
        WindowBench again(directory.path());
        again.window.appear();
        QVERIFY(!again.window.isVisible());
        QVERIFY(openStrip());
        QCOMPARE(openStrip()->pos(), place);
        again.window.closeForGood();
    }

    {
        WindowBench asWindow(directory.path()); // something has to be said
        asWindow.window.appear(Appearance::Window);
        QVERIFY(asWindow.window.isVisible());
        asWindow.window.closeForGood();
        WindowBench after(directory.path());
        after.window.appear();
        QVERIFY(after.window.isVisible());
        after.action("Com&pact strip").trigger();
        openStrip()->move(place);
        after.window.closeForGood();
    }

    WindowBench back(directory.path());
    back.window.appear();
    QTest::keyClick(openStrip(), Qt::Key_Return);
    QVERIFY(back.window.isVisible());
    QVERIFY(!openStrip());
    QCOMPARE(back.window.size(), size);
    QVERIFY(back.window.findChild<QDockWidget *>(QStringLiteral("fills"))->isVisible());
}

void WindowSettingsTest::comesBackAsTheWindowItWas()
{
    const QTemporaryDir directory;
    const QPoint place(40, 60);
    {
        WindowBench bench(directory.path());
        bench.window.show();
        bench.action("Com&pact strip").trigger();
        openStrip()->move(place);
        QTest::keyClick(openStrip(), Qt::Key_Return);
        bench.window.close();
    }

    WindowBench again(directory.path());
    again.window.appear();

    QVERIFY(again.window.isVisible());
    QVERIFY(!openStrip());
    again.action("Com&pact strip").trigger();
    QCOMPARE(openStrip()->pos(), place); // where it was left
}

void WindowSettingsTest::survivesABrokenSettingsFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("cut") << QByteArray("[window\ngeometry=@ByteArray(\x01\x02\n%%%=\n");
    QTest::newRow("of something else") << QByteArray("\x9c\xfe\x11=\x80\x01\n\x07\xd3=2\n");
    QTest::newRow("nothing but words") << QByteArray("; lost\n");
}

void WindowSettingsTest::survivesABrokenSettingsFile()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("window.ini"));
    QFile broken(file);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(bytes);
    broken.close();

    WindowBench bench(directory.path());
    bench.fill();

    QCOMPARE(bench.tile("Positions"), QStringLiteral("11"));
    QVERIFY(QFile::exists(file + QStringLiteral(".broken")));
    bench.window.show();
    auto *line = bench.window.findChild<StatusLine *>();
    QVERIFY(line->currentMessage().contains(QStringLiteral(".broken")));
    const auto labels = line->findChildren<QLabel *>();
    const auto isAddress = [](const QLabel *label) {
        return label->accessibleName() == QStringLiteral("Address of the API");
    };
    const auto address = std::find_if(labels.begin(), labels.end(), isAddress);
    QVERIFY(address != labels.end());
    QVERIFY(!(*address)->isVisible()); // nothing is written over it
    line->clearMessage();
    QVERIFY((*address)->isVisible());
    QVERIFY(WindowSettings(directory.path()).save({}));
    QVERIFY(WindowSettings(directory.path()).load().has_value());
}

QTEST_MAIN(WindowSettingsTest)
#include "tst_windowsettings.moc"
