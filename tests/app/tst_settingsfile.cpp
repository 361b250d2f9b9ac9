// SPDX-License-Identifier: GPL-3.0-or-later
// The config file as the window changes it: what of it is put back, and when a start goes without.
#include "app/exitcodes.h"
#include "app/settingsfile.h"
#include "app/windowrefusals.h"
#include "tests/app/configfilestart.h"

#include <QScopeGuard>
#include <QTest>

using namespace lpm;
using namespace lpm::app;
using testing::ConfigFileStart;

namespace {

constexpr const char *Before = "# mine\nlisten = \"127.0.0.1:0\"\n";

// Keeps this change, as the dialogs do.
void keep(SettingsFile &file, const char *name, const char *value)
{
    const auto text = file.with({{name, std::vector<std::string>{value}}});
    QVERIFY(text);
    QVERIFY(file.write(*text));
}

QString putBackBy(const SettingsFile &file)
{
    return QString::fromStdString(putBack(file.path(), file.keptChange(), "it is refused"));
}

// Why a start with this file is refused, and its settings without it.
std::optional<config::Settings> without(const ConfigFileStart &start)
{
    const auto invocation = readInvocation(start.arguments);
    return invocation ? std::nullopt : settingsWithoutFile(start.arguments, invocation.error());
}

} // namespace

class SettingsFileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allThatWasKeptInARunIsPutBackAtOnce()
    {
        const ConfigFileStart start(Before);
        SettingsFile file(start.arguments, start.path);
        keep(file, "max-clients", "17");
        keep(file, "sync-interval", "30");
        QVERIFY(start.file() != Before);

        const QString said = putBackBy(file);

        QCOMPARE(start.file(), std::string(Before));
        QVERIFY2(said.contains(QStringLiteral("taken out of the config file")), qPrintable(said));
    }

    void aFileThatSomebodyWroteBehindTheChangeStays()
    {
        const ConfigFileStart start(Before);
        SettingsFile file(start.arguments, start.path);
        keep(file, "max-clients", "17");
        const std::string theirs = start.file() + "sync-interval = 30 # theirs\n";
        start.write(theirs);

        const QString said = putBackBy(file);

        QCOMPARE(start.file(), theirs);
        QVERIFY2(said.contains(QStringLiteral("left as it is")), qPrintable(said));
    }

    void aFileThatSomebodyWroteBetweenTwoChangesStays()
    {
        const ConfigFileStart start(Before);
        SettingsFile file(start.arguments, start.path);
        keep(file, "max-clients", "17");
        start.write(start.file() + "sync-interval = 30 # theirs\n");
        keep(file, "max-clients", "18");
        const std::string both = start.file();
        QVERIFY(both.find("# theirs") != std::string::npos);

        const QString said = putBackBy(file);

        QCOMPARE(start.file(), both);
        QVERIFY2(said.contains(QStringLiteral("left as it is")), qPrintable(said));
    }

    void whatTheFileAloneRefusesCanStartWithoutIt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no TOML") << QByteArrayLiteral("[[[\0\x01");
        QTest::newRow("an unknown setting") << QByteArray("no-such-setting = 1\n");
        QTest::newRow("a bad value") << QByteArray("sync-interval = \"soon\"\n");
        QTest::newRow("two that do not go together") << QByteArray("listen = \"0.0.0.0:0\"\n");
    }

    void whatTheFileAloneRefusesCanStartWithoutIt()
    {
        QFETCH(QByteArray, text);
        const ConfigFileStart start(text.toStdString());

        const auto rest = without(start);

        QVERIFY(rest);
        QCOMPARE(rest->configFile, start.path);
        QCOMPARE(rest->mode, domain::RunMode::Demo);
    }

    void whatIsRefusedWithoutTheFileTooIsNoQuestionOfIt()
    {
        QVERIFY(!without(ConfigFileStart("no-such-setting = 1\n", {"--sync-interval", "soon"})));
    }

    void nobodyIsAskedWhereNoWindowIsWanted()
    {
        QVERIFY(!without(ConfigFileStart("no-such-setting = 1\n", {"--headless"})));
        for (const char *wish : {"true", "\"true\"", "yes", "'On'", "1", "whatever"})
            QVERIFY2(!without(ConfigFileStart("no-such-setting = 1\n  headless= "
                                              + std::string(wish) + "\n")),
                     wish);
        for (const char *wish : {"false", "\"no\"", "Off", "0"})
            QVERIFY2(without(ConfigFileStart("no-such-setting = 1\nheadless = "
                                             + std::string(wish) + "\n")),
                     wish);
        QVERIFY(!without(ConfigFileStart(std::string((1 << 20) + 1, '#')))); // it may ask for it
    }

    // The environment alone refuses it: there is nothing to go without, but somebody to tell.
    void aWindowThatIsRefusedForSomethingElseIsToldInOne()
    {
        qputenv("HYPERLIQUID_ADDRESS", "0x12");
        const auto end = qScopeGuard([] { qunsetenv("HYPERLIQUID_ADDRESS"); });
        const auto isTold = [](const char *text, QByteArrayList flags = {}) {
            const ConfigFileStart start(text, std::move(flags));
            const auto invocation = readInvocation(start.arguments);
            return !invocation && isRefusedWindow(invocation.error());
        };

        QVERIFY(isTold("live = true\n"));
        QVERIFY(isTold("no-such-setting = 1\n"));
        QVERIFY(!isTold("live = true\nheadless = true\n"));
        QVERIFY(!isTold("live = true\n", {"--headless"}));
        QVERIFY(!isTold("no-such-setting = 1\nheadless = yes\n"));
        QVERIFY(!isTold("live = true\n", {"doctor"}));
        QVERIFY(!isTold("", {"--sync-interval", "soon"})); // of a terminal
    }

    void aNamedFileThatIsNotThereIsNoFileToGoWithout()
    {
        const ConfigFileStart start("");
        QVERIFY(QFile::remove(QString::fromStdString(start.path)));

        QVERIFY(!without(start));
    }

    void itIsSetAsideOnce()
    {
        const ConfigFileStart start("no-such-setting = 1\n");
        FileGoneWithout file(start.path);

        QVERIFY(file.setAside());
        start.write("live = false\n"); // by a dialog, later in the run
        QVERIFY(file.setAside());

        QCOMPARE(start.file(), std::string("live = false\n"));
        QVERIFY(FileGoneWithout().setAside());
    }

    // The first reading has wiped it: a second one would watch nothing of it.
    void nobodyIsAskedWhereAPrivateKeyIsGiven()
    {
        qputenv("HYPERLIQUID_PRIVATE_KEY", QByteArray(63, '0') + "1");

        QVERIFY(!without(ConfigFileStart("no-such-setting = 1\n")));
    }

    void aFileIsSetAsideWithItsBytesAndNothingIsWrittenOver()
    {
        const std::string first("first\0\xff", 7);
        const ConfigFileStart start(first);

        const std::string announced = config::asideOf(start.path);
        const auto aside = config::setConfigFileAside(start.path);
        QCOMPARE(*aside, announced);
        QCOMPARE(config::asideOf(start.path), start.path + ".broken2"); // of the next one
        start.write("second");
        const auto asideToo = config::setConfigFileAside(start.path);

        QCOMPARE(*aside, start.path + ".broken");
        QCOMPARE(*config::readConfigFile(*aside), first);
        QCOMPARE(*config::readConfigFile(*asideToo), std::string("second"));
        QCOMPARE(start.file(), std::string());
        QVERIFY(readInvocation(start.arguments));
    }

    void aFileThatIsNotThereNeedsNoSettingAside()
    {
        const QTemporaryDir folder;

        QCOMPARE(*config::setConfigFileAside(folder.filePath(QStringLiteral("c")).toStdString()),
                 std::string());
    }
};

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "tst_settingsfile.moc"
