// SPDX-License-Identifier: GPL-3.0-or-later
// What the numbers are made of, without a pointer: by one key, of one moment, and not where amounts
// are hidden.
#include "windowbench.h"

#include "gui/format/inerttext.h"
#include "gui/privacy.h"

#include <QDialog>
#include <QPlainTextEdit>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

struct ExplainBench : WindowBench
{
    ExplainBench()
    {
        window.show();
        fill();
    }

    QString ask()
    {
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
        QTest::keyClick(&table("Positions"), Qt::Key_F1, Qt::ShiftModifier);
        const auto *text = window.findChild<QPlainTextEdit *>();
        return text != nullptr ? text->toPlainText() : QString();
    }
};

} // namespace

class ExplanationsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void explainTheChosenRowTheSummaryAndTheTotals()
    {
        ExplainBench bench;
        DataTable &table = bench.table("Positions");
        table.setFocus();
        const auto row = bench.coins().indexOf(QStringLiteral("BTC"));
        table.setCurrentIndex(table.model()->index(static_cast<int>(row), 1));

        const QString text = bench.ask();

        for (const char *part : {"As of 2026-11-23 12:00:00.000 UTC", "Chosen row of Positions", "Coin: BTC",
                                 "size × mark", "Account summary", "Equity: ",
                                 "Totals of the positions shown", "long + short",
                                 "Feed of Main: Live", "Complete and following live."})
            QVERIFY2(text.contains(QString::fromUtf8(part)), qPrintable(text));
    }

    void explainTheRowOfThePanelThatHasTheFocus()
    {
        ExplainBench bench;
        Q_EMIT bench.source.positionUpdated(
            fillUpdate(tradersBook()[0], 2, domain::FillSide::Buy, "0.25", "Open Long"));
        bench.window.flush();
        DataTable &fills = bench.table("Fills");
        fills.setFocus();
        fills.setCurrentIndex(fills.model()->index(0, 0));

        const QString text = bench.ask();

        QVERIFY2(text.contains(QStringLiteral("Chosen row of Fills")), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("Size: 0.25")), qPrintable(text));
        const QString id = plainText(fills.currentIndex().data(Qt::ToolTipRole).toString());
        QVERIFY(!id.isEmpty());
        for (const QString &line : id.split(QLatin1Char('\n')))
            QVERIFY2(text.contains(line), qPrintable(line));
    }

    void hideAmountsByTheKeyOfTheWindow()
    {
        ExplainBench bench;
        QVERIFY(!bench.ask().isEmpty());
        QPlainTextEdit &text = *bench.window.findChild<QPlainTextEdit *>();
        QVERIFY(QTest::qWaitForWindowActive(text.window()));

        QTest::keyClick(&text, Qt::Key_H, Qt::ControlModifier);

        QVERIFY(bench.window.findChild<Privacy *>()->isHidden());
    }

    void sayWhatIsWrongWithTheNumbersOfThatMoment()
    {
        ExplainBench bench;
        Q_EMIT bench.source.healthChanged(health(bench.source.accounts(),
                                                 domain::FeedState::Offline,
                                                 std::chrono::seconds(75)));
        const QString text = bench.ask().section(QLatin1Char('\n'), 0, 0);
        QVERIFY2(text.contains(QStringLiteral("no connection to the exchange")), qPrintable(text));
    }

    void leaveNothingOpenWhereAmountsAreHidden()
    {
        ExplainBench bench;
        QVERIFY(bench.ask().contains(QStringLiteral("Equity: 3")));
        bench.window.findChild<Privacy *>()->setHidden(true);
        QVERIFY(!bench.window.findChild<QPlainTextEdit *>()->isVisible());
        QTRY_VERIFY(bench.window.findChild<QPlainTextEdit *>() == nullptr);

        const QString hidden = bench.ask();
        QVERIFY2(hidden.contains(QStringLiteral("Equity: •••")), qPrintable(hidden));
        QVERIFY2(!hidden.contains(QStringLiteral("USD")), qPrintable(hidden));
    }
};

QTEST_MAIN(ExplanationsTest)
#include "tst_explanations.moc"
