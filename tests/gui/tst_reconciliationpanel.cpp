// SPDX-License-Identifier: GPL-3.0-or-later
// The proof in the real window.
#include "windowbench.h"

#include "gui/views/elidedlabel.h"
#include "gui/views/feedstrip.h"
#include "gui/views/reconciliationpanel.h"

#include <QAction>
#include <QDockWidget>
#include <QToolButton>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using domain::FieldVerdict;

class ReconciliationPanelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysHowTheAccountsCompare();
    void ticksEachRowOfThePositions();
    void comparesByItsButton();
    void followsTheChosenAccount();
    void isATabBesideTheFills();
    void comesToTheFrontByTheMenuAndOnlyThenIsClosed();
    void tellsTheAgeOfEachFeed();

private:
    static QString line(const WindowBench &bench)
    {
        for (const ElidedLabel *label : bench.window.findChildren<ElidedLabel *>()) {
            if (label->accessibleName() == QLatin1String("State of the comparison"))
                return label->line();
        }
        return QStringLiteral("no line");
    }
    static QString tick(const WindowBench &bench, const QString &coin)
    {
        const auto &model = *bench.table("Positions").model();
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, static_cast<int>(PositionColumn::Coin)).data() == coin)
                return model.index(row, static_cast<int>(PositionColumn::Reconciled))
                    .data()
                    .toString();
        }
        return QStringLiteral("no row");
    }
    static int rows(const WindowBench &bench, const char *table)
    {
        return bench.table(table).model()->rowCount();
    }
};

void ReconciliationPanelTest::saysHowTheAccountsCompare()
{
    WindowBench bench;
    QCOMPARE(line(bench), QStringLiteral("? Not known"));

    Q_EMIT bench.source.reconciliationChanged(shared(agreement(watched(1, "Main"), tradersBook())));
    QCOMPARE(line(bench), QStringLiteral("✓ Agrees · compared 12s ago · next in 48s"));
    QCOMPARE(rows(bench, "Comparison"), 30);

    auto hedge = agreement(watched(2, "Hedge"), {tradersBook()[1]});
    differ(hedge, "ETH", "-40", FieldVerdict::Differs);
    hedge.history = {
        drift("ETH", "-38.4", "-40", domain::DriftOutcome::Held, std::chrono::seconds(9))};
    Q_EMIT bench.source.reconciliationChanged(shared(hedge));
    QVERIFY(line(bench).contains(QStringLiteral("Hedge: ✗ Differs")));
    QCOMPARE(rows(bench, "Past differences"), 1);
}

void ReconciliationPanelTest::ticksEachRowOfThePositions()
{
    WindowBench bench;
    bench.fill();
    QCOMPARE(tick(bench, QStringLiteral("ETH")), QStringLiteral("✓"));
    QCOMPARE(tick(bench, QStringLiteral("FARTCOIN")), QStringLiteral("…")); // changed since

    auto view = agreement(watched(1, "Main"), tradersBook());
    differ(view, "ETH", "-40", FieldVerdict::Suspect);
    differ(view, "SOL", "1", FieldVerdict::Differs);
    Q_EMIT bench.source.reconciliationChanged(shared(view));
    bench.window.flush();
    QCOMPARE(tick(bench, QStringLiteral("ETH")), QStringLiteral("!"));
    QCOMPARE(tick(bench, QStringLiteral("SOL")), QStringLiteral("✗"));
    QCOMPARE(tick(bench, QStringLiteral("HYPE")), QStringLiteral("✓"));

    Q_EMIT bench.source.reconciliationChanged(shared(agreement(watched(1, "Main"), tradersBook())));
    bench.window.flush();
    QCOMPARE(tick(bench, QStringLiteral("ETH")), QStringLiteral("✓"));
}

void ReconciliationPanelTest::comparesByItsButton()
{
    WindowBench bench;

    bench.only<ReconciliationPanel>().findChild<QToolButton *>()->click();

    QCOMPARE(bench.source.reconciled, 1);
}

void ReconciliationPanelTest::followsTheChosenAccount()
{
    WindowBench bench;
    bench.fill();
    Q_EMIT bench.source.reconciliationChanged(shared(agreement(watched(1, "Main"), tradersBook())));
    Q_EMIT bench.source.reconciliationChanged(
        shared(agreement(watched(2, "Hedge"), {tradersBook()[1]})));
    QCOMPARE(rows(bench, "Comparison"), 33);

    bench.only<ReconciliationPanel>().setAccount(address(2));
    QCOMPARE(rows(bench, "Comparison"), 3);

    bench.source.setAccounts({watched(1, "Main")});
    QCOMPARE(rows(bench, "Comparison"), 30);
}

void ReconciliationPanelTest::isATabBesideTheFills()
{
    WindowBench bench;
    bench.window.show();
    auto *dock = bench.window.findChild<QDockWidget *>(QStringLiteral("reconciliation"));
    auto *fills = bench.window.findChild<QDockWidget *>(QStringLiteral("fills"));

    QVERIFY(bench.window.tabifiedDockWidgets(fills).contains(dock));
    dock->raise();
    QTRY_VERIFY(bench.table("Comparison").isVisible());
}

void ReconciliationPanelTest::comesToTheFrontByTheMenuAndOnlyThenIsClosed()
{
    WindowBench bench;
    bench.window.show();
    auto *dock = bench.window.findChild<QDockWidget *>(QStringLiteral("reconciliation"));
    QAction &entry = *bench.window.findChild<QAction *>(QStringLiteral("show-reconciliation"));
    QVERIFY(!entry.isChecked()); // behind the fills

    entry.trigger();

    QTRY_VERIFY(bench.table("Comparison").isVisible());
    QTRY_VERIFY(entry.isChecked());
    entry.trigger();
    QTRY_VERIFY(dock->isHidden());
    QVERIFY(!entry.isChecked());
    entry.trigger();
    QTRY_VERIFY(bench.table("Comparison").isVisible());
}

void ReconciliationPanelTest::tellsTheAgeOfEachFeed()
{
    WindowBench bench;
    bench.fill();

    const QString tip = bench.only<FeedStrip>().badge(0)->toolTip();

    for (const char *feed :
         {"fills: live, last 4m ago", "states: live, last 3s ago", "marks: live, last 0s ago"})
        QVERIFY2(tip.contains(QLatin1String(feed)), qPrintable(tip));
}

QTEST_MAIN(ReconciliationPanelTest)
#include "tst_reconciliationpanel.moc"
