// SPDX-License-Identifier: GPL-3.0-or-later
// The list of faults: what it says, when each strikes, and what it makes of frames and answers.
#include "simulator/server/spoiledanswer.h"
#include "tests/simulator/exchangeclientprobe.h"
#include "tests/simulator/exchangefixture.h"

#include <QTest>

using namespace lpm;
using namespace lpm::simulator;
using namespace lpm::tests;
using namespace std::chrono_literals;

namespace {

FaultPlan plan(const char *list) { return FaultPlan(*parseFaults(list), Random(7)); }

HttpReply answered(const char *list)
{
    FaultPlan faults = plan(list);
    return spoiled({200, "application/json", R"([{"coin":"BTC"}])"}, faults, 0);
}

ServerOptions faulty(const char *list)
{
    ServerOptions options = quiet();
    options.faults = *parseFaults(list);
    return options;
}

} // namespace

class SimulatorFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRatesChannelsAndWindows();
    void aWindowWithoutARateStrikesEachTime();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void strikesAsOftenAsTold();
    void strikesOnlyInsideItsWindow();
    void otherRulesBeginAnew();
    void mutesOneChannelOnly();
    void countsWhatStruck();
    void spoilsAnAnswer_data();
    void spoilsAnAnswer();
    void aBombUnpacksToAThousandTimesItsSize();
    void aMutedChannelSendsNothingAndOthersDo();
    void aStallSilencesPongsUntilTheFaultsAreOver();
    void countsWhatAClientAskedFor();
    void aRoundTripTakesItsTime();
};

void SimulatorFaultsTest::readsRatesChannelsAndWindows()
{
    const auto rules = parseFaults("drop:5,mute=userFills,stall@10+15,http502:70@0+3");

    QVERIFY(rules);
    QCOMPARE(rules->size(), std::size_t{4});
    QCOMPARE((*rules)[0].perMille, 5);
    QCOMPARE((*rules)[1].channel, std::string("userFills"));
    QVERIFY((*rules)[2].from == 10s && (*rules)[2].until == 25s);
    QVERIFY((*rules)[3].from == 0s && (*rules)[3].until == 3s && (*rules)[3].perMille == 70);
    QVERIFY(parseFaults("")->empty());
}

void SimulatorFaultsTest::aWindowWithoutARateStrikesEachTime()
{
    QCOMPARE(parseFaults("drop")->front().perMille, 20);
    QCOMPARE(parseFaults("drop@1+2")->front().perMille, 1000);
}

void SimulatorFaultsTest::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("list");
    for (const char *list : {"earthquake", "drop:1001", "drop:-1", "drop:x", "drop:", "stall@5",
                             "stall@5+", "stall@+5", "stall@1+x", "mute", "drop=userFills", "="})
        QTest::newRow(list) << QByteArray(list);
}

void SimulatorFaultsTest::refusesWhatItDoesNotKnow()
{
    QFETCH(QByteArray, list);

    const auto rules = parseFaults(list.toStdString());

    QVERIFY(!rules);
    QCOMPARE(rules.error().code, base::ErrorCode::InvalidArgument);
}

void SimulatorFaultsTest::strikesAsOftenAsTold()
{
    FaultPlan always = plan("drop:1000");
    FaultPlan never = plan("drop:0");
    FaultPlan half = plan("drop:500");
    int halves = 0;
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(always.strikes(Fault::Drop, i));
        QVERIFY(!never.strikes(Fault::Drop, i));
        QVERIFY(!always.strikes(Fault::Duplicate, i));
        halves += half.strikes(Fault::Drop, i) ? 1 : 0;
    }
    QVERIFY2(halves > 400 && halves < 600, qPrintable(QString::number(halves)));
}

void SimulatorFaultsTest::strikesOnlyInsideItsWindow()
{
    FaultPlan faults = plan("stall@10+5");

    QVERIFY(!faults.strikes(Fault::Stall, 9'999));
    QVERIFY(faults.strikes(Fault::Stall, 10'000));
    QVERIFY(faults.strikes(Fault::Stall, 14'999));
    QVERIFY(!faults.strikes(Fault::Stall, 15'000));
}

void SimulatorFaultsTest::otherRulesBeginAnew()
{
    FaultPlan faults = plan("drop:1000");

    faults.replace(*parseFaults("stall@1+1"), 50'000);

    QVERIFY(!faults.strikes(Fault::Drop, 50'000));
    QVERIFY(!faults.strikes(Fault::Stall, 50'999));
    QVERIFY(faults.strikes(Fault::Stall, 51'000));
}

void SimulatorFaultsTest::mutesOneChannelOnly()
{
    FaultPlan faults = plan("mute=userFills");

    QVERIFY(faults.mutes("userFills", 0));
    QVERIFY(!faults.mutes("userFundings", 0));
}

void SimulatorFaultsTest::countsWhatStruck()
{
    FaultPlan faults = plan("drop:1000,mute=userFills");
    faults.strikes(Fault::Drop, 0);
    faults.strikes(Fault::Drop, 0);
    faults.mutes("userFills", 0);

    QVERIFY((faults.struck() == std::map<std::string, int>{{"drop", 2}, {"mute", 1}}));
}

void SimulatorFaultsTest::spoilsAnAnswer_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body"); // how it begins
    QTest::addColumn<int>("delivery");
    const QByteArray right = R"([{"coin":"BTC"}])";
    const auto row = [](const char *list, int status, const QByteArray &body,
                        Delivery delivery = Delivery::Whole) {
        QTest::newRow(list) << QByteArray(list) << status << body << static_cast<int>(delivery);
    };
    row("", 200, right);
    row("http502:1000", 502, "<html>");
    row("http429:1000", 429, "null");
    row("http-html200:1000", 200, "<html>");
    row("http-null:1000", 200, "null");
    row("http-truncated:1000", 200, right.left(8));
    row("redirect:1000", 307, "");
    row("http-cut:1000", 200, right, Delivery::CutShort);
    row("http-hang:1000", 200, right, Delivery::Never);
    row("http-slow:1000", 200, right, Delivery::Trickle);
    row("http-huge:1000", 200, right, Delivery::Endless);
}

void SimulatorFaultsTest::spoilsAnAnswer()
{
    QFETCH(QByteArray, list);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, delivery);

    const HttpReply reply = answered(list.constData());

    QCOMPARE(reply.status, status);
    QCOMPARE(reply.body.left(body.size()), body);
    QCOMPARE(static_cast<int>(reply.delivery), delivery);
    if (list == "http-truncated:1000")
        QCOMPARE(reply.body.size(), body.size());
}

void SimulatorFaultsTest::aBombUnpacksToAThousandTimesItsSize()
{
    const HttpReply reply = answered("gzip-bomb:1000");

    QCOMPARE(reply.headers, QList<QByteArray>{"Content-Encoding: gzip"});
    QVERIFY(reply.body.startsWith("\x1f\x8b"));
    const auto bytes = [&](qsizetype behind) {
        return static_cast<quint32>(static_cast<quint8>(reply.body[reply.body.size() - behind]));
    };
    QCOMPARE(bytes(4) | bytes(3) << 8 | bytes(2) << 16 | bytes(1) << 24, quint32{1} << 30);
    QVERIFY(reply.body.size() < 8 << 20);
}

void SimulatorFaultsTest::aMutedChannelSendsNothingAndOthersDo()
{
    ExchangeServer server(faulty("mute=userFills"));
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userFills"));
    probe.subscribe(ask("clearinghouseState"));
    QTRY_COMPARE(probe.count("subscriptionResponse"), 2);

    fill(server, "BTC", "0.1");
    server.publish();

    QTRY_VERIFY(probe.count("clearinghouseState") >= 2);
    QCOMPARE(probe.count("userFills"), 0);
    QVERIFY(server.figures().struck["mute"] >= 2);
}

void SimulatorFaultsTest::aStallSilencesPongsUntilTheFaultsAreOver()
{
    ExchangeServer server(faulty("stall:1000"));
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());
    probe.subscribe(ask("userFills"));
    QTRY_COMPARE(probe.count("subscriptionResponse"), 1);
    QTRY_VERIFY(server.figures().struck["stall"] > 0);
    probe.send(R"({"method":"ping"})");
    QCOMPARE(tests::post(server.restUrl(), R"({"type":"meta"})").status, 200);

    server.setFaults({});
    probe.send(R"({"method":"ping"})");

    QTRY_COMPARE(probe.count("pong"), 1);
    QCOMPARE(probe.count("userFills"), 0);
}

void SimulatorFaultsTest::countsWhatAClientAskedFor()
{
    ServerOptions options = faulty("http429:1000");
    options.weightPerMinute = 30;
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    for (int i = 0; i < 3; ++i)
        QCOMPARE(tests::post(server.restUrl(), R"({"type":"meta"})").status, 429);
    tests::post(server.restUrl(), R"({})", QString::fromLatin1(RedirectedPath));

    const ServerFigures figures = server.figures();
    QCOMPARE(figures.requests, 3);
    QCOMPARE(figures.mostWeight, 60);
    QCOMPARE(figures.mostConnects, 1);
    QCOMPARE(figures.followedRedirects, 1);
    QCOMPARE(figures.struck.at("http429"), 3);
}

void SimulatorFaultsTest::aRoundTripTakesItsTime()
{
    ServerOptions options = quiet();
    options.latency = 40ms;
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    QElapsedTimer sinceAsked;
    sinceAsked.start();
    QCOMPARE(tests::post(server.restUrl(), R"({"type":"meta"})").status, 200);
    QVERIFY(sinceAsked.elapsed() >= 80); // a new connection, then the question
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen());

    sinceAsked.start();
    probe.subscribe(ask("userFills"));
    probe.subscribe(ask("userFundings"));
    probe.send(R"({"method":"ping"})");

    QTRY_COMPARE(probe.count("pong"), 1);
    QVERIFY(sinceAsked.elapsed() >= 40);
    QCOMPARE(probe.frames().back().value(QLatin1String("channel")).toString(),
             QStringLiteral("pong"));
    QCOMPARE(probe.count("userFundings"), 1);
}

QTEST_GUILESS_MAIN(SimulatorFaultsTest)
#include "tst_simulatorfaults.moc"
