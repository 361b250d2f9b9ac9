// SPDX-License-Identifier: GPL-3.0-or-later
// Named layouts are kept as they were, whatever they are called; what an older program saved is
// read, and what nobody can read is kept aside and said.
#include "gui/layouts/layoutdialogs.h"
#include "gui/layouts/layoutsmenu.h"
#include "gui/limits.h"

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace lpm::gui;

namespace {

NamedLayout layout(const QString &name, const char *docks = "docks")
{
    NamedLayout made{name, {}};
    made.arrangement.geometry = "geometry\0\x01\xff";
    made.arrangement.docks = docks;
    made.arrangement.positionsColumns = {QStringLiteral("coin 120"), QStringLiteral("-fees 0"),
                                         QStringLiteral("sort notional desc")};
    made.arrangement.fillsHeader = "fills";
    made.arrangement.grouping = QStringLiteral("dex");
    made.arrangement.isFitted = false;
    made.arrangement.accounts = 3;
    made.arrangement.stripPlace = QPoint(-30, 1200);
    return made;
}

bool isSame(const Arrangement &a, const Arrangement &b)
{
    return a.geometry == b.geometry && a.docks == b.docks &&
           a.positionsColumns == b.positionsColumns && a.fillsHeader == b.fillsHeader &&
           a.grouping == b.grouping && a.isFitted == b.isFitted && a.accounts == b.accounts &&
           a.stripPlace == b.stripPlace;
}

QStringList namesOf(const LayoutBook &book)
{
    QStringList names;
    for (const NamedLayout &each : book.layouts())
        names += each.name;
    return names;
}

struct MenuBench
{
    QTemporaryDir directory;
    QString file = directory.filePath(QStringLiteral("window.ini"));
    QWidget window;
    QMenu menu;
    QByteArray present = "now";
    QByteArray arranged;
    bool isArranging = true; // successfully
    int resets = 0;
    LayoutsMenu layouts{LayoutStore(file),
                        {[this] { return layout({}, present).arrangement; },
                         [this](const Arrangement &kept) {
                             arranged = kept.docks;
                             return isArranging;
                         },
                         [this] { ++resets; }},
                        menu,
                        window};
    QSignalSpy said{&layouts, &LayoutsMenu::said};

    QAction *entry(const QString &text)
    {
        QCoreApplication::processEvents(); // the menu is built anew behind a change
        for (QAction *action : menu.actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
};

} // namespace

class NamedLayoutsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNameIsAnyLineOfText();
    void thereAreNotEndlesslyMany();
    void theyAreFoundAsTheyWereKept();
    void theOnesOfAnOlderProgramAreRead();
    void whatCannotBeReadIsKeptAsideAndSaid();
    void theWindowsOwnSettingsStayWhileLayoutsGo();
    void theMenuChecksTheCurrentOne();
    void theFirstNineHaveKeys();
    void aNameIsNoKeyAndNoTrick();
    void oneThatFitsNoMoreIsSaid();
    void theFirstLayoutComesBack();
    void aTakenNameIsReplacedKnowingly();
    void namesAreManaged();
};

void NamedLayoutsTest::aNameIsAnyLineOfText()
{
    LayoutBook book;
    const QString strange = QStringLiteral("a/b\\c=[%1];\"quoted\", & @ü 日本 #");
    QVERIFY(book.put(layout(strange)));
    QCOMPARE(layoutName(QStringLiteral("  two \n lines ")), QStringLiteral("two lines"));
    for (const QString &wrong : {QString(), QStringLiteral(" blank"), QStringLiteral("a\nb"),
                                 QString(limits::LayoutNameLength + 1, QLatin1Char('x'))}) {
        QVERIFY(!book.whyNot(wrong).isEmpty());
        QVERIFY(!book.put(layout(wrong)));
        QVERIFY(!book.rename(strange, wrong));
    }
    QCOMPARE(namesOf(book), QStringList{strange});
}

void NamedLayoutsTest::thereAreNotEndlesslyMany()
{
    LayoutBook book;
    for (int i = 0; i < limits::LayoutsKept; ++i)
        QVERIFY(book.put(layout(QString::number(i))));
    QVERIFY(!book.put(layout(QStringLiteral("one more"))));
    QVERIFY(book.put(layout(QStringLiteral("7"), "another"))); // in its place
    QCOMPARE(book.find(QStringLiteral("7"))->arrangement.docks, QByteArray("another"));
    QCOMPARE(book.layouts().size(), static_cast<std::size_t>(limits::LayoutsKept));
}

void NamedLayoutsTest::theyAreFoundAsTheyWereKept()
{
    const QTemporaryDir directory;
    const LayoutStore store(directory.filePath(QStringLiteral("new/window.ini")));
    LayoutBook book;
    const QStringList names{QStringLiteral("zebra"), QStringLiteral("a/b\\c=[%1];\"q\", & @ü 日本"),
                            QStringLiteral("@ByteArray(x)"), QStringLiteral("10%20")};
    for (const QString &name : names)
        book.put(layout(name));

    QVERIFY(store.save(book, names[1]));
    const KeptLayouts kept = store.load();

    QCOMPARE(namesOf(kept.book), names);
    QCOMPARE(kept.current, names[1]);
    QCOMPARE(kept.unreadable, 0);
    for (const QString &name : names)
        QVERIFY(isSame(kept.book.find(name)->arrangement, book.find(name)->arrangement));
    QVERIFY(store.save({}, {}));
    QVERIFY(store.load().book.layouts().empty());
}

// The file beside this test is never written anew: it is what people have on their disks.
void NamedLayoutsTest::theOnesOfAnOlderProgramAreRead()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("window.ini"));
    QVERIFY(QFile::copy(QStringLiteral(LPM_LAYOUTS_FOLDER "/layouts-1.ini"), file));
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);

    const KeptLayouts kept = LayoutStore(file).load();

    QCOMPARE(kept.unreadable, 0);
    QCOMPARE(namesOf(kept.book),
             (QStringList{QStringLiteral("Trading, day"), QStringLiteral("Risk & proof"),
                          QStringLiteral("only docks")}));
    QCOMPARE(kept.current, QStringLiteral("Risk & proof"));
    const Arrangement &full = kept.book.find(QStringLiteral("Trading, day"))->arrangement;
    QCOMPARE(full.positionsColumns.size(), 3);
    QCOMPARE(full.grouping, QStringLiteral("account"));
    QCOMPARE(full.stripPlace, std::optional(QPoint(40, -7)));
    QVERIFY(!full.isFitted);
    const Arrangement &bare = kept.book.find(QStringLiteral("only docks"))->arrangement;
    QVERIFY(bare.isFitted && bare.grouping.isEmpty() && !bare.stripPlace);
}

void NamedLayoutsTest::whatCannotBeReadIsKeptAsideAndSaid()
{
    const QTemporaryDir directory;
    const QString file = directory.filePath(QStringLiteral("window.ini"));
    LayoutBook book;
    for (const char *name : {"good", "no docks", "of a newer program", "too long", "endless"})
        book.put(layout(QString::fromLatin1(name)));
    QVERIFY(LayoutStore(file).save(book, QStringLiteral("no docks")));
    {
        QSettings settings(file, QSettings::IniFormat);
        settings.setValue(QStringLiteral("layouts/2/docks"), QByteArray());
        settings.setValue(QStringLiteral("layouts/3/version"), 99);
        settings.setValue(QStringLiteral("layouts/4/name"), QString(5000, QLatin1Char('n')));
        settings.setValue(QStringLiteral("layouts/5/docks"), QByteArray(200'000, 'd'));
        settings.setValue(QStringLiteral("layouts/6/name"), QStringLiteral("good")); // twice
    }

    QMenu menu;
    QWidget window;
    LayoutsMenu layouts(LayoutStore(file), {}, menu, window);
    const QString complaint = layouts.load();

    QCOMPARE(namesOf(layouts.book()), QStringList{QStringLiteral("good")});
    QVERIFY(layouts.current().isEmpty());
    QVERIFY2(complaint.startsWith(QLatin1Char('5')), qPrintable(complaint));
    QVERIFY(complaint.contains(QStringLiteral("window.ini.broken")));
    const QSettings aside(file + QStringLiteral(".broken"), QSettings::IniFormat);
    QCOMPARE(aside.value(QStringLiteral("layouts/3/version")).toInt(), 99);
    QVERIFY(layouts.load().isEmpty()); // it is said once
}

void NamedLayoutsTest::theWindowsOwnSettingsStayWhileLayoutsGo()
{
    const QTemporaryDir directory;
    const WindowSettings settings(directory.path());
    WindowState state;
    state.theme = QStringLiteral("dark");
    QVERIFY(settings.save(state));
    const LayoutStore store(settings.fileName());
    LayoutBook book;
    book.put(layout(QStringLiteral("one")));
    QVERIFY(store.save(book, {}));
    QCOMPARE(settings.load()->theme, QStringLiteral("dark"));
    QVERIFY(settings.save(state));
    QCOMPARE(store.load().book.layouts().size(), std::size_t{1});
}

void NamedLayoutsTest::theMenuChecksTheCurrentOne()
{
    MenuBench bench;
    bench.layouts.saveAs(QStringLiteral("day"));
    bench.present = "night";
    bench.layouts.saveAs(QStringLiteral("night"));
    QVERIFY(bench.entry(QStringLiteral("night"))->isChecked());

    bench.entry(QStringLiteral("day"))->trigger();

    QCOMPARE(bench.arranged, QByteArray("now"));
    QVERIFY(bench.entry(QStringLiteral("day"))->isChecked());
    QVERIFY(!bench.entry(QStringLiteral("night"))->isChecked());
    QCOMPARE(LayoutStore(bench.file).load().current, QStringLiteral("day"));
    bench.layouts.remove(QStringLiteral("day"));
    QCOMPARE(bench.entry(QStringLiteral("day")), nullptr);
    QCOMPARE(namesOf(LayoutStore(bench.file).load().book), QStringList{QStringLiteral("night")});
}

void NamedLayoutsTest::theFirstNineHaveKeys()
{
    MenuBench bench;
    for (int i = 1; i <= 10; ++i)
        bench.layouts.saveAs(QStringLiteral("layout %1").arg(i));

    QCOMPARE(bench.entry(QStringLiteral("layout 9"))->shortcut(),
             QKeySequence(QStringLiteral("Ctrl+9")));
    QVERIFY(bench.entry(QStringLiteral("layout 10"))->shortcut().isEmpty());
    bench.layouts.move(QStringLiteral("layout 10"), -1);
    QCOMPARE(bench.entry(QStringLiteral("layout 10"))->shortcut(),
             QKeySequence(QStringLiteral("Ctrl+9")));
}

void NamedLayoutsTest::aNameIsNoKeyAndNoTrick()
{
    MenuBench bench;
    bench.layouts.saveAs(QStringLiteral("P&L"));
    QVERIFY(bench.entry(QStringLiteral("P&&L")));
    bench.layouts.saveAs(QStringLiteral("a\u202eb")); // would turn the line around
    QVERIFY(bench.entry(QStringLiteral("a\ufffdb")));
}

void NamedLayoutsTest::oneThatFitsNoMoreIsSaid()
{
    MenuBench bench;
    bench.layouts.saveAs(QStringLiteral("old"));
    bench.isArranging = false;
    bench.layouts.choose(QStringLiteral("old"));
    QVERIFY(bench.said.last().first().toString().contains(QStringLiteral("could not be")));
}

void NamedLayoutsTest::theFirstLayoutComesBack()
{
    MenuBench bench;
    bench.layouts.saveAs(QStringLiteral("mine"));
    bench.entry(QStringLiteral("&Reset to the first layout"))->trigger();
    QCOMPARE(bench.resets, 1);
    QVERIFY(!bench.entry(QStringLiteral("mine"))->isChecked());
}

void NamedLayoutsTest::aTakenNameIsReplacedKnowingly()
{
    LayoutBook book;
    book.put(layout(QStringLiteral("day")));
    LayoutNameDialog dialog(book, {});
    QSignalSpy named(&dialog, &LayoutNameDialog::named);
    auto *typed = dialog.findChild<QLineEdit *>();
    const auto save = [&] {
        for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
            if (button->isDefault())
                return button;
        }
        return static_cast<QPushButton *>(nullptr);
    };
    QVERIFY(!save()->isEnabled());

    typed->setText(QStringLiteral(" day "));
    QCOMPARE(save()->text(), QStringLiteral("Replace"));
    QVERIFY(dialog.sentence().contains(QStringLiteral("replaced")));
    typed->setText(QStringLiteral("night"));
    QCOMPARE(save()->text(), QStringLiteral("Save"));
    dialog.accept();

    QCOMPARE(named.size(), 1);
    QCOMPARE(named.first().first().toString(), QStringLiteral("night"));
}

void NamedLayoutsTest::namesAreManaged()
{
    MenuBench bench;
    for (const char *name : {"one", "two", "three"})
        bench.layouts.saveAs(QString::fromLatin1(name));
    ManageLayoutsDialog dialog(bench.layouts);
    auto *list = dialog.findChild<QListWidget *>();
    const auto button = [&](const char *text) {
        for (QPushButton *each : dialog.findChildren<QPushButton *>()) {
            if (each->text() == QLatin1String(text))
                return each;
        }
        return static_cast<QPushButton *>(nullptr);
    };
    QCOMPARE(list->currentItem()->text(), QStringLiteral("three")); // the current one

    button("Move &up")->click();
    QCOMPARE(namesOf(bench.layouts.book()),
             (QStringList{QStringLiteral("one"), QStringLiteral("three"), QStringLiteral("two")}));
    list->currentItem()->setText(QStringLiteral("one"));
    QVERIFY(dialog.sentence().contains(QStringLiteral("already")));
    QCoreApplication::processEvents();
    QCOMPARE(list->item(1)->text(), QStringLiteral("three"));
    list->item(1)->setText(QStringLiteral(" 3 "));
    QCoreApplication::processEvents();
    QCOMPARE(bench.layouts.current(), QStringLiteral("3"));
    QCOMPARE(list->currentItem()->text(), QStringLiteral("3"));

    button("D&elete")->click();
    auto *box = dialog.findChild<QMessageBox *>();
    QVERIFY(box->text().contains(QStringLiteral("“3”")));
    for (QAbstractButton *each : box->buttons()) {
        if (box->buttonRole(each) == QMessageBox::DestructiveRole)
            each->click();
    }
    QCOMPARE(namesOf(bench.layouts.book()),
             (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    QCOMPARE(list->count(), 2);
}

QTEST_MAIN(NamedLayoutsTest)
#include "tst_namedlayouts.moc"
