// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace lpm::gui::testing;

namespace {

const QStringList Catalogs{QStringLiteral("position-monitor_de.ts"),
                           QStringLiteral("position-monitor_en.ts")};

QString pathOf(const QString &catalog) { return QDir(catalogDirectory()).filePath(catalog); }

QString nameOf(const CatalogEntry &entry)
{
    return entry.context + QStringLiteral(": ") + entry.source;
}

// %1 … %9, %10, %n; a percent sign before anything else is one.
QSet<QString> placeholdersIn(const QString &text)
{
    static const QRegularExpression placeholder(QStringLiteral("%(\\d{1,2}|n)"));
    QSet<QString> found;
    for (auto all = placeholder.globalMatch(text); all.hasNext();)
        found.insert(all.next().captured());
    return found;
}

// How many letters are reached by the keyboard: "&Save" has one, "P&&L" and "P&L" none.
qsizetype keysIn(const QString &text)
{
    static const QRegularExpression key(QStringLiteral("&(?=[^&\\s])"));
    return QString(text).remove(QStringLiteral("&&")).remove(QStringLiteral("P&L")).count(key);
}

QStringList linesWith(const QString &text, const QString &separator)
{
    return text.split(separator);
}

} // namespace

class CatalogsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySentenceIsTranslated_data() { addCatalogs(); }
    void everySentenceIsTranslated()
    {
        QFETCH(const QString, catalog);

        const auto entries = catalogEntries(pathOf(catalog));

        QVERIFY(!entries.empty());
        for (const CatalogEntry &entry : entries) {
            QVERIFY2(entry.state.isEmpty(), qPrintable(entry.state + QStringLiteral(": ") + nameOf(entry)));
            QVERIFY2(!entry.translations.isEmpty(), qPrintable(nameOf(entry)));
            for (const QString &translation : entry.translations)
                QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(nameOf(entry)));
        }
    }

    void aCountIsSpokenInTwoForms_data() { addCatalogs(); }
    void aCountIsSpokenInTwoForms()
    {
        QFETCH(const QString, catalog);

        for (const CatalogEntry &entry : catalogEntries(pathOf(catalog)))
            QVERIFY2(entry.translations.size() == (entry.isCounted ? 2 : 1),
                     qPrintable(nameOf(entry)));
    }

    void whatIsPutIntoASentenceIsInItsTranslation_data() { addCatalogs(); }
    void whatIsPutIntoASentenceIsInItsTranslation()
    {
        QFETCH(const QString, catalog);

        for (const CatalogEntry &entry : catalogEntries(pathOf(catalog))) {
            for (const QString &translation : entry.translations)
                QVERIFY2(placeholdersIn(translation) == placeholdersIn(entry.source),
                         qPrintable(nameOf(entry) + QStringLiteral(" → ") + translation));
        }
    }

    void aKeyOfTheMenusIsInTheTranslation_data() { addCatalogs(); }
    void aKeyOfTheMenusIsInTheTranslation()
    {
        QFETCH(const QString, catalog);

        for (const CatalogEntry &entry : catalogEntries(pathOf(catalog))) {
            for (const QString &translation : entry.translations)
                QVERIFY2(keysIn(translation) == keysIn(entry.source),
                         qPrintable(nameOf(entry) + QStringLiteral(" → ") + translation));
        }
    }

    // Formulas stand in lines, and what is appended begins with its separator.
    void aTranslationHasTheLinesOfItsSentence_data() { addCatalogs(); }
    void aTranslationHasTheLinesOfItsSentence()
    {
        QFETCH(const QString, catalog);

        for (const CatalogEntry &entry : catalogEntries(pathOf(catalog))) {
            const QString end = QStringLiteral("\n");
            for (const QString &translation : entry.translations) {
                QVERIFY2(linesWith(translation, end).size() == linesWith(entry.source, end).size(),
                         qPrintable(nameOf(entry)));
                QVERIFY2(translation.startsWith(QLatin1Char(' '))
                             == entry.source.startsWith(QLatin1Char(' ')),
                         qPrintable(nameOf(entry)));
            }
        }
    }

    // A sentence that was added or changed since: scripts/translations.sh takes it in.
    void noSentenceOfTheSourcesIsMissing()
    {
        const QTemporaryDir copy;
        for (const QString &catalog : Catalogs)
            QVERIFY(QFile::copy(pathOf(catalog), copy.filePath(catalog)));

        QProcess update;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("LUPDATE"), QStringLiteral(LPM_LUPDATE));
        update.setProcessEnvironment(environment);
        update.start(QStringLiteral("bash"), {qEnvironmentVariable("LPM_SOURCE_DIR")
                                                  + QStringLiteral("/scripts/translations.sh"),
                                              copy.path()});
        QVERIFY2(update.waitForFinished(), qPrintable(update.errorString()));
        QCOMPARE(update.exitCode(), 0);

        for (const QString &catalog : Catalogs) {
            const QStringList kept = namesIn(pathOf(catalog));
            const QStringList updated = namesIn(copy.filePath(catalog));
            QVERIFY(!updated.isEmpty());
            for (const QString &name : updated)
                QVERIFY2(kept.contains(name), qPrintable(catalog + QStringLiteral(" lacks ") + name));
            for (const QString &name : kept)
                QVERIFY2(updated.contains(name),
                         qPrintable(catalog + QStringLiteral(" has what nothing says: ") + name));
        }
    }

private:
    static void addCatalogs()
    {
        QTest::addColumn<QString>("catalog");
        for (const QString &catalog : Catalogs)
            QTest::newRow(qPrintable(catalog)) << catalog;
    }

    static QStringList namesIn(const QString &file)
    {
        QStringList names;
        for (const CatalogEntry &entry : catalogEntries(file))
            names += nameOf(entry);
        return names;
    }
};

QTEST_GUILESS_MAIN(CatalogsTest)
#include "tst_catalogs.moc"
