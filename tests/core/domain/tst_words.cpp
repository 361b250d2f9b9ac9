// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the API and the audit trail are part of the contract: they do not change.
#include "core/domain/words.h"

#include <QtTest>

using namespace lpm;
using domain::word;

class WordsTest : public QObject
{
    Q_OBJECT

    template <class Enum>
    static QString all(std::initializer_list<Enum> values)
    {
        QStringList words;
        for (const Enum value : values)
            words << QString::fromUtf8(word(value).data(), qsizetype(word(value).size()));
        return words.join(QLatin1Char(' '));
    }

private Q_SLOTS:
    void everyEnumerationHasItsWords()
    {
        using namespace domain;
        QCOMPARE(all({PositionSide::Long, PositionSide::Short, PositionSide::Flat}),
                 QStringLiteral("long short flat"));
        QCOMPARE(all({FillSide::Buy, FillSide::Sell}), QStringLiteral("buy sell"));
        QCOMPARE(all({FillSource::Live, FillSource::Snapshot, FillSource::Backfill,
                      FillSource::Sweep}),
                 QStringLiteral("live snapshot backfill sweep"));
        QCOMPARE(all({MarginMode::Cross, MarginMode::Isolated}), QStringLiteral("cross isolated"));
        QCOMPARE(all({Basis::Complete, Basis::Partial}), QStringLiteral("complete partial"));
        QCOMPARE(all({EntryKnowledge::Exact, EntryKnowledge::Approximate, EntryKnowledge::Unknown}),
                 QStringLiteral("exact approximate unknown"));
        QCOMPARE(all({EventType::Fill, EventType::PriceUpdate, EventType::PositionChange}),
                 QStringLiteral("fill price_update position_change"));
        QCOMPARE(all({RunMode::Live, RunMode::Testnet, RunMode::Demo}),
                 QStringLiteral("live testnet demo"));
        QCOMPARE(all({FeedState::Offline, FeedState::Syncing, FeedState::Live, FeedState::Suspect,
                      FeedState::Stale}),
                 QStringLiteral("offline syncing live suspect stale"));
        QCOMPARE(all({HealthStatus::Healthy, HealthStatus::Degraded, HealthStatus::Stopped}),
                 QStringLiteral("healthy degraded stopped"));
        QCOMPARE(all({AccountRole::User, AccountRole::Vault, AccountRole::SubAccount,
                      AccountRole::Agent, AccountRole::Missing}),
                 QStringLiteral("user vault subAccount agent missing"));
    }

    void whatIsSeenHasItsWords()
    {
        using namespace domain;
        QCOMPARE(all({PriceState::Live, PriceState::Stale, PriceState::Dead}),
                 QStringLiteral("live stale dead"));
        QCOMPARE(all({FeedHealth::State::Live, FeedHealth::State::Stale,
                      FeedHealth::State::Silent}),
                 QStringLiteral("live stale silent"));
        QCOMPARE(all({FieldVerdict::Agrees, FieldVerdict::NotCompared, FieldVerdict::Suspect,
                      FieldVerdict::Differs}),
                 QStringLiteral("agrees not_compared suspect differs"));
        QCOMPARE(all({DriftOutcome::Open, DriftOutcome::ExplainedByFill, DriftOutcome::Adjusted,
                      DriftOutcome::Held, DriftOutcome::Gone}),
                 QStringLiteral("open explained_by_fill adjusted held gone"));
        QCOMPARE(all({ReconciliationState::Unknown, ReconciliationState::Checking,
                      ReconciliationState::Agrees, ReconciliationState::Differs}),
                 QStringLiteral("unknown checking agrees differs"));
    }

    void aPriceGrowsOld()
    {
        using namespace std::chrono_literals;
        using domain::PriceState;
        QCOMPARE(domain::priceStateOf(10s, false), PriceState::Live);
        QCOMPARE(domain::priceStateOf(10'001ms, false), PriceState::Stale);
        QCOMPARE(domain::priceStateOf(60s, false), PriceState::Stale);
        QCOMPARE(domain::priceStateOf(60'001ms, false), PriceState::Dead);
        QCOMPARE(domain::priceStateOf(0ms, true), PriceState::Stale); // nothing comes any more
        QCOMPARE(domain::priceStateOf(61s, true), PriceState::Dead);
    }
};

QTEST_APPLESS_MAIN(WordsTest)
#include "tst_words.moc"
