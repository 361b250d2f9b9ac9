// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settingitems.h"
#include "app/settingtexts.h"
#include "app/windowrun.h"
#include "core/config/settingrows.h"
#include "gui/language/translation.h"
#include "gui/windowsettings.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace lpm;
using namespace lpm::app;

namespace {

void keep(const QTemporaryDir &directory, const char *language)
{
    gui::WindowState state;
    state.language = QString::fromLatin1(language);
    QVERIFY(gui::WindowSettings(directory.path()).save(state));
}

bool isAmongTexts(std::string_view text)
{
    const auto texts = settingTexts();
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

} // namespace

class WindowLanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRunSpeaksAsItsWindowWasLeft()
    {
        const QTemporaryDir german;
        const QTemporaryDir english;
        keep(german, "de");
        keep(english, "en");
        gui::Translation translation;

        speakAsKeptIn(german.path().toStdString(), translation);
        QCOMPARE(translation.spoken(), std::optional(gui::Language::German));
        QCOMPARE(originText("flag"), QStringLiteral("Kommandozeile"));

        speakAsKeptIn(english.path().toStdString(), translation);
        QCOMPARE(translation.spoken(), std::optional(gui::Language::English));
        QCOMPARE(originText("flag"), QStringLiteral("flag"));
    }

    void aDirectoryWithoutAWindowSpeaksAsTheSystem()
    {
        const QTemporaryDir empty;
        gui::Translation translation;

        speakAsKeptIn(empty.path().toStdString(), translation);

        QCOMPARE(translation.spoken(),
                 std::optional(gui::spokenLanguage(gui::Language::System,
                                                   QLocale::system().uiLanguages())));
    }

    // The table is read without a window; what it says is named for the translators once more.
    void everySentenceOfTheSettingsIsNamedForTranslators()
    {
        for (const config::Row &row : config::settingRows()) {
            if (row.name == "host" || row.name == "port")
                continue; // the dialog shows listen
            QVERIFY2(isAmongTexts(row.help), std::string(row.help).c_str());
            const bool isSentence = row.shownDefault.find(' ') != std::string_view::npos;
            QVERIFY2(!isSentence || isAmongTexts(row.shownDefault),
                     std::string(row.shownDefault).c_str());
        }
    }

    void noSentenceIsNamedThatNoSettingHas()
    {
        for (const char *text : settingTexts()) {
            const auto rows = config::settingRows();
            QVERIFY2(std::any_of(rows.begin(), rows.end(),
                                 [&](const config::Row &row) {
                                     return row.help == text || row.shownDefault == text;
                                 }),
                     text);
        }
    }

    void theDialogShowsThemInTheWindowsLanguage()
    {
        gui::Translation translation;
        translation.speak(gui::Language::German);

        const auto items = settingItems({}, {});

        const auto found = std::find_if(items.begin(), items.end(), [](const auto &item) {
            return item.name == QLatin1String("sync-interval");
        });
        QVERIFY(found != items.end());
        QCOMPARE(found->help, QStringLiteral("Wie oft Positionen mit der Börse abgeglichen werden"));
        QCOMPARE(found->standard, QStringLiteral("60"));
    }
};

QTEST_MAIN(WindowLanguageTest)
#include "tst_windowlanguage.moc"
