// SPDX-License-Identifier: GPL-3.0-or-later
// From received fills to applied ones: duplicates dropped, order restored by time and chain, a fill
// applied only where it starts from the held size. What does not fit waits here.
#pragma once

#include "core/domain/accountstate.h"
#include "core/domain/fill.h"
#include "core/domain/openlate.h"
#include "core/sync/heldsizes.h"
#include "core/sync/pendingfills.h"
#include "core/sync/recentpath.h"
#include "core/sync/seenfills.h"
#include "core/sync/syncmessages.h"
#include "core/tracker/positiontracker.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace lpm::sync {

class FillIntake
{
public:
    // The tracker must outlive it.
    FillIntake(domain::Address account, tracker::PositionTracker &tracker);

    // From the audit trail, at start. `openLate`: per coin.
    void restore(const std::unordered_set<domain::FillId> &fills,
                 std::optional<base::Timestamp> newestFill,
                 std::optional<base::Timestamp> forgottenUntil,
                 const std::map<std::string, domain::OpenLate> &openLate);
    // The steps of the run before, in their order. `fills`: all that are known, as for restore().
    void restoreSteps(const std::unordered_set<domain::FillId> &fills,
                      const std::vector<domain::Change> &recent);

    void receive(std::vector<domain::Fill> fills, domain::FillSource source, bool isHistory,
                 base::Instant now, std::vector<Record> &records);

    // Applies everything that fits. `historyUntil`: all reachable history up to here has been
    // received, so a coin whose first fill does not start from zero was held before it.
    void apply(std::optional<base::Timestamp> historyUntil, base::Instant now,
               std::vector<Record> &records);

    // Coins whose earliest waiting fill does not start from the held size, with what to re-read.
    struct Break
    {
        std::string coin;
        base::Timestamp from{}; // the last applied fill's time, or the waiting one's
        base::Timestamp to{};   // the waiting fill's time
        base::Milliseconds since{0}; // when it was received
    };
    std::vector<Break> breaks() const;
    // Nothing explains the break: says so and goes on from the exchange's startPosition.
    void acceptBreak(const std::string &coin, base::Instant now, std::vector<Record> &records);
    // The same for every break up to a time.
    void acceptBreaks(std::optional<base::Timestamp> until, base::Instant now,
                      std::vector<Record> &records);
    // The same for every break in what happened before the first start, up to where it was read
    // whole: reading it again would tell no more.
    void acceptHistoricBreaks(base::Timestamp until, base::Instant now,
                              std::vector<Record> &records);
    // A change that was not made here: funding, an entry taken from the exchange's state, another
    // size set without fills, which later ones may explain.
    void onChange(const domain::Change &change, base::Instant now);

    // What the exchange says is held: of a break it tells where a round trip starts.
    void onState(const std::vector<domain::DexState> &dexes);

    bool isWaiting() const { return !m_pending.isEmpty(); }
    bool isWaiting(const std::string &coin) const { return m_pending.has(coin); }
    std::size_t waiting() const { return m_pending.size(); }
    void dropWaiting() { m_pending.clear(); }

    // Whether a fill of the coin was ever applied, in this run or before.
    bool knows(const std::string &coin) const { return m_history.contains(coin); }
    // Whether any of them was applied.
    bool knowsAny(const std::vector<domain::Fill> &fills) const;
    std::vector<domain::FillId> appliedBetween(base::Timestamp from, base::Timestamp to) const
    {
        return m_seen.between(from, to);
    }
    // How many are known from then on, applied or waiting; TWAP slices are left out where applied.
    std::size_t countSince(base::Timestamp time) const
    {
        return m_seen.countSince(time) + m_pending.size();
    }
    // When a fill of the coin was last applied; nullopt in this run never.
    std::optional<base::Milliseconds> touched(const std::string &coin) const;
    // nullptr: nothing of the coin is known.
    const domain::Instrument *instrument(const std::string &coin) const;
    // Whether we held this other size of the coin at some time since then, or that is not known any
    // more: a reading of that time may tell it still.
    bool mayHaveHeld(const std::string &coin, const domain::Decimal &size,
                     const Moment &since) const;
    // The same of this size with this entry.
    bool mayHaveHeldEntry(const domain::ExchangePosition &theirs, const Moment &since) const;
    // Whether anything of the coin has changed here since then, or that is not known any more.
    bool mayHaveChanged(const std::string &coin, const Moment &since) const;
    std::optional<base::Timestamp> newestFill() const { return m_newestFill; }
    std::optional<base::Timestamp> newestFill(const std::string &coin) const;
    std::uint64_t applied() const { return m_applied; }
    std::uint64_t duplicatesDropped() const { return m_duplicates; }

private:
    // Of a fill that is older than others that were applied: what the position becomes where it
    // has a place among them, else what it earned; and what is open behind it.
    struct Lateness
    {
        domain::Decimal earned;
        domain::OpenLate open;
        std::optional<domain::PositionState> becomes;
    };

    struct History;

    bool applyGroup(const std::string &coin, std::optional<base::Timestamp> historyUntil,
                    base::Instant now, std::vector<Record> &records, bool mayBePartial = false);
    bool applyOne(const PendingFill &pending, const Lateness *late, base::Instant now,
                  std::vector<Record> &records);
    template <class Condition>
    void acceptWhile(const Condition &isOver, base::Instant now, std::vector<Record> &records);
    void noteResized(const domain::Change &change);
    void noteRefused(const domain::Fill &fill, const std::string &reason, base::Instant now,
                     std::vector<Record> &records);
    // --- the run before (restoredfills.cpp) ---
    bool restorePlaced(const domain::Change &change, History &history);
    bool restoreLoose(const domain::Change &change, History &history, bool isOpenKnown);
    // --- late fills (latefills.cpp) ---
    bool applyAsLate(const std::string &coin, const std::vector<PendingFill> &group,
                     const std::vector<std::size_t> &trail, const domain::Instrument &instrument,
                     base::Instant now, std::vector<Record> &records);
    std::vector<PendingFill> tooLate(const std::string &coin, const std::vector<PendingFill> &group,
                                     const std::vector<std::size_t> &trail,
                                     const domain::Instrument &instrument) const;
    bool hasPlaceBefore(const std::string &coin, const std::vector<domain::Fill> &fills,
                        const std::vector<std::size_t> &trail) const;
    bool applyWalkedAround(const std::string &coin, base::Instant now,
                           std::vector<Record> &records);
    std::vector<PendingFill> explainingAdjustment(const std::string &coin) const;
    std::optional<RecentPath::Walk> walkWith(const std::string &coin,
                                             const std::vector<domain::Fill> &fills) const;
    void forgetSteps(const std::string &coin);
    void takeWalk(const std::string &coin, RecentPath::Walk walk);
    static domain::OpenLate openBy(const domain::Fill &fill);
    void applyLate(const std::vector<PendingFill> &batch, bool explainsAdjustment,
                   base::Instant now, std::vector<Record> &records);
    void placeLate(const std::vector<PendingFill> &batch, bool explainsAdjustment,
                   RecentPath::Walk walk, base::Instant now, std::vector<Record> &records);
    static Lateness looseLateness(const domain::Fill &fill, const History &history,
                                  bool explainsAdjustment);
    void closeLate(const domain::Change &change);
    void addStep(const domain::Change &change);
    void remember(const domain::Change &change, std::optional<base::Timestamp> leftAt,
                  base::Instant now);
    domain::Decimal toldSize(const std::string &coin, const domain::Decimal &ours) const;
    void noteCheck(const domain::Change &change, base::Instant now, std::vector<Record> &records);

    struct History // of one coin
    {
        base::Milliseconds touched{0};
        base::Timestamp newestFill{};
        HeldSizes held;
        base::Timestamp knownSince{}; // an anchor or a gap stands for the fills before
        domain::OpenLate openLate;
        domain::OpenLate openBeforePath; // of that, what the path does not remember
        // From and to which size the last adjustment went, while no fill was applied since.
        std::optional<std::pair<domain::Decimal, domain::Decimal>> adjusted;
        RecentPath path;
    };

    domain::Address m_account;
    tracker::PositionTracker &m_tracker;
    SeenFills m_seen;
    PendingFills m_pending;
    std::unordered_set<domain::FillId> m_refused; // said already
    std::map<std::string, History, std::less<>> m_history;
    std::map<std::string, std::map<std::string, domain::Decimal>> m_told; // per dex and coin
    std::deque<std::string> m_steps; // whose steps are remembered, oldest first
    std::optional<base::Timestamp> m_newestFill;
    std::uint64_t m_applied = 0;
    std::uint64_t m_duplicates = 0;
};

} // namespace lpm::sync
