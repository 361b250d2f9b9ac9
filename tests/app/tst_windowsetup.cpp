// SPDX-License-Identifier: GPL-3.0-or-later
// The window's settings and account, kept in a real config file and read back as a start reads them.
#include "app/demo.h"
#include "app/settingitems.h"
#include "app/windowsetup.h"
#include "simulator/embedded/embeddedexchange.h"
#include "tests/app/configfilestart.h"

#include <QCoreApplication>
#include <QTest>

using namespace lpm;
using namespace lpm::app;

namespace {

const QString Mine = QStringLiteral("0x") + QString(40, QLatin1Char('b'));
const QString Other = QStringLiteral("0x") + QString(40, QLatin1Char('c'));

// And what stands behind its window.
struct Start : testing::ConfigFileStart
{
    explicit Start(const std::string &config, QByteArrayList flags = {})
        : ConfigFileStart(config, std::move(flags))
    {
        const auto invocation = readInvocation(arguments);
        if (!invocation)
            qFatal("%s", invocation.error().message.c_str());
        settings = invocation->settings;
        setup = std::make_unique<WindowSetup>(arguments, settings);
    }

    QString file() const { return QString::fromStdString(ConfigFileStart::file()); }
    config::Settings again() const { return readInvocation(arguments)->settings; }

    config::Settings settings;
    std::unique_ptr<WindowSetup> setup;
};

QString valueOf(const std::vector<gui::SettingItem> &items, const char *name)
{
    for (const gui::SettingItem &item : items) {
        if (item.name == QLatin1String(name))
            return item.values.join(QLatin1Char(','));
    }
    return QStringLiteral("no such setting");
}

} // namespace

class WindowSetupTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anAccountIsWatchedFromTheNextStart()
    {
        const Start start("# mine\nlog-level = \"debug\"\n");
        QCOMPARE(start.settings.mode, domain::RunMode::Demo);

        QCOMPARE(start.setup->watch({Mine, QStringLiteral("Main"), false}), QString());

        const config::Settings next = start.again();
        QCOMPARE(next.mode, domain::RunMode::Live);
        QCOMPARE(next.accounts.size(), 1U);
        QCOMPARE(QString::fromStdString(next.accounts[0].address.text()), Mine);
        QCOMPARE(next.accounts[0].label, std::string("Main"));
        QCOMPARE(next.logLevel, std::string("debug"));
        QVERIFY(start.file().startsWith(QStringLiteral("# mine\n")));
    }

    void theTestnetIsKept()
    {
        const Start start("");

        QCOMPARE(start.setup->watch({Mine, {}, true}), QString());

        QCOMPARE(start.again().mode, domain::RunMode::Testnet);
    }

    void anotherAccountComesBesideTheFirst()
    {
        const Start start("live = true\naccount = [\"" + Mine.toStdString() + "=Main\"]\n");

        QCOMPARE(start.setup->watch({Other, QStringLiteral("Hedge"), false}), QString());

        QCOMPARE(start.again().accounts.size(), 2U);
        QCOMPARE(start.again().accounts[0].label, std::string("Main"));
    }

    void anAccountThatIsKnownGetsItsNewName()
    {
        const Start start("live = true\naccount = [\"" + Mine.toStdString() + "=Main\"]\n");

        QCOMPARE(start.setup->watch({Mine, QStringLiteral("Desk"), false}), QString());

        QCOMPARE(start.again().accounts.size(), 1U);
        QCOMPARE(start.again().accounts[0].label, std::string("Desk"));
    }

    void whatAStartWouldRefuseIsNotKept()
    {
        const Start start("live = true\naccount = [\"" + Mine.toStdString() + "=Main\"]\n");
        const QString before = start.file();

        const QString refused = start.setup->watch({Other, QStringLiteral("Main"), false});

        QVERIFY2(refused.contains(QStringLiteral("two accounts have the label Main")),
                 qPrintable(refused));
        QCOMPARE(start.file(), before);
    }

    void aFlagThatGoesBeforeTheFileIsSaid()
    {
        const Start demo("", {"--demo"});
        QVERIFY(demo.setup->watch({Mine, {}, false}).contains(QStringLiteral("--demo")));
        QCOMPARE(demo.file(), QString());

        const Start given("live = true\n", {"--account", Mine.toLatin1()});
        QVERIFY(given.setup->watch({Other, {}, false})
                    .contains(QStringLiteral("account is given by flag")));
        QCOMPARE(given.file(), QStringLiteral("live = true\n"));
    }

    void aNetworkThatIsGivenElsewhereIsNotPassedOver()
    {
        const Start start("", {"--testnet"});

        const QString refused = start.setup->watch({Mine, {}, false});

        QVERIFY2(refused.contains(QStringLiteral("testnet is given by flag")), qPrintable(refused));
        QCOMPARE(start.file(), QString());
        QCOMPARE(start.setup->watch({Mine, {}, true}), QString());
        QCOMPARE(start.again().mode, domain::RunMode::Testnet);
    }

    void whatIsKeptForTheNextStartIsShown()
    {
        const Start start("live = true\naccount = [\"" + Mine.toStdString() + "\"]\n");
        const QStringList both{Mine, Other};

        QCOMPARE(start.setup->store({{QStringLiteral("sync-interval"), QStringList{QStringLiteral("5")}},
                                     {QStringLiteral("account"), both}}),
                 QString());

        QVERIFY(start.setup->keptChange());
        QVERIFY(start.setup->keptChange()->before.starts_with("live = true\naccount"));
        QCOMPARE(QString::fromStdString(start.setup->keptChange()->after), start.file());
        QCOMPARE(valueOf(start.setup->settings(), "sync-interval"), QStringLiteral("5"));
        QCOMPARE(valueOf(start.setup->settings(), "account"), both.join(QLatin1Char(',')));
    }

    // A demo by its flag does not heed the file, and shows what stands there.
    void whatTheFileSaysIsShownAlsoWhereThisRunDoesNotHeedIt()
    {
        const Start start("live = true\ntestnet = true\n", {"--demo"});

        QCOMPARE(valueOf(start.setup->settings(), "live"), QStringLiteral("true"));
        QCOMPARE(valueOf(start.setup->settings(), "testnet"), QStringLiteral("true"));
    }

    void aChoiceIsShownAsItIsUsedHoweverItIsWritten()
    {
        const Start start("on-discrepancy = \"HOLD\"\n");

        QCOMPARE(valueOf(start.setup->settings(), "on-discrepancy"), QStringLiteral("hold"));
    }

    void theAccountOfAKeyIsKeptBesideAnother()
    {
        qputenv("HYPERLIQUID_PRIVATE_KEY", QByteArray(63, '0') + "1");
        const Start start("live = true\n");
        QCOMPARE(start.settings.accounts.size(), 1U);
        QVERIFY(qEnvironmentVariableIsEmpty("HYPERLIQUID_PRIVATE_KEY")); // wiped

        QVERIFY(start.setup->store({{QStringLiteral("live"), std::nullopt}})
                    .contains(QStringLiteral("private key")));

        QCOMPARE(start.setup->watch({Mine, {}, false}), QString());

        const auto accounts = start.again().accounts;
        QCOMPARE(accounts.size(), 2U);
        QCOMPARE(accounts[0].address, start.settings.accounts[0].address);
    }

    void everySettingIsShownWithItsOrigin()
    {
        const Start start("port = 9001\n", {"--log-level", "error"});

        const auto items = start.setup->settings();

        QCOMPARE(valueOf(items, "listen"), QStringLiteral("127.0.0.1:9001"));
        QCOMPARE(valueOf(items, "log-level"), QStringLiteral("error"));
        QCOMPARE(valueOf(items, "host"), QStringLiteral("no such setting")); // listen shows it
        for (const gui::SettingItem &item : items) {
            const bool isGiven = item.name == QLatin1String("log-level");
            QCOMPARE(item.isOverridden, isGiven);
            QCOMPARE(item.origin.isEmpty(), !isGiven && item.name != QLatin1String("listen"));
        }
    }

    void whereTheApiListensIsKeptAsOneSetting()
    {
        const Start start("port = 9001\nhost = \"127.0.0.2\"\n");

        QCOMPARE(start.setup->store({{QStringLiteral("listen"),
                                      QStringList{QStringLiteral("127.0.0.1:9100")}}}),
                 QString());

        QCOMPARE(start.again().listenHost, std::string("127.0.0.1"));
        QCOMPARE(start.again().listenPort, 9100);
    }

    void aBadValueIsRefusedWithItsReason()
    {
        const Start start("");

        const QString refused = start.setup->store(
            {{QStringLiteral("sync-interval"), QStringList{QStringLiteral("soon")}}});

        QVERIFY2(refused.contains(QStringLiteral("sync-interval"))
                     && refused.contains(QStringLiteral("expected seconds")),
                 qPrintable(refused));
        QCOMPARE(start.file(), QString());
    }

    void anAddressIsCheckedByItsDigits()
    {
        const Start start("");

        QCOMPARE(start.setup->whyNoAddress(Mine), QString());
        QVERIFY(!start.setup->whyNoAddress(Mine.left(41)).isEmpty());
        QVERIFY(!start.setup->whyNoAddress(QStringLiteral("0x") + QString(40, QLatin1Char('0')))
                     .isEmpty());
        // EIP-55: one letter of a right checksum in the other case
        QCOMPARE(start.setup->whyNoAddress(
                     QStringLiteral("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")),
                 QString());
        QVERIFY(!start.setup
                     ->whyNoAddress(QStringLiteral("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"))
                     .isEmpty());
    }

    void theExchangeIsAskedWhatItKnows()
    {
        simulator::EmbeddedExchange exchange;
        const auto access = openDemo(exchange);
        QVERIFY(access);
        const Start start("live = true\nrest-url = \"" + exchange.restUrl().toStdString()
                          + "\"\nws-url = \"" + exchange.wsUrl().toStdString() + "\"\n");
        QVERIFY(start.setup->givenExchange());
        std::optional<gui::AccountStanding> known;
        std::optional<gui::AccountStanding> unknown;

        start.setup->lookUp(QString::fromStdString(access->accounts[0].address.text()), false,
                            [&](const gui::AccountStanding &standing) { known = standing; });
        QTRY_VERIFY(known);
        start.setup->lookUp(Mine, false,
                            [&](const gui::AccountStanding &standing) { unknown = standing; });
        QTRY_VERIFY(unknown);

        QCOMPARE(known->kind, gui::AccountStanding::Kind::Active);
        QCOMPARE(unknown->kind, gui::AccountStanding::Kind::Unused);
    }

    void aQuestionThatIsForgottenIsNotAnswered()
    {
        simulator::EmbeddedExchange exchange;
        QVERIFY(openDemo(exchange));
        const Start start("live = true\nrest-url = \"" + exchange.restUrl().toStdString()
                          + "\"\nws-url = \"" + exchange.wsUrl().toStdString() + "\"\n");
        int first = 0;
        int second = 0;

        start.setup->lookUp(Mine, false, [&](const gui::AccountStanding &) { ++first; });
        start.setup->lookUp(Other, false, [&](const gui::AccountStanding &) { ++second; });

        QTRY_COMPARE(second, 1);
        QCOMPARE(first, 0);
    }
};

QTEST_GUILESS_MAIN(WindowSetupTest)
#include "tst_windowsetup.moc"
