// SPDX-License-Identifier: GPL-3.0-or-later
// A window of one account and of several: the tables say whose a row is, and show the chosen one's.
#include "windowbench.h"

#include "gui/layouts/layoutsmenu.h"
#include "gui/limits.h"
#include "gui/models/fillsmodel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QElapsedTimer>
#include <QMenu>
#include <QTemporaryDir>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

struct AccountsBench : WindowBench
{
    AccountsBench(const QString &directory, std::vector<domain::WatchedAccount> accounts)
        : WindowBench(directory, domain::RunMode::Demo, std::move(accounts))
    {
        window.show();
    }

    // Of Positions and Fills alike.
    bool tellsWhose() const
    {
        constexpr int Readable = 50;
        const bool isInPositions =
            table("Positions").columnWidth(static_cast<int>(PositionColumn::Account)) > Readable;
        const bool isInFills =
            table("Fills").columnWidth(static_cast<int>(FillColumn::Account)) > Readable;
        if (isInPositions != isInFills)
            qFatal("in one table only");
        return isInPositions;
    }

    void turnColumn() const // by hand, in both
    {
        for (const char *name : {"Positions", "Fills"}) {
            QMenu menu;
            table(name).fillColumnMenu(menu);
            for (QAction *action : menu.actions()) {
                if (action->text() == QLatin1String("Account"))
                    action->trigger();
            }
        }
    }

    QComboBox &chooser() const { return only<QComboBox>(); }
};

const domain::WatchedAccount Main = watched(1, "Main");
const domain::WatchedAccount Hedge = watched(2, "Hedge");
const domain::WatchedAccount Third = watched(3, "Third");
const QString AllAccounts = QStringLiteral("All accounts");

} // namespace

class SeveralAccountsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anotherAccountIsInSightAtOnce()
    {
        const QTemporaryDir directory;
        {
            AccountsBench alone(directory.path(), {Main});
            QVERIFY(!alone.tellsWhose());
            alone.window.close();
        }

        AccountsBench both(directory.path(), {Main, Hedge});

        QVERIFY(both.tellsWhose());
        QCOMPARE(both.chooser().currentText(), AllAccounts);
    }

    void whatIsChosenAmongSeveralIsKept()
    {
        const QTemporaryDir directory;
        {
            AccountsBench both(directory.path(), {Main, Hedge});
            both.turnColumn();
            both.chooser().setCurrentText(QStringLiteral("Hedge"));
            both.window.close();
        }
        {
            AccountsBench again(directory.path(), {Main, Hedge});
            QVERIFY(!again.tellsWhose());
            QCOMPARE(again.chooser().currentText(), QStringLiteral("Hedge"));
            again.window.close();
        }

        AccountsBench three(directory.path(), {Main, Hedge, Third});
        QVERIFY(!three.tellsWhose());
        QCOMPARE(three.chooser().currentText(), AllAccounts); // the new one is in sight
    }

    void theLastOneNeedsNoName()
    {
        const QTemporaryDir directory;
        {
            AccountsBench both(directory.path(), {Main, Hedge});
            QVERIFY(both.tellsWhose());
            both.window.close();
        }
        {
            AccountsBench alone(directory.path(), {Main});
            QVERIFY(!alone.tellsWhose());
            alone.turnColumn(); // somebody wants it all the same
            alone.window.close();
        }

        AccountsBench again(directory.path(), {Main});
        QVERIFY(again.tellsWhose());
    }

    void theColumnFollowsTheAccountsThatAreTold()
    {
        AccountsBench bench({}, {Main, Hedge});

        bench.source.setAccounts({Main});
        QVERIFY(!bench.tellsWhose());
        bench.source.setAccounts({Main, Hedge});
        QVERIFY(bench.tellsWhose());
        bench.turnColumn();
        bench.source.setAccounts({Main, Third});
        QVERIFY(!bench.tellsWhose()); // as he wants it
    }

    void aLayoutOfOneAccountIsNoWishForSeveral()
    {
        const QTemporaryDir directory;
        {
            AccountsBench alone(directory.path(), {Main});
            alone.only<LayoutsMenu>().saveAs(QStringLiteral("early"));
            alone.window.close();
        }

        AccountsBench both(directory.path(), {Main, Hedge});
        both.only<LayoutsMenu>().choose(QStringLiteral("early"));

        QVERIFY(both.tellsWhose());
    }

    void fillsAreThoseOfTheChosenAccount()
    {
        AccountsBench bench({}, {Main, Hedge});
        const QAbstractItemModelTester tester(
            bench.table("Fills").model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto tell = [&](const domain::WatchedAccount &whose, std::uint64_t seq) {
            Q_EMIT bench.source.positionUpdated(fillUpdate(tradersBook(whose.address)[0], seq,
                                                           domain::FillSide::Buy,
                                                           std::to_string(seq), "Open Long"));
        };
        const auto sizes = [&] {
            bench.window.flush();
            const QAbstractItemModel &model = *bench.table("Fills").model();
            QString text;
            for (int row = 0; row < model.rowCount(); ++row)
                text += model.index(row, static_cast<int>(FillColumn::Size)).data().toString();
            return text;
        };
        for (const std::uint64_t seq : {1U, 3U})
            tell(Main, seq);
        for (const std::uint64_t seq : {2U, 4U})
            tell(Hedge, seq);
        QCOMPARE(sizes(), QStringLiteral("4321"));

        bench.chooser().setCurrentText(QStringLiteral("Hedge"));
        QCOMPARE(sizes(), QStringLiteral("42"));
        tell(Main, 5);
        tell(Hedge, 6);
        QCOMPARE(sizes(), QStringLiteral("642"));

        bench.chooser().setCurrentText(AllAccounts);
        QCOMPARE(sizes(), QStringLiteral("654321"));
    }

    void tenThousandFillsOfTwoAccountsAreNoWait()
    {
        AccountsBench bench({}, {Main, Hedge});
        const auto book = tradersBook(Main.address);
        const auto hedge = tradersBook(Hedge.address);
        for (std::uint64_t seq = 0; seq < limits::FillsKept; ++seq)
            Q_EMIT bench.source.positionUpdated(fillUpdate(
                seq % 2 == 0 ? book[0] : hedge[0], seq, domain::FillSide::Buy, "1", "Open Long"));
        bench.window.flush();
        const QAbstractItemModel &model = *bench.table("Fills").model();
        QElapsedTimer timer;
        for (const QString &choice : {QStringLiteral("Hedge"), AllAccounts}) {
            timer.restart();
            bench.chooser().setCurrentText(choice);
            qInfo() << choice << model.rowCount() << "rows in" << timer.elapsed() << "ms";
            QVERIFY(timer.elapsed() < 1000);
        }
    }

    void anAccountWithoutFillsHasAHeaderAllTheSame()
    {
        AccountsBench bench({}, {Main, Hedge});
        Q_EMIT bench.source.positionUpdated(
            fillUpdate(tradersBook(Main.address)[0], 1, domain::FillSide::Buy, "1", "Open Long"));
        bench.window.flush();

        bench.chooser().setCurrentText(QStringLiteral("Hedge"));

        const QAbstractItemModel &model = *bench.table("Fills").model();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), QStringLiteral("Time"));
    }
};

QTEST_MAIN(SeveralAccountsTest)
#include "tst_severalaccounts.moc"
