// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may still believe of a monitor that falls silent or stops: the rule, and what
// the window then shows.
#include "windowbench.h"

#include "gui/models/doubt.h"
#include "gui/views/banner.h"
#include "gui/views/feedstrip.h"
#include "gui/views/reconciliationpanel.h"

#include <QLabel>

#include <algorithm>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

base::Instant at(milliseconds monotonic) { return {Noon, monotonic}; }

struct Stand : WindowBench
{
    explicit Stand(std::vector<domain::PositionView> book = tradersBook())
    {
        for (const auto &account : source.accounts()) {
            const bool isMain = account.address == address(1);
            const auto held = isMain ? book : std::vector<domain::PositionView>{};
            Q_EMIT source.summaryChanged(summary(account, held));
            Q_EMIT source.reconciliationChanged(shared(agreement(account, held)));
        }
        Q_EMIT source.healthChanged(health(source.accounts()));
        window.flush();
    }

    QString notice() const { return window.findChildren<Banner *>().last()->text(); }
    QString feed() const { return only<FeedStrip>().badge(0)->state(); }
    bool areTotalsOld() const
    {
        return only<SummaryStrip>().tile(QStringLiteral("Equity"))->isOld();
    }
    QString ticks() const
    {
        const auto &model = *table("Positions").model();
        QString signs;
        for (int row = 0; row < model.rowCount(); ++row)
            signs +=
                model.index(row, static_cast<int>(PositionColumn::Reconciled)).data().toString();
        return signs;
    }
    QString proof() const
    {
        for (const QLabel *label : only<ReconciliationPanel>().findChildren<QLabel *>()) {
            if (label->accessibleName() == QLatin1String("State of the comparison"))
                return label->text();
        }
        return {};
    }
    QString verdicts() const
    {
        const auto &model = *table("Comparison").model();
        QString text;
        for (int row = 0; row < model.rowCount(); ++row)
            text += model.index(row, static_cast<int>(ComparisonColumn::Verdict)).data().toString();
        return text;
    }
    bool looksLive() const
    {
        return feed() == QLatin1String("Live") && !areTotalsOld() && notice().isEmpty() &&
               proof().contains(QStringLiteral("✓"));
    }
};

} // namespace

class DoubtTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void silenceIsDoubtedAfterFiveSeconds()
    {
        QCOMPARE(doubtOf(at(seconds(7)), at(seconds(12)), false), Doubt::None);
        QCOMPARE(doubtOf(at(seconds(7)), at(milliseconds(12'001)), false), Doubt::Silent);
        QCOMPARE(doubtOf(at(seconds(7)), at(seconds(8)), true), Doubt::Stopped);
    }

    void theWallClockDecidesNothing()
    {
        const base::Instant heard{Noon, seconds(7)};

        QCOMPARE(doubtOf(heard, {Noon + seconds(3600), seconds(8)}, false), Doubt::None);
        QCOMPARE(doubtOf(heard, {Noon - seconds(3600), seconds(13)}, false), Doubt::Silent);
    }

    void whatIsDoubtedIsStaleAndUnproven()
    {
        const std::vector accounts{watched(1, "Main")};
        const auto told = health(accounts);
        const auto proof = shared(agreement(accounts.front(), tradersBook()));

        const auto doubted = believed(told, Doubt::Silent);
        const auto unproven = believed(proof, Doubt::Silent);

        QCOMPARE(doubted->accounts.front().feedState, domain::FeedState::Stale);
        for (const auto &feed : doubted->accounts.front().feeds)
            QVERIFY(feed.state != domain::FeedHealth::State::Live);
        QCOMPARE(unproven->state, domain::ReconciliationState::Unknown);
        for (const auto &row : unproven->rows)
            QVERIFY(row.verdict != domain::FieldVerdict::Agrees);
        QCOMPARE(believed(told, Doubt::None), told);
        QCOMPARE(believed(proof, Doubt::None), proof);
    }

    void aMonitorThatHangsDoesNotLookLive()
    {
        Stand stand;
        QVERIFY(stand.looksLive());
        QVERIFY(stand.ticks().contains(QStringLiteral("✓")));

        stand.clock.advance(seconds(6));

        QTRY_COMPARE(stand.feed(), QStringLiteral("Stale"));
        stand.window.flush();
        QVERIFY2(stand.notice().startsWith(QStringLiteral("The monitor does not answer since ")),
                 qPrintable(stand.notice()));
        QVERIFY(stand.areTotalsOld());
        QVERIFY(stand.proof().startsWith(QStringLiteral("Main: ? Not known")));
        QCOMPARE(stand.ticks(), QString(stand.ticks().size(), QLatin1Char('?')));
        QVERIFY(!stand.verdicts().contains(QStringLiteral("✓")));
    }

    void aFlatAccountThatHangsDoesNotLookLive()
    {
        Stand stand{std::vector<domain::PositionView>{}};
        QVERIFY(stand.looksLive());

        stand.clock.advance(seconds(6));

        QTRY_VERIFY(stand.areTotalsOld());
        QCOMPARE(stand.feed(), QStringLiteral("Stale"));
    }

    void itGoesAwayByItself()
    {
        Stand stand;
        stand.clock.advance(seconds(60));
        QTRY_COMPARE(stand.feed(), QStringLiteral("Stale"));

        const auto now = stand.clock.now().wall;
        Q_EMIT stand.source.summaryChanged(
            summary(watched(1, "Main"), tradersBook(address(1), now), 2));
        Q_EMIT stand.source.healthChanged(
            health(stand.source.accounts(), domain::FeedState::Live, milliseconds(400), now));
        stand.window.flush();

        QTRY_VERIFY(stand.looksLive());
        QVERIFY(stand.ticks().contains(QStringLiteral("✓")));
    }

    void aMonitorThatStoppedProvesNothing()
    {
        Stand stand;
        auto last = std::make_shared<domain::HealthView>(
            *health(stand.source.accounts(), domain::FeedState::Offline));
        last->status = domain::HealthStatus::Stopped;
        last->isRunning = false;

        Q_EMIT stand.source.healthChanged(last);
        Q_EMIT stand.source.stopped(QStringLiteral("an invariant broke"));
        stand.clock.advance(seconds(60));
        stand.window.flush();

        QCOMPARE(stand.notice(), QStringLiteral("Monitoring has stopped: an invariant broke"));
        QCOMPARE(stand.feed(), QStringLiteral("Offline"));
        QVERIFY(stand.areTotalsOld());
        QVERIFY(stand.proof().startsWith(QStringLiteral("Main: ? Not known")));
        QVERIFY(!stand.ticks().contains(QStringLiteral("✓")));
    }

    void totalsOfAFlatAccountAreOldWhileOffline()
    {
        Stand stand{std::vector<domain::PositionView>{}};

        Q_EMIT stand.source.healthChanged(
            health(stand.source.accounts(), domain::FeedState::Offline));

        QVERIFY(stand.areTotalsOld());
    }
};

QTEST_MAIN(DoubtTest)
#include "tst_doubt.moc"
