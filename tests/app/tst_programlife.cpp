// SPDX-License-Identifier: GPL-3.0-or-later
// From start to end: what is printed, one program a data directory, an exchange that does not
// answer, and an orderly stop.
#include "tests/app/programrun.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace lpm::app::testing;

namespace {

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QByteArray trailOf(const Program &program)
{
    const QDir trail(program.path(QStringLiteral("logs/trading")));
    QByteArray text;
    for (const QString &name : trail.entryList({QStringLiteral("*.jsonl")}, QDir::Files)) {
        QFile file(trail.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            text += file.readAll();
    }
    return text;
}

QStringList awayExchange()
{
    const QString port = QString::number(silentPort());
    return words("--live --account 0x1111111111111111111111111111111111111111 --rest-url")
           << QStringLiteral("http://127.0.0.1:") + port << QStringLiteral("--ws-url")
           << QStringLiteral("ws://127.0.0.1:") + port + QStringLiteral("/ws");
}

const QString Health = QStringLiteral("/api/v1/positions/health");
const QString Summary = QStringLiteral("/api/v1/positions/summary");

} // namespace

class ProgramLifeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDemoSaysThatItIsOneAndBecomesHealthy()
    {
        Program program;
        QVERIFY(!program.start({}).isEmpty());

        QTRY_COMPARE_WITH_TIMEOUT(program.get(Health)[QLatin1String("status")].toString(),
                                  QStringLiteral("healthy"), 60'000);
        QCOMPARE(program.get(Summary)[QLatin1String("mode")].toString(), QStringLiteral("demo"));
        const Ended ended = program.terminate();
        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.contains("demo on a simulated exchange"), ended.out);
    }

    void anOrderlyStopIsTheLastLine()
    {
        Program program;
        QVERIFY(!program.start(words("--demo")).isEmpty());

        const Ended ended = program.terminate();

        QVERIFY2(ended.code == 0, ended.err);
        const QByteArray line = lastLine(trailOf(program));
        QVERIFY2(line.contains("\"type\":\"stop\""), line);
        QCOMPARE(program.run(words("audit verify logs/trading")).code, 0);
    }

    void theSecondOnADataDirectoryLeaves()
    {
        Program program;
        const QStringList arguments = words("--demo --data-dir data");
        QVERIFY(!program.start(arguments).isEmpty());

        const Ended second = program.run(
            arguments + words("--headless --listen 127.0.0.1:0 --log-dir other"));

        QVERIFY2(second.code == 75, second.err);
        QVERIFY2(sentenceIn(second.err).contains("another position-monitor"), second.err);
        QVERIFY(!QDir(program.path(QStringLiteral("other/trading"))).exists());
        QCOMPARE(program.terminate().code, 0);
        QVERIFY(!Program().start(arguments).isEmpty());
    }

    // Two of them writing one trail would break its chain.
    void theSecondOnALogDirectoryLeaves()
    {
        Program program;
        QVERIFY(!program.start(words("--demo --data-dir data")).isEmpty());

        const Ended second
            = program.run(words("--demo --headless --listen 127.0.0.1:0 --data-dir another"));

        QVERIFY2(second.code == 75, second.err);
        QCOMPARE(program.terminate().code, 0);
        QCOMPARE(program.run(words("audit verify logs/trading")).code, 0);
    }

    void servesWhileTheExchangeIsAway()
    {
        Program program;
        QVERIFY(!program.start(awayExchange()).isEmpty());

        int status = 0;
        const QJsonObject summary = program.get(Summary, &status);
        QCOMPARE(status, 200);
        QCOMPARE(summary[QLatin1String("active_positions")].toInt(-1), 0);
        const QJsonObject health = program.get(Health, &status);
        QCOMPARE(status, 200);
        QCOMPARE(health[QLatin1String("status")].toString(), QStringLiteral("degraded"));
        QVERIFY(health[QLatin1String("running")].toBool());
        QVERIFY(!health[QLatin1String("ready")].toBool());
        QCOMPARE(program.terminate().code, 0);
    }

    void liveByTheEnvironmentAlone()
    {
        Program program;
        program.file(QStringLiteral(".env"),
                     "ENABLE_LIVE_TRADING=true\nHYPERLIQUID_TESTNET=true\nLOG_DIR=elsewhere\n"
                     "HYPERLIQUID_ADDRESS=0x1111111111111111111111111111111111111111=main\n");
        const QString port = QString::number(silentPort());
        QVERIFY(!program
                     .start({}, {{QStringLiteral("HYPERLIQUID_REST_URL"),
                                  QStringLiteral("http://127.0.0.1:") + port},
                                 {QStringLiteral("HYPERLIQUID_WS_URL"),
                                  QStringLiteral("ws://127.0.0.1:") + port}})
                     .isEmpty());

        const QJsonObject summary = program.get(Summary);

        QCOMPARE(summary[QLatin1String("mode")].toString(), QStringLiteral("testnet"));
        QCOMPARE(summary[QLatin1String("account_label")].toString(), QStringLiteral("main"));
        QCOMPARE(program.terminate().code, 0);
        QVERIFY(QDir(program.path(QStringLiteral("elsewhere/trading"))).exists());
    }
};

QTEST_GUILESS_MAIN(ProgramLifeTest)
#include "tst_programlife.moc"
