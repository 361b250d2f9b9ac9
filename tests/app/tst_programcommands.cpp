// SPDX-License-Identifier: GPL-3.0-or-later
// The commands beside watching: version, help, settings, the audit trail's check and its export,
// and the doctor.
#include "tests/app/programrun.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace lpm::app::testing;

namespace {

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

class ProgramCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A demo writes the trail that the commands read.
    void initTestCase()
    {
        QVERIFY(!m_program.start(words("--demo")).isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(
            m_program.get(QStringLiteral("/api/v1/positions/health"))[QLatin1String("ready")]
                .toBool(),
            60'000);
        QCOMPARE(m_program.terminate().code, 0);
        m_trail = m_program.path(QStringLiteral("logs/trading"));
        const QDir trail(m_trail);
        const auto files = trail.entryList({QStringLiteral("*.jsonl")});
        QVERIFY(!files.isEmpty());
        m_file = trail.filePath(files.first());
    }

    void tellsItsVersion()
    {
        const Ended ended = m_program.run(words("--version"));

        QCOMPARE(ended.code, 0);
        QVERIFY(ended.err.isEmpty());
        QVERIFY2(ended.out.startsWith("position-monitor "), ended.out);
        QCOMPARE(ended.out.count('\n'), 1);
    }

    void helpNamesEveryFlagAndExitCode()
    {
        const Ended ended = m_program.run(words("--help"));

        QCOMPARE(ended.code, 0);
        for (const char *word :
             {"--headless", "--demo", "--live", "--account", "--testnet", "--rest-url", "--ws-url",
              "--listen", "--data-dir", "--log-dir", "--log-level", "--env-file", "--config",
              "--update-interval", "--sync-interval", "--pnl-threshold", "--on-discrepancy",
              "--audit-sync", "--audit-prices", "--log-addresses", "--max-clients", "--token-file",
              "--allow-origin", "--allow-host", "--tls-cert", "--tls-key",
              "--insecure-behind-proxy", "--connect", "audit", "ledger", "export", "doctor",
              "HYPERLIQUID_ADDRESS", "65", "69", "75", "78"})
            QVERIFY2(ended.out.contains(word), word);
    }

    void showsWhereEachSettingComesFrom()
    {
        m_program.file(QStringLiteral("some.env"), "LOG_LEVEL=warning\n");
        const Ended ended = m_program.run(
            words("config show --origin --env-file some.env --update-interval 2.5"),
            {{QStringLiteral("SYNC_INTERVAL"), QStringLiteral("30")}});

        QCOMPARE(ended.code, 0);
        for (const char *line :
             {"update-interval = 2.5  # flag", "sync-interval = 30  # environment",
              "log-level = warning  # .env", "pnl-threshold = 0.01  # default"})
            QVERIFY2(ended.out.contains(line), line);
    }

    void neverShowsASecret()
    {
        const QString key(64, QLatin1Char('7'));
        const Ended ended = m_program.run(
            words("config show --live"), {{QStringLiteral("HYPERLIQUID_PRIVATE_KEY"), key}});

        QCOMPARE(ended.code, 0);
        QVERIFY(!(ended.out + ended.err).contains(key.toLatin1()));
    }

    void verifiesAGoodTrail()
    {
        const Ended ended = m_program.run(words("audit verify") + QStringList(m_trail));

        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.startsWith("OK "), ended.out);
    }

    void namesTheFirstBadLine_data()
    {
        QTest::addColumn<int>("line");
        QTest::newRow("the first") << 1;
        QTest::newRow("one in the middle") << 3;
    }

    void namesTheFirstBadLine()
    {
        QFETCH(int, line);
        const Program other;
        breakLine(other, line);

        const Ended ended = other.run(words("audit verify trading"));

        QCOMPARE(ended.code, 65);
        QVERIFY2(ended.err.contains(QByteArray::number(line)), ended.err);
        QVERIFY(ended.out.isEmpty());
    }

    void doesNotStartOnABrokenTrail()
    {
        const Program other;
        breakLine(other, 3);

        const Ended ended
            = other.run(words("--headless --demo --listen 127.0.0.1:0 --log-dir ."));

        QCOMPARE(ended.code, 65);
        QVERIFY2(sentenceIn(ended.err).contains("line 3"), ended.err);
    }

    void exportsFillsAsCsv()
    {
        const Ended ended = m_program.run(words("export fills --demo --format csv"));

        QCOMPARE(ended.code, 0);
        const auto lines = ended.out.split('\n');
        QVERIFY2(lines.first().startsWith("time,account,symbol,coin,side,quantity,price"),
                 lines.first());
        QCOMPARE(lines.size() - 2, fillsInTrail()); // a head, and nothing behind the last newline
    }

    void exportsFillsAsJson()
    {
        const Ended ended = m_program.run(words("export fills --demo --format json"));

        QCOMPARE(ended.code, 0);
        const auto rows = QJsonDocument::fromJson(ended.out).array();
        QCOMPARE(rows.size(), fillsInTrail());
        QVERIFY(rows.first()[QLatin1String("price")].isString());
        QVERIFY(rows.first()[QLatin1String("tid")].isString());
    }

    void exportsPositions()
    {
        const Ended ended = m_program.run(words("export positions --demo --format json"));

        QCOMPARE(ended.code, 0);
        const auto rows = QJsonDocument::fromJson(ended.out).array();
        QVERIFY(!rows.isEmpty());
        QVERIFY(rows.first()[QLatin1String("quantity")].isString());
    }

    void theDoctorFindsNothingWrongWithTheDemo()
    {
        const Ended ended = m_program.run(words("doctor --demo --listen 127.0.0.1:0"));

        QVERIFY2(ended.code == 0, ended.out + ended.err);
        QVERIFY(!ended.out.contains("PROBLEM"));
    }

    void theDoctorSaysThatTheExchangeIsAway()
    {
        const QString port = QString::number(silentPort());
        const Program other;

        const Ended ended = other.run(
            words("doctor --live --listen 127.0.0.1:0 --account "
                  "0x1111111111111111111111111111111111111111 --rest-url")
            << QStringLiteral("http://127.0.0.1:") + port << QStringLiteral("--ws-url")
            << QStringLiteral("ws://127.0.0.1:") + port + QStringLiteral("/ws"));

        QVERIFY2(ended.code == 69, ended.out + ended.err);
        QCOMPARE(ended.out.count("PROBLEM"), 1);
    }

    void theDoctorFindsTheBrokenTrail()
    {
        const Program other;
        breakLine(other, 3);

        const Ended ended = other.run(words("doctor --demo --listen 127.0.0.1:0 --log-dir ."));

        QVERIFY2(ended.code == 65, ended.out + ended.err);
        QVERIFY(ended.out.contains("PROBLEM audit trail"));
    }

private:
    // A copy of the trail with one digit of a line changed.
    void breakLine(const Program &other, int number) const
    {
        QFile good(m_file);
        QVERIFY(good.open(QIODevice::ReadOnly));
        auto lines = good.readAll().split('\n');
        QVERIFY(lines.size() > number);
        QByteArray &line = lines[number - 1];
        const auto at = line.indexOf("\"timestamp\":\"20") + 14;
        QVERIFY(at >= 14);
        line[at] = '1';
        QVERIFY(QDir(other.path(QString())).mkpath(QStringLiteral("trading")));
        QVERIFY(QFile::setPermissions(other.path(QStringLiteral("trading")),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        other.file(QStringLiteral("trading/") + QFileInfo(m_file).fileName(), lines.join('\n'));
    }

    qsizetype fillsInTrail() const
    {
        QFile file(m_file);
        return file.open(QIODevice::ReadOnly) ? file.readAll().count("\"type\":\"fill\"") : -1;
    }

    Program m_program;
    QString m_trail;
    QString m_file;
};

QTEST_GUILESS_MAIN(ProgramCommandsTest)
#include "tst_programcommands.moc"
