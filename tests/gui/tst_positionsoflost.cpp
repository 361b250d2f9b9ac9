// SPDX-License-Identifier: GPL-3.0-or-later
// What is lost does not come back as live, and an account that is watched no more leaves nothing.
#include "fakesource.h"

#include "gui/models/positionsmodel.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

const auto Main = watched(1, "Main");
const auto Hedge = watched(2, "Hedge");

domain::SummaryPtr btcOf(const domain::WatchedAccount &account)
{
    return summary(account, {position({.coin = "BTC", .size = "1", .entry = "100", .mark = "110"},
                                      account.address)});
}

} // namespace

class PositionsOfLostTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStateThatCameBeforeTheLossDoesNotEndIt()
    {
        PositionsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.takeSummary(btcOf(Main));
        model.takeHealth(health({Main}, domain::FeedState::Stale)); // the connection is lost

        model.flush();

        QVERIFY(model.row(0).isFeedDown);
    }

    void anAccountThatIsWatchedNoMoreLeavesNothing()
    {
        PositionsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.takeSummary(btcOf(Main));
        model.takeSummary(btcOf(Hedge));
        model.flush();
        QCOMPARE(model.rowCount(), 2);
        model.takeSummary(btcOf(Hedge)); // waits

        model.keepOnly({Main});
        model.flush();

        QCOMPARE(model.rowCount(), 1);
        QVERIFY(model.row(0).position.account == Main.address);
        model.takeSummary(btcOf(Hedge)); // watched again
        model.flush();
        QCOMPARE(model.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(PositionsOfLostTest)
#include "tst_positionsoflost.moc"
