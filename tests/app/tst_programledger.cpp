// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger of the built program: filled while it runs, made anew by a command, and refused where
// it and the audit trail cannot both be right.
#include "tests/app/programrun.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace lpm::app::testing;

namespace {

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

// The rest of the command line of a run on an exchange that does not answer.
QStringList awayExchange()
{
    static const QString port = QString::number(silentPort()); // one book for all runs
    return words("--live --account 0x1111111111111111111111111111111111111111 --rest-url")
           << QStringLiteral("http://127.0.0.1:") + port << QStringLiteral("--ws-url")
           << QStringLiteral("ws://127.0.0.1:") + port + QStringLiteral("/ws");
}

QString ledgerOf(const Program &program)
{
    return program.path(QStringLiteral("data/ledger.sqlite"));
}

// A demo's data is in a folder of its own.
QString demoLedgerOf(const Program &program)
{
    return program.path(QStringLiteral("data/demo/ledger.sqlite"));
}

QStringList withData(const Program &program, const QStringList &arguments)
{
    return arguments +
           QStringList{QStringLiteral("--data-dir"), program.path(QStringLiteral("data"))};
}

// The first value of a query; -1 where it cannot be read.
qlonglong number(const QString &ledger, const char *sql)
{
    qlonglong value = -1;
    if (!QFile::exists(ledger)) // opening it would make it
        return value;
    {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), ledger);
        database.setDatabaseName(ledger);
        if (database.open()) {
            QSqlQuery query(database);
            if (query.exec(QString::fromLatin1(sql)) && (query.next() || query.isActive()))
                value = query.isSelect() ? query.value(0).toLongLong() : 0;
        }
    }
    QSqlDatabase::removeDatabase(ledger);
    return value;
}

// A run that wrote a few lines, followed by its ledger.
void runAway(Program &program)
{
    QVERIFY(!program.start(withData(program, awayExchange())).isEmpty());
    QCOMPARE(program.terminate().code, 0);
    QVERIFY(number(ledgerOf(program), "SELECT seq FROM sync_state") >= 2); // start and stop
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

} // namespace

class ProgramLedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheTrailHasTheLedgerHas()
    {
        Program program;
        QVERIFY(!program.start(withData(program, words("--demo"))).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            program.get(QStringLiteral("/api/v1/positions/health"))[QLatin1String("ready")]
                .toBool(),
            60'000);
        QCOMPARE(program.terminate().code, 0);

        const QByteArray trail = trailOf(program);
        const QString ledger = demoLedgerOf(program);
        QVERIFY(number(ledger, "SELECT count(*) FROM fills") > 0);
        QCOMPARE(number(ledger, "SELECT count(*) FROM fills"), trail.count("\"type\":\"fill\""));
        QCOMPARE(number(ledger, "SELECT seq FROM sync_state"), trail.count('\n'));
    }

    void madeAnewItPrintsThePositionsOfTheTrail()
    {
        Program program;
        QVERIFY(!program.start(withData(program, words("--demo"))).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            program.get(QStringLiteral("/api/v1/positions/health"))[QLatin1String("ready")]
                .toBool(),
            60'000);
        QCOMPARE(program.run(withData(program, words("ledger rebuild --demo"))).code, 75);
        QCOMPARE(program.terminate().code, 0);
        const auto fills = number(demoLedgerOf(program), "SELECT count(*) FROM fills");
        QVERIFY(QFile::remove(demoLedgerOf(program)));

        const Ended ended = program.run(withData(program, words("ledger rebuild --demo")));

        QVERIFY2(ended.code == 0, ended.err);
        QVERIFY2(ended.err.contains("audit lines"), ended.err);
        const Ended exported = program.run(words("export positions --demo --format json"));
        QVERIFY(!QJsonDocument::fromJson(ended.out).array().isEmpty());
        QCOMPARE(ended.out, exported.out);
        QCOMPARE(number(demoLedgerOf(program), "SELECT count(*) FROM fills"), fills);
    }

    void aTrailThatIsShorterThanTheLedgerKnowsIsRefused()
    {
        Program program;
        runAway(program);
        const QDir trail(program.path(QStringLiteral("logs/trading")));
        QFile file(trail.filePath(trail.entryList({QStringLiteral("*.jsonl")}).constFirst()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        const QByteArray lines = file.readAll();
        QVERIFY(file.resize(lines.lastIndexOf('\n', lines.size() - 2) + 1));
        file.close();

        const Ended ended = program.run(
            withData(program, awayExchange() + words("--headless --listen 127.0.0.1:0")));

        QCOMPARE(ended.code, 65);
        QVERIFY2(sentenceIn(ended.err).contains("truncated"), ended.err);
        QVERIFY2(sentenceIn(ended.err).contains("put the audit files back"), ended.err);
        QCOMPARE(trailOf(program).size(), lines.lastIndexOf('\n', lines.size() - 2) + 1);
    }

    void aTrailThatIsGoneIsRefusedUntilTheLedgerIsMovedAway()
    {
        Program program;
        runAway(program);
        QVERIFY(QDir(program.path(QStringLiteral("logs"))).removeRecursively());

        const QStringList again =
            withData(program, awayExchange() + words("--headless --listen 127.0.0.1:0"));
        QCOMPARE(program.run(again).code, 65);
        QVERIFY(QFile::remove(ledgerOf(program)));
        QVERIFY(!program.start(withData(program, awayExchange())).isEmpty());
        QCOMPARE(program.terminate().code, 0);
    }

    void aLedgerOfANewerProgramIsRefused()
    {
        Program program;
        runAway(program);
        QCOMPARE(number(ledgerOf(program), "UPDATE meta SET schema_version = 99"), 0LL);

        const Ended ended = program.run(
            withData(program, awayExchange() + words("--headless --listen 127.0.0.1:0")));

        QCOMPARE(ended.code, 78);
        QVERIFY2(sentenceIn(ended.err).contains("newer version"), ended.err);
        QCOMPARE(number(ledgerOf(program), "SELECT schema_version FROM meta"), 99LL);
    }

    void aDamagedLedgerIsMadeAnewAndHealthSaysSo()
    {
        Program program;
        runAway(program);
        QFile ledger(ledgerOf(program));
        QVERIFY(ledger.open(QIODevice::WriteOnly));
        ledger.write(QByteArray(9000, 'x'));
        ledger.close();

        QVERIFY(!program.start(withData(program, awayExchange())).isEmpty());
        const auto health = program.get(QStringLiteral("/api/v1/positions/health"));
        QCOMPARE(program.terminate().code, 0);

        const QByteArray said = QJsonDocument(health).toJson();
        QVERIFY2(said.contains("the ledger was damaged"), said);
        QVERIFY(number(ledgerOf(program), "SELECT seq FROM sync_state") >= 4);
        QCOMPARE(QDir(program.path(QStringLiteral("data")))
                     .entryList({QStringLiteral("ledger.sqlite.broken-*")})
                     .size(),
                 1);
    }
};

QTEST_GUILESS_MAIN(ProgramLedgerTest)
#include "tst_programledger.moc"
