// SPDX-License-Identifier: GPL-3.0-or-later
// The program's window on the program elsewhere: it shows it, survives its end and its return, and
// starts nothing of a monitor itself.
#include "tests/app/programrun.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>
#include <QUrl>

using namespace lpm::app::testing;

namespace {

QStringList attachedTo(const QByteArray &url)
{
    return {QStringLiteral("--connect"), QString::fromLatin1(url)};
}

QStringList filesIn(const Program &program)
{
    const QDir home(program.path(QStringLiteral(".")));
    QStringList found;
    QDirIterator files(home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext())
        found += home.relativeFilePath(files.next());
    found.sort();
    return found;
}

} // namespace

class AttachedProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheMonitorElsewhereAndComesBackToIt()
    {
        Program monitor;
        const QByteArray url = monitor.start({QStringLiteral("--demo")});
        QVERIFY(!url.isEmpty());
        Program window;

        const QByteArray said = window.show(attachedTo(url), "(demo)");
        QVERIFY2(said.contains("Watches " + url + '\n'), said.constData());
        QVERIFY2(said.contains("Shows "), said.constData());
        QVERIFY(!window.waitForLog("connected to " + url).isEmpty());

        QCOMPARE(monitor.terminate().code, 0);
        QVERIFY(!window.waitForLog("Trying again").isEmpty());

        const QString place =
            QStringLiteral("127.0.0.1:%1").arg(QUrl(QString::fromLatin1(url)).port());
        QCOMPARE(monitor.start({QStringLiteral("--demo"), QStringLiteral("--listen"), place}), url);
        QVERIFY(!window.waitForLog("connected to " + url, 2).isEmpty());
        QCOMPARE(window.terminate().code, 0);
    }

    void startsNothingOfAMonitorItself()
    {
        Program monitor;
        const QByteArray url = monitor.start({QStringLiteral("--demo")});
        QVERIFY(!url.isEmpty());
        Program window;
        QVERIFY(!window.show(attachedTo(url), "(demo)").isEmpty());

        QCOMPARE(window.terminate().code, 0);

        const QStringList files = filesIn(window);
        QCOMPARE(files.size(), 2); // its log, and how the window was left
        for (const QString &file : files) {
            QVERIFY2(file.contains(QStringLiteral("/attached/127.0.0.1-")), qPrintable(file));
            QVERIFY2(file.endsWith(QStringLiteral("/position-monitor.log")) ||
                         file.endsWith(QStringLiteral("/window.ini")),
                     qPrintable(file));
        }
    }

    void aWrongTokenIsSaidAndNeverTold()
    {
        Program monitor;
        const QString token = monitor.file(QStringLiteral("token"), "0123456789abcdef");
        QFile::setPermissions(token, QFile::ReadOwner | QFile::WriteOwner);
        const QByteArray url =
            monitor.start({QStringLiteral("--demo"), QStringLiteral("--token-file"), token});
        QVERIFY(!url.isEmpty());
        Program window;
        const QString wrong = window.file(QStringLiteral("token"), "canary-0123456789");
        QFile::setPermissions(wrong, QFile::ReadOwner | QFile::WriteOwner);

        QVERIFY(!window
                     .show(attachedTo(url) + QStringList{QStringLiteral("--token-file"), wrong},
                           "Watches")
                     .isEmpty());
        QVERIFY(!window.waitForLog("refuses the token").isEmpty());

        const Ended ended = window.terminate();
        QCOMPARE(ended.code, 0);
        QVERIFY(!ended.out.contains("canary") && !ended.err.contains("canary"));
    }
};

QTEST_GUILESS_MAIN(AttachedProgramTest)
#include "tst_attachedprogram.moc"
