// SPDX-License-Identifier: GPL-3.0-or-later
// The page that readers see and the table in code say the same.
#include "tests/simulation/faults.h"

#include <QFile>
#include <QtTest>

#include <set>

using namespace lpm::simulation;

namespace {

QString lineOf(const FaultRow &row)
{
    QStringList faults;
    for (const Fault fault : row.faults)
        faults << QString::fromLatin1(nameOf(fault));
    const auto orDash = [](const QString &text) {
        return text.isEmpty() ? QStringLiteral("–") : text;
    };
    return QStringLiteral("| %1 | %2 | %3 | %4 |")
        .arg(QString::fromUtf8(row.name),
             row.proof == Proof::Simulated ? QStringLiteral("SIM") : QStringLiteral("RIG"),
             orDash(faults.join(QStringLiteral(", "))), orDash(QString::fromUtf8(row.test)));
}

QStringList tableLines()
{
    QFile page(qEnvironmentVariable("LPM_SOURCE_DIR") + QStringLiteral("/docs/faults.md"));
    if (!page.open(QIODevice::ReadOnly))
        return {};
    QStringList lines;
    for (const QString &line : QString::fromUtf8(page.readAll()).split(QLatin1Char('\n'))) {
        const bool isRow = line.startsWith(QLatin1String("| "))
                           && !line.startsWith(QLatin1String("| row "));
        if (isRow)
            lines << line;
    }
    return lines;
}

} // namespace

class FaultRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePageShowsTheTableOfTheCode()
    {
        QStringList expected;
        for (const FaultRow &row : faultRows())
            expected << lineOf(row);
        QCOMPARE(tableLines(), expected);
    }
    void everyFaultBelongsToARow()
    {
        std::set<Fault> told;
        for (const FaultRow &row : faultRows())
            told.insert(row.faults.begin(), row.faults.end());
        QCOMPARE(told.size(), FaultCount);
    }
    void whatIsNotSimulatedHasATestElsewhere()
    {
        for (const FaultRow &row : faultRows())
            QVERIFY2(!row.faults.empty() || row.test[0] != 0, row.name);
    }
    void aFaultIsFoundByItsName()
    {
        for (std::size_t i = 0; i < FaultCount; ++i)
            QCOMPARE(faultOf(nameOf(static_cast<Fault>(i))), static_cast<Fault>(i));
        QCOMPARE(faultOf("no such fault"), Fault::Count);
    }
};

QTEST_APPLESS_MAIN(FaultRowsTest)
#include "tst_faultrows.moc"
