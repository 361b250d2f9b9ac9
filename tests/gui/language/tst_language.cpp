// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/language/language.h"
#include "gui/language/languagemenu.h"
#include "gui/language/translation.h"
#include "gui/setup/setup.h"
#include "gui/views/statusline.h"
#include "tests/gui/setup/fakesetup.h"
#include "tests/gui/windowbench.h"

#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

QString fillsWord() { return QCoreApplication::translate("lpm::gui::MainWindow", "Fills"); }

// The program is told each time that another catalog speaks, or one less.
struct ChangeCounter : QObject
{
    ChangeCounter() { qApp->installEventFilter(this); }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        changes += watched == qApp && event->type() == QEvent::LanguageChange ? 1 : 0;
        return false;
    }
    int changes = 0;
};

struct SetupBench
{
    explicit SetupBench(const QString &directory, Setup *setup)
        : source({watched(1, "Main")}, domain::RunMode::Demo),
          window(source, clock, optionsOf(directory, setup))
    {
    }

    static MainWindowOptions optionsOf(const QString &directory, Setup *setup)
    {
        MainWindowOptions options;
        options.settingsDirectory = directory;
        options.setup = setup;
        return options;
    }

    void chooseGerman()
    {
        for (QAction *action : window.findChildren<QAction *>()) {
            if (action->text() == QLatin1String("&Deutsch"))
                action->trigger();
        }
    }

    base::ManualClock clock{Noon};
    FakeSource source;
    MainWindow window;
};

} // namespace

class LanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLanguageIsKeptByItsKey()
    {
        for (const Language language : Languages)
            QCOMPARE(languageFromKey(languageKey(language)), language);
        QCOMPARE(languageFromKey(QStringLiteral("tlh")), Language::System);
        QCOMPARE(languageFromKey({}), Language::System);
    }

    void theSystemDecidesUnlessThereIsAChoice_data()
    {
        QTest::addColumn<Language>("chosen");
        QTest::addColumn<QStringList>("wishes");
        QTest::addColumn<Language>("spoken");
        const auto wishes = [](const char *list) {
            return QString::fromLatin1(list).split(QLatin1Char(' '));
        };
        QTest::newRow("German") << Language::System << wishes("de-DE de") << Language::German;
        QTest::newRow("Swiss") << Language::System << wishes("de-Latn-CH") << Language::German;
        QTest::newRow("as in POSIX") << Language::System << wishes("de_AT") << Language::German;
        QTest::newRow("the first that it can")
            << Language::System << wishes("fr-FR de-DE en-US") << Language::German;
        QTest::newRow("English before German")
            << Language::System << wishes("en-GB de-DE") << Language::English;
        QTest::newRow("none that it can")
            << Language::System << wishes("fr-FR den-CA") << Language::English;
        QTest::newRow("no wish") << Language::System << QStringList() << Language::English;
        QTest::newRow("chosen") << Language::English << wishes("de-DE") << Language::English;
        QTest::newRow("chosen too") << Language::German << wishes("en-US") << Language::German;
    }
    void theSystemDecidesUnlessThereIsAChoice()
    {
        QFETCH(const Language, chosen);
        QFETCH(const QStringList, wishes);
        QTEST(spokenLanguage(chosen, wishes), "spoken");
    }

    void speaksForAsLongAsItLives()
    {
        {
            Translation translation;
            translation.speak(Language::German);
            QCOMPARE(fillsWord(), QStringLiteral("Ausführungen"));
            translation.speak(Language::English);
            QCOMPARE(fillsWord(), QStringLiteral("Fills"));
            translation.speak(Language::System, {QStringLiteral("de-DE")});
            QCOMPARE(fillsWord(), QStringLiteral("Ausführungen"));
        }

        QCOMPARE(fillsWord(), QStringLiteral("Fills"));
    }

    void theSameLanguageIsNotInstalledTwice()
    {
        Translation translation;
        translation.speak(Language::German);
        const ChangeCounter counter;

        translation.speak(Language::German);
        translation.speak(Language::System, {QStringLiteral("de-DE")});

        QCOMPARE(counter.changes, 0);
        QCOMPARE(translation.spoken(), std::optional(Language::German));
    }

    void oneIsSpokenAsOneInBothLanguages()
    {
        const auto accounts = [](int count) {
            return QCoreApplication::translate("lpm::gui::FeedStrip", "%n accounts", nullptr, count);
        };
        Translation translation;

        translation.speak(Language::English);
        QCOMPARE(accounts(1), QStringLiteral("1 account"));
        QCOMPARE(accounts(2), QStringLiteral("2 accounts"));

        translation.speak(Language::German);
        QCOMPARE(accounts(1), QStringLiteral("1 Konto"));
        QCOMPARE(accounts(0), QStringLiteral("0 Konten"));
    }

    void theFormatOfNumbersStaysTheProgramsOwn()
    {
        const QLocale before;
        Translation translation;

        translation.speak(Language::German);

        QCOMPARE(QLocale(), before);
    }

    void theChoiceIsFoundAgain()
    {
        const QTemporaryDir directory;
        {
            SetupBench bench(directory.path(), nullptr);
            QCOMPARE(bench.window.findChild<LanguageMenu *>()->chosen(), Language::System);
            bench.chooseGerman();
        }

        QCOMPARE(WindowSettings(directory.path()).language(), QStringLiteral("de"));
        const SetupBench again(directory.path(), nullptr);
        QCOMPARE(again.window.findChild<LanguageMenu *>()->chosen(), Language::German);
    }

    void aFileOfAnOlderVersionMeansTheSystems_data()
    {
        QTest::addColumn<QString>("kept");
        QTest::newRow("no such key") << QString();
        QTest::newRow("a language of another version") << QStringLiteral("tlh");
    }
    void aFileOfAnOlderVersionMeansTheSystems()
    {
        QFETCH(const QString, kept);
        const QTemporaryDir directory;
        {
            SetupBench bench(directory.path(), nullptr);
            bench.window.close();
            QSettings file(WindowSettings(directory.path()).fileName(), QSettings::IniFormat);
            file.remove(QStringLiteral("window/language"));
            if (!kept.isEmpty())
                file.setValue(QStringLiteral("window/language"), kept);
        }

        QCOMPARE(languageFromKey(WindowSettings(directory.path()).language()), Language::System);
        const SetupBench again(directory.path(), nullptr);
        QCOMPARE(again.window.findChild<LanguageMenu *>()->chosen(), Language::System);
    }

    void saysFromWhenItHolds()
    {
        SetupBench bench({}, nullptr);

        bench.chooseGerman();

        QVERIFY(bench.window.findChild<StatusLine *>()->currentMessage().contains(
            QStringLiteral("from the next start")));
    }

    void offersToStartAnewWhereTheProgramCan()
    {
        FakeSetup setup;
        SetupBench bench({}, &setup);
        QSignalSpy again(&bench.window, &MainWindow::runAgainAsked);
        bench.window.show();

        bench.chooseGerman();

        auto *question = bench.window.findChild<QMessageBox *>();
        QVERIFY(question != nullptr);
        QVERIFY(question->text().startsWith(QStringLiteral("The language is kept.")));
        QVERIFY(again.isEmpty());
        for (QAbstractButton *button : question->buttons()) {
            if (button->text() == QLatin1String("Start anew"))
                button->click();
        }
        QTRY_COMPARE(again.size(), 1);
    }

    void theSameChoiceAsksNothing()
    {
        FakeSetup setup;
        SetupBench bench({}, &setup);
        bench.window.findChild<LanguageMenu *>()->setChosen(Language::German);

        bench.chooseGerman();

        QVERIFY(bench.window.findChild<QMessageBox *>() == nullptr);
    }
};

QTEST_MAIN(LanguageTest)
#include "tst_language.moc"
