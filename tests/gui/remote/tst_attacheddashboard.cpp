// SPDX-License-Identifier: GPL-3.0-or-later
// The windows on a monitor elsewhere: what they are called, what they mark, and that a lost
// connection greys them at once.
#include "attachment.h"

#include "gui/remote/attacheddashboard.h"
#include "gui/views/banner.h"
#include "gui/views/datatable.h"

#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QStatusBar>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

base::Result<QByteArray> tokenIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(base::ErrorCode::Io,
                             "the token file " + path.toStdString() + " cannot be read");
    return file.readAll().trimmed();
}

struct Attached
{
    explicit Attached(const QString &url, const QByteArray &token = {})
        : source({RemoteAddress::of(url).value(), token, [] { return 0U; }, quickPaces()}, clock),
          dashboard(source, clock, {folder.path(), url, {}, QStringLiteral("1.2.3")}, &tokenIn)
    {
        source.open();
    }
    MainWindow &window() const { return *dashboard.window(); }
    QString mark() const { return window().findChildren<Banner *>().first()->mark(); }
    QString status() const { return window().statusBar()->currentMessage(); }
    QString notice() const { return window().findChildren<Banner *>().last()->text(); }
    // The button that takes another token, of the window that is shown; nullptr while there is none.
    QPushButton *otherToken() const
    {
        const QWidget *shown = dashboard.window();
        if (shown == nullptr)
            shown = dashboard.connecting();
        for (QPushButton *button : shown->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == QStringLiteral("Use another &token…"))
                return button;
        }
        return nullptr;
    }
    void choose(const QString &path)
    {
        otherToken()->setFocus();
        QTest::keyClick(otherToken(), Qt::Key_Space);
        const QWidget *shown = dashboard.window();
        if (shown == nullptr)
            shown = dashboard.connecting();
        auto *dialog = shown->findChild<QFileDialog *>();
        Q_EMIT dialog->fileSelected(path); // as its own tests know it does
        dialog->close();
    }
    QString audit() const
    {
        for (const QLabel *label : window().statusBar()->findChildren<QLabel *>()) {
            if (label->accessibleName() == QStringLiteral("State of the audit trail"))
                return label->text();
        }
        return {};
    }
    int freshness() const
    {
        const PositionsModel &model = window().positions();
        return model.index(0, static_cast<int>(PositionColumn::Mark))
            .data(PositionsModel::FreshnessRole)
            .toInt();
    }

    QTemporaryDir folder;
    base::SystemClock own;
    RemoteClock clock{own};
    RemoteSource source;
    AttachedDashboard dashboard;
};

// A price that is live by the clock of this moment.
void setLivePrice(RemoteMonitor &monitor)
{
    domain::PositionView position = btcPosition(accountOf(1));
    position.priceTime = server::testing::instant("2025-02-11T17:30:00Z"); // of the health's time
    monitor.backend.setPosition(position);
}

} // namespace

class AttachedDashboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatItConnectsUntilAStateIsHere()
    {
        RemoteMonitor monitor;
        monitor.stop();
        Attached attached(monitor.url());

        QVERIFY(attached.dashboard.connecting()->isVisible());
        QTRY_VERIFY(attached.dashboard.connecting()->sentence().contains(monitor.url()));
        QVERIFY(!attached.dashboard.window());
        monitor.start();

        QTRY_VERIFY(attached.dashboard.window());
        QVERIFY(attached.window().isVisible());
        QVERIFY(!attached.dashboard.connecting());
    }

    void namesTheMonitorAndMarksItsMode()
    {
        RemoteMonitor monitor;
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());

        QVERIFY(attached.window().windowTitle().startsWith(QStringLiteral("DEMO")));
        QVERIFY(attached.window().windowTitle().endsWith(monitor.url()));
        QCOMPARE(attached.mark(), QStringLiteral("DEMO"));
        attached.window().flush();
        QCOMPARE(attached.window().positions().rowCount(), 1);
    }

    void pricesHaveTheDigitsThatTheMonitorKnows()
    {
        RemoteMonitor monitor;
        domain::PositionView position = btcPosition(accountOf(1));
        position.quantity = decimal("1000"); // by its size it could have six
        position.entryPrice = decimal("12.5");
        monitor.backend.setPosition(position);
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());

        attached.window().flush();

        QCOMPARE(attached.window()
                     .positions()
                     .index(0, static_cast<int>(PositionColumn::Entry))
                     .data()
                     .toString(),
                 QStringLiteral("12.5"));
    }

    void aTrailThatTheDiskRefusesIsShownAndItsEnd()
    {
        RemoteMonitor monitor;
        monitor.backend.setAuditRefusing(true);
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());

        QTRY_VERIFY(attached.audit().contains(QStringLiteral("the disk refuses")));
        monitor.backend.setAuditRefusing(false);
        QTRY_VERIFY(!attached.audit().contains(QStringLiteral("the disk refuses")));
    }

    void aLostConnectionIsSaidAndGreysAtOnce()
    {
        RemoteMonitor monitor;
        setLivePrice(monitor);
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());
        attached.window().flush();
        QTRY_COMPARE(attached.freshness(), static_cast<int>(domain::PriceState::Live));

        monitor.stop();

        QTRY_VERIFY(attached.notice().contains(monitor.url()));
        QCOMPARE(attached.status(), QString()); // once is enough
        QCOMPARE(attached.freshness(), static_cast<int>(domain::PriceState::Stale));
        QCOMPARE(attached.window().positions().rowCount(), 1); // nothing shown is lost
        QVERIFY(!attached.otherToken()); // which would mend nothing
        monitor.start();
        QTRY_COMPARE(attached.notice(), QString());
        QTRY_COMPARE(attached.freshness(), static_cast<int>(domain::PriceState::Live));
    }

    void aMonitorThatComesBackForRealMoneyHasNoDemoMark()
    {
        RemoteMonitor monitor;
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());

        monitor.stop();
        QTRY_VERIFY(!attached.source.lostSentence().isEmpty());
        domain::SummaryView real = *monitor.backend.summary(accountOf(1));
        real.mode = domain::RunMode::Live;
        real.epoch = "2025-02-11T18:00:00.000Z";
        monitor.backend.setSummary(real);
        monitor.start();

        QTRY_COMPARE(attached.mark(), QString());
        QVERIFY(!attached.window().windowTitle().contains(QStringLiteral("DEMO")));
    }

    void aMonitorThatComesBackWithSeveralAccountsNamesThem()
    {
        RemoteMonitor monitor;
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());
        const QPointer<MainWindow> before = &attached.window();

        monitor.stop();
        QTRY_VERIFY(!attached.source.lostSentence().isEmpty());
        monitor.backend.addAccount(accountOf(2), "hedge");
        monitor.start();

        const auto *table = [&] {
            for (const DataTable *found : before->findChildren<DataTable *>()) {
                if (found->accessibleName() == QStringLiteral("Positions"))
                    return found;
            }
            return static_cast<const DataTable *>(nullptr);
        }();
        QVERIFY(table);
        QTRY_VERIFY(!table->isColumnHidden(static_cast<int>(PositionColumn::Account)));
        QCOMPARE(&attached.window(), before.data()); // what was not read in it yet stays
        attached.window().flush();
        QCOMPARE(attached.window().positions().rowCount(), 1);
    }

    void aSentenceOfTheWindowHidesNoLostConnection()
    {
        RemoteMonitor monitor;
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());
        attached.window().statusBar()->showMessage(QStringLiteral("Copied"));
        monitor.stop();

        QTRY_VERIFY(attached.notice().contains(monitor.url()));
        QCOMPARE(attached.status(), QStringLiteral("Copied"));
    }

    void aRevokedTokenIsToldOnceAndAnotherOneGoesOn()
    {
        const QTemporaryDir folder;
        server::ApiOptions options = server::testing::freePort();
        options.tokenFile = tokenFile(folder, "0123456789abcdef");
        RemoteMonitor monitor(options);
        Attached attached(monitor.url(), "0123456789abcdef");
        QTRY_VERIFY(attached.dashboard.window());
        const MainWindow *before = &attached.window();
        QVERIFY(!attached.otherToken());

        monitor.stop();
        tokenFile(folder, "another-token-now");
        monitor.start();
        QTRY_VERIFY(attached.notice().contains(QStringLiteral("refuses the token")));
        QCOMPARE(attached.status(), QString());
        QTRY_VERIFY(attached.otherToken());
        QCOMPARE(attached.otherToken()->accessibleName(), QStringLiteral("Use another token…"));

        attached.choose(folder.filePath(QStringLiteral("nothing")));
        const auto *box = attached.window().findChild<QMessageBox *>();
        QVERIFY(box->text().startsWith(QStringLiteral("The token file ")));
        QVERIFY(box->text().endsWith(QStringLiteral("cannot be read")));
        QVERIFY(attached.otherToken()); // still
        attached.choose(folder.filePath(QStringLiteral("token")));

        QTRY_COMPARE(attached.notice(), QString());
        QVERIFY(!attached.otherToken());
        QCOMPARE(&attached.window(), before);
        QTRY_VERIFY(monitor.clients() == 1);
    }

    void aTokenThatIsRefusedAtOnceIsChosenBeforeThereIsAWindow()
    {
        const QTemporaryDir folder;
        server::ApiOptions options = server::testing::freePort();
        options.tokenFile = tokenFile(folder, "0123456789abcdef");
        RemoteMonitor monitor(options);
        Attached attached(monitor.url()); // which gives none
        QTRY_VERIFY(attached.otherToken());
        QVERIFY(!attached.dashboard.window());

        attached.choose(folder.filePath(QStringLiteral("token")));

        QTRY_VERIFY(attached.dashboard.window());
        QVERIFY(!attached.otherToken());
    }

    void nothingOfATokenIsKept()
    {
        const QTemporaryDir folder;
        server::ApiOptions options = server::testing::freePort();
        options.tokenFile = tokenFile(folder, "0123456789abcdef");
        RemoteMonitor monitor(options);
        Attached attached(monitor.url(), "wrong-token-wrong");
        QTRY_VERIFY(attached.otherToken());
        attached.choose(folder.filePath(QStringLiteral("token")));
        QTRY_VERIFY(attached.dashboard.window());

        attached.window().save();

        QFile kept(WindowSettings(attached.folder.path()).fileName());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray text = kept.readAll();
        QVERIFY(!text.contains("0123456789abcdef"));
        QVERIFY(!text.contains(folder.path().toUtf8()));
    }

    void comesBackAsTheStripThatItWas()
    {
        RemoteMonitor monitor;
        Attached attached(monitor.url());
        {
            WindowState state;
            state.isStripOpen = true;
            QVERIFY(WindowSettings(attached.folder.path()).save(state));
        }
        QSignalSpy ended(qApp, &QGuiApplication::lastWindowClosed);

        QTRY_VERIFY(attached.dashboard.window());

        QVERIFY(!attached.window().isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(ended.size(), 0); // the window that connected was not the last one
    }

    void saysWhyNothingCouldBeCompared()
    {
        RemoteMonitor monitor;
        monitor.backend.setFeedState(accountOf(1), domain::FeedState::Offline);
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());

        attached.source.reconcileNow();

        QTRY_VERIFY(attached.status().contains(QStringLiteral("not connected")));
    }
};

QTEST_MAIN(AttachedDashboardTest)
#include "tst_attacheddashboard.moc"
