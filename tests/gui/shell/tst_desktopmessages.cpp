// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of the desktop, told to somebody who shows them on a bus that only this test is on.
#include "gui/limits.h"
#include "gui/shell/desktopmessages.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QProcess>
#include <QTemporaryDir>
#include <QVariantMap>
#include <QtTest>

using namespace lpm::gui;

namespace {

const QString Service = QStringLiteral("org.freedesktop.Notifications");
const QString Path = QStringLiteral("/org/freedesktop/Notifications");

// Shows nothing; tells what it was asked for.
class Shower : public QObject, protected QDBusContext
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown
    {
        uint inPlaceOf;
        QString title;
        QString text;
        int urgency;
    };

    std::vector<Shown> shown;
    QList<uint> closed;
    bool isRefusing = false;
    uint next = 0;

public Q_SLOTS:
    uint Notify(const QString &, uint inPlaceOf, const QString &, const QString &title,
                const QString &text, const QStringList &, const QVariantMap &hints, int)
    {
        if (isRefusing)
            sendErrorReply(QDBusError::Failed, QStringLiteral("too many"));
        else
            shown.push_back(
                {inPlaceOf, title, text, hints[QStringLiteral("urgency")].value<uchar>()});
        return inPlaceOf != 0 ? inPlaceOf : ++next;
    }
    void CloseNotification(uint id) { closed += id; }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &key);
    void NotificationClosed(uint id, uint reason);
};

const TrayMessage Liquidated{QStringLiteral("BTC liquidated"), QStringLiteral("Long <1> closed"),
                             QStringLiteral("Long closed"), true};
const TrayMessage Back{QStringLiteral("feed is back"), QStringLiteral("all well"),
                       QStringLiteral("all well"), false};

} // namespace

class DesktopMessagesTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QString m_address;

    QDBusConnection connected(const char *name) const
    {
        return QDBusConnection::connectToBus(m_address, QLatin1String(name));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile config(m_folder.filePath(QStringLiteral("bus.conf")));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                     "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                     "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        config.close();
        m_daemon.start(QStringLiteral("dbus-daemon"),
                       {QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                        QStringLiteral("--config-file=") + config.fileName()});
        if (!m_daemon.waitForStarted() && qgetenv("CI") != "true")
            QSKIP("dbus-daemon is not installed");
        QTRY_VERIFY(m_daemon.canReadLine());
        m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
    }

    void init()
    {
        if (m_address.isEmpty())
            QSKIP("dbus-daemon is not installed");
    }

    void cleanupTestCase()
    {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

    void areThereWhileSomebodyShowsThem()
    {
        DesktopMessages messages(connected("program"));
        QDBusConnection desktop = connected("desktop");
        QTest::qWait(0);
        QVERIFY(!messages.isThere());
        QVERIFY(desktop.registerService(Service));
        QTRY_VERIFY(messages.isThere());
        DesktopMessages later(connected("program"));
        QTRY_VERIFY(later.isThere());
        QVERIFY(desktop.unregisterService(Service));
        QTRY_VERIFY(!messages.isThere());
    }

    void areShownReadAndHidden()
    {
        Shower shower;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"));
        QTRY_VERIFY(messages.isThere());
        int clicks = 0;
        connect(&messages, &DesktopMessages::clicked, this, [&] { ++clicks; });

        messages.say(Liquidated);
        messages.say(Back);
        QTRY_COMPARE(shower.shown.size(), std::size_t{2});
        QCOMPARE(shower.shown[0].text, QStringLiteral("Long ‹1› closed"));
        QCOMPARE(shower.shown[0].urgency, 2);
        QCOMPARE(shower.shown[1].urgency, 1);

        messages.hideAmounts(); // with or without their answers
        QTRY_COMPARE(shower.shown.size(), std::size_t{3});
        QCOMPARE(shower.shown[2].inPlaceOf, 1U);
        QCOMPARE(shower.shown[2].text, Liquidated.discreet);

        Q_EMIT shower.ActionInvoked(77, QStringLiteral("default")); // another program's
        Q_EMIT shower.ActionInvoked(1, QStringLiteral("default"));
        QTRY_COMPARE(clicks, 1);
        Q_EMIT shower.NotificationClosed(1, 2);
        Q_EMIT shower.ActionInvoked(1, QStringLiteral("default"));
        Q_EMIT shower.ActionInvoked(2, QStringLiteral("default"));
        QTRY_COMPARE(clicks, 2);
        QCOMPARE(clicks, 2);
        end(desktop);
    }

    void oldOnesMakeRoom()
    {
        Shower shower;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"));
        QTRY_VERIFY(messages.isThere());
        for (std::size_t i = 0; i < limits::MessagesStanding + 2; ++i)
            messages.say(Liquidated);
        QTRY_COMPARE(shower.closed, (QList<uint>{1, 2}));
        end(desktop);
    }

    void whatIsRefusedIsTold()
    {
        Shower shower;
        shower.isRefusing = true;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"));
        QTRY_VERIFY(messages.isThere());
        QStringList refused;
        connect(&messages, &DesktopMessages::refused, this,
                [&](const TrayMessage &message) { refused += message.title; });
        messages.say(Back);
        QTRY_COMPARE(refused, QStringList{Back.title});
        QVERIFY(!messages.isThere());
        end(desktop);
    }

    void nobodyIsToldWhereNobodyLooks() { QVERIFY(!DesktopMessages::areForEyes()); }

private:
    QDBusConnection begin(Shower &shower) const
    {
        QDBusConnection desktop = connected("desktop");
        desktop.registerObject(Path, &shower,
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        desktop.registerService(Service);
        return desktop;
    }

    static void end(QDBusConnection &desktop)
    {
        desktop.unregisterObject(Path);
        desktop.unregisterService(Service);
    }
};

QTEST_MAIN(DesktopMessagesTest)
#include "tst_desktopmessages.moc"
