// SPDX-License-Identifier: GPL-3.0-or-later
// The config file under the program's hand: what is asked for is in it, all else is left as it was.
#include "core/config/configfile.h"
#include "core/config/layers.h"
#include "core/config/settingrows.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace lpm;
using config::Changes;
using Values = std::vector<std::string>;

namespace {

std::string changed(const std::string &text, const Changes &changes)
{
    const auto result = config::withChanges(text, changes);
    return result ? *result : "ERROR " + result.error().message;
}

std::string mixed(std::mt19937 &random, const char *letters, std::size_t most)
{
    const std::string_view from(letters);
    std::string text;
    for (std::size_t i = random() % (most + 1); i > 0; --i)
        text += from[random() % from.size()];
    return text;
}

} // namespace

class ConfigFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFileGetsWhatIsAskedFor()
    {
        QCOMPARE(changed("", {{"live", Values{"true"}}, {"account", Values{"0xaa=Main", "0xbb"}}}),
                 std::string("account = [\"0xaa=Main\", \"0xbb\"]\nlive = true\n"));
    }

    void commentsOrderAndOtherSettingsStay()
    {
        const std::string before = "# mine\n\nlog_level = \"debug\"  # while I look\n"
                                   "port = 9000\n# the end\n";

        QCOMPARE(changed(before, {{"log-level", Values{"error"}}}),
                 std::string("# mine\n\nlog-level = \"error\" # while I look\n"
                             "port = 9000\n# the end\n"));
    }

    void anArrayOverManyLinesIsReplacedWhole()
    {
        const std::string before = "account = [\"0xaa\",\n  \"0xbb\"]\nlive = true\n";

        QCOMPARE(changed(before, {{"account", Values{"0xcc"}}}),
                 std::string("account = [\"0xcc\"]\nlive = true\n"));
    }

    void aSettingIsTakenOut()
    {
        QCOMPARE(changed("port = 9000\nlive = true\n", {{"port", std::nullopt}}),
                 std::string("live = true\n"));
    }

    void aSettingThatStandsThereTwiceIsLeftOnce()
    {
        QCOMPARE(changed("port = 1\nlive = true\nport = 2\n", {{"port", Values{"3"}}}),
                 std::string("port = \"3\"\nlive = true\n"));
    }

    // The file's reader takes it for a comment, in quotes too: it would not read back.
    void aHashInAValueIsRefused()
    {
        QVERIFY(!config::withChanges("", {{"account", Values{"0xaa=#1"}}}));
    }

    void aPathOfWindowsIsWrittenAsItIs()
    {
        const std::string text = changed("", {{"data-dir", Values{R"(C:\new\temp)"}}});

        QCOMPARE(text, std::string("data-dir = 'C:\\new\\temp'\n"));
        QCOMPARE(config::configFileLayer(text, "f")->at("data-dir").values,
                 Values{R"(C:\new\temp)"});
    }

    void whatTheFileCannotHoldIsRefused()
    {
        for (const char *value : {"two\nlines", "a\"b'c", "bell\a"})
            QVERIFY(!config::withChanges("", {{"log-dir", Values{value}}}));
    }

    void anUnreadableFileIsNotTouched()
    {
        const auto result = config::withChanges("nonsense = 1\n", {{"live", Values{"true"}}});

        QVERIFY(!result);
        QCOMPARE(result.error().message, std::string("the file: unknown setting nonsense"));
    }

    void aNameThatIsNoSettingsIsRefused()
    {
        QVERIFY(!config::withChanges("", {{"colour", Values{"red"}}}));
    }

    // Whatever is written reads back as it was asked for, beside what was there; or it is refused.
    void whatIsWrittenReadsBack()
    {
        std::mt19937 random(20261130);
        int written = 0;
        for (int i = 0; i < 3000; ++i) {
            std::string before;
            for (int lines = static_cast<int>(random() % 4); lines > 0; --lines) {
                const std::string value = mixed(random, "a 0x=#,[]'", 8);
                before += "log_level = \"" + value + "\"\n" + (random() % 2 ? "# say \"x\n" : "");
            }
            const std::string label = mixed(random, "aB 0=#,[]'\"\\\n\t", 10);
            const auto result = config::withChanges(before, {{"account", Values{"0x1=" + label}}});
            if (!result)
                continue;
            const auto layer = config::configFileLayer(*result, "f");
            QVERIFY(layer);
            QCOMPARE(layer->at("account").values, Values{"0x1=" + label});
            ++written;
        }
        QVERIFY2(written > 500, qPrintable(QString::number(written)));
    }

    void itIsWrittenInOneStepIntoAFolderThatIsMade()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("new/config.toml")).toStdString();

        QCOMPARE(*config::readConfigFile(path), std::string());
        QVERIFY(config::writeConfigFile(path, "live = true\n"));
        QVERIFY(config::writeConfigFile(path, "live = false\n"));

        QCOMPARE(*config::readConfigFile(path), std::string("live = false\n"));
        QCOMPARE(QDir(folder.filePath(QStringLiteral("new"))).entryList(QDir::Files).size(), 1);
    }

    void behindALinkTheFileIsReplacedAndNotTheLink()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("mine.toml"));
        const QString link = folder.filePath(QStringLiteral("config.toml"));
        QVERIFY(config::writeConfigFile(file.toStdString(), "live = false\n"));
        QVERIFY(QFile::link(file, link));

        QVERIFY(config::writeConfigFile(link.toStdString(), "live = true\n"));

        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(*config::readConfigFile(file.toStdString()), std::string("live = true\n"));
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        const QTemporaryDir folder;
        QFile blocking(folder.filePath(QStringLiteral("new")));
        QVERIFY(blocking.open(QIODevice::WriteOnly));
        const std::string path = folder.filePath(QStringLiteral("new/config.toml")).toStdString();

        const auto result = config::writeConfigFile(path, "live = true\n");

        QVERIFY(!result);
        QVERIFY(result.error().message.starts_with(path + " cannot be written"));
    }
};

QTEST_GUILESS_MAIN(ConfigFileTest)
#include "tst_configfile.moc"
