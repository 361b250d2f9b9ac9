// SPDX-License-Identifier: GPL-3.0-or-later
// Some thousand seeded schedules of trades and faults against an exchange that keeps the truth:
// lost, doubled, delayed and shuffled frames, cut connections, failing and lagging requests. At
// every step nothing is applied twice and no change starts elsewhere than the last one ended; when
// the faults are over, sizes, entries, gains and fees are the exchange's. LPM_SEED=N runs one
// schedule alone.
#include "tests/core/sync/scriptedexchange.h"

#include <algorithm>
#include <random>
#include <set>

using namespace lpm;
using namespace lpm::fixture;
using base::ErrorCode;
using domain::Decimal;
using domain::Fill;
using domain::NoteKind;

namespace {

constexpr int Schedules = 600; // of each kind
constexpr int StepsOfASchedule = 60;
constexpr Milliseconds Healing = 1'300'000; // two sweeps

struct Faults
{
    Milliseconds fillsLag = 0; // at most
    Milliseconds stateLag = 0;
};

class Schedule
{
public:
    Schedule(unsigned seed, Faults faults) : m_random(seed), m_faults(faults)
    {
        m_tracker.setCatalog(catalog());
        for (int number = 1; number <= 2; ++number) {
            m_exchanges.push_back(std::make_unique<ScriptedExchange>(account(number)));
            m_sessions.push_back(std::make_unique<Session>(
                *m_exchanges.back(), sync::SyncOptions{}, sync::Recovered{}, &m_tracker));
            m_checked.push_back(0);
        }
    }

    // "" or what is wrong.
    std::string run()
    {
        for (auto &session : m_sessions) {
            for (int i = pick(0, 8); i > 0; --i) {
                session->now += pick(0, 2000);
                session->lose(anyTrade());
            }
            session->now = 100'000;
            session->connect();
        }
        for (int i = 0; i < StepsOfASchedule; ++i) {
            for (auto &session : m_sessions)
                step(*session);
            if (auto wrong = brokenInvariant(); !wrong.empty())
                return "step " + std::to_string(i) + ": " + wrong;
        }
        heal();
        if (auto wrong = brokenInvariant(); !wrong.empty())
            return "healing: " + wrong;
        return differenceToTheTruth();
    }

    int late() const { return m_late; }
    int said() const { return m_said; }

private:
    int pick(int from, int to) { return std::uniform_int_distribution(from, to)(m_random); }
    bool chance(int percent) { return pick(1, 100) <= percent; }

    FillOf anyTrade()
    {
        static const char *const coins[] = {"BTC", "ETH", "xyz:TSLA"};
        const std::string coin = coins[pick(0, 2)];
        const std::string size = Decimal::fromUnits(pick(1, 4), 3).text();
        const std::string price = Decimal::fromUnits(pick(300'000, 700'000), 1).text();
        auto fill = chance(50) ? buy(coin, size, price) : sell(coin, size, price);
        return fill.fee(Decimal::fromUnits(pick(-50, 500), 4).text());
    }

    // What the exchange does in one block: it comes in one frame, in any order inside, or not.
    void trade(Session &session)
    {
        session.now += 1;
        std::vector<Fill> frame;
        for (int i = chance(70) ? 1 : pick(2, 6); i > 0; --i)
            frame.push_back(session.lose(anyTrade()));
        std::shuffle(frame.begin(), frame.end(), m_random);
        if (!session.isConnected || chance(12)) // lost
            return;
        if (chance(15)) { // late, perhaps behind others
            session.in(pick(1, 3000), [&session, frame] {
                if (session.isConnected)
                    session.push(frame);
            });
            return;
        }
        session.push(frame);
        if (chance(15)) // twice
            session.push(frame);
    }

    void reconnect(Session &session)
    {
        session.connect();
        const auto &fills = session.exchange.fills();
        const auto kept
            = std::min<std::size_t>(fills.size(), static_cast<std::size_t>(pick(0, 50)));
        session.push({fills.end() - static_cast<std::ptrdiff_t>(kept), fills.end()}, true);
    }

    void fail(Session &session)
    {
        static const ErrorCode codes[]
            = {ErrorCode::Network, ErrorCode::Http,     ErrorCode::RateLimited, ErrorCode::Timeout,
               ErrorCode::Parse,   ErrorCode::Protocol, ErrorCode::NotFound};
        const auto kind = static_cast<std::size_t>(pick(0, 3));
        const ErrorCode code = codes[pick(0, 6)]; // in this order by every compiler
        session.failures[kind].assign(static_cast<std::size_t>(pick(1, 4)), code);
    }

    void step(Session &session)
    {
        session.exchange.fillsLag =
            m_faults.fillsLag ? pick(0, static_cast<int>(m_faults.fillsLag)) : 0;
        session.exchange.stateLag =
            m_faults.stateLag ? pick(0, static_cast<int>(m_faults.stateLag)) : 0;
        session.latency = pick(2, 1500);
        const int what = pick(1, 100);
        if (what <= 60)
            trade(session);
        else if (what <= 70 && session.isConnected)
            session.pushState();
        else if (what <= 76 && session.isConnected)
            session.disconnect();
        else if (what <= 88 && !session.isConnected)
            reconnect(session);
        else if (what <= 93)
            fail(session);
        else if (what <= 96 && session.isConnected)
            session.perform(session.sync->resynchronise(session.instant()));
        session.runFor(chance(60) ? pick(0, 400) : pick(400, 30'000));
    }

    void heal()
    {
        for (auto &session : m_sessions) {
            session->exchange.fillsLag = session->exchange.stateLag = 0;
            session->latency = 40;
            session->failures.clear();
            if (!session->isConnected)
                reconnect(*session);
            session->runFor(Healing);
        }
    }

    // Of every record since the last look.
    std::string brokenInvariant()
    {
        for (std::size_t i = 0; i < m_sessions.size(); ++i) {
            const auto &records = m_sessions[i]->records;
            for (std::size_t &at = m_checked[i]; at < records.size(); ++at) {
                if (const auto *change = std::get_if<domain::Change>(&records[at])) {
                    if (auto wrong = brokenBy(*change); !wrong.empty())
                        return wrong;
                } else {
                    const auto kind = std::get<domain::SyncNote>(records[at]).kind;
                    m_said += kind == NoteKind::Gap || kind == NoteKind::Discrepancy;
                }
            }
        }
        return {};
    }

    std::string brokenBy(const domain::Change &change)
    {
        const auto key = std::pair(change.account, change.coin);
        if (change.fill && !m_applied.insert({key, domain::idOf(*change.fill)}).second)
            return "fill " + std::to_string(change.fill->tradeId) + " was applied twice";
        if (m_last.contains(key) && !(m_last[key] == change.before))
            return change.coin + ": a change starts elsewhere than the last one ended";
        m_last[key] = change.after;
        if (change.kind == domain::ChangeKind::Anchor)
            m_anchored.insert(key);
        m_late += change.isLate;
        return {};
    }

    std::string differenceToTheTruth()
    {
        for (auto &session : m_sessions) {
            std::string why;
            if (!session->agrees(&why))
                return why;
            const auto status = session->sync->status();
            if (status.state != domain::FeedState::Live || status.waitingFills != 0)
                return "not live";
            const auto known = static_cast<std::size_t>(std::count_if(
                m_applied.begin(), m_applied.end(), [&](const auto &applied) {
                    return applied.first.first == session->exchange.owner;
                }));
            if (known != session->exchange.fills().size())
                return std::to_string(known) + " of "
                       + std::to_string(session->exchange.fills().size()) + " fills were applied";
            for (const auto &[coin, theirs] : session->exchange.truth().positions(
                     session->exchange.owner)) {
                const auto &ours = session->held(coin)->state;
                if (ours.entryNotional != theirs->state.entryNotional)
                    return coin + ": entry " + ours.entryNotional.text() + ", true is "
                           + theirs->state.entryNotional.text();
                if (ours.feesUsd != theirs->state.feesUsd)
                    return coin + ": fees " + ours.feesUsd->text();
                // Where something was said to be unknown meanwhile, the gains may be near only.
                const bool isExact = m_said == 0 && !m_anchored.contains({theirs->account, coin});
                if (isExact && ours.realizedPnl != theirs->state.realizedPnl)
                    return coin + ": realized " + ours.realizedPnl.text() + ", true is "
                           + theirs->state.realizedPnl.text();
            }
        }
        return {};
    }

    std::mt19937 m_random;
    Faults m_faults;
    tracker::PositionTracker m_tracker;
    std::vector<std::unique_ptr<ScriptedExchange>> m_exchanges;
    std::vector<std::unique_ptr<Session>> m_sessions;
    std::vector<std::size_t> m_checked;
    std::set<std::pair<std::pair<domain::Address, std::string>, domain::FillId>> m_applied;
    std::map<std::pair<domain::Address, std::string>, domain::PositionState> m_last;
    std::set<std::pair<domain::Address, std::string>> m_anchored;
    int m_late = 0;
    int m_said = 0;
};

} // namespace

class SyncSimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScheduleEndsInTheTruth_data()
    {
        QTest::addColumn<int>("fillsLag");
        QTest::addColumn<int>("stateLag");
        QTest::newRow("prompt answers") << 0 << 0;
        QTest::newRow("answers behind by a second") << 1000 << 1000;
        QTest::newRow("answers behind by up to twenty seconds") << 20'000 << 20'000;
        QTest::newRow("answers behind by up to a minute") << 60'000 << 60'000;
    }
    void everyScheduleEndsInTheTruth()
    {
        QFETCH(int, fillsLag);
        QFETCH(int, stateLag);
        const int only = qEnvironmentVariableIntValue("LPM_SEED");
        int late = 0;
        int said = 0;

        for (int i = 0; i < (only ? 1 : Schedules); ++i) {
            const auto seed = static_cast<unsigned>(only ? only : i + 1);
            Schedule schedule(seed, {fillsLag, stateLag});
            const std::string wrong = schedule.run();
            late += schedule.late();
            said += schedule.said() > 0;
            if (schedule.said() > 0)
                qWarning("LPM_SEED=%u: something was said to be missing or to differ", seed);
            QVERIFY2(wrong.empty(),
                     qPrintable(QStringLiteral("LPM_SEED=%1: %2")
                                    .arg(seed)
                                    .arg(QString::fromStdString(wrong))));
        }
        qInfo("%d late fills", late);
        QCOMPARE(said, 0); // nothing was missing in the end
    }
};

QTEST_APPLESS_MAIN(SyncSimulationTest)
#include "tst_syncsimulation.moc"
