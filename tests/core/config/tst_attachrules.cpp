// SPDX-License-Identifier: GPL-3.0-or-later
// What a window on a monitor elsewhere may be told, and that it is told nothing it cannot follow.
#include "tests/core/config/configfixture.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::config::testing;
using config::Settings;

namespace {

constexpr const char *Desk = "https://desk.example:8000";

} // namespace

class AttachRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMonitorElsewhereIsReachedEncryptedOnly_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("isGood");
        const auto row = [](const char *url, bool isGood) {
            QTest::newRow(url) << QString::fromUtf8(url) << isGood;
        };
        row(Desk, true);
        row("wss://desk.example:8000/api/v1/positions/stream", true);
        row("http://127.0.0.1:8000", true);
        row("http://localhost:8000", true);
        row("http://[::1]:8000", true);
        row("http://desk.example:8000", false);
        row("ws://desk.example:8000", false);
        row("http://127.0.0.1.example", false);
        row("https://me:secret@desk.example", false);
        row("ftp://desk.example", false);
        row("desk.example:8000", false);
    }
    void aMonitorElsewhereIsReachedEncryptedOnly()
    {
        QFETCH(QString, url);
        QFETCH(bool, isGood);
        CommandLine line;
        const std::string token = line.file("token", "t0ken");

        const auto parsed = line.parse({"--connect", url.toStdString(), "--token-file", token});

        QCOMPARE(parsed.has_value(), isGood);
        if (isGood) {
            QCOMPARE(parsed->settings.connectUrl, url.toStdString());
            QCOMPARE(parsed->settings.tokenFile, token);
        } else {
            QCOMPARE(parsed.error().exitCode, 78);
            QVERIFY(parsed.error().message.starts_with("connect: "));
            QVERIFY(parsed.error().message.find("secret") == std::string::npos);
        }
    }

    void whatOnlyAMonitorCouldFollowIsRefused_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *flags, int code, const char *said) {
            QTest::newRow(flags) << QString::fromUtf8(flags).split(QLatin1Char(' ')) << code
                                 << QString::fromUtf8(said);
        };
        row("--headless", 2, "--connect and --headless exclude each other");
        row("--demo", 2, "--connect and --demo exclude each other");
        row("--live", 2, "--connect and --live exclude each other");
        row("--account 0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 78, "leave out --account");
        row("--testnet", 78, "leave out --testnet");
        row("--rest-url https://x.example", 78, "leave out --rest-url");
        row("--listen 127.0.0.1:0", 78, "leave out --listen");
        row("--allow-host desk.example", 78, "leave out --allow-host");
        row("--sync-interval 5", 78, "leave out --sync-interval");
    }
    void whatOnlyAMonitorCouldFollowIsRefused()
    {
        QFETCH(QStringList, more);
        QFETCH(int, code);
        QFETCH(QString, said);
        CommandLine line;
        std::vector<std::string> arguments{"--connect", Desk};
        for (const QString &argument : more)
            arguments.push_back(argument.toStdString());

        const config::EarlyExit refusal = line.refusal(arguments);

        QCOMPARE(refusal.exitCode, code);
        QVERIFY2(refusal.message.find(said.toStdString()) != std::string::npos,
                 refusal.message.c_str());
    }

    void whatIsSetForAMonitorOfOnesOwnIsPassedOver()
    {
        CommandLine line;
        line.environment = {{"ENABLE_LIVE_TRADING", "true"},
                            {"HYPERLIQUID_ADDRESS", Alice},
                            {"HYPERLIQUID_PRIVATE_KEY", "bad"},
                            {"HOST", "0.0.0.0"}};

        const Settings settings = line.settings({"--connect", Desk, "--data-dir", "d"});

        QVERIFY(settings.accounts.empty());
        QCOMPARE(settings.dataDir, line.path("d"));
    }

    void theTokenOfOnesOwnMonitorGoesToNoOther()
    {
        CommandLine line;
        const std::string token = line.file("token", "t0ken");
        line.environment["API_TOKEN_FILE"] = token;

        QCOMPARE(line.settings({"--connect", Desk}).tokenFile, std::string());
        QCOMPARE(line.settings({"--connect", Desk, "--token-file", token}).tokenFile, token);
    }

    void aTokenThatOthersMayReadIsRefused()
    {
        CommandLine line;
        const std::string token = line.file("open", "t0ken", false);

        const config::EarlyExit refusal = line.refusal({"--connect", Desk, "--token-file", token});

        QCOMPARE(refusal.exitCode, 78);
        QVERIFY(refusal.message.find("chmod 600") != std::string::npos);
    }

    void otherCommandsStayOfTheMonitorOfThisComputer()
    {
        CommandLine line;

        const auto parsed = line.parse({"--connect", Desk, "config", "show"});

        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->settings.mode, domain::RunMode::Demo);
        QVERIFY(!line.parse({"--connect", "desk.example", "config", "show"}).has_value());
    }
};

QTEST_APPLESS_MAIN(AttachRulesTest)
#include "tst_attachrules.moc"
