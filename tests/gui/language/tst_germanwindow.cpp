// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog.h"
#include "tests/gui/hiddenbench.h"
#include "tests/gui/setup/fakesetup.h"

#include "gui/language/translation.h"
#include "gui/setup/settingsdialog.h"
#include "gui/setup/watchdialog.h"
#include "gui/views/banner.h"
#include "gui/views/totalsrow.h"

#include <QMenuBar>
#include <QRegularExpression>
#include <QTest>

#include <map>
#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

const QString German = QStringLiteral("/position-monitor_de.ts");
constexpr qsizetype TellingLength = 10; // of a part of a sentence that no other language has

QString withoutKeys(QString text) { return text.remove(QLatin1Char('&')); }

// What of a sentence stands in the window as it is, whatever is put into it.
QStringList tellingParts(const QString &sentence)
{
    static const QRegularExpression placeholder(QStringLiteral("%(\\d{1,2}|n)|\\n"));
    QStringList parts;
    for (const QString &part : withoutKeys(sentence).split(placeholder)) {
        if (part.trimmed().size() >= TellingLength && part.trimmed().contains(QLatin1Char(' ')))
            parts += part.trimmed();
    }
    return parts;
}

// Hears what is looked up, and answers nothing.
struct Lookups : QTranslator
{
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        asked.insert(QString::fromUtf8(context) + QStringLiteral(": ") + QString::fromUtf8(source));
        return {};
    }
    mutable QSet<QString> asked;
};

// Puts a mark on whatever is looked up.
struct Marker : QTranslator
{
    static constexpr QChar Mark{0x29C9};
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        return Mark + QString::fromUtf8(source);
    }
};

// Full of everything, with what can be opened opened.
struct FullWindow
{
    FullWindow()
    {
        setup.items = {item("log-level", SettingKind::Choice), item("listen", SettingKind::Text),
                       item("account", SettingKind::List), item("live", SettingKind::Switch)};
        for (QMenu *menu : window.findChildren<QMenu *>())
            Q_EMIT menu->aboutToShow();
        for (const int entry : {0, 1, 3})
            window.menuBar()->actions().last()->menu()->actions().at(entry)->trigger();
        (new WatchDialog(setup, &window))->show();
        (new SettingsDialog(setup, &window))->show();
        QCoreApplication::processEvents();
    }

    static SettingItem item(const char *name, SettingKind kind)
    {
        SettingItem made;
        made.name = QString::fromLatin1(name);
        made.kind = kind;
        return made;
    }

    QStringList texts() { return everyTextOf(window); }

    FakeSetup setup;
    HiddenBench bench;
    MainWindow &window = bench.window;
};

} // namespace

class GermanWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_translation = std::make_unique<Translation>();
        m_translation->speak(Language::German);
    }
    void cleanup() { m_translation.reset(); }

    void speaksGermanInMenusTilesColumnsAndBanners()
    {
        const HiddenBench bench;

        QStringList menus;
        for (const QAction *menu : bench.window.menuBar()->actions())
            menus += menu->text();
        QCOMPARE(menus, QStringList({QStringLiteral("&Datei"), QStringLiteral("&Bearbeiten"),
                                     QStringLiteral("&Ansicht"), QStringLiteral("&Hilfe")}));
        const auto &strip = bench.only<SummaryStrip>();
        QVERIFY(strip.tile(QStringLiteral("Kontowert")) != nullptr);
        QVERIFY(strip.tile(QStringLiteral("Gebühren")) != nullptr);
        const QAbstractItemModel &columns = *bench.table("Positionen").model();
        QCOMPARE(columns.headerData(static_cast<int>(PositionColumn::Size), Qt::Horizontal)
                     .toString(),
                 QStringLiteral("Größe"));
        QVERIFY(bench.only<Banner>().accessibleName().contains(QStringLiteral("Simulierte Börse")));
    }

    void noEnglishSentenceIsLeft()
    {
        FullWindow full;
        const auto entries = catalogEntries(catalogDirectory() + German);
        QVERIFY(!entries.empty());
        QSet<QString> german;
        QStringList sentences;
        for (const CatalogEntry &entry : entries) {
            for (const QString &translation : entry.translations) {
                sentences += withoutKeys(translation);
                german.insert(sentences.back());
            }
        }
        const QString all = sentences.join(QLatin1Char('\n'));

        QSet<QString> shown;
        for (const QString &text : full.texts())
            shown.insert(withoutKeys(text));
        const QString allShown = QStringList(shown.values()).join(QLatin1Char('\n'));

        QVERIFY(shown.size() > 300);
        for (const CatalogEntry &entry : entries) {
            const QString source = withoutKeys(entry.source);
            const bool isKey = source == source.toLower() && !source.contains(QLatin1Char(' '));
            QVERIFY2(isKey || german.contains(source) || !shown.contains(source),
                     qPrintable(source));
            for (const QString &part : tellingParts(entry.source))
                QVERIFY2(all.contains(part) || !allShown.contains(part), qPrintable(part));
        }
    }

    // A sentence that is looked up under another name than the catalog has it stays English.
    void everyLookupFindsItsSentence()
    {
        QSet<QString> known;
        for (const CatalogEntry &entry : catalogEntries(catalogDirectory() + German))
            known.insert(entry.context + QStringLiteral(": ") + entry.source);
        const auto isQts = [](const QString &asked) {
            return asked.startsWith(QLatin1Char('Q')) || asked.startsWith(QLatin1String("Close"));
        };
        Lookups lookups;
        QCoreApplication::installTranslator(&lookups);

        FullWindow full;
        full.texts();

        QVERIFY(lookups.asked.size() > 200);
        for (const QString &asked : std::as_const(lookups.asked))
            QVERIFY2(known.contains(asked) || isQts(asked), qPrintable(asked));
    }

    // Names, addresses, the exchange's words and the program's own name are nobody's to translate.
    void nothingIsSaidThatCannotBeTranslated()
    {
        static const QRegularExpression word(QStringLiteral("[A-Za-z]{3,}"));
        static const QRegularExpression untouched(QStringLiteral(
            "^(BTC|ETH|SOL|Main|Hedge|Close Long|DEMO|USD|UTC|.*0x.*|http.*|/home/.*|"
            "&?(English|Deutsch)|[a-z_-]+|(<p [^>]*>)?[−+\\d,.]+ USD(</p>)?)$"));
        Marker marker;
        QCoreApplication::installTranslator(&marker);

        FullWindow full;

        QStringList bare;
        for (const QString &text : full.texts()) {
            if (text.contains(word) && !text.contains(Marker::Mark)
                && !untouched.match(text).hasMatch())
                bare += text;
        }
        bare.removeDuplicates();
        QVERIFY2(bare.isEmpty(), qPrintable(bare.join(QStringLiteral(" | "))));
    }

    void noKeyIsDoubledInAMenu_data()
    {
        QTest::addColumn<Language>("language");
        for (const Language language : {Language::German, Language::English})
            QTest::newRow(qPrintable(languageKey(language))) << language;
    }
    void noKeyIsDoubledInAMenu()
    {
        QFETCH(const Language, language);
        m_translation->speak(language);
        FullWindow full;
        static const QRegularExpression key(QStringLiteral("&([^&\\s])"));

        QList<QWidget *> menus{full.window.menuBar()};
        for (QMenu *menu : full.window.findChildren<QMenu *>())
            menus += menu;
        for (DataTable *table : full.window.findChildren<DataTable *>())
            menus += table; // its actions are its menu
        for (const QWidget *menu : std::as_const(menus)) {
            std::map<QString, QString> keys;
            for (const QAction *entry : menu->actions()) {
                const auto found = key.match(QString(entry->text()).remove(QStringLiteral("&&")));
                if (!found.hasMatch())
                    continue;
                const auto [at, isNew]
                    = keys.emplace(found.captured(1).toLower(), entry->text());
                QVERIFY2(isNew, qPrintable(at->second + QStringLiteral(", ") + entry->text()));
            }
        }
    }

    void numbersAreWrittenAsInEnglish()
    {
        const auto numbers = [](const HiddenBench &bench, const char *table) {
            QStringList found;
            const QAbstractItemModel &model = *bench.table(table).model();
            for (int column = 0; column < PositionColumnCount; ++column) {
                const CellKind kind = spec(static_cast<PositionColumn>(column)).kind;
                if (kind != CellKind::Number && kind != CellKind::Money && kind != CellKind::Bar)
                    continue;
                for (int row = 0; row < model.rowCount(); ++row)
                    found += model.index(row, column).data().toString();
            }
            for (const TotalsRow::Figure &figure : bench.only<TotalsRow>().figures())
                found += figure.value;
            return found;
        };
        const auto german = std::make_unique<HiddenBench>();
        const QStringList inGerman = numbers(*german, "Positionen");
        m_translation->speak(Language::English);
        const auto english = std::make_unique<HiddenBench>();

        QCOMPARE(inGerman, numbers(*english, "Positions"));
        QVERIFY(inGerman.contains(QStringLiteral("−428.92")));
    }

private:
    std::unique_ptr<Translation> m_translation;
};

QTEST_MAIN(GermanWindowTest)
#include "tst_germanwindow.moc"
