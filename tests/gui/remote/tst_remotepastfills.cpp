// SPDX-License-Identifier: GPL-3.0-or-later
// The fills of an account elsewhere that were kept, of its earlier runs, too.
#include "attachment.h"

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

domain::PastFill keptFill(int number)
{
    domain::PastFill kept;
    kept.account = accountOf(1);
    kept.symbol = "BTC-USD";
    kept.auditSeq = static_cast<std::uint64_t>(number);
    kept.fill.coin = "BTC";
    kept.fill.price = decimal("50000.5");
    kept.fill.size = decimal("0.1");
    kept.fill.time = server::testing::instant("2025-02-11T17:29:00Z") + std::chrono::seconds(number);
    kept.fill.orderId = 1000 + number;
    kept.fill.tradeId = number;
    kept.fill.direction = "Open Long";
    kept.fill.feeToken = "USDC";
    return kept;
}

} // namespace

class RemotePastFillsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areReadWhenAskedForOldestFirst()
    {
        RemoteMonitor monitor;
        monitor.backend.past.keptFills = {keptFill(3), keptFill(2), keptFill(1)};
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        PastFills fills;
        connect(&there.source, &DashboardSource::pastFillsRead, this,
                [&fills](const PastFills &read) { fills = read; });

        there.source.askPastFills(accountOf(1));

        QTRY_COMPARE(fills.size(), std::size_t{3});
        for (int number = 1; number <= 3; ++number) {
            const domain::PositionUpdate &told = *fills[static_cast<std::size_t>(number - 1)];
            QCOMPARE(told.fill->tradeId, number);
            QVERIFY(told.account == accountOf(1));
            QCOMPARE(told.symbol, std::string("BTC-USD"));
            QVERIFY(told.fill->price == decimal("50000.5"));
            QCOMPARE(told.fill->direction, std::string("Open Long"));
        }
    }

    void aPastThatCannotBeReadIsNone()
    {
        RemoteMonitor monitor;
        monitor.backend.past.trouble = base::Error{base::ErrorCode::Io, "the disk is away"};
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        QSignalSpy read(&there.source, &DashboardSource::pastFillsRead);

        there.source.askPastFills(accountOf(1));

        QTRY_COMPARE(monitor.backend.past.asked(), 1);
        monitor.backend.past.trouble.reset();
        there.source.askPastFills(accountOf(1));
        QTRY_COMPARE(read.size(), 1); // the second answer only
    }
};

QTEST_MAIN(RemotePastFillsTest)
#include "tst_remotepastfills.moc"
