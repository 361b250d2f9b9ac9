// SPDX-License-Identifier: GPL-3.0-or-later
// Clients of the stream while a watched address turns out to be an agent's: its master is watched.
#include "server/limits.h"
#include "server/monitorbackend.h"
#include "tests/core/monitor/fakes.h"
#include "tests/server/scriptedbackend.h"
#include "tests/server/streamstage.h"

#include <QJsonArray>
#include <QTest>

using namespace lpm;
using namespace lpm::fixture;
using server::testing::lastText;
using server::testing::message;
using server::testing::ScriptedLink;
using server::testing::typesOf;

namespace {

domain::Address master() { return account(7); }

monitor::MonitorOptions watching(std::vector<domain::WatchedAccount> accounts)
{
    auto options = World::usual();
    options.accounts = std::move(accounts);
    return options;
}

// A monitor whose first account is an agent's, and the stream before it.
struct Stand
{
    World world;
    server::testing::ScriptedHistory history;
    server::MonitorBackend backend{*world.monitor, history};
    server::StateCache states{backend};
    server::StreamHub hub{backend, states, world.clock, {8, std::nullopt}};

    explicit Stand(monitor::MonitorOptions options = World::usual()) : world(std::move(options))
    {
        world.client.addAccount(master());
        world.client.addAccount(account(9));
        world.client.roles[account()] = {domain::AccountRole::Agent, master()};
    }

    QPointer<ScriptedLink> join(std::optional<std::string> name = std::nullopt)
    {
        auto link = std::make_unique<ScriptedLink>();
        QPointer<ScriptedLink> kept = link.get();
        hub.accept(std::move(link), {std::move(name), true});
        return kept;
    }
};

} // namespace

class AgentAccountTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aClientThatCameBeforeGoesOnWithTheMaster_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("of the default account") << QString();
        QTest::newRow("by label") << QStringLiteral("main");
        QTest::newRow("by the agent's address") << QString::fromStdString(account().text());
    }
    void aClientThatCameBeforeGoesOnWithTheMaster()
    {
        QFETCH(QString, name);
        Stand stand;
        stand.world.monitor->start();
        const auto link =
            stand.join(name.isNull() ? std::nullopt : std::optional(name.toStdString()));
        QCOMPARE(lastText(*link, "account"), QString::fromStdString(account().text()));
        QVERIFY(stand.world.begin());
        QCOMPARE(typesOf(*link), QStringLiteral("initial_state initial_state"));
        QCOMPARE(lastText(*link, "account"), QString::fromStdString(master().text()));
        QCOMPARE(lastText(*link, "account_label"), QStringLiteral("main"));

        stand.world.client.trade(buy("BTC", "0.1", "50000"), master());
        QCOMPARE(lastText(*link, "type"), QStringLiteral("position_update"));

        link->say(R"({"action":"get_summary"})");
        QCOMPARE(lastText(*link, "type"), QStringLiteral("summary"));
        QCOMPARE(lastText(*link, "account"), QString::fromStdString(master().text()));
    }

    void aSubscriptionFollowsItsAccounts()
    {
        Stand stand(watching({{account(), "main"}, {account(9), "other"}}));
        stand.world.monitor->start();
        const auto narrow = stand.join("other");
        const auto all = stand.join("all");
        narrow->say(R"({"action":"subscribe","accounts":["main"],"events":["fill"]})");
        QVERIFY(stand.world.begin());
        QCOMPARE(typesOf(*narrow), QStringLiteral("initial_state subscribed initial_state subscribed"));
        const QString now = QString::fromStdString(master().text());
        QCOMPARE(message(narrow->frames.back()).value(QLatin1String("accounts")).toArray(),
                 QJsonArray{now});
        QVERIFY(message(all->frames.back())
                    .value(QLatin1String("accounts"))
                    .toObject()
                    .contains(now));

        stand.world.client.trade(buy("BTC", "0.1", "50000"), master());
        QCOMPARE(lastText(*narrow, "account"), now);
        QCOMPARE(lastText(*all, "account"), now);

        stand.world.client.trade(buy("BTC", "0.1", "50000"), account(9));
        QCOMPARE(lastText(*narrow, "account"), now); // filtered as before
        QCOMPARE(lastText(*all, "account"), QString::fromStdString(account(9).text()));
    }

    void aClientThatIsBehindIsAskedToComeAgain()
    {
        Stand stand;
        stand.world.monitor->start();
        const auto slow = stand.join();
        slow->reads = false;
        slow->unsent = static_cast<qint64>(server::limits::ClientBehindBytes) + 1;
        int closedWith = 0;
        connect(slow, &ScriptedLink::closed, this, [&] { closedWith = slow->closedWith; });

        QVERIFY(stand.world.begin());

        QCOMPARE(closedWith, static_cast<int>(server::CloseCode::TryAgainLater));
    }

    void anAgentsAddressStaysAName()
    {
        Stand stand(watching({{account(9), "other"}, {master(), "master"}, {account(), "agent"}}));
        QVERIFY(stand.world.begin());
        QCOMPARE(stand.backend.accounts().size(), std::size_t(2));
        stand.world.client.trade(buy("BTC", "0.1", "50000"), master());

        // It became no account of its own, so its master is asked for once more.
        QTRY_VERIFY(stand.backend.summary(account()));
        QCOMPARE(stand.backend.summary(account())->account, master());
        QCOMPARE(stand.backend.recentFills(account()).size(), std::size_t(1));
        const auto selected = server::selectAccounts(stand.backend, account().text());
        QVERIFY(selected);
        QCOMPARE(selected->accounts.at(0).address, master());
        QVERIFY(!server::selectAccounts(stand.backend, account(3).text()));
    }

    void aStopAndAStartKeepWhatTheMasterEarned()
    {
        Stand stand;
        QVERIFY(stand.world.begin());
        stand.world.client.trade(buy("BTC", "0.1", "50000"), master());
        stand.world.client.trade(sell("BTC", "0.1", "51000"), master());
        const auto before = stand.backend.summary(master());

        stand.world.monitor->stop();
        QVERIFY(stand.world.begin());

        const auto after = stand.backend.summary(master());
        QCOMPARE(after->realizedPnl, dec("100"));
        QVERIFY(after->seq >= before->seq);
        QCOMPARE(stand.backend.recentFills(master()).size(), std::size_t(2));
        const auto link = stand.join();
        QCOMPARE(typesOf(*link), QStringLiteral("initial_state"));
        QCOMPARE(lastText(*link, "account"), QString::fromStdString(master().text()));
    }
};

QTEST_GUILESS_MAIN(AgentAccountTest)
#include "tst_agentaccount.moc"
