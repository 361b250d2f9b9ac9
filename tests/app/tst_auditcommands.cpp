// SPDX-License-Identifier: GPL-3.0-or-later
// Packing old days of a trail from the command line.
#include "core/audit/journal.h"
#include "tests/app/programrun.h"
#include "tests/core/audit/trailfixture.h"

#include <QDir>
#include <QTest>

using namespace lpm;
using namespace lpm::app::testing;
using namespace lpm::audit::testing;

namespace {

QStringList compress(const QString &directory, const QStringList &more = {})
{
    return QStringList{QStringLiteral("audit"), QStringLiteral("compress"), directory} + more;
}

QStringList olderThan(const char *days)
{
    return {QStringLiteral("--older-than"), QLatin1String(days)};
}

// Three days long over, a fill in each.
void writeTrail(const QString &directory)
{
    base::Timestamp now = at("2026-01-05T10:00:00.000Z");
    auto journal = audit::openJournal(audit::systemDisk(), directory.toStdString(), now).value();
    for (int day = 0; day < 3; ++day) {
        domain::Change fill = openingFill();
        fill.fill->tradeId = day;
        QVERIFY(journal.append(audit::changeRecords(fill, now)));
        now += std::chrono::days{1};
    }
    QVERIFY(journal.sync());
}

} // namespace

class AuditCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packsTheDaysThatAreOverAndLeavesTheNewest()
    {
        writeTrail(m_program.path(QStringLiteral("old")));

        const Ended ended = m_program.run(compress(QStringLiteral("old")));

        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.startsWith("2 files compressed, "), ended.out);
        const QDir old(m_program.path(QStringLiteral("old")));
        QCOMPARE(old.entryList({QStringLiteral("*.jsonl.gz")}).size(), 2);
        QCOMPARE(old.entryList({QStringLiteral("*.jsonl")}).size(), 1);
        const Ended verified = m_program.run({QStringLiteral("audit"), QStringLiteral("verify"),
                                              QStringLiteral("old")});
        QCOMPARE(verified.code, 0);
    }

    void leavesWhatIsYounger()
    {
        writeTrail(m_program.path(QStringLiteral("young")));

        const Ended ended
            = m_program.run(compress(QStringLiteral("young"), olderThan("36500")));

        QCOMPARE(ended.code, 0);
        QVERIFY2(ended.out.startsWith("0 files compressed"), ended.out);
    }

    void refusesWhatIsNotThere()
    {
        const Ended ended = m_program.run(compress(QStringLiteral("nowhere")));

        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains("nowhere"), ended.err);
    }

    void refusesAnAgeThatIsNone_data()
    {
        QTest::addColumn<QByteArray>("days");
        QTest::newRow("today") << QByteArray("0");
        QTest::newRow("a word") << QByteArray("week");
        QTest::newRow("for ever") << QByteArray("99999999999");
    }

    void refusesAnAgeThatIsNone()
    {
        QFETCH(QByteArray, days);
        writeTrail(m_program.path(QStringLiteral("kept")));

        const Ended ended
            = m_program.run(compress(QStringLiteral("kept"), olderThan(days.constData())));

        QCOMPARE(ended.code, 2);
        QVERIFY2(ended.err.contains("--older-than"), ended.err);
    }

    void leavesATrailAloneThatAMonitorWritesTo()
    {
        Program running;
        QVERIFY(!running.start({QStringLiteral("--demo")}).isEmpty());

        const Ended ended = running.run(compress(QStringLiteral("logs/trading")));

        QCOMPARE(ended.code, 75);
        QVERIFY(!ended.err.isEmpty());
    }

private:
    Program m_program;
};

QTEST_GUILESS_MAIN(AuditCommandsTest)
#include "tst_auditcommands.moc"
