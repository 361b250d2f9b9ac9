// SPDX-License-Identifier: GPL-3.0-or-later
// Questions over real HTTP: right answers, every kind of wrong one, and what each leaves behind.
#include "core/exchange/hyperliquid/inforeader.h"

#include "exchangepeer.h"

#include <QTest>

using namespace lpm;
using namespace lpm::exchange;
using namespace lpm::exchange::hyperliquid;
using namespace lpm::tests;
using base::ErrorCode;

namespace {

const auto Account = domain::Address::parse("0x1111111111111111111111111111111111111111").value();
const QByteArray EmptyState = R"({"marginSummary":{"accountValue":"1.0","totalNtlPos":"0.0",
    "totalRawUsd":"1.0","totalMarginUsed":"0.0"},"assetPositions":[],"time":5})";
const QByteArray Row = R"({"coin":"BTC","px":"1.0","sz":"2.0","side":"B","time":5,
    "startPosition":"0.0","closedPnl":"0.0","oid":1,"fee":"0.1","tid":2})";

// An exchange with two dexes, spot, and one bad day that the test chooses.
struct World
{
    HttpPeer peer;
    base::SystemClock clock;
    ClientOptions options;
    std::unique_ptr<RestClient> rest;
    std::unique_ptr<InfoReader> info;
    QMap<QString, QByteArray> special; // whole HTTP answers, by type or type/dex

    World()
    {
        options.restTimeout = base::Milliseconds(5'000);
        options.random = [] { return 0U; };
        peer.answer = [this](const QJsonObject &body) { return answerTo(body); };
    }

    void open()
    {
        const QUrl info_(peer.url().toString() + QStringLiteral("/info"));
        rest = std::make_unique<RestClient>(info_, clock, options);
        info = std::make_unique<InfoReader>(*rest);
    }

    QByteArray answerTo(const QJsonObject &body) const
    {
        const QString type = body[QLatin1String("type")].toString();
        const QString dex = body[QLatin1String("dex")].toString();
        const QString whole = dex.isEmpty() ? type : type + QLatin1Char('/') + dex;
        if (special.contains(whole))
            return special[whole];
        static const QMap<QString, QByteArray> usual{
            {QStringLiteral("perpDexs"), R"([null,{"name":"xyz"}])"},
            {QStringLiteral("clearinghouseState"), EmptyState},
            {QStringLiteral("spotClearinghouseState"),
             R"({"balances":[{"coin":"USDC","total":"5.0"}]})"},
            {QStringLiteral("userFillsByTime"), '[' + Row + ']'},
            {QStringLiteral("userTwapSliceFills"), R"([{"fill":)" + Row + R"(,"twapId":4}])"},
            {QStringLiteral("userFunding"), "[]"},
            {QStringLiteral("userRole"), R"({"role":"user"})"},
            {QStringLiteral("userAbstraction"), R"("unifiedAccount")"},
            {QStringLiteral("meta"), R"({"universe":[{"name":"BTC","szDecimals":5}]})"},
            {QStringLiteral("spotMeta"),
             R"({"universe":[{"tokens":[1,0],"name":"@1"},{"tokens":[1,0],"name":"@2"}],"tokens":[
                {"name":"USDC","szDecimals":8,"weiDecimals":8,"index":0},
                {"name":"HYPE","szDecimals":2,"weiDecimals":8,"index":1}]})"},
            {QStringLiteral("metaAndAssetCtxs"),
             R"([{"universe":[{"name":"BTC","szDecimals":5}]},[{"markPx":"60000.5"}]])"},
        };
        if (whole == QLatin1String("meta/xyz"))
            return HttpPeer::json(R"({"universe":[{"name":"xyz:TSLA","szDecimals":3}]})");
        return HttpPeer::json(usual.value(type));
    }

    int asked(const char *type) const
    {
        return static_cast<int>(
            std::count_if(peer.bodies.begin(), peer.bodies.end(), [type](const QJsonObject &body) {
                return body[QLatin1String("type")] == QLatin1String(type);
            }));
    }
};

// Waits for a reply; an Error of the test's own where none comes.
template <class T, class Ask>
base::Result<T> answered(Ask &&ask)
{
    std::optional<base::Result<T>> result;
    ask([&result](base::Result<T> reply) { result = std::move(reply); });
    if (result)
        return base::failure(ErrorCode::Protocol, "replied inside the call");
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000))
        return base::failure(ErrorCode::Protocol, "no reply came");
    return *result;
}

base::Result<std::vector<domain::Fill>> fillsOf(World &world)
{
    return answered<std::vector<domain::Fill>>([&](auto reply) {
        world.info->fetchFills(Account, base::fromUnixMilliseconds(1), std::nullopt, reply);
    });
}

base::Result<domain::AccountState> stateOf(World &world)
{
    return answered<domain::AccountState>(
        [&](auto reply) { world.info->fetchState(Account, reply); });
}

// Long enough for whatever was asked before: a whole question and answer of somebody else.
bool turnOfEvents()
{
    World other;
    other.open();
    return stateOf(other).has_value();
}

base::Result<domain::InstrumentCatalog> catalogOf(World &world)
{
    return answered<domain::InstrumentCatalog>(
        [&](auto reply) { world.info->fetchCatalog(reply); });
}

} // namespace

class InfoReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksInTheExchangesForm();
    void readsEveryKindOfAnswer();
    void turnsBadAnswersIntoErrors_data();
    void turnsBadAnswersIntoErrors();
    void givesUpOnAnAnswerThatDoesNotCome();
    void givesUpOnAnAnswerThatTrickles();
    void tellsWhenNobodyListens();
    void waitsAfterARefusal();
    void stateHoldsEveryDexAndSpot();
    void stateIsWholeOrAnError();
    void stateGoesWithoutSpot();
    void stateGoesWithoutAListOfDexes_data();
    void stateGoesWithoutAListOfDexes();
    void stateFailsWhileDexesCannotBeRead();
    void catalogHoldsPerpsOfEveryDexAndSpot();
    void catalogGoesWithoutWhatIsNotOffered();
    void catalogFailsOnAnOutage();
    void countsWeightAndSurcharge();
    void neverExceedsItsBudget();
    void servesUrgentQuestionsFirst();
    void repliesToNobodyAfterTheEnd();
    void survivesAReplyThatEndsEverything();
};

void InfoReaderTest::asksInTheExchangesForm()
{
    World world;
    world.open();

    QVERIFY(fillsOf(world));

    const QByteArray head = world.peer.heads.front().toLower();
    QVERIFY(head.startsWith("post /info http/1.1"));
    QVERIFY(head.contains("content-type: application/json"));
    QVERIFY(head.contains("accept-encoding: identity"));
    QVERIFY(!head.contains("cookie"));
    QCOMPARE(world.peer.bodies.front()[QLatin1String("user")].toString(),
             QString::fromStdString(Account.text()));
}

void InfoReaderTest::readsEveryKindOfAnswer()
{
    World world;
    world.open();
    InfoReader &info = *world.info;

    const auto fills = fillsOf(world);
    const auto twap = answered<std::vector<domain::Fill>>(
        [&](auto reply) { info.fetchTwapFills(Account, reply); });
    const auto funding = answered<std::vector<domain::FundingPayment>>(
        [&](auto reply) { info.fetchFunding(Account, base::fromUnixMilliseconds(1), reply); });
    const auto role =
        answered<domain::RoleAnswer>([&](auto reply) { info.fetchRole(Account, reply); });
    const auto mode = answered<domain::AccountAbstraction>(
        [&](auto reply) { info.fetchAbstraction(Account, reply); });
    const auto marks = answered<MarksFrame>([&](auto reply) { info.fetchMarks("", reply); });

    QVERIFY(fills && fills->size() == 1);
    QVERIFY(twap && twap->front().twapId == 4);
    QVERIFY(funding && funding->empty());
    QVERIFY(role && role->role == domain::AccountRole::User);
    QVERIFY(mode && *mode == domain::AccountAbstraction::Unified);
    QVERIFY(marks && marks->marks.front().price.text() == "60000.5");
}

void InfoReaderTest::turnsBadAnswersIntoErrors_data()
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
        ErrorCode::Http);
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

void InfoReaderTest::turnsBadAnswersIntoErrors()
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

void InfoReaderTest::givesUpOnAnAnswerThatDoesNotCome()
{
    World world;
    world.options.restTimeout = base::Milliseconds(150);
    world.special[QStringLiteral("userFillsByTime")] = QByteArray();
    world.open();

    QCOMPARE(fillsOf(world).error().code, ErrorCode::Timeout);
}

void InfoReaderTest::givesUpOnAnAnswerThatTrickles()
{
    World world;
    world.options.restTimeout = base::Milliseconds(150);
    world.special[QStringLiteral("userFillsByTime")] =
        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n[";
    world.open();

    QCOMPARE(fillsOf(world).error().code, ErrorCode::Timeout);
}

void InfoReaderTest::tellsWhenNobodyListens()
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

void InfoReaderTest::waitsAfterARefusal()
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

void InfoReaderTest::stateHoldsEveryDexAndSpot()
{
    World world;
    world.open();

    const auto state = stateOf(world);
    QVERIFY(stateOf(world));

    QVERIFY(state);
    QCOMPARE(state->dexes.size(), std::size_t{2});
    QCOMPARE(state->dexes[0].dex, std::string());
    QCOMPARE(state->dexes[1].dex, std::string("xyz"));
    QCOMPARE(state->spot->front().token, std::string("USDC"));
    QCOMPARE(world.asked("perpDexs"), 1); // remembered
    QCOMPARE(world.asked("clearinghouseState"), 4);
}

void InfoReaderTest::stateIsWholeOrAnError()
{
    World world;
    world.special[QStringLiteral("clearinghouseState/xyz")] =
        HttpPeer::reply("502 Bad Gateway", "<html>");
    world.open();

    const auto state = stateOf(world);

    QVERIFY(!state);
    QVERIFY(state.error().message.find("dex xyz") != std::string::npos);
}

void InfoReaderTest::stateGoesWithoutSpot()
{
    World world;
    world.special[QStringLiteral("spotClearinghouseState")] =
        HttpPeer::reply("422 Unprocessable Entity", "no");
    world.open();

    const auto state = stateOf(world);

    QVERIFY(state);
    QVERIFY(!state->spot);
    QCOMPARE(state->dexes.size(), std::size_t{2});
}

void InfoReaderTest::stateGoesWithoutAListOfDexes_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("422") << HttpPeer::reply("422 Unprocessable Entity", "Failed to deserialize");
    QTest::newRow("404") << HttpPeer::reply("404 Not Found", "<html>");
    QTest::newRow("501") << HttpPeer::reply("501 Not Implemented", "");
    QTest::newRow("null") << HttpPeer::json("null");
    QTest::newRow("an object") << HttpPeer::json(R"({"error":"unknown type"})");
    QTest::newRow("an empty list") << HttpPeer::json("[]");
}

void InfoReaderTest::stateGoesWithoutAListOfDexes()
{
    QFETCH(QByteArray, answer);
    World world;
    world.special[QStringLiteral("perpDexs")] = answer;
    world.open();

    const auto state = stateOf(world);

    QVERIFY2(state, state ? "" : state.error().message.c_str());
    QCOMPARE(state->dexes.size(), std::size_t{1});
}

void InfoReaderTest::stateFailsWhileDexesCannotBeRead()
{
    for (const QByteArray &answer :
         {HttpPeer::reply("502 Bad Gateway", "<html>"), HttpPeer::json("[null"),
          HttpPeer::reply("408 Request Timeout", "")}) {
        World world;
        world.special[QStringLiteral("perpDexs")] = answer;
        world.open();

        QVERIFY(!stateOf(world));

        world.special.clear();
        const auto state = stateOf(world);
        QVERIFY(state);
        QCOMPARE(state->dexes.size(), std::size_t{2});
    }
}

void InfoReaderTest::catalogHoldsPerpsOfEveryDexAndSpot()
{
    World world;
    world.open();

    const auto catalog = catalogOf(world);

    QVERIFY(catalog);
    QCOMPARE(catalog->size(), std::size_t{4});
    QCOMPARE(catalog->find("xyz:TSLA")->dex, std::string("xyz"));
    QCOMPARE(catalog->find("BTC")->sizeDecimals, 5);
    QCOMPARE(catalog->findSymbol("HYPE/USDC")->coin, std::string("@1"));
}

void InfoReaderTest::catalogGoesWithoutWhatIsNotOffered()
{
    World world;
    const QByteArray unknown = HttpPeer::reply("422 Unprocessable Entity", "no");
    for (const char *type : {"perpDexs", "spotMeta", "meta"})
        world.special[QLatin1String(type)] = unknown;
    world.open();

    const auto catalog = catalogOf(world);

    QVERIFY(catalog);
    QCOMPARE(catalog->size(), std::size_t{0});
}

void InfoReaderTest::catalogFailsOnAnOutage()
{
    World world;
    world.special[QStringLiteral("meta/xyz")] = HttpPeer::reply("503 Unavailable", "<html>");
    world.open();

    QVERIFY(!catalogOf(world));
}

void InfoReaderTest::countsWeightAndSurcharge()
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

void InfoReaderTest::neverExceedsItsBudget()
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

void InfoReaderTest::servesUrgentQuestionsFirst()
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

void InfoReaderTest::repliesToNobodyAfterTheEnd()
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

void InfoReaderTest::survivesAReplyThatEndsEverything()
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

QTEST_GUILESS_MAIN(InfoReaderTest)
#include "tst_inforeader.moc"
