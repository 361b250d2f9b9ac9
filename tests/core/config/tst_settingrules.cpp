// SPDX-License-Identifier: GPL-3.0-or-later
// What settings must be together, and that no secret is ever shown.
#include "core/config/show.h"
#include "tests/core/config/configfixture.h"

#include <QtTest>

#include <cstdlib>

using namespace lpm;
using namespace lpm::config::testing;
using config::Settings;

class SettingRulesTest : public QObject
{
    Q_OBJECT

    static void expectRefused(const CommandLine &line, std::vector<std::string> arguments,
                              const char *part)
    {
        const config::EarlyExit refusal = line.refusal(std::move(arguments));
        QCOMPARE(refusal.exitCode, 78);
        QVERIFY2(refusal.message.find(part) != std::string::npos, refusal.message.c_str());
    }

private Q_SLOTS:
    void liveWithoutAnAccountSaysWhatToSet()
    {
        CommandLine line;
        line.environment["ENABLE_LIVE_TRADING"] = "true";

        expectRefused(line, {"--headless"}, "set HYPERLIQUID_ADDRESS=0x… or give --account 0x…");
        expectRefused(line, {"doctor"}, "no account to watch");
    }

    void theWindowMayAskForTheAccount()
    {
        CommandLine line;

        const Settings settings = line.settings({"--live"});

        QCOMPARE(settings.mode, domain::RunMode::Live);
        QVERIFY(settings.accounts.empty());
        QCOMPARE(settings.restUrl, std::string("https://api.hyperliquid.xyz"));
    }

    void neverSilentDemoDataForAnAccountOrUrl()
    {
        CommandLine line;
        const char *sentence = "give --live or ENABLE_LIVE_TRADING=true";

        expectRefused(line, {"--account", Alice}, sentence);
        expectRefused(line, {"--rest-url", "http://127.0.0.1:1"}, sentence);
        expectRefused(line, {"--ws-url", "ws://127.0.0.1:1"}, sentence);
        line.environment["HYPERLIQUID_PRIVATE_KEY"] = GoodKey;
        expectRefused(line, {}, sentence);
        line.environment = {{"HYPERLIQUID_ADDRESS", Alice}, {"ENABLE_LIVE_TRADING", "false"}};
        expectRefused(line, {}, sentence);
    }

    void theDemoFlagPassesOverTheEnvironmentAndTheFile()
    {
        CommandLine line;
        line.environment = {{"ENABLE_LIVE_TRADING", "true"}, {"HYPERLIQUID_ADDRESS", Alice}};
        line.file(".env", "HYPERLIQUID_REST_URL=https://x.example\nHYPERLIQUID_PRIVATE_KEY=bad\n");

        const Settings settings = line.settings({"--demo"});

        QCOMPARE(settings.mode, domain::RunMode::Demo);
        QVERIFY(settings.accounts.empty());
        QVERIFY(settings.restUrl.empty());
        expectRefused(line, {"--demo", "--account", Bob}, "leave out --account");
    }

    void aMalformedAddressIsRefusedAndNotEchoed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("too short") << QStringLiteral("0x1234");
        QTest::newRow("a private key in its place") << QString::fromUtf8(GoodKey);
        QTest::newRow("not hex") << QString::fromUtf8(Alice).replace(8, 1, QLatin1Char('g'));
        QTest::newRow("no prefix") << QString::fromUtf8(Alice).mid(2);
        QTest::newRow("zero") << QStringLiteral("0x") + QString(40, QLatin1Char('0'));
        QTest::newRow("only a label") << QStringLiteral("=main");
    }
    void aMalformedAddressIsRefusedAndNotEchoed()
    {
        QFETCH(QString, text);
        CommandLine line;

        const config::EarlyExit refusal
            = line.refusal({"--live", "--account", text.toStdString()});

        QCOMPARE(refusal.exitCode, 78);
        QVERIFY(refusal.message.starts_with("an account is not usable: "));
        QVERIFY(refusal.message.find(text.toStdString()) == std::string::npos);
    }

    void twoAccountsWithOneLabelAreRefused()
    {
        CommandLine line;

        expectRefused(line,
                      {"--live", "--account", std::string(Alice) + "=a", "--account",
                       std::string(Bob) + "=a"},
                      "the label a");
    }

    void aPrivateKeyNamesTheAccountOnlyWhereNoneIsNamed()
    {
        CommandLine line;
        line.environment["HYPERLIQUID_PRIVATE_KEY"] = GoodKey;

        const Settings derived = line.settings({"--live", "--headless"});
        const Settings named = line.settings({"--live", "--account", Alice});

        QCOMPARE(derived.accounts.at(0).address.text(), std::string(KeyHolder));
        QCOMPARE(named.accounts.size(), std::size_t{1});
        QCOMPARE(named.accounts.at(0).address.text(), std::string(Alice));
    }

    void aBadPrivateKeyIsRefusedAndAppearsNowhere()
    {
        const std::string canary = "0xCANARYc0ffee";
        CommandLine byEnvironment;
        byEnvironment.environment["HYPERLIQUID_PRIVATE_KEY"] = canary;
        CommandLine byFile;
        byFile.file(".env", "HYPERLIQUID_PRIVATE_KEY=" + canary + "\n");

        for (const CommandLine *line : {&byEnvironment, &byFile}) {
            const config::EarlyExit refusal = line->refusal({"--live", "--headless"});
            QCOMPARE(refusal.exitCode, 78);
            QVERIFY(refusal.message.starts_with("HYPERLIQUID_PRIVATE_KEY is not a private key"));
            QVERIFY(refusal.message.find("CANARY") == std::string::npos);
        }
    }

    void noSecretIsInWhatIsShown()
    {
        CommandLine line;
        line.environment["HYPERLIQUID_PRIVATE_KEY"] = GoodKey;
        const std::string digits = std::string(GoodKey).substr(2, 12);

        const Settings settings = line.settings({"--live", "--headless"});

        QVERIFY(config::showSettings(settings, true).find(digits) == std::string::npos);
        for (const auto &[name, origin] : settings.origins)
            QVERIFY(origin.find(digits) == std::string::npos);
        for (const std::vector<std::string> &misplaced :
             {std::vector<std::string>{"--private-key", GoodKey}, {std::string(GoodKey)},
              {"--log-level", GoodKey}, {"--key=" + std::string(GoodKey)}, {"--listen", GoodKey}}) {
            const config::EarlyExit refusal = line.refusal(misplaced);
            QVERIFY2(refusal.message.find(digits) == std::string::npos, refusal.message.c_str());
        }
    }

    void theKeyIsWipedFromTheProcessesEnvironment()
    {
        QVERIFY(qputenv("HYPERLIQUID_PRIVATE_KEY", GoodKey));
        const char *where = std::getenv("HYPERLIQUID_PRIVATE_KEY");

        const config::Surroundings taken = config::surroundingsOfThisProcess();

        QCOMPARE(taken.environment.at("HYPERLIQUID_PRIVATE_KEY"), std::string(GoodKey));
        QVERIFY(std::getenv("HYPERLIQUID_PRIVATE_KEY") == nullptr);
        QVERIFY(where != nullptr);
    }

    void anExchangeElsewhereIsReachedEncryptedOnly_data()
    {
        QTest::addColumn<QString>("rest");
        QTest::addColumn<QString>("ws");
        QTest::addColumn<bool>("isGood");
        const auto row = [](const char *name, const char *rest, const char *ws, bool isGood) {
            QTest::newRow(name) << QString::fromUtf8(rest) << QString::fromUtf8(ws) << isGood;
        };
        row("encrypted", "https://x.example", "wss://x.example/ws", true);
        row("loopback", "http://127.0.0.1:4001", "ws://localhost:4001/ws", true);
        row("loopback, IPv6", "http://[::1]:4001", "ws://[::1]:4001/ws", true);
        row("open REST", "http://x.example", "wss://x.example/ws", false);
        row("open WebSocket", "https://x.example", "ws://x.example/ws", false);
        row("looks like loopback", "http://127.0.0.1.example", "ws://127.0.0.1.example", false);
        row("swapped", "wss://x.example/ws", "https://x.example", false);
        row("a password inside", "https://me:secret@x.example", "wss://x.example", false);
        row("only one of the two", "https://x.example", "", false);
        row("no address", "x", "y", false);
    }
    void anExchangeElsewhereIsReachedEncryptedOnly()
    {
        QFETCH(QString, rest);
        QFETCH(QString, ws);
        QFETCH(bool, isGood);
        CommandLine line;
        line.environment = {{"HYPERLIQUID_REST_URL", rest.toStdString()},
                            {"HYPERLIQUID_WS_URL", ws.toStdString()}};

        const auto parsed = line.parse({"--live"});

        QCOMPARE(parsed.has_value(), isGood);
        if (isGood)
            QCOMPARE(parsed->settings.restUrl, rest.toStdString());
        else
            QCOMPARE(parsed.error().exitCode, 78);
    }

    void anotherInterfaceNeedsATokenAndEncryption()
    {
        CommandLine line;
        const std::string token = line.file("token", "t0ken");
        const std::string certificate = line.file("cert.pem", "certificate");
        const std::vector<std::string> listen = {"--listen", "0.0.0.0:8000"};
        const auto with = [&listen](std::vector<std::string> more) {
            more.insert(more.begin(), listen.begin(), listen.end());
            return more;
        };

        expectRefused(line, listen, "--token-file");
        expectRefused(line, with({"--token-file", token}), "--insecure-behind-proxy");
        expectRefused(line, {"--allow-host", "desk.example"}, "--token-file");
        QVERIFY(line.parse(with({"--token-file", token, "--insecure-behind-proxy"})));
        QVERIFY(line.parse(
            with({"--token-file", token, "--tls-cert", certificate, "--tls-key", certificate})));
        QVERIFY(line.parse({"--allow-host", "localhost"}));
    }

    void certificateAndKeyBelongTogether()
    {
        CommandLine line;
        const std::string certificate = line.file("cert.pem", "certificate");

        expectRefused(line, {"--tls-cert", certificate}, "belong together");
        expectRefused(line, {"--tls-key", certificate}, "belong together");
        expectRefused(line, {"--tls-cert", certificate, "--tls-key", "absent"}, "absent");
    }

    void theTokenFileIsThereAndOnlyItsOwnersToRead()
    {
        CommandLine line;

        expectRefused(line, {"--token-file", "absent"}, "is not a file that can be read");
        expectRefused(line, {"--token-file", line.file("open", "t0ken", false)}, "chmod 600");
        expectRefused(line, {"--token-file", line.file("empty", "")}, "is empty");
        QVERIFY(line.parse({"--token-file", line.file("good", "t0ken")}));
    }

    void anOriginIsWhatABrowserSends_data()
    {
        QTest::addColumn<QString>("origin");
        for (const char *origin : {"desk.example", "https://desk.example/path", "ftp://x", "*", ""})
            QTest::newRow(origin) << QString::fromUtf8(origin);
    }
    void anOriginIsWhatABrowserSends()
    {
        QFETCH(QString, origin);
        CommandLine line;

        expectRefused(line, {"--allow-origin", origin.toStdString()}, "allow-origin");
    }
};

QTEST_APPLESS_MAIN(SettingRulesTest)
#include "tst_settingrules.moc"
