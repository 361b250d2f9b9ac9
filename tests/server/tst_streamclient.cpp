// SPDX-License-Identifier: GPL-3.0-or-later
// The stream without sockets: joining, filters, the token, what clients may say.
#include "server/limits.h"
#include "tests/server/streamstage.h"

#include <QJsonArray>
#include <QTest>

using namespace lpm::server;
using namespace lpm::server::testing;
using namespace std::chrono_literals;

class StreamClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsExactly();
    void sharesOneEncodingAmongClients();
    void carriesTheDefaultAccountOnly();
    void carriesAllAccountsWhenAsked();
    void answersSummaryAndPing();
    void answersGarbageAndGoesOn_data();
    void answersGarbageAndGoesOn();
    void filtersBySymbolEventAndAccount();
    void tellsTheFilterBack();
    void refusesAnUnknownAccountInASubscription();
    void saysThatAnAccountHasNoState();
    void waitsForTheTokenBeforeAnyData();
    void refusesAWrongToken();
    void cutsAClientThatFloods();
    void saysGoodbyeToAll();
    void endsWhenMonitoringEnds();
    void takesNobodyAfterTheEnd();
};

void StreamClientTest::joinsExactly()
{
    Stage stage;
    stage.backend.publishPrice(address(1), "BTC-USD", "50501");
    const auto link = stage.connectClient();
    stage.backend.publishPrice(address(1), "BTC-USD", "50502");
    stage.backend.publishFill(address(1), btcPosition(address(1)), 1);

    QCOMPARE(typesOf(*link), QStringLiteral("initial_state position_update position_update"));
    QCOMPARE(seqOf(link->frames[0]), 1);
    QCOMPARE(seqOf(link->frames[1]), 2);
    QCOMPARE(seqOf(link->frames[2]), 3);
    QVERIFY(message(link->frames[0]).contains(QLatin1String("active_positions")));
}

void StreamClientTest::sharesOneEncodingAmongClients()
{
    Stage stage;
    const auto one = stage.connectClient();
    const auto other = stage.connectClient();

    stage.backend.publishPrice(address(1), "BTC-USD", "50501");

    QCOMPARE(one->frames.back().get(), other->frames.back().get());
}

void StreamClientTest::carriesTheDefaultAccountOnly()
{
    Stage stage;
    stage.backend.addAccount(address(2), "second");
    const auto first = stage.connectClient();
    const auto second = stage.connectClient("second");

    stage.backend.publishPrice(address(2), "BTC-USD", "50501");

    QCOMPARE(typesOf(*first), QStringLiteral("initial_state"));
    QCOMPARE(typesOf(*second), QStringLiteral("initial_state position_update"));
    QCOMPARE(lastText(*second, "account_label"), QStringLiteral("second"));
}

void StreamClientTest::carriesAllAccountsWhenAsked()
{
    Stage stage;
    stage.backend.addAccount(address(2), "second");
    stage.backend.publishPrice(address(2), "BTC-USD", "50501");
    const auto link = stage.connectClient("all");

    stage.backend.publishPrice(address(1), "BTC-USD", "50502");
    stage.backend.publishPrice(address(2), "BTC-USD", "50503");

    const QJsonObject accounts =
        message(link->frames[0]).value(QLatin1String("accounts")).toObject();
    QCOMPARE(accounts.size(), 2);
    QCOMPARE(accounts.value(QString::fromStdString(address(2).text()))
                 .toObject()
                 .value(QLatin1String("seq"))
                 .toInt(),
             1);
    QCOMPARE(typesOf(*link), QStringLiteral("initial_state position_update position_update"));
    QCOMPARE(seqOf(link->frames[1]), 1); // each account counts for itself
    QCOMPARE(seqOf(link->frames[2]), 2);
}

void StreamClientTest::answersSummaryAndPing()
{
    Stage stage;
    const auto link = stage.connectClient();

    link->say(R"({"action": "get_summary"})");
    link->say(R"({"action": "ping"})");

    QCOMPARE(typesOf(*link), QStringLiteral("initial_state summary pong"));
    QVERIFY(message(link->frames[1]).contains(QLatin1String("positions")));
}

void StreamClientTest::answersGarbageAndGoesOn_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &text, const char *code) {
        QTest::newRow(name) << text << QString::fromLatin1(code);
    };
    row("not JSON", "hello", "invalid_json");
    row("empty", "", "invalid_json");
    row("half", R"({"action":)", "invalid_json");
    row("huge number", R"({"action":1e400})", "invalid_json");
    row("array", "[1,2]", "not_an_object");
    row("null", "null", "invalid_json");
    row("a key twice", R"({"action":"get_summary","action":"ping"})", "invalid_json");
    row("a key twice, spelt otherwise", R"({"action":"ping","\u0061ction" : "ping"})",
        "invalid_json");
    row("a key twice, further in", R"({"action":"resume","seqs":{"a":1,"b\"":2,"a":3}})",
        "invalid_json");
    row("a value like a key", R"({"action":"nothing","a":"action","b":["action","action"]})",
        "unknown_action");
    row("a key in two objects", R"({"action":"nothing","a":{"b":1},"c":[{"b":1},{"b":1}]})",
        "unknown_action");
    row("no action", "{}", "unknown_action");
    row("action not text", R"({"action":5})", "unknown_action");
    row("unknown action", R"({"action":"sell_everything"})", "unknown_action");
    row("5,000 brackets", QByteArray(5000, '['), "too_deep");
    row("5,000 objects", QByteArray("{\"a\":").repeated(5000), "too_deep");
    row("deep within", R"({"action":"ping","x":)" + QByteArray(64, '[') + QByteArray(64, ']') + '}',
        "too_deep");
    row("symbols not a list", R"({"action":"subscribe","symbols":"BTC"})", "invalid_argument");
    row("symbol not text", R"({"action":"subscribe","symbols":[1]})", "invalid_argument");
    row("unknown event", R"({"action":"subscribe","events":["x"]})", "invalid_argument");
    row("interval below 0", R"({"action":"subscribe","min_interval_ms":-1})", "invalid_argument");
    row("interval a fraction", R"({"action":"subscribe","min_interval_ms":1.5})",
        "invalid_argument");
    row("other format", R"({"action":"subscribe","format":"xml"})", "invalid_argument");
    row("unknown account", R"({"action":"get_summary","account":"x"})", "unknown_account");
}

void StreamClientTest::answersGarbageAndGoesOn()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    Stage stage;
    const auto bad = stage.connectClient();
    const auto good = stage.connectClient();

    bad->say(text.constData());

    QCOMPARE(lastText(*bad, "type"), QStringLiteral("error"));
    QCOMPARE(lastText(*bad, "code"), code);
    QVERIFY(!lastText(*bad, "message").isEmpty());
    QCOMPARE(bad->closedWith, 0);
    bad->say(R"({"action":"ping"})");
    QCOMPARE(lastText(*bad, "type"), QStringLiteral("pong"));
    QCOMPARE(typesOf(*good), QStringLiteral("initial_state"));
}

void StreamClientTest::filtersBySymbolEventAndAccount()
{
    Stage stage;
    stage.backend.addAccount(address(2), "second");
    const auto link = stage.connectClient();
    link->say(R"({"action":"subscribe","symbols":["ETH-USD","SOL"],"accounts":["second"],
                  "events":["price_update"]})");

    stage.backend.publishPrice(address(2), "BTC-USD", "1");            // seq 1: other symbol
    stage.backend.publishPrice(address(2), "ETH-USD", "2");            // seq 2
    stage.backend.publishPrice(address(1), "ETH-USD", "3");            // other account
    stage.backend.publishFill(address(2), btcPosition(address(2)), 1); // seq 3: other event
    stage.backend.publishPrice(address(2), "SOL-USD", "4");            // seq 4: by its coin

    QCOMPARE(typesOf(*link),
             QStringLiteral("initial_state subscribed position_update position_update"));
    QCOMPARE(seqOf(link->frames[2]), 2);
    QCOMPARE(seqOf(link->frames[3]), 4);
}

void StreamClientTest::tellsTheFilterBack()
{
    Stage stage;
    stage.backend.publishPrice(address(1), "BTC-USD", "50501");
    const auto link = stage.connectClient();

    link->say(R"({"action":"subscribe","symbols":["BTC-USD"],"min_interval_ms":250})");

    const QJsonObject answer = message(link->frames.back());
    const QString account = QString::fromStdString(address(1).text());
    QCOMPARE(answer.value(QLatin1String("type")).toString(), QStringLiteral("subscribed"));
    QCOMPARE(answer.value(QLatin1String("symbols")).toArray().size(), 1);
    QCOMPARE(answer.value(QLatin1String("accounts")).toArray(), QJsonArray{account});
    QVERIFY(answer.value(QLatin1String("events")).isNull());
    QCOMPARE(answer.value(QLatin1String("format")).toString(), QStringLiteral("full"));
    QCOMPARE(answer.value(QLatin1String("min_interval_ms")).toInt(), 250);
    QCOMPARE(answer.value(QLatin1String("seqs")).toObject().value(account).toInt(), 1);
}

void StreamClientTest::refusesAnUnknownAccountInASubscription()
{
    Stage stage;
    const auto link = stage.connectClient();

    link->say(R"({"action":"subscribe","accounts":["nobody"],"symbols":["ETH-USD"]})");
    stage.backend.publishPrice(address(1), "BTC-USD", "50501");

    // The old filter stands: it would not carry BTC otherwise.
    QCOMPARE(typesOf(*link), QStringLiteral("initial_state error position_update"));
}

void StreamClientTest::saysThatAnAccountHasNoState()
{
    Stage stage;
    const auto link = stage.connectClient();
    stage.backend.forgetState(address(1));

    for (const char *words : {R"({"action":"get_summary"})", R"({"action":"get_summary","account":"all"})"}) {
        link->say(words);
        QCOMPARE(lastText(*link, "type"), QStringLiteral("error"));
        QCOMPARE(lastText(*link, "code"), QStringLiteral("no_state"));
    }
    link->say(R"({"action":"subscribe"})");
    QCOMPARE(lastText(*link, "type"), QStringLiteral("subscribed"));
    const auto late = stage.connectClient();
    QCOMPARE(typesOf(*late), QStringLiteral("error"));
}

void StreamClientTest::waitsForTheTokenBeforeAnyData()
{
    Stage stage(Token("0123456789abcdef"));
    const auto link = stage.connectClient(nullptr, false);
    const auto silent = stage.connectClient(nullptr, false);
    const auto hasty = stage.connectClient(nullptr, false);
    stage.backend.publishPrice(address(1), "BTC-USD", "1");
    QVERIFY(link->frames.empty());

    link->say(R"({"action":"auth","token":"0123456789abcdef"})");
    hasty->say(R"({"action":"get_summary"})");
    stage.backend.publishPrice(address(1), "BTC-USD", "2");
    stage.wait(5s);

    QCOMPARE(typesOf(*link), QStringLiteral("authenticated initial_state position_update"));
    QVERIFY(silent->frames.empty());
    QCOMPARE(silent->closedWith, 1008);
    QCOMPARE(typesOf(*hasty), QStringLiteral("error"));
    QCOMPARE(hasty->closedWith, 1008);
}

void StreamClientTest::refusesAWrongToken()
{
    Stage stage(Token("0123456789abcdef"));
    const auto link = stage.connectClient(nullptr, false);

    link->say(R"({"action":"auth","token":"fedcba9876543210"})");

    QCOMPARE(lastText(*link, "code"), QStringLiteral("unauthorized"));
    QCOMPARE(link->closedWith, 1008);
}

void StreamClientTest::cutsAClientThatFloods()
{
    Stage stage;
    const auto flooding = stage.connectClient();
    const auto large = stage.connectClient();
    const auto steady = stage.connectClient();

    for (int i = 0; i < limits::MessageBurst; ++i)
        flooding->say(R"({"action":"ping"})");
    QCOMPARE(flooding->closedWith, 0);
    flooding->say(R"({"action":"ping"})");
    for (int i = 0; i < 5; ++i)
        Q_EMIT large->received(64 << 10, 1);
    for (int second = 0; second < 60; ++second) {
        stage.wait(1s);
        for (int i = 0; i < limits::MessagesPerSecond; ++i)
            steady->say(R"({"action":"ping"})");
    }

    QCOMPARE(flooding->closedWith, 1008);
    QCOMPARE(large->closedWith, 1008);
    QCOMPARE(steady->closedWith, 0);
}

void StreamClientTest::saysGoodbyeToAll()
{
    Stage stage;
    const auto one = stage.connectClient();
    const auto other = stage.connectClient();

    stage.hub->closeAll(CloseCode::GoingAway, QStringLiteral("bye"));

    QCOMPARE(one->closedWith, 1001);
    QCOMPARE(other->closedWith, 1001);
    QTRY_COMPARE(stage.hub->clientCount(), std::size_t{0});
}

void StreamClientTest::endsWhenMonitoringEnds()
{
    Stage stage;
    const auto link = stage.connectClient();
    const auto other = stage.connectClient();

    stage.backend.endMonitoring();

    QCOMPARE(link->closedWith, 1001);
    QCOMPARE(other->closedWith, 1001);
}

void StreamClientTest::takesNobodyAfterTheEnd()
{
    Stage stage;
    stage.backend.endMonitoring();

    const auto late = stage.connectClient(); // its handshake began before

    QCOMPARE(late->closedWith, 1001);
}

QTEST_GUILESS_MAIN(StreamClientTest)
#include "tst_streamclient.moc"
