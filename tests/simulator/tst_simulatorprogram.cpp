// SPDX-License-Identifier: GPL-3.0-or-later
// exchange-simulator's command line, and the program itself.
#include "simulator/program/options.h"

#include <QProcess>
#include <QTest>

using namespace lpm::simulator;

namespace {

CommandLine parse(std::vector<const char *> arguments)
{
    arguments.insert(arguments.begin(), "exchange-simulator");
    return parseCommandLine(static_cast<int>(arguments.size()), arguments.data());
}

QString program()
{
    return qEnvironmentVariable("LPM_BIN_DIR") + QStringLiteral("/exchange-simulator");
}

} // namespace

class SimulatorProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryFlag();
    void hasDemoAccountsByDefault();
    void refusesBadFlags_data();
    void refusesBadFlags();
    void explainsItself_data();
    void explainsItself();
    void printsWhereItAnswers();
    void leavesWhenThePortIsTaken();
};

void SimulatorProgramTest::readsEveryFlag()
{
    const CommandLine line = parse({"--listen", "127.0.0.1:0", "--seed", "42", "--account",
                                    "0x00000000000000000000000000000000000000AA", "--account",
                                    "0x00000000000000000000000000000000000000bb", "--speed", "2.5",
                                    "--faults", "drop,http502", "--latency", "100", "--control"});

    QVERIFY2(line.options, line.text.c_str());
    QCOMPARE(line.options->port, quint16{0});
    QCOMPARE(line.options->engine.seed, std::uint64_t{42});
    QCOMPARE(line.options->engine.accounts.size(), std::size_t{2});
    QCOMPARE(line.options->speed, 2.5);
    QCOMPARE(line.options->faults.size(), std::size_t{2});
    QVERIFY(line.options->latency == std::chrono::milliseconds(100));
    QVERIFY(line.isControlled);
}

void SimulatorProgramTest::hasDemoAccountsByDefault()
{
    const CommandLine line = parse({});

    QVERIFY(line.options);
    QCOMPARE(line.options->engine.accounts.size(), std::size_t{2});
    QVERIFY(line.options->host.isLoopback());
}

void SimulatorProgramTest::refusesBadFlags_data()
{
    QTest::addColumn<QByteArray>("flag");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("unknown flag") << QByteArray("--nope") << QByteArray("1");
    QTest::newRow("no port") << QByteArray("--listen") << QByteArray("127.0.0.1");
    QTest::newRow("port too large") << QByteArray("--listen") << QByteArray("127.0.0.1:70000");
    QTest::newRow("no such host form") << QByteArray("--listen") << QByteArray("::::1:x");
    QTest::newRow("seed is not a number") << QByteArray("--seed") << QByteArray("many");
    QTest::newRow("bad address") << QByteArray("--account") << QByteArray("0x12");
    QTest::newRow("speed of nothing") << QByteArray("--speed") << QByteArray("0");
    QTest::newRow("latency below none") << QByteArray("--latency") << QByteArray("-1");
    QTest::newRow("unknown fault") << QByteArray("--faults") << QByteArray("drop,earthquake");
}

void SimulatorProgramTest::refusesBadFlags()
{
    QFETCH(QByteArray, flag);
    QFETCH(QByteArray, value);

    const CommandLine line = parse({flag.constData(), value.constData()});

    QVERIFY(!line.options);
    QCOMPARE(line.exitCode, ExitUsage);
    QVERIFY(line.text.starts_with("exchange-simulator: "));
}

void SimulatorProgramTest::explainsItself_data()
{
    QTest::addColumn<QByteArray>("flag");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("help") << QByteArray("--help") << QByteArray("--listen");
    QTest::newRow("version") << QByteArray("--version") << QByteArray("exchange-simulator ");
}

void SimulatorProgramTest::explainsItself()
{
    QFETCH(QByteArray, flag);
    QFETCH(QByteArray, word);

    const CommandLine line = parse({flag.constData()});

    QVERIFY(!line.options);
    QCOMPARE(line.exitCode, 0);
    QVERIFY(QByteArray::fromStdString(line.text).contains(word));
}

void SimulatorProgramTest::printsWhereItAnswers()
{
    QProcess process;
    process.start(program(), {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    QVERIFY(process.waitForStarted());

    QByteArray output;
    QTRY_VERIFY((output += process.readAllStandardOutput()).count("account 0x") == 2);
    QVERIFY(output.contains("REST http://127.0.0.1:"));
    QVERIFY(output.contains("WS   ws://127.0.0.1:"));
    process.kill();
    QVERIFY(process.waitForFinished());
}

void SimulatorProgramTest::leavesWhenThePortIsTaken()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    QProcess process;
    process.start(program(), {QStringLiteral("--listen"),
                              QStringLiteral("127.0.0.1:%1").arg(taken.serverPort())});

    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), ExitFailure);
    QVERIFY(process.readAllStandardError().contains("cannot listen on 127.0.0.1:"));
}

QTEST_GUILESS_MAIN(SimulatorProgramTest)
#include "tst_simulatorprogram.moc"
