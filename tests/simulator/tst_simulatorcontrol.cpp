// SPDX-License-Identifier: GPL-3.0-or-later
// exchange-simulator --control: what it can be told, and what it answers.
#include "simulator/program/control.h"
#include "tests/simulator/exchangeclientprobe.h"
#include "tests/simulator/exchangefixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <set>

using namespace lpm;
using namespace lpm::simulator;
using namespace lpm::tests;

class SimulatorControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void switchesFaultsOnAndOff();
    void tradesAsOftenAsTold();
    void breaksEveryConnection();
    void altersAPositionWithoutAFill();
    void stopsTheMarket();
    void answersQuestionsThatNothingSpoilsOrCounts();
    void tellsItsFigures();
    void refusesWhatItDoesNotUnderstand_data();
    void refusesWhatItDoesNotUnderstand();
    void obeysItsInputAndLeavesWithIt();
};

void SimulatorControlTest::switchesFaultsOnAndOff()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    Control control(server);
    const auto status = [&] { return tests::post(server.restUrl(), R"({"type":"meta"})").status; };

    QCOMPARE(control.perform("faults http502:1000"), std::string("ok"));
    QCOMPARE(status(), 502);
    QCOMPARE(control.perform("faults"), std::string("ok"));
    QCOMPARE(status(), 200);
}

void SimulatorControlTest::tradesAsOftenAsTold()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    Control control(server);

    QCOMPARE(control.perform("trade 2001"), std::string("ok"));

    const auto fills = server.simulation().trueFills(address(User));
    QCOMPARE(fills.size(), std::size_t{2001});
    std::map<base::Timestamp, int> inOneMillisecond;
    std::set<std::string> coins;
    std::set<std::string> directions;
    for (const domain::Fill &fill : fills) {
        QVERIFY(++inOneMillisecond[fill.time] <= 4);
        coins.insert(fill.coin);
        directions.insert(fill.direction);
    }
    QCOMPARE(coins.size(), std::size_t{5});
    QVERIFY(directions.contains("Close Long"));
    QVERIFY(directions.contains("Long > Short"));
}

void SimulatorControlTest::breaksEveryConnection()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FeedProbe probe(server.wsUrl());
    QTRY_VERIFY(probe.isOpen() && server.sessions().size() == 1);

    QCOMPARE(Control(server).perform("disconnect"), std::string("ok"));

    QTRY_VERIFY(probe.isClosed());
}

void SimulatorControlTest::altersAPositionWithoutAFill()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());

    const std::string told =
        Control(server).perform("alter " + User.toStdString() + " BTC 0.5 60000");

    QCOMPARE(told, std::string("ok"));
    QCOMPARE(server.simulation().truePositions(address(User)).at("BTC").text(), std::string("0.5"));
    QVERIFY(server.simulation().trueFills(address(User)).empty());
}

void SimulatorControlTest::stopsTheMarket()
{
    ServerOptions options = quiet();
    options.engine.moveMarks = true;
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    Control control(server);
    const Engine &engine = server.simulation();
    const auto mark = [&] { return engine.board().quote(engine.universe().findCoin("BTC")).mark; };

    QCOMPARE(control.perform("market stop"), std::string("ok"));
    const Integer before = mark();
    server.simulation().advance(60'000);
    QVERIFY(mark() == before);
    QCOMPARE(control.perform("market go"), std::string("ok"));
    server.simulation().advance(60'000);
    QVERIFY(mark() != before);
}

void SimulatorControlTest::answersQuestionsThatNothingSpoilsOrCounts()
{
    ServerOptions options = quiet();
    options.faults = *parseFaults("http502:1000");
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    Control control(server);
    fill(server, "BTC", "0.1");

    const std::string told = control.perform("ask " + ask("userFills").toStdString());

    const QJsonDocument fills = QJsonDocument::fromJson(QByteArray::fromStdString(told));
    QCOMPARE(fills.array().size(), 1);
    QCOMPARE(server.figures().requests, 0);
    QCOMPARE(server.figures().mostWeight, 0);
}

void SimulatorControlTest::tellsItsFigures()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    Control control(server);
    control.perform("faults http-null:1000");
    QCOMPARE(tests::post(server.restUrl(), R"({"type":"meta"})").body, QByteArray("null"));

    const QByteArray text = QByteArray::fromStdString(control.perform("figures"));

    const QJsonObject figures = QJsonDocument::fromJson(text).object();
    QCOMPARE(figures.value(QLatin1String("requests")).toInt(), 1);
    QCOMPARE(figures.value(QLatin1String("most_weight_in_60_s")).toInt(), 20);
    QCOMPARE(figures.value(QLatin1String("most_connects_in_60_s")).toInt(), 0);
    QCOMPARE(figures.value(QLatin1String("struck")).toObject().value(QLatin1String("http-null")),
             QJsonValue(1));
}

void SimulatorControlTest::refusesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line :
         {"", "dance", "faults earthquake", "faults drop close", "market", "market maybe", "trade",
          "trade 0", "trade 50001", "trade 1x", "alter 0x12 BTC 1 1", "figures please", "ask",
          "ask me", "ask {\"type\":\"nothing\"}"})
        QTest::addRow("\"%s\"", line) << QByteArray(line);
    QTest::newRow("no such coin") << "alter " + User + " NOPE 1 1";
    QTest::newRow("no such account") << "alter " + Stranger + " BTC 1 1";
}

void SimulatorControlTest::refusesWhatItDoesNotUnderstand()
{
    QFETCH(QByteArray, line);
    ExchangeServer server(quiet());
    QVERIFY(server.start());

    QVERIFY(Control(server).perform(line.toStdString()).starts_with("error: "));
}

void SimulatorControlTest::obeysItsInputAndLeavesWithIt()
{
    QProcess process;
    process.start(
        qEnvironmentVariable("LPM_BIN_DIR") + QStringLiteral("/exchange-simulator"),
        {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"), QStringLiteral("--control")});
    QVERIFY(process.waitForStarted());

    process.write("market stop\ndance\n");
    QByteArray output;
    QTRY_VERIFY((output += process.readAllStandardOutput()).contains("\nerror: known are"));
    QVERIFY(output.contains("\nok\n"));
    process.closeWriteChannel();

    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

QTEST_GUILESS_MAIN(SimulatorControlTest)
#include "tst_simulatorcontrol.moc"
