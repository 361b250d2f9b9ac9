// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong with a monitor elsewhere is said in the window's language, and logged in English.
#include "attachment.h"

#include "gui/language/translation.h"

#include <QMutex>
#include <QScopeGuard>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

// The lines of the log since it was made, from any thread.
class Logged
{
public:
    Logged()
    {
        lines().clear();
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &line) {
            const QMutexLocker lock(&mutex());
            lines() += line;
        });
    }
    ~Logged() { qInstallMessageHandler(nullptr); }
    Q_DISABLE_COPY_MOVE(Logged)

    bool has(const char *part) const
    {
        const QMutexLocker lock(&mutex());
        return !lines().filter(QString::fromUtf8(part)).isEmpty();
    }

private:
    static QStringList &lines()
    {
        static QStringList kept;
        return kept;
    }
    static QMutex &mutex()
    {
        static QMutex own;
        return own;
    }
};

} // namespace

class RemoteWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_translation.speak(Language::German); }

    void aLossIsSaidInGermanAndLoggedInEnglish()
    {
        RemoteMonitor monitor;
        monitor.stop();
        const Logged logged;

        Watching there(monitor.url());

        QTRY_VERIFY2(there.says("ist nicht erreichbar: Die Verbindung wird abgelehnt. Neuer"),
                     qPrintable(there.source.lostSentence()));
        QVERIFY(logged.has("cannot be reached: the connection is refused. Trying again."));
        QVERIFY(logged.has(qPrintable(monitor.url())));
        QVERIFY(!logged.has("erreichbar"));
        QVERIFY(!logged.has("Verbindung"));
    }

    void whatTheOtherMonitorSaysIsSaidInGerman()
    {
        RemoteMonitor monitor;
        monitor.backend.setFeedState(accountOf(1), domain::FeedState::Offline);
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        QSignalSpy refused(&there.source, &RemoteSource::notCompared);

        there.source.reconcileNow();

        QTRY_COMPARE(refused.size(), 1);
        const QString said = refused[0][0].toString();
        QVERIFY2(said.contains(QStringLiteral("antwortet: nicht mit der Börse verbunden")),
                 qPrintable(said));
    }

private:
    Translation m_translation;
};

QTEST_GUILESS_MAIN(RemoteWordsTest)
#include "tst_remotewords.moc"
