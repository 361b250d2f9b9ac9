// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of wrong answer over real HTTP, what each leaves behind, and the budget.
#include "restworld.h"

using namespace lpm;
using namespace lpm::tests;

class RestClientTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void turnsBadAnswersIntoErrors_data();
    void turnsBadAnswersIntoErrors();
    void answersUnderWayShareTheirRoom();
    void givesUpOnAnAnswerThatDoesNotCome();
    void givesUpOnAnAnswerThatTrickles();
    void tellsWhenNobodyListens();
    void waitsAfterARefusal();
    void countsWeightAndSurcharge();
    void whatHoldsNoRowsCostsNone_data();
    void whatHoldsNoRowsCostsNone();
    void neverExceedsItsBudget();
    void servesUrgentQuestionsFirst();
    void repliesToNobodyAfterTheEnd();
    void survivesAReplyThatEndsEverything();
};

void RestClientTest::turnsBadAnswersIntoErrors_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("code");
    const auto row = [](const char *name, const QByteArray &answer, ErrorCode code) {
        QTest::newRow(name) << answer << static_cast<int>(code);
    };
    const QByteArray html = "<html><body>Bad Gateway</body></html>";
    row("429 with null", HttpPeer::reply("429 Too Many Requests", "null"), ErrorCode::RateLimited);
    row("502 with HTML", HttpPeer::reply("502 Bad Gateway", html), ErrorCode::Http);
    row("422", HttpPeer::reply("422 Unprocessable Entity", "Failed to deserialize"),
        ErrorCode::NotFound);
    row("404", HttpPeer::reply("404 Not Found", html), ErrorCode::NotFound);
    row("403 of a proxy", HttpPeer::reply("403 Forbidden", html), ErrorCode::Http);
    row("500 with null", HttpPeer::reply("500 Internal Server Error", "null"), ErrorCode::Http);
    row("204", "HTTP/1.1 204 No Content\r\n\r\n", ErrorCode::Http);
    row("redirect", HttpPeer::reply("302 Found", "[]", "Location: /elsewhere\r\n"),
        ErrorCode::Http);
    row("permanent redirect",
        HttpPeer::reply("308 Permanent Redirect", "[]", "Location: http://127.0.0.1:1/\r\n"),
        ErrorCode::Http);
    row("200 with HTML", HttpPeer::reply("200 OK", html), ErrorCode::Parse);
    row("200 with null", HttpPeer::json("null"), ErrorCode::Parse);
    row("200 with nothing", HttpPeer::json(""), ErrorCode::Parse);
    row("truncated JSON", HttpPeer::json('[' + Row), ErrorCode::Parse);
    row("gzip though not asked for", HttpPeer::json(QByteArray("\x1f\x8b\x08\x00\x00", 5)),
        ErrorCode::Parse);
    row("not HTTP", "hello\r\n\r\n", ErrorCode::Timeout);
    row("a body too large", HttpPeer::json(QByteArray(200'000, ' ')), ErrorCode::Protocol);
}

void RestClientTest::turnsBadAnswersIntoErrors()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, code);
    World world;
    world.options.answerBytes = 100'000;
    world.options.restTimeout = base::Milliseconds(500);
    world.special[QStringLiteral("userFillsByTime")] = answer;
    world.open();

    const auto fills = fillsOf(world);

    QVERIFY(!fills);
    const bool isOther = code == static_cast<int>(ErrorCode::Timeout);
    QVERIFY2(isOther || static_cast<int>(fills.error().code) == code,
             fills.error().message.c_str());
    QVERIFY2(fills.error().message.size() < 200, fills.error().message.c_str());
    QVERIFY(isOther || world.peer.bodies.size() == 1); // and nothing was followed or tried again
}

// Each of them may be as long as this, not all of them at once.
void RestClientTest::answersUnderWayShareTheirRoom()
{
    World world;
    world.options.answerBytes = 100'000;
    world.special[QStringLiteral("userRole")] =
        "HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n" + QByteArray(60'000, ' ');
    world.open();
    int tooLong = 0;
    for (int i = 0; i < 4; ++i)
        world.info->fetchRole(Account, [&](const base::Result<domain::RoleAnswer> &answer) {
            tooLong += !answer && answer.error().code == ErrorCode::Protocol ? 1 : 0;
        });

    QTRY_COMPARE(tooLong, 3);
    QVERIFY(stateOf(world)); // short ones have room all the same
}

void RestClientTest::givesUpOnAnAnswerThatDoesNotCome()
{
    World world;
    world.options.restTimeout = base::Milliseconds(150);
    world.special[QStringLiteral("userFillsByTime")] = QByteArray();
    world.open();

    QCOMPARE(fillsOf(world).error().code, ErrorCode::Timeout);
}

void RestClientTest::givesUpOnAnAnswerThatTrickles()
{
    World world;
    world.options.restTimeout = base::Milliseconds(150);
    world.special[QStringLiteral("userFillsByTime")] =
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[";
    world.open();

    QCOMPARE(fillsOf(world).error().code, ErrorCode::Timeout);
}

void RestClientTest::tellsWhenNobodyListens()
{
    World world;
    QUrl nobody;
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        nobody = QUrl(QStringLiteral("http://127.0.0.1:%1/info").arg(server.serverPort()));
    }
    world.rest = std::make_unique<RestClient>(nobody, world.clock, world.options);
    world.info = std::make_unique<InfoReader>(*world.rest);

    QCOMPARE(fillsOf(world).error().code, ErrorCode::Network);
}

void RestClientTest::waitsAfterARefusal()
{
    World world;
    world.special[QStringLiteral("userFillsByTime")] =
        HttpPeer::reply("429 Too Many Requests", "null", "Retry-After: 3600\r\n");
    world.open();
    QCOMPARE(fillsOf(world).error().code, ErrorCode::RateLimited);

    bool isAnswered = false;
    world.info->fetchRole(Account, [&](auto) { isAnswered = true; });
    QVERIFY(turnOfEvents());

    QVERIFY(!isAnswered);
    QCOMPARE(world.asked("userRole"), 0);
}

void RestClientTest::countsWeightAndSurcharge()
{
    World world;
    QByteArray rows = Row;
    for (int i = 1; i < 45; ++i)
        rows += ',' + Row;
    world.special[QStringLiteral("userFillsByTime")] = HttpPeer::json('[' + rows + ']');
    world.open();

    QCOMPARE(fillsOf(world)->size(), std::size_t{45});

    QTRY_COMPARE(world.rest->weightUsed(), 23);
    QVERIFY(
        answered<domain::RoleAnswer>([&](auto reply) { world.info->fetchRole(Account, reply); }));
    QTRY_COMPARE(world.rest->weightUsed(), 83);
}

void RestClientTest::whatHoldsNoRowsCostsNone_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("weight");
    QTest::newRow("a page") << QByteArray("<html>") << 20;
    QTest::newRow("null") << QByteArray("null") << 20;
    QTest::newRow("nothing") << QByteArray() << 20;
    // The exchange has counted all rows of which some came.
    QTest::newRow("half a list") << QByteArray(" [{\"coin\":") << 120;
}

void RestClientTest::whatHoldsNoRowsCostsNone()
{
    QFETCH(QByteArray, body);
    QFETCH(int, weight);
    World world;
    world.special[QStringLiteral("userFillsByTime")] = HttpPeer::json(body);
    world.open();

    QVERIFY(!fillsOf(world));

    QTRY_COMPARE(world.rest->weightUsed(), weight);
}

void RestClientTest::neverExceedsItsBudget()
{
    World world;
    world.options.weightPerMinute = 220;
    world.open();
    int replies = 0;

    for (int i = 0; i < 50; ++i)
        world.info->fetchMarks("", [&](auto) { ++replies; });
    QTRY_COMPARE(replies, 9); // nine tenths of the budget, 20 each
    QVERIFY(stateOf(world));  // what is urgent has room left, and passes those that wait

    QCOMPARE(replies, 9);
    QCOMPARE(world.asked("metaAndAssetCtxs"), 9);
    QCOMPARE(world.rest->weightUsed(), 9 * 20 + 20 + 3 * 2);
}

void RestClientTest::servesUrgentQuestionsFirst()
{
    World world;
    world.options.weightPerMinute = 130; // a page of fills, or the others
    world.open();
    std::string order;

    world.info->fetchAbstraction(Account, [&](auto) { order += 'm'; });
    world.info->fetchMarks("", [&](auto) { order += 'r'; });
    world.info->fetchTwapFills(Account, [&](auto) { order += 'f'; });

    QTRY_COMPARE(order.size(), std::size_t{3});
    QCOMPARE(order.front(), 'f');
}

void RestClientTest::repliesToNobodyAfterTheEnd()
{
    World world;
    world.open();
    int replies = 0;
    world.info->fetchState(Account, [&](auto) { ++replies; });
    world.info->fetchRole(Account, [&](auto) { ++replies; });
    QTRY_VERIFY(!world.peer.bodies.isEmpty());

    const int before = replies;
    world.rest->drop();
    QVERIFY(turnOfEvents());
    QCOMPARE(replies, before);
    QVERIFY(fillsOf(world)); // and goes on with new questions

    world.info->fetchRole(Account, [&](auto) { ++replies; });
    world.info.reset();
    world.rest.reset();
    QVERIFY(turnOfEvents());
    QCOMPARE(replies, before);
}

void RestClientTest::survivesAReplyThatEndsEverything()
{
    World world;
    world.open();
    bool isAnswered = false;

    world.info->fetchState(Account, [&](auto) {
        isAnswered = true;
        world.info.reset();
        world.rest.reset();
    });

    QTRY_VERIFY(isAnswered);
    QVERIFY(turnOfEvents());
}

QTEST_GUILESS_MAIN(RestClientTest)
#include "tst_restclient.moc"
