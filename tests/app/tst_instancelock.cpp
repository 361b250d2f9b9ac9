// SPDX-License-Identifier: GPL-3.0-or-later
// One program a data directory, and a killed one never in the way of the next.
#include "app/instancelock.h"

#include <QtTest>

using namespace lpm;

class InstanceLockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondOneIsRefused()
    {
        const QTemporaryDir directory;
        const auto first = app::lockDataDirectory(directory.path().toStdString());
        QVERIFY(first);

        const auto second = app::lockDataDirectory(directory.path().toStdString());

        QVERIFY(!second);
        QCOMPARE(second.error().exitCode, app::ExitBusy);
    }

    void theNextOneMayGoOn()
    {
        const QTemporaryDir directory;
        const auto path = (directory.path() + QStringLiteral("/data")).toStdString();
        QVERIFY(app::lockDataDirectory(path));

        QVERIFY(app::lockDataDirectory(path));
    }

    // In a container every program has the same number.
    void whatAKilledOneLeftDoesNotCount()
    {
        const QTemporaryDir directory;
        for (const char *name : {"/.lock", "/position-monitor.lock"}) {
            QFile left(directory.path() + QLatin1String(name));
            QVERIFY(left.open(QFile::WriteOnly));
            left.write(QByteArray::number(QCoreApplication::applicationPid())
                       + "\nposition-monitor\n" + QSysInfo::machineHostName().toUtf8() + "\n");
        }

        QVERIFY(app::lockDataDirectory(directory.path().toStdString()));
    }
};

QTEST_GUILESS_MAIN(InstanceLockTest)
#include "tst_instancelock.moc"
