// SPDX-License-Identifier: GPL-3.0-or-later
#include "hiddenbench.h"

#include "gui/limits.h"
#include "gui/models/fillsmodel.h"
#include "gui/shell/noticeboard.h"
#include "gui/views/positionactions.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QStatusBar>
#include <QSystemTrayIcon>
#include <QTemporaryDir>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

namespace {

const QString Hidden = QStringLiteral("•••");

} // namespace

class PrivacyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsThatItFindsWhatIsTold();
    void tellsNoAmountAnywhere();
    void tellsNoAmountOfAGroup();
    void tellsEverythingAgain();
    void keepsPricesAndPercents();
    void keepsWhatIsNotKnownApart();
    void sortsByTheRealNumbers();
    void paintsNothingThatDependsOnAnAmount();
    void paintsNoScaleBesideACurve();
    void copiesNothing();
    void writesNoFile();
    void copiesDotsFromATableThatCopiesByItself();
    void staysAModelWhileItHides();
    void isOneKeyAway();
    void tellsTheDesktopNoAmount();
};

void PrivacyTest::showsThatItFindsWhatIsTold()
{
    HiddenBench bench;

    const QString told = bench.told().join(QLatin1Char('\n'));

    QStringList untold;
    for (const QString &digits : bench.amounts) {
        if (!told.contains(digits + QStringLiteral(" in: ")))
            untold += digits;
    }
    // What one account alone adds up to is shown while it alone is chosen.
    QVERIFY2(untold.size() < bench.amounts.size() / 3, qPrintable(untold.join(QLatin1Char(' '))));
}

void PrivacyTest::tellsNoAmountAnywhere()
{
    HiddenBench bench;

    bench.privacy.setHidden(true);

    const QStringList told = bench.told();
    QVERIFY2(told.isEmpty(), qPrintable(told.join(QStringLiteral("\n---\n"))));
    QCOMPARE(bench.tile("Equity"), Hidden);
    QCOMPARE(bench.tile("Positions"), QStringLiteral("4"));
    for (const Col column : {Col::Size, Col::Notional, Col::Unrealized, Col::Realized, Col::Fees,
                             Col::Funding, Col::Net, Col::Margin})
        QCOMPARE(bench.cell(0, column), Hidden);
    // What comes while it is hidden is hidden as well.
    bench.tell(watched(1, "Main"), distinctBook(address(1)));
    bench.window.flush();
    QVERIFY(bench.told().isEmpty());
}

void PrivacyTest::tellsNoAmountOfAGroup()
{
    HiddenBench bench;
    bench.action("By &account").trigger();
    bench.window.flush();

    bench.privacy.setHidden(true);

    QCOMPARE(bench.table("Positions").model()->rowCount(), 6);
    const QStringList told = bench.told();
    QVERIFY2(told.isEmpty(), qPrintable(told.join(QStringLiteral("\n---\n"))));
    QCOMPARE(bench.cell(0, Col::Net), Hidden);
    QCOMPARE(bench.cell(0, Col::Size), QStringLiteral("1 shown"));
}

void PrivacyTest::tellsEverythingAgain()
{
    HiddenBench bench;
    const QStringList before = everyTextOf(bench.window);

    bench.privacy.setHidden(true);
    QVERIFY(everyTextOf(bench.window) != before);
    bench.privacy.setHidden(false);

    QCOMPARE(everyTextOf(bench.window), before);
}

void PrivacyTest::keepsPricesAndPercents()
{
    HiddenBench bench;
    QStringList before;
    const std::array kept{Col::Entry, Col::Mark,     Col::BreakEven,  Col::Roe,
                          Col::Side,  Col::Distance, Col::Liquidation};
    for (const Col column : kept)
        before += bench.cell(0, column);

    bench.privacy.setHidden(true);

    QStringList after;
    for (const Col column : kept)
        after += bench.cell(0, column);
    QCOMPARE(after, before);
}

void PrivacyTest::keepsWhatIsNotKnownApart()
{
    WindowBench bench;
    bench.window.findChild<Privacy *>()->setHidden(true);

    QCOMPARE(bench.tile("Equity"), QStringLiteral("—"));
}

void PrivacyTest::sortsByTheRealNumbers()
{
    HiddenBench bench;
    bench.clickHeader(Col::Notional);
    const QStringList shown = bench.coins();
    bench.clickHeader(Col::Coin);

    bench.privacy.setHidden(true);
    bench.clickHeader(Col::Notional);

    QCOMPARE(bench.coins(), shown);
}

// Two windows on the same prices, one with ten times the size: hidden, no pixel differs.
void PrivacyTest::paintsNothingThatDependsOnAnAmount()
{
    const auto picture = [](const char *longs, const char *shorts, bool isHidden) {
        WindowBench bench;
        bench.only<PositionsPanel>().choosePreset(ColumnPreset::All);
        const auto book =
            std::vector{position({.coin = "BTC", .size = longs, .entry = "100", .mark = "110"}),
                        position({.coin = "ETH", .size = shorts, .entry = "20", .mark = "25"})};
        Q_EMIT bench.source.summaryChanged(summary(watched(1, "Main"), book));
        Q_EMIT bench.source.positionUpdated(
            fillUpdate(book[0], 9, domain::FillSide::Buy, longs, "Open Long"));
        Q_EMIT bench.source.healthChanged(health(bench.source.accounts()));
        bench.window.show();
        bench.window.findChild<Privacy *>()->setHidden(isHidden);
        bench.window.flush();
        return bench.window.grab().toImage();
    };

    const QImage small = picture("1.5", "-2", true);
    const QImage large = picture("15", "-20", true);

    QCOMPARE(large, small);
    QVERIFY(picture("15", "-20", false) != picture("1.5", "-2", false));
}

// The curve stays, its scale does not: it is the same for ten times the money.
void PrivacyTest::paintsNoScaleBesideACurve()
{
    const auto picture = [](const std::array<const char *, 3> &equity, bool isHidden) {
        QWidget window;
        Theme theme(window);
        EquityPanel panel(theme, QTimeZone::utc());
        Privacy privacy;
        panel.setPrivacy(privacy);
        panel.resize(700, 300);
        panel.show();
        base::Timestamp now = Noon;
        for (const char *text : equity) {
            SummaryTotals totals;
            totals.equity = number(text);
            panel.add(std::nullopt, totals, now += std::chrono::seconds(10));
        }
        privacy.setHidden(isHidden);
        QCoreApplication::processEvents(); // the chart lays itself out
        return panel.grab().toImage();
    };
    const std::array little{"1000", "1400", "1200"};
    const std::array much{"10000", "14000", "12000"};

    QCOMPARE(picture(much, true), picture(little, true));
    QVERIFY(picture(much, false) != picture(little, false));
}

void PrivacyTest::copiesNothing()
{
    HiddenBench bench;
    bench.privacy.setHidden(true);
    auto &table = bench.table("Positions");
    table.setCurrentIndex(table.model()->index(0, static_cast<int>(Col::Size)));
    table.selectAll();
    QGuiApplication::clipboard()->setText(QStringLiteral("untouched"));

    for (const char *act : {"Copy &rows", "Copy &cell", "Copy &table", "Copy as &JSON"}) {
        bench.window.statusBar()->clearMessage();
        bench.action(act).trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("untouched"));
        QVERIFY(bench.window.statusBar()->currentMessage().contains(
            QStringLiteral("Amounts are hidden")));
    }

    bench.privacy.setHidden(false);
    bench.action("Copy as &JSON").trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("73.81946")), qPrintable(copied));
}

void PrivacyTest::writesNoFile()
{
    HiddenBench bench;
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("positions.csv"));
    bench.privacy.setHidden(true);

    for (QAction *action : bench.only<PositionActions>().findChildren<QAction *>()) {
        if (action->text().contains(QStringLiteral("CSV")))
            action->trigger();
    }
    QVERIFY(bench.window.findChildren<QFileDialog *>().isEmpty());
    bench.only<PositionActions>().exportTo(path); // hidden while the file was being chosen
    QVERIFY(!QFile::exists(path));

    bench.privacy.setHidden(false);
    bench.only<PositionActions>().exportTo(path);
    QVERIFY(QFile::exists(path));
}

void PrivacyTest::copiesDotsFromATableThatCopiesByItself()
{
    HiddenBench bench;
    bench.privacy.setHidden(true);
    auto &fills = bench.table("Fills");
    fills.setCurrentIndex(fills.model()->index(0, static_cast<int>(FillColumn::Size)));

    QTest::keyClick(&fills, Qt::Key_C, Qt::ControlModifier);

    QCOMPARE(QGuiApplication::clipboard()->text(), Hidden);
}

void PrivacyTest::staysAModelWhileItHides()
{
    HiddenBench bench;
    for (QAbstractItemModel *model : bench.window.findChildren<QAbstractItemModel *>())
        new QAbstractItemModelTester(model, QAbstractItemModelTester::FailureReportingMode::Fatal,
                                     model);

    bench.privacy.setHidden(true);
    bench.tell(watched(2, "Hedge"), {});
    bench.window.flush();
    bench.privacy.setHidden(false);

    QCOMPARE(bench.table("Positions").model()->rowCount(), 3);
}

void PrivacyTest::isOneKeyAway()
{
    Privacy privacy;
    QObject owner;
    QAction *action = privacy.makeAction(&owner);
    QCOMPARE(action->shortcut(), QKeySequence(QStringLiteral("Ctrl+H")));

    action->trigger();
    QVERIFY(privacy.isHidden());
    privacy.setHidden(false);
    QVERIFY(!action->isChecked());
}

// A liquidation and a difference, with amounts and without: the tray, its messages, the title.
void PrivacyTest::tellsTheDesktopNoAmount()
{
    HiddenBench bench;
    const auto happen = [&bench](std::uint64_t seq) {
        const auto book = distinctBook(address(1));
        domain::PositionUpdate update =
            *fillUpdate(book[0], seq, domain::FillSide::Sell, "6.284917", "Liquidated Cross Long",
                        "-15937.46");
        bench.keep(update.fill->size);
        bench.keep(update.fill->closedPnl);
        Q_EMIT bench.source.positionUpdated(
            std::make_shared<const domain::PositionUpdate>(std::move(update)));
        auto view = agreement(watched(1, "Main"), book);
        view.history = {drift("SOL", "82.617354", "93.728465", domain::DriftOutcome::Held,
                              std::chrono::seconds(seq))};
        bench.keep(view.history[0].ours);
        bench.keep(view.history[0].theirs);
        Q_EMIT bench.source.reconciliationChanged(shared(view));
        bench.clock.advance(limits::FillsGather);
        bench.only<NoticeBoard>().look();
    };
    happen(11);
    const QString told = bench.told().join(QLatin1Char('\n'));
    for (const char *amount : {"6.284917", "15937.46", "82.617354"}) // the rule says them
        QVERIFY2(told.contains(QLatin1String(amount)), amount);
    QCOMPARE(bench.only<NoticeBoard>().shown().size(), 2);

    bench.privacy.setHidden(true);
    QVERIFY(bench.only<NoticeBoard>().shown().isEmpty());
    happen(12);

    QCOMPARE(bench.only<NoticeBoard>().shown().size(), 2);
    const QStringList leaked = bench.told();
    QVERIFY2(leaked.isEmpty(), qPrintable(leaked.join(QStringLiteral("\n---\n"))));
    const QString tip = bench.only<QSystemTrayIcon>().toolTip();
    QVERIFY2(tip.contains(Hidden) && tip.contains(QStringLiteral("To liq.")), qPrintable(tip));
}

QTEST_MAIN(PrivacyTest)
#include "tst_privacy.moc"
