// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/reconciliationlog.h"

#include "core/base/limits.h"
#include "tests/core/tracker/fixtures.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::fixture;
using domain::ChangeKind;
using domain::ComparedField;
using domain::DriftOutcome;
using domain::FieldVerdict;
using monitor::ReconciliationLog;

namespace {

base::Instant second(double seconds) { return instant(static_cast<long long>(seconds * 1000)); }

ComparedField size(const std::string &coin, const std::string &ours, const std::string &theirs)
{
    ComparedField row;
    row.coin = coin;
    row.symbol = domain::perpetualSymbol(coin);
    row.field = "size";
    row.ours = dec(ours);
    row.theirs = dec(theirs);
    row.difference = *row.ours - *row.theirs;
    row.verdict = ours == theirs ? FieldVerdict::Agrees : FieldVerdict::Suspect;
    return row;
}

} // namespace

class ReconciliationLogTest : public QObject
{
    Q_OBJECT

    ReconciliationLog m_log;

    void compare(double at, std::vector<ComparedField> rows, double readSince = -1)
    {
        m_log.onCompared(std::move(rows), {""}, second(readSince < 0 ? at : readSince).monotonic,
                         second(at));
    }
    void change(double at, ChangeKind kind, domain::FillSource source = domain::FillSource::Live)
    {
        domain::Change change;
        change.kind = kind;
        change.coin = "BTC";
        change.source = source;
        m_log.onChange(change, second(at));
    }
    void raise(double at)
    {
        domain::SyncNote note;
        note.kind = domain::NoteKind::Discrepancy;
        note.coin = "BTC";
        note.time = second(at).wall;
        note.field = "size";
        note.ours = dec("1");
        note.theirs = dec("2");
        m_log.onNote(note);
    }
    FieldVerdict verdict() const { return m_log.rows().at(0).verdict; }

private Q_SLOTS:
    void init() { m_log = {}; }

    void remembersWhenEachFieldWasChecked()
    {
        compare(5, {size("BTC", "1", "1")});

        QCOMPARE(verdict(), FieldVerdict::Agrees);
        QCOMPARE(m_log.rows().at(0).checkedAt, second(5).wall);
        QVERIFY(m_log.history().empty());
        QVERIFY(!m_log.isSuspicious());
    }

    void aDifferenceOfAMomentIsNoHistory()
    {
        compare(1, {size("BTC", "1", "2")});
        QCOMPARE(verdict(), FieldVerdict::Suspect);
        QVERIFY(m_log.isSuspicious());

        compare(2, {size("BTC", "2", "2")});

        QVERIFY(m_log.history().empty());
        QVERIFY(!m_log.isSuspicious());
    }

    void aDifferenceThatStaysAndGoesIsTold()
    {
        compare(1, {size("BTC", "1", "2")});
        compare(3, {size("BTC", "1", "2")});
        QCOMPARE(m_log.history().size(), std::size_t{1});
        QCOMPARE(m_log.history()[0].outcome, DriftOutcome::Open);
        QCOMPARE(m_log.history()[0].time, second(1).wall);
        QVERIFY(!m_log.history()[0].settledAt);

        compare(9, {size("BTC", "1", "1")});

        QCOMPARE(m_log.history()[0].outcome, DriftOutcome::Gone);
        QCOMPARE(m_log.history()[0].settledAt, second(9).wall);
    }

    void aMissingFillExplainsIt()
    {
        compare(1, {size("BTC", "1", "2")});
        change(1.2, ChangeKind::Fill, domain::FillSource::Backfill);
        QCOMPARE(verdict(), FieldVerdict::NotCompared);

        compare(3.3, {size("BTC", "2", "2")});

        QCOMPARE(m_log.history().size(), std::size_t{1});
        QCOMPARE(m_log.history()[0].outcome, DriftOutcome::ExplainedByFill);
        QCOMPARE(verdict(), FieldVerdict::Agrees);
    }

    void anAdjustmentSettlesIt()
    {
        compare(1, {size("BTC", "1", "2")});
        raise(3);
        change(3, ChangeKind::Adjust);
        compare(3, {size("BTC", "2", "2")}, 2.9);

        QCOMPARE(m_log.history().size(), std::size_t{1});
        QCOMPARE(m_log.history()[0].outcome, DriftOutcome::Adjusted);
        QCOMPARE(verdict(), FieldVerdict::Agrees);
        QVERIFY(!m_log.hasDiscrepancy());
    }

    void whatIsLeftToStandDiffers()
    {
        compare(1, {size("BTC", "1", "2")});
        raise(3);
        QCOMPARE(verdict(), FieldVerdict::Differs);
        QCOMPARE(m_log.history()[0].outcome, DriftOutcome::Held);
        QVERIFY(m_log.hasDiscrepancy());

        compare(60, {size("BTC", "1", "2")});
        QCOMPARE(verdict(), FieldVerdict::Differs);
        QCOMPARE(m_log.history().size(), std::size_t{1});

        compare(120, {size("BTC", "2", "2")});
        QCOMPARE(verdict(), FieldVerdict::Agrees);
        QVERIFY(m_log.history()[0].settledAt);
        QVERIFY(!m_log.hasDiscrepancy());
    }

    void aCoinThatMovedMeanwhileIsNotJudged()
    {
        change(2, ChangeKind::Fill);

        compare(2.5, {size("BTC", "2", "1")}, 1.9);
        QCOMPARE(verdict(), FieldVerdict::NotCompared);
        QVERIFY(!m_log.rows().at(0).reason.empty());

        compare(5, {size("BTC", "2", "1")}, 4.9);
        QCOMPARE(verdict(), FieldVerdict::Suspect);
    }

    void aCoinFlatOnBothSidesIsSettled()
    {
        compare(1, {size("BTC", "1", "0")});
        compare(4, {size("BTC", "1", "0")});
        compare(5, {});

        QVERIFY(m_log.rows().empty());
        QCOMPARE(m_log.history()[0].outcome, DriftOutcome::Gone);
    }

    void aReadingOfOneDexLeavesTheOthers()
    {
        compare(1, {size("BTC", "1", "1")});
        m_log.onCompared({}, {"xyz"}, second(2).monotonic, second(2));

        QCOMPARE(m_log.rows().size(), std::size_t{1});
    }

    void fundingIsNotPartOfTheProof()
    {
        auto funding = size("BTC", "1", "2");
        funding.field = "funding";
        compare(1, {funding});
        compare(9, {funding});

        QVERIFY(!m_log.isSuspicious());
        QVERIFY(m_log.history().empty());
    }

    void historyIsBoundedAndNewestFirst()
    {
        const std::size_t kept = base::limits::DriftsKept;
        for (std::size_t i = 0; i < kept + 5; ++i) {
            const double start = static_cast<double>(i) * 10;
            compare(start, {size("BTC", "1", "2")});
            compare(start + 3, {size("BTC", "1", "2")});
            compare(start + 4, {size("BTC", "2", "2")});
        }
        const auto history = m_log.history();
        QCOMPARE(history.size(), kept);
        QVERIFY(history.front().time > history.back().time);
    }
};

QTEST_APPLESS_MAIN(ReconciliationLogTest)
#include "tst_reconciliationlog.moc"
