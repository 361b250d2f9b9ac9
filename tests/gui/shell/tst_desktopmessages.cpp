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

#include <utility>
#include <vector>

using namespace lpm::gui;
using namespace std::chrono_literals;

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
    QStringList abilities{QStringLiteral("body-markup")};
    int questions = 0; // for its abilities
    bool isRefusing = false;
    bool isRefusingChanges = false;
    bool isAsleep = false; // answers when it wakes
    uint next = 0;

    void wake()
    {
        isAsleep = false;
        for (const auto &[call, answer] : std::exchange(m_unanswered, {}))
            QDBusConnection(QStringLiteral("desktop")).send(call.createReply(answer));
    }

public Q_SLOTS:
    uint Notify(const QString &, uint inPlaceOf, const QString &, const QString &title,
                const QString &text, const QStringList &, const QVariantMap &hints, int)
    {
        if (isRefusing || (isRefusingChanges && inPlaceOf != 0)) {
            sendErrorReply(QDBusError::Failed, QStringLiteral("too many"));
            return 0;
        }
        shown.push_back({inPlaceOf, title, text, hints[QStringLiteral("urgency")].value<uchar>()});
        const uint id = inPlaceOf != 0 ? inPlaceOf : ++next;
        if (isAsleep) {
            setDelayedReply(true);
            m_unanswered.emplace_back(message(), id);
        }
        return id;
    }
    void CloseNotification(uint id) { closed += id; }
    QStringList GetCapabilities()
    {
        ++questions;
        return abilities;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &key);
    void NotificationClosed(uint id, uint reason);

private:
    std::vector<std::pair<QDBusMessage, uint>> m_unanswered;
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
                     "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy><servicedir>"
                     + m_folder.path().toUtf8() + "</servicedir></busconfig>");
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
        QVERIFY(messages.isThere()); // for the next one
        shower.isRefusing = false;
        messages.say(Liquidated);
        QTRY_COMPARE(shower.shown.size(), std::size_t{1});
        QCOMPARE(refused.size(), 1);
        end(desktop);
    }

    void whoeverFailsToComeWhenCalledIsNotThere()
    {
        QFile service(m_folder.filePath(Service + QStringLiteral(".service")));
        QVERIFY(service.open(QIODevice::WriteOnly));
        service.write("[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/bin/false\n");
        service.close();
        readConfigAgain();
        DesktopMessages messages(connected("program"));
        QTRY_VERIFY(messages.isThere());
        int refusals = 0;
        connect(&messages, &DesktopMessages::refused, this, [&] { ++refusals; });
        messages.say(Back);
        QTRY_COMPARE(refusals, 1);
        QVERIFY(!messages.isThere());
        QVERIFY(service.remove());
        readConfigAgain();
    }

    void aDesktopThatHangsKeepsFewWaiting()
    {
        Shower shower;
        shower.isAsleep = true;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"), nullptr, 1h);
        QTRY_VERIFY(messages.isThere());
        std::size_t refused = 0;
        connect(&messages, &DesktopMessages::refused, this, [&] { ++refused; });
        for (std::size_t i = 0; i < limits::MessagesSent + 3; ++i)
            messages.say(Liquidated);
        QCOMPARE(refused, std::size_t{3});
        QTRY_COMPARE(shower.shown.size(), limits::MessagesSent);
        end(desktop);
    }

    void whatIsShownLateIsToldElsewhereOnceAndHiddenAllTheSame()
    {
        Shower shower;
        shower.isAsleep = true;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"), nullptr, 0ms);
        QTRY_VERIFY(messages.isThere());
        QStringList refused;
        connect(&messages, &DesktopMessages::refused, this,
                [&](const TrayMessage &message) { refused += message.text; });
        messages.say(Liquidated);
        QTRY_COMPARE(refused, QStringList{Liquidated.text});
        QTRY_COMPARE(shower.shown.size(), std::size_t{1});
        messages.hideAmounts();
        shower.wake();
        QTRY_COMPARE(shower.shown.size(), std::size_t{2});
        QCOMPARE(shower.shown[1].inPlaceOf, 1U);
        QCOMPARE(shower.shown[1].text, Liquidated.discreet);
        QCOMPARE(refused.size(), 1);
        QVERIFY(messages.isThere());
        end(desktop);
    }

    void whatIsHiddenWhileItWaitsIsToldElsewhereWithoutAmounts()
    {
        Shower shower;
        shower.isRefusing = true;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"));
        QTRY_VERIFY(messages.isThere());
        QStringList refused;
        connect(&messages, &DesktopMessages::refused, this,
                [&](const TrayMessage &message) { refused += message.text; });
        messages.say(Liquidated);
        messages.hideAmounts();
        QTRY_COMPARE(refused, QStringList{Liquidated.discreet});
        end(desktop);
    }

    void amountsThatCannotBeHiddenAreClosed()
    {
        Shower shower;
        shower.isRefusingChanges = true;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"));
        QTRY_VERIFY(messages.isThere());
        messages.say(Liquidated);
        messages.hideAmounts();
        QTRY_COMPARE(shower.closed, QList<uint>{1});
        end(desktop);
    }

    void alarmsStayWhileTriflesCome()
    {
        Shower shower;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"));
        QTRY_VERIFY(messages.isThere());
        messages.say(Liquidated);
        messages.say(Back);
        for (std::size_t i = 2; i < limits::MessagesStanding; ++i)
            messages.say(Liquidated);
        messages.say(Back); // the older trifle goes, not the oldest alarm
        QTRY_COMPARE(shower.closed, QList<uint>{2});
        messages.say(Liquidated); // so does the newer one
        QTRY_COMPARE(shower.closed, (QList<uint>{2, 6}));
        messages.say(Back); // which is seen beside the alarms
        messages.say(Back);
        QTRY_COMPARE(shower.closed, (QList<uint>{2, 6, 8}));
        end(desktop);
    }

    void anAlarmThatIsOverGoes()
    {
        Shower shower;
        QDBusConnection desktop = begin(shower);
        DesktopMessages messages(connected("program"));
        QTRY_VERIFY(messages.isThere());
        TrayMessage lost = Liquidated;
        lost.subjects = QStringList{QStringLiteral("feed/1"), QStringLiteral("feed/2")};
        TrayMessage silent = Liquidated;
        silent.subjects = QStringList{QStringLiteral("monitor")};
        messages.say(lost);
        messages.say(Liquidated);
        QTRY_COMPARE(shower.shown.size(), std::size_t{2});
        messages.withdraw({QStringLiteral("feed/2")}); // the other is still lost
        messages.say(silent);
        messages.withdraw(silent.subjects); // before the desktop has answered
        QTRY_COMPARE(shower.closed, QList<uint>{3});
        messages.withdraw({QStringLiteral("feed/1")});
        QTRY_COMPARE(shower.closed, (QList<uint>{3, 1}));
        end(desktop);
    }

    void nothingOfATextIsMarkup()
    {
        TrayMessage both = Back;
        both.title = QStringLiteral("A&B");
        both.text = QStringLiteral("P&L &lt;1>");
        Shower shower;
        QDBusConnection desktop = begin(shower);
        {
            DesktopMessages messages(connected("program"));
            QTRY_VERIFY(messages.isThere());
            messages.say(both);
            QTRY_COMPARE(shower.shown.size(), std::size_t{1});
            QCOMPARE(shower.shown[0].title, QStringLiteral("A&B")); // titles have no markup
            QCOMPARE(shower.shown[0].text, QStringLiteral("P&amp;L &amp;lt;1›"));
        }
        shower.abilities.clear();
        DesktopMessages messages(connected("program"));
        QTRY_COMPARE(shower.questions, 2);
        QTRY_VERIFY((messages.say(both), QTest::qWait(1),
                     shower.shown.back().text == QStringLiteral("P&L &lt;1›")));
        end(desktop);
    }

    void nobodyIsToldWhereNobodyLooks() { QVERIFY(!DesktopMessages::areForEyes()); }

private:
    void readConfigAgain() const
    {
        connected("config").call(QDBusMessage::createMethodCall(
            QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
            QStringLiteral("org.freedesktop.DBus"), QStringLiteral("ReloadConfig")));
    }

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
