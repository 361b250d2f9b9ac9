// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowbench.h"

#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QMenu>
#include <QTemporaryDir>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

class WindowSettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hidesAColumnAndFindsItHiddenAgain();
    void findsItselfAsItWasLeft();
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
    QVERIFY(again.action("&Freeze the order of rows").isChecked());
    QVERIFY(!again.window.findChild<QDockWidget *>(QStringLiteral("fills"))->isVisible());
}

void WindowSettingsTest::survivesABrokenSettingsFile()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("window.ini"));
    QFile broken(file);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("[window\ngeometry=@ByteArray(\x01\x02\n%%%=\n");
    broken.close();

    WindowBench bench(directory.path());
    bench.fill();

    QCOMPARE(bench.tile("Positions"), QStringLiteral("11"));
    QVERIFY(QFile::exists(file + QStringLiteral(".broken")));
    QVERIFY(WindowSettings(directory.path()).save({}));
    QVERIFY(WindowSettings(directory.path()).load().has_value());
}

QTEST_MAIN(WindowSettingsTest)
#include "tst_windowsettings.moc"
