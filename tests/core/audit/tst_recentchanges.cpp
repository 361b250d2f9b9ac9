// SPDX-License-Identifier: GPL-3.0-or-later
// The newest steps of a position are read back as they were made, and only those that lead to its
// state.
#include "core/audit/recentchanges.h"
#include "core/audit/limits.h"
#include "tests/core/audit/anystate.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

audit::Network mainnet() { return {domain::RunMode::Live, "api.hyperliquid.xyz"}; }

// A fill that makes `after` of `before`.
domain::Change fillTo(const domain::PositionState &before, const domain::PositionState &after,
                      int tradeId)
{
    domain::Change change = openingFill();
    change.before = before;
    change.after = after;
    change.fill->tradeId = tradeId;
    return change;
}

domain::PositionState ofSize(int size)
{
    domain::PositionState state;
    state.size = number(std::to_string(size));
    return state;
}

std::vector<domain::Change> recent(const TrailFixture &trail, int of = 0x11)
{
    const auto recovered = audit::readBack(trail.path(), mainnet()).value();
    const auto found = recovered.accounts.find(account(of));
    return found == recovered.accounts.end() ? std::vector<domain::Change>{}
                                             : found->second.recentChanges;
}

std::unique_ptr<audit::AuditLogger> begun(TrailFixture &trail)
{
    auto logger = trail.open().value();
    logger->started("0.1.0", mainnet().mode, mainnet().exchange);
    return logger;
}

// What a step needs; the rest is for people.
bool isSameStep(const domain::Change &a, const domain::Change &b)
{
    const bool isSameFill
        = a.fill.has_value() == b.fill.has_value()
          && (!a.fill
              || (domain::idOf(*a.fill) == domain::idOf(*b.fill) && a.fill->price == b.fill->price
                  && a.fill->size == b.fill->size
                  && a.fill->startPosition == b.fill->startPosition
                  && a.fill->closedPnl == b.fill->closedPnl && a.fill->fee == b.fill->fee
                  && a.fill->feeToken == b.fill->feeToken
                  && a.fill->builderFee == b.fill->builderFee
                  && a.fill->twapId == b.fill->twapId));
    return isSameFill && a.kind == b.kind && a.account == b.account && a.coin == b.coin
           && a.before == b.before && a.after == b.after && a.funding == b.funding
           && a.isLate == b.isLate && a.openLate == b.openLate && a.isHistory == b.isHistory;
}

// One that goes on from `held`, which it moves on.
domain::Change anyStep(domain::PositionState &held, const std::string &coin, int tradeId)
{
    using domain::ChangeKind;
    domain::Change change = openingFill(coin);
    change.kind = *rc::gen::element(ChangeKind::Fill, ChangeKind::Funding, ChangeKind::Anchor,
                                    ChangeKind::Adjust, ChangeKind::State);
    change.before = held;
    change.after = held = anyState();
    if (change.kind == ChangeKind::Fill) {
        change.fill->tradeId = tradeId;
        change.fill->closedPnl = *anyDecimal();
        change.fill->startPosition = *anyDecimal();
        if (*rc::gen::arbitrary<bool>())
            change.fill->builderFee = *anyDecimal();
        if (*rc::gen::arbitrary<bool>())
            change.fill->twapId = tradeId;
        change.isLate = *rc::gen::arbitrary<bool>();
        if (change.isLate)
            change.openLate = domain::OpenLate{number("0.5"), *anyDecimal()};
    } else {
        change.fill.reset();
    }
    if (change.kind == ChangeKind::Funding)
        change.funding = domain::FundingPayment{coin,          change.time,   *anyDecimal(),
                                                *anyDecimal(), *anyDecimal(), std::nullopt};
    return change;
}

} // namespace

class RecentChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStepsAreReadBackAsTheyWereMade()
    {
        QVERIFY(rc::check([] {
            TrailFixture trail;
            std::vector<domain::Change> made;
            {
                const auto logger = begun(trail);
                std::map<std::string, domain::PositionState> held;
                for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
                    const auto coin = *rc::gen::element<std::string>("BTC", "xyz:TSLA", "a\"b\n");
                    made.push_back(anyStep(held[coin], coin, i));
                    RC_ASSERT(logger->change(made.back()));
                    if (*rc::gen::inRange(0, 5) == 0)
                        trail.clock.advance(std::chrono::hours{24});
                }
            }

            const auto read = recent(trail);

            RC_ASSERT(std::equal(read.begin(), read.end(), made.begin(), made.end(), isSameStep));
        }));
    }

    void stepsBehindABreakAreLeftOut()
    {
        TrailFixture trail;
        {
            const auto logger = begun(trail);
            logger->change(fillTo(ofSize(0), ofSize(1), 1));
            logger->change(fillTo(ofSize(2), ofSize(3), 2)); // how it became 2 is not told
            logger->change(fillTo(ofSize(3), ofSize(4), 3));
        }

        const auto read = recent(trail);

        QCOMPARE(read.size(), std::size_t{2});
        QCOMPARE(read[0].fill->tradeId, 2);
        QCOMPARE(read[1].fill->tradeId, 3);
    }

    void stepsOnAnotherNetworkAreLeftOut()
    {
        TrailFixture trail;
        {
            const auto logger = begun(trail);
            logger->change(fillTo(ofSize(0), ofSize(1), 1));
            logger->started("0.1.0", domain::RunMode::Testnet, "api.hyperliquid-testnet.xyz");
            logger->change(fillTo(ofSize(5), ofSize(7), 2));
        }

        QVERIFY(recent(trail).empty());
    }

    void noMoreThanTheNewestPartOfTheTrailIsRead()
    {
        TrailFixture trail;
        const int fills = 2000;
        {
            const auto logger = begun(trail);
            for (int i = 0; i < fills; ++i)
                QVERIFY(logger->change(fillTo(ofSize(i), ofSize(i + 1), i)));
        }
        const auto lineBytes = readFile(trail.file()).size() / fills;

        const auto read = recent(trail);

        QVERIFY(read.size() < audit::limits::RecentBytes / lineBytes);
        QVERIFY(read.size() > audit::limits::RecentBytes / lineBytes * 9 / 10);
        QCOMPARE(read.back().fill->tradeId, fills - 1);
        QCOMPARE(read.front().fill->tradeId, fills - static_cast<int>(read.size()));
    }

    // A start from the ledger does not check the lines before it.
    void aDamagedLineTellsNoSteps()
    {
        TrailFixture trail;
        {
            const auto logger = begun(trail);
            for (int i = 0; i < 5; ++i)
                logger->change(fillTo(ofSize(i), ofSize(i + 1), i));
        }
        auto recovered = audit::readBack(trail.path(), mainnet()).value();
        recovered.accounts.at(account(0x11)).recentChanges.clear();
        std::string text = readFile(trail.file());
        const auto price = text.find("\"50000\"");
        QVERIFY(price != std::string::npos);
        text[price + 1] = '6';
        writeFile(trail.file(), text);

        audit::addRecentChanges(*audit::systemDisk(), trail.path(), recovered);

        QVERIFY(recovered.accounts.at(account(0x11)).recentChanges.empty());
    }

    void aTrailThatIsNotThereHasNoSteps()
    {
        TrailFixture trail;
        audit::RecoveredTrail recovered;
        audit::addRecentChanges(*audit::systemDisk(), trail.path(), recovered);
        QVERIFY(recovered.accounts.empty());
    }
};

QTEST_APPLESS_MAIN(RecentChangesTest)
#include "tst_recentchanges.moc"
