// SPDX-License-Identifier: GPL-3.0-or-later
// Where a setting may come from, which source is the strongest, and how each bad value is told.
#include "core/config/show.h"
#include "tests/core/config/configfixture.h"

#include <QtTest>

#include <filesystem>

using namespace lpm;
using namespace lpm::config::testing;
using config::Settings;

namespace {

using Words = QStringList;

std::vector<std::string> words(const QStringList &list)
{
    std::vector<std::string> out;
    for (const QString &word : list)
        out.push_back(word.toStdString());
    return out;
}

QStringList split(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withNothingSetItIsTheDemoOnLoopback()
    {
        CommandLine line;

        const Settings settings = line.settings({});

        QCOMPARE(settings.mode, domain::RunMode::Demo);
        QVERIFY(!settings.headless);
        QVERIFY(settings.accounts.empty());
        QVERIFY(settings.restUrl.empty());
        QCOMPARE(settings.listenHost, std::string("127.0.0.1"));
        QCOMPARE(settings.listenPort, 8000);
        QCOMPARE(settings.logDir, line.path("logs"));
        QCOMPARE(settings.dataDir, std::string("/home/trader/.local/share/position-monitor/demo"));
        QCOMPARE(settings.updateInterval, base::Milliseconds{1000});
        QCOMPARE(settings.syncInterval, base::Milliseconds{60'000});
        QCOMPARE(settings.pnlThreshold.text(), std::string("0.01"));
        QCOMPARE(settings.maxClients, 256);
        QCOMPARE(settings.auditPrices, std::string("sampled"));
        QCOMPARE(settings.origins.at("log-level"), std::string("default"));
    }

    void theStrongestSourceWins()
    {
        CommandLine line;
        const std::string configFile = line.file("c.toml", "log-level = \"error\"\n");
        QCOMPARE(line.settings({}).logLevel, std::string("info"));
        QCOMPARE(line.settings({"--config", configFile}).logLevel, std::string("error"));

        line.file(".env", "LOG_LEVEL=warning\n");
        QCOMPARE(line.settings({"--config", configFile}).logLevel, std::string("warning"));

        line.environment["LOG_LEVEL"] = "debug";
        QCOMPARE(line.settings({"--config", configFile}).logLevel, std::string("debug"));

        const Settings settings
            = line.settings({"--config", configFile, "--log-level", "info"});
        QCOMPARE(settings.logLevel, std::string("info"));
        QCOMPARE(settings.origins.at("log-level"), std::string("flag"));
    }

    void aValueKnowsWhereItComesFrom()
    {
        CommandLine line;
        line.environment["LOG_DIR"] = "elsewhere";
        line.file(".env", "UPDATE_INTERVAL=0.5\n");
        line.defaultConfigFile = line.file("config.toml", "sync_interval = 30\n");

        const Settings settings = line.settings({"--max-clients=3"});

        QCOMPARE(settings.origins.at("log-dir"), std::string("environment LOG_DIR"));
        QCOMPARE(settings.origins.at("update-interval"), std::string(".env"));
        QCOMPARE(settings.origins.at("sync-interval"), "config file " + line.defaultConfigFile);
        QCOMPARE(settings.origins.at("max-clients"), std::string("flag"));
        QCOMPARE(settings.syncInterval, base::Milliseconds{30'000});
        QCOMPARE(settings.logDir, line.path("elsewhere"));
        const std::string shown = config::showSettings(settings, true);
        QVERIFY(shown.find("log-dir = " + line.path("elsewhere") + "  # environment LOG_DIR\n")
                != std::string::npos);
        QVERIFY(config::showSettings(settings, false).find('#') == std::string::npos);
    }

    void anEmptyVariableCountsAsNotSet()
    {
        CommandLine line;
        line.environment["LOG_LEVEL"] = "";
        line.environment["HYPERLIQUID_ADDRESS"] = "";
        line.environment["HYPERLIQUID_PRIVATE_KEY"] = "";

        QCOMPARE(line.settings({}).logLevel, std::string("info"));
    }

    void theSeedsDotEnvWorksAsWritten()
    {
        CommandLine line;
        line.file(".env", "# Enable live trading\nENABLE_LIVE_TRADING=true\n\n"
                          "# Hyperliquid configuration\nHYPERLIQUID_PRIVATE_KEY="
                              + std::string(GoodKey)
                              + "\nHYPERLIQUID_TESTNET=true\n\n# Logging\nLOG_DIR=logs\n"
                                "LOG_LEVEL=info\n");

        const Settings settings = line.settings({"--headless"});

        QCOMPARE(settings.mode, domain::RunMode::Testnet);
        QCOMPARE(settings.accounts.size(), std::size_t{1});
        QCOMPARE(settings.accounts[0].address.text(), std::string(KeyHolder));
        QCOMPARE(settings.restUrl, std::string("https://api.hyperliquid-testnet.xyz"));
        QCOMPARE(settings.wsUrl, std::string("wss://api.hyperliquid-testnet.xyz/ws"));
    }

    void aKeyThatOthersCanReadIsWarnedOf()
    {
#ifndef _WIN32
        CommandLine line;
        const auto warnings = [&](const std::string &content, std::filesystem::perms mode) {
            line.file(".env", "ENABLE_LIVE_TRADING=true\nHYPERLIQUID_ADDRESS=" +
                                  std::string(KeyHolder) + "\nHYPERLIQUID_PRIVATE_KEY=" + content);
            std::filesystem::permissions(line.path(".env"), mode);
            return line.settings({"--headless"}).warnings;
        };
        using std::filesystem::perms;
        const perms own = perms::owner_read | perms::owner_write;

        const auto warned = warnings(GoodKey, own | perms::group_read);
        QCOMPARE(warned.size(), std::size_t{1});
        QVERIFY(warned[0].find(GoodKey) == std::string::npos);
        QVERIFY(warnings(GoodKey, own).empty());
        QVERIFY(warnings("", own | perms::others_read).empty()); // there is no key
#endif
    }

    void hostAndPortOfTheEnvironmentMakeTheListenAddress()
    {
        CommandLine line;
        line.environment["PORT"] = "9000";
        line.file(".env", "HOST=localhost\nPORT=9001\n");
        QCOMPARE(line.settings({}).listenHost, std::string("localhost"));
        QCOMPARE(line.settings({}).listenPort, 9000);

        const Settings settings = line.settings({"--listen", "[::1]:0"});

        QCOMPARE(settings.listenHost, std::string("::1"));
        QCOMPARE(settings.listenPort, 0);
    }

    void accountsHaveLabelsAndMayBeMany()
    {
        CommandLine line;
        line.environment["HYPERLIQUID_ADDRESS"]
            = std::string(Alice) + "=main, " + Bob + " ," + Alice;

        const Settings fromEnvironment = line.settings({"--live"});
        const Settings fromFlags = line.settings(
            {"--live", "--account", std::string(Bob) + "=b", "--account", Alice, "doctor"});

        QCOMPARE(fromEnvironment.accounts.size(), std::size_t{2});
        QCOMPARE(fromEnvironment.accounts[0].label, std::string("main"));
        QCOMPARE(fromFlags.accounts.size(), std::size_t{2});
        QCOMPARE(fromFlags.accounts[0].address.text(), std::string(Bob));
        QCOMPARE(fromFlags.accounts[0].label, std::string("b"));
    }

    void aSwitchCanBeTurnedOffByAFlag()
    {
        CommandLine line;
        line.environment["HYPERLIQUID_TESTNET"] = "true";
        line.environment["ENABLE_LIVE_TRADING"] = "TRUE";

        QCOMPARE(line.settings({}).mode, domain::RunMode::Testnet);
        QCOMPARE(line.settings({"--no-testnet"}).mode, domain::RunMode::Live);
        QCOMPARE(line.settings({"--no-live"}).mode, domain::RunMode::Demo);
    }

    void everyFlagIsTaken()
    {
        CommandLine line;
        const std::string token = line.file("token", "t0ken");
        const Settings settings = line.settings(
            {"--headless", "--data-dir", "d", "--log-dir", "/l", "--update-interval", "0",
             "--sync-interval", "5", "--pnl-threshold", "1.50", "--on-discrepancy", "hold",
             "--audit-sync", "each", "--audit-prices", "all", "--log-addresses", "--token-file",
             token, "--allow-origin", "https://a.example", "--allow-origin", "http://b.example:81",
             "--allow-host", "desk.example"});

        QVERIFY(settings.headless && settings.auditSyncEach && settings.logAddresses);
        QVERIFY(!settings.adjustOnDiscrepancy);
        QCOMPARE(settings.dataDir, line.path("d/demo"));
        QCOMPARE(settings.logDir, std::string("/l"));
        QCOMPARE(settings.updateInterval, base::Milliseconds{0});
        QCOMPARE(settings.syncInterval, base::Milliseconds{5000});
        QCOMPARE(settings.pnlThreshold.text(), std::string("1.5"));
        QCOMPARE(settings.auditPrices, std::string("all"));
        QCOMPARE(settings.tokenFile, token);
        QCOMPARE(settings.allowedOrigins.size(), std::size_t{2});
        QCOMPARE(settings.allowedHosts, std::vector<std::string>{"desk.example"});
    }

    void commandsCarryTheirArguments()
    {
        using config::Command;
        CommandLine line;

        const auto verify = line.parse({"audit", "verify", "logs/trading"});
        const auto exported = line.parse({"export", "fills", "--format", "json"});
        const auto show = line.parse({"config", "show", "--origin"});

        QCOMPARE(verify->command, Command::AuditVerify);
        QCOMPARE(verify->arguments, std::vector<std::string>{"logs/trading"});
        QCOMPARE(exported->command, Command::Export);
        QCOMPARE(exported->arguments, (std::vector<std::string>{"fills", "json"}));
        QCOMPARE(show->command, Command::ConfigShow);
        QCOMPARE(show->arguments, std::vector<std::string>{"--origin"});
        QCOMPARE(line.parse({"ledger", "rebuild"})->command, Command::LedgerRebuild);
        QCOMPARE(line.parse({"doctor", "--headless"})->command, Command::Doctor);
        QCOMPARE(line.parse({})->command, Command::Run);
    }

    void anAuditIsCheckedWhateverTheSettingsAre()
    {
        CommandLine line;
        line.file(".env", "this is no setting\n");

        QVERIFY(line.parse({"audit", "verify", "logs/trading"}).has_value());
    }

    void helpAndVersionGoToTheUserWithExitCodeZero()
    {
        CommandLine line;

        const config::EarlyExit help = line.refusal({"--help"});
        const config::EarlyExit version = line.refusal({"--version"});

        QCOMPARE(help.exitCode, 0);
        for (const char *part : {"--listen HOST:PORT", "ENABLE_LIVE_TRADING", "HYPERLIQUID_ADDRESS",
                                 "--no-headless", "doctor", "78 configuration"})
            QVERIFY2(help.message.find(part) != std::string::npos, part);
        QCOMPARE(version.exitCode, 0);
        QVERIFY(version.message.starts_with("position-monitor 0."));
    }

    void aBadCommandLineIsAUsageError_data()
    {
        QTest::addColumn<Words>("arguments");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *arguments, const char *part) {
            QTest::newRow(arguments) << split(arguments) << QString::fromUtf8(part);
        };
        row("--lisen 127.0.0.1:1", "unknown flag --lisen; did you mean --listen?");
        row("--hedless", "did you mean --headless?");
        row("--private-key=0x12", "unknown flag --private-key;");
        row("docter", "unknown command docter; did you mean doctor?");
        row("--listen", "--listen");
        row("--listen 8000", "--listen: expected HOST:PORT");
        row("--listen ::1:8000", "--listen: expected HOST:PORT");
        row("--listen 127.0.0.1:65536", "--listen: expected a whole number from 0 to 65535");
        row("--listen 127.0.0.1:", "--listen: expected a whole number");
        row("--update-interval abc", "--update-interval: expected seconds from 0 to 3600");
        row("--update-interval 1e3", "--update-interval: expected seconds");
        row("--update-interval 0.0001", "in milliseconds at the finest");
        row("--sync-interval 0", "--sync-interval: expected seconds from 1 to 86400");
        row("--pnl-threshold much", "--pnl-threshold: expected an amount of USD");
        row("--max-clients 0", "--max-clients: expected a whole number from 1 to 10000");
        row("--log-level loud", "expected one of debug, info, warning, error, got \"loud\"");
        row("--on-discrepancy guess", "expected one of adjust, hold");
        row("--audit-sync never", "expected one of interval, each");
        row("--audit-prices some", "expected one of off, sampled, all");
        row("--demo --live", "exclude each other");
        row("audit", "subcommand");
        row("audit verify", "DIR");
        row("export everything", "WHAT");
        row("export fills --format xml", "--format");
    }
    void aBadCommandLineIsAUsageError()
    {
        QFETCH(Words, arguments);
        QFETCH(QString, part);
        CommandLine line;

        const config::EarlyExit refusal = line.refusal(words(arguments));

        QCOMPARE(refusal.exitCode, 2);
        QVERIFY2(refusal.message.find(part.toStdString()) != std::string::npos,
                 refusal.message.c_str());
    }

    void aBadValueFromElsewhereIsAConfigurationError_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *name, const char *value, const char *part) {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(value)
                                << QString::fromUtf8(part);
        };
        row("ENABLE_LIVE_TRADING", "maybe", "expected true or false");
        row("HYPERLIQUID_TESTNET", "2", "expected true or false");
        row("PORT", "http", "expected a whole number from 0 to 65535");
        row("HOST", "a b", "expected the address or name");
        row("LOG_LEVEL", "loud", "expected one of");
        row("UPDATE_INTERVAL", "-1", "expected seconds");
        row("SYNC_INTERVAL", "soon", "expected seconds");
        row("PNL_THRESHOLD", "-0.01", "expected an amount");
    }
    void aBadValueFromElsewhereIsAConfigurationError()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, part);
        CommandLine byEnvironment;
        byEnvironment.environment[name.toStdString()] = value.toStdString();
        CommandLine byFile;
        byFile.file(".env", name.toStdString() + "=" + value.toStdString() + "\n");

        const config::EarlyExit first = byEnvironment.refusal({});
        const config::EarlyExit second = byFile.refusal({});

        QCOMPARE(first.exitCode, 78);
        QCOMPARE(second.exitCode, 78);
        QVERIFY(first.message.starts_with(name.toStdString() + " (environment): "));
        QVERIFY(second.message.starts_with(name.toStdString() + " (.env): "));
        QVERIFY2(first.message.find(part.toStdString()) != std::string::npos,
                 first.message.c_str());
    }

    void aFileThatCannotBeUsedIsAConfigurationError()
    {
        CommandLine line;
        QCOMPARE(line.refusal({"--env-file", "absent"}).message,
                 std::string("cannot read absent"));
        QCOMPARE(line.refusal({"--config", "absent"}).exitCode, 78);
        line.file("a.env", "A=1\nno equals sign\n");
        QCOMPARE(line.refusal({"--env-file", "a.env"}).message,
                 std::string("a.env line 2: KEY=value expected"));
        line.file("c.toml", "log-levle = \"info\"\n");
        QCOMPARE(line.refusal({"--config", "c.toml"}).message,
                 std::string("c.toml: unknown setting log-levle"));
        line.file("s.toml", "[section]\nlog-level = \"info\"\n");
        QCOMPARE(line.refusal({"--config", "s.toml"}).exitCode, 78);
    }

    void aConfigFileHasListsAndTheListenAddress()
    {
        CommandLine line;
        line.file("c.toml", "# a comment\nlisten = \"127.0.0.1:8123\"\nlive = true\n"
                            "account = [\"" + std::string(Alice) + "\", \"" + Bob + "=b\"]\n");

        const Settings settings = line.settings({"--config", "c.toml", "--headless"});

        QCOMPARE(settings.listenPort, 8123);
        QCOMPARE(settings.accounts.size(), std::size_t{2});
        QCOMPARE(settings.accounts[1].label, std::string("b"));
    }
};

QTEST_APPLESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
