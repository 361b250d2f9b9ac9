// SPDX-License-Identifier: GPL-3.0-or-later
// Every command of the menus is found by a few letters, done by Return, and named on the key sheet.
#include "gui/shell/cheatsheet.h"
#include "gui/shell/commandpalette.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTableWidget>
#include <QtTest>

using namespace lpm::gui;

namespace {

struct Stand
{
    QMainWindow window;
    QAction *compare;
    QAction *dark;
    QMenu *columns;

    Stand()
    {
        QMenu *file = window.menuBar()->addMenu(QStringLiteral("&File"));
        compare = file->addAction(QStringLiteral("&Compare now"), &window, [] {});
        compare->setShortcuts({QKeySequence(Qt::Key_F5), QKeySequence(Qt::CTRL | Qt::Key_R)});
        file->addSeparator();
        file->addAction(QStringLiteral("P&&L report"));
        QMenu *view = window.menuBar()->addMenu(QStringLiteral("&View"));
        dark = view->addMenu(QStringLiteral("&Theme"))->addAction(QStringLiteral("&Dark"));
        dark->setCheckable(true);
        columns = view->addMenu(QStringLiteral("Columns"));
        QObject::connect(columns, &QMenu::aboutToShow, &window, [this] {
            columns->clear();
            columns->addAction(QStringLiteral("Entry"));
        });
    }
    std::vector<Command> commands() const { return commandsOf(*window.menuBar()); }
};

QStringList namesOf(const std::vector<Command> &commands)
{
    QStringList names;
    for (const Command &command : commands)
        names.append(command.name);
    return names;
}

QStringList foundBy(CommandPalette &palette, const QString &typed)
{
    palette.findChild<QLineEdit *>()->setText(typed);
    QStringList found;
    const auto *list = palette.findChild<QListWidget *>();
    for (int i = 0; i < list->count(); ++i)
        found.append(list->item(i)->text());
    return found;
}

} // namespace

class CommandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyEntryOfEveryMenuIsACommand()
    {
        const Stand stand;
        QCOMPARE(namesOf(stand.commands()),
                 (QStringList{QStringLiteral("File › Compare now"),
                              QStringLiteral("File › P&L report"),
                              QStringLiteral("View › Theme › Dark"),
                              QStringLiteral("View › Columns › Entry")}));
    }

    void lettersFindBeginningsOfWordsFirst()
    {
        QVERIFY(fitness(QStringLiteral("View › Theme › Dark"), QStringLiteral("td")) >
                fitness(QStringLiteral("View › Statistics and"), QStringLiteral("td")));
        QVERIFY(fitness(QStringLiteral("Theme › Dark"), QStringLiteral("THEME")) > 0);
        QCOMPARE(fitness(QStringLiteral("Theme › Dark"), QStringLiteral("xyz")), 0);
        QCOMPARE(fitness(QStringLiteral("Dark"), QStringLiteral("krad")), 0); // in order
        // The r of "rows" begins a word, and leaves no e behind it.
        QVERIFY(fitness(QStringLiteral("View › Freeze the order of rows"),
                        QStringLiteral("freeze")) > 0);
        QVERIFY(fitness(QStringLiteral("View › Freeze the order of rows"),
                        QStringLiteral("freeze")) >
                fitness(QStringLiteral("View › Filter some of these prizes"),
                        QStringLiteral("freeze")));
    }

    void returnDoesTheBestFit()
    {
        Stand stand;
        QSignalSpy done(stand.dark, &QAction::triggered);
        CommandPalette palette(stand.commands(), &stand.window);
        palette.show();

        QCOMPARE(foundBy(palette, QStringLiteral("dark")).size(), 1);
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Return);

        QCOMPARE(done.size(), 1);
        QVERIFY(stand.dark->isChecked());
        QVERIFY(!palette.isVisible());
    }

    void arrowsChooseWhileTyping()
    {
        Stand stand;
        QSignalSpy done(stand.compare, &QAction::triggered);
        CommandPalette palette(stand.commands(), &stand.window);
        palette.show();
        auto *typed = palette.findChild<QLineEdit *>();
        auto *list = palette.findChild<QListWidget *>();

        QTest::keyClick(typed, Qt::Key_Down);
        QCOMPARE(list->currentRow(), 1);
        for (int i = 0; i < 9; ++i)
            QTest::keyClick(typed, Qt::Key_Up);
        QCOMPARE(list->currentRow(), 0);
        QTest::keyClick(typed, Qt::Key_Return);

        QCOMPARE(done.size(), 1);
    }

    void whatCannotBeDoneNowIsNotOffered()
    {
        Stand stand;
        stand.compare->setEnabled(false);
        CommandPalette palette(stand.commands(), &stand.window);
        QVERIFY(foundBy(palette, QStringLiteral("compare")).isEmpty());
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Return); // does nothing
    }

    void theSheetNamesEveryKey()
    {
        Stand stand;
        const QPointer<QDialog> sheet = showCheatSheet(stand.commands(), stand.window);
        const auto *table = sheet->findChild<QTableWidget *>();
        QStringList lines;
        for (int row = 0; row < table->rowCount(); ++row) {
            const QTableWidgetItem *meaning = table->item(row, 1);
            lines += table->item(row, 0)->text() +
                     (meaning ? QStringLiteral(": ") + meaning->text() : QString());
        }
        QVERIFY(lines.contains(QStringLiteral("F5, Ctrl+R: File › Compare now")));
        QVERIFY(lines.contains(QStringLiteral("In a table"))); // a heading
        QVERIFY(lines.contains(QStringLiteral("Ctrl+C, Ctrl+Ins: Copy the chosen rows")));
        QVERIFY(lines.contains(QStringLiteral("Return, Enter, Esc: Back to the window")));
        QVERIFY(!lines.join(QLatin1Char('\n')).contains(QStringLiteral("P&L report"))); // no key
        sheet->close();
        QTRY_VERIFY(sheet.isNull());
    }
};

QTEST_MAIN(CommandsTest)
#include "tst_commands.moc"
