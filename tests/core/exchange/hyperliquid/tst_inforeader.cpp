// SPDX-License-Identifier: GPL-3.0-or-later
// Questions over real HTTP: what is asked, and how several answers make one.
#include "restworld.h"

using namespace lpm;
using namespace lpm::tests;

class InfoReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksInTheExchangesForm();
    void readsEveryKindOfAnswer();
    void aRowThatCannotBeReadIsToldAndCostsNoOther();
    void stateHoldsEveryDexAndSpot();
    void stateIsWholeOrAnError();
    void stateGoesWithoutSpot();
    void stateGoesWithoutAListOfDexes_data();
    void stateGoesWithoutAListOfDexes();
    void stateFailsWhileDexesCannotBeRead();
    void catalogHoldsPerpsOfEveryDexAndSpot();
    void catalogGoesWithoutWhatIsNotOffered();
    void catalogFailsOnAnOutage();
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

void InfoReaderTest::aRowThatCannotBeReadIsToldAndCostsNoOther()
{
    World world;
    world.open();
    std::vector<std::string> told;
    InfoReader info(*world.rest, [&](const std::string &reason) { told.push_back(reason); });
    QByteArray bad = Row;
    bad.replace(R"("sz":"2.0")", R"("sz":"0.0")");
    world.special[QStringLiteral("userFillsByTime")] =
        HttpPeer::json('[' + Row + ',' + bad + ',' + Row + ']');

    const auto fills = answered<std::vector<domain::Fill>>([&](auto reply) {
        info.fetchFills(Account, base::fromUnixMilliseconds(1), std::nullopt, reply);
    });

    QVERIFY2(fills, fills ? "" : fills.error().message.c_str());
    QCOMPARE(fills->size(), std::size_t{2});
    QCOMPARE(told, std::vector<std::string>{"fills: row 1: sz is not above zero"});
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

QTEST_GUILESS_MAIN(InfoReaderTest)
#include "tst_inforeader.moc"
