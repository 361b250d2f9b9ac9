// SPDX-License-Identifier: GPL-3.0-or-later
// Every bad input ends the program at once: one clear sentence, its exit code, nothing else done.
#include "tests/app/programrun.h"

#include <QDir>
#include <QTcpServer>
#include <QTest>

using namespace lpm::app::testing;

namespace {

const QString Address = QStringLiteral("0x") + QString(40, QLatin1Char('1'));

QStringList words(const char *line)
{
    return QString::fromUtf8(line)
        .replace(QLatin1String("ADDRESS"), Address)
        .split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

struct Case
{
    const char *name;
    const char *arguments;
    int code;
    const char *said; // a part of the sentence
    Environment environment = {};
};

Environment with(const char *name, const QString &value)
{
    return {{QString::fromLatin1(name), value}};
}

const Case Cases[] = {
    {"an address that is too short", "--headless --live --account 0x12", 78, "40 hex digits"},
    {"an address with a wrong letter",
     "--headless --live --account 0x111111111111111111111111111111111111111g", 78, "account"},
    {"an address with a wrong checksum",
     "--headless --live --account 0xaA11111111111111111111111111111111111111", 78, "checksum"},
    {"an address from the environment", "--headless --live", 78, "40 hex digits",
     with("HYPERLIQUID_ADDRESS", QStringLiteral("0x123"))},
    {"the zero address", "--headless --live --account 0x0000000000000000000000000000000000000000",
     78, "zero address"},
    {"two accounts of one label", "--headless --live --account ADDRESS=a --account "
     "0x2222222222222222222222222222222222222222=a", 78, "label"},
    {"an unknown flag", "--nonsense", 2, "--nonsense"},
    {"an unknown flag with a value", "--nonsense=5 --headless", 2, "--nonsense"},
    {"an unknown command", "frobnicate", 2, "command"},
    {"a flag without its value", "--headless --log-dir", 2, "--log-dir"},
    {"an interval that is no number", "--headless --update-interval often", 2,
     "--update-interval"},
    {"a negative interval", "--headless --sync-interval -5", 2, "--sync-interval"},
    {"a threshold that is no number", "--headless --pnl-threshold much", 2, "--pnl-threshold"},
    {"a port out of range", "--headless --listen 127.0.0.1:70000", 2, "--listen"},
    {"a bad port in the environment", "--headless", 78, "PORT",
     with("PORT", QStringLiteral("http"))},
    {"a log directory that cannot be made", "--headless --demo --log-dir /proc/none/logs", 73,
     "/proc/none/logs"},
    {"a data directory that cannot be made", "--headless --demo --data-dir /proc/none/data", 73,
     "/proc/none/data"},
    {"live without an account", "--headless", 78, "HYPERLIQUID_ADDRESS",
     with("ENABLE_LIVE_TRADING", QStringLiteral("true"))},
    {"live without an account by flag", "--headless --live", 78, "--account"},
    {"an account without live", "--headless --account ADDRESS", 78, "--live"},
    {"an exchange without live",
     "--headless --rest-url http://127.0.0.1:9 --ws-url ws://127.0.0.1:9/ws", 78, "--live"},
    {"live and demo at once", "--headless --live --demo --account ADDRESS", 2, "--demo"},
    {"a REST address in the open", "--headless --live --account ADDRESS "
     "--rest-url http://example.com --ws-url wss://example.com/ws", 78, "https"},
    {"a feed in the open", "--headless --live --account ADDRESS "
     "--rest-url https://example.com --ws-url ws://example.com/ws", 78, "wss"},
    {"only one of the addresses", "--headless --live --account ADDRESS "
     "--rest-url https://example.com", 78, "--ws-url"},
    {"every interface without a token", "--headless --demo --listen 0.0.0.0:0", 78,
     "--token-file"},
    {"another host without a token", "--headless --demo --allow-host example.com", 78,
     "--token-file"},
    {"a token file that is not there", "--headless --demo --token-file none.txt", 78,
     "none.txt"},
    {"a settings file that is not there", "--headless --config none.toml", 78, "none.toml"},
    {"no display and not headless", "--demo", 1, "--headless"},
    {"a display that leads nowhere", "--demo", 1, "--headless",
     with("DISPLAY", QStringLiteral(":64999"))},
    {"a kind of display that is unknown", "--demo", 1, "--headless",
     with("QT_QPA_PLATFORM", QStringLiteral("nonsense"))},
    {"a monitor elsewhere in the open", "--connect http://desk.example:8000", 78, "https://"},
    {"a token in an address", "--connect https://me:secret@desk.example", 78, "https://"},
    {"a monitor elsewhere without a window", "--connect https://desk.example --headless", 2,
     "--headless"},
    {"a monitor elsewhere and an account", "--connect https://desk.example --account ADDRESS", 78,
     "--account"},
    {"nothing to verify", "audit verify none", 2, "none"},
    {"a format that does not exist", "export fills --format xml", 2, "xml"},
};

} // namespace

Q_DECLARE_METATYPE(const Case *)

class ProgramRefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachBadInputIsOneSentence_data()
    {
        QTest::addColumn<const Case *>("row");
        for (const Case &row : Cases)
            QTest::newRow(row.name) << &row;
    }

    void eachBadInputIsOneSentence()
    {
        QFETCH(const Case *, row);
        const Program program;

        const Ended ended = program.run(words(row->arguments), row->environment);

        QVERIFY2(ended.code == row->code,
                 ended.err + "exit code " + QByteArray::number(ended.code));
        QCOMPARE(ended.out, QByteArray());
        QVERIFY2(ended.err.startsWith("position-monitor: "), ended.err);
        QCOMPARE(ended.err.count('\n'), 1);
        QVERIFY2(ended.err.contains(row->said), ended.err);
    }

    void aBadPrivateKeyIsNotEchoed_data()
    {
        QTest::addColumn<QString>("key");
        QTest::newRow("too short") << QStringLiteral("0xdecafbad");
        QTest::newRow("not hex") << QStringLiteral("0x") + QString(64, QLatin1Char('q'));
        QTest::newRow("too long") << QString(66, QLatin1Char('7'));
        QTest::newRow("zero") << QString(64, QLatin1Char('0'));
        QTest::newRow("beyond the curve's order") << QString(64, QLatin1Char('f'));
    }

    void aBadPrivateKeyIsNotEchoed()
    {
        QFETCH(QString, key);
        const Program program;
        program.file(QStringLiteral(".env"), "HYPERLIQUID_PRIVATE_KEY=" + key.toLatin1() + "\n");

        const Ended fromFile = program.run(words("--headless --live"));
        const Ended fromEnvironment = Program().run(words("--headless --live"),
                                                    with("HYPERLIQUID_PRIVATE_KEY", key));

        for (const Ended &ended : {fromFile, fromEnvironment}) {
            QCOMPARE(ended.code, 78);
            QVERIFY2(ended.err.contains("HYPERLIQUID_PRIVATE_KEY"), ended.err);
            QCOMPARE(ended.err.count('\n'), 1);
            QVERIFY(!ended.err.contains(key.mid(2, 8).toLatin1()));
        }
        QVERIFY(!QDir(program.path(QStringLiteral("logs"))).exists());
    }

    void aPortInUseIsTold()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const QString where = QStringLiteral("127.0.0.1:%1").arg(taken.serverPort());
        const Program program;

        const Ended ended = program.run(words("--headless --demo --listen") + QStringList(where));

        QCOMPARE(ended.code, 1);
        const QByteArray sentence = sentenceIn(ended.err);
        QVERIFY2(sentence.startsWith("position-monitor: cannot listen on "), ended.err);
        QVERIFY(sentence.contains(where.toLatin1()) && sentence.contains("in use"));
    }
};

QTEST_GUILESS_MAIN(ProgramRefusalsTest)
#include "tst_programrefusals.moc"
