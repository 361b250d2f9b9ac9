// SPDX-License-Identifier: GPL-3.0-or-later
// The windows on a monitor elsewhere: what they are called, what they mark, and that a lost
// connection greys them at once.
#include "attachment.h"

#include "gui/remote/attacheddashboard.h"
#include "gui/views/banner.h"
#include "gui/views/datatable.h"

#include <QLabel>
#include <QPointer>
#include <QStatusBar>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

struct Attached
{
    explicit Attached(const QString &url)
        : source({RemoteAddress::of(url).value(), {}, [] { return 0U; }, quickPaces()}, clock),
          dashboard(source, clock, {folder.path(), url, {}, QStringLiteral("1.2.3")})
    {
        source.open();
    }
    MainWindow &window() const { return *dashboard.window(); }
    QString mark() const { return window().findChildren<Banner *>().first()->mark(); }
    QString status() const { return window().statusBar()->currentMessage(); }
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

        QTRY_VERIFY(attached.status().contains(monitor.url()));
        QCOMPARE(attached.freshness(), static_cast<int>(domain::PriceState::Stale));
        QCOMPARE(attached.window().positions().rowCount(), 1); // nothing shown is lost
        monitor.start();
        QTRY_COMPARE(attached.status(), QString());
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

    void aSentenceOfTheWindowHidesALostConnectionForAWhileOnly()
    {
        RemoteMonitor monitor;
        Attached attached(monitor.url());
        QTRY_VERIFY(attached.dashboard.window());
        monitor.stop();
        QTRY_VERIFY(attached.status().contains(monitor.url()));

        attached.window().statusBar()->showMessage(QStringLiteral("Copied"));
        QCOMPARE(attached.status(), QStringLiteral("Copied"));
        attached.window().statusBar()->clearMessage();

        QVERIFY(attached.status().contains(monitor.url()));
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
