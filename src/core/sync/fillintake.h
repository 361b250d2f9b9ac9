// SPDX-License-Identifier: GPL-3.0-or-later
// From received fills to applied ones: duplicates dropped, order restored by time and chain, a fill
// applied only where it starts from the held size. What does not fit waits here.
#pragma once

#include "core/domain/fill.h"
#include "core/sync/pendingfills.h"
#include "core/sync/seenfills.h"
#include "core/sync/syncmessages.h"
#include "core/tracker/positiontracker.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lpm::sync {

class FillIntake
{
public:
    // The tracker must outlive it.
    FillIntake(domain::Address account, tracker::PositionTracker &tracker);

    // From the audit trail, at start.
    void restore(const std::unordered_set<domain::FillId> &fills,
                 std::optional<base::Timestamp> newestFill);

    void receive(std::vector<domain::Fill> fills, domain::FillSource source, bool isHistory,
                 base::Instant now, std::vector<Record> &records);

    // Applies everything that fits. `mayAnchor`: all reachable history has been received, so a coin
    // whose first fill does not start from zero was held before it.
    void apply(bool mayAnchor, base::Instant now, std::vector<Record> &records);

    // Coins whose earliest waiting fill does not start from the held size, with what to re-read.
    struct Break
    {
        std::string coin;
        base::Timestamp from{}; // the last applied fill's time, or the waiting one's
        base::Timestamp to{};   // the waiting fill's time
    };
    std::vector<Break> breaks() const;
    // Nothing explains the break: says so and goes on from the exchange's startPosition.
    void acceptBreak(const std::string &coin, base::Instant now, std::vector<Record> &records);
    // The same for every break in what happened before the first start: it was read whole, and
    // reading it again would tell no more.
    void acceptHistoricBreaks(base::Instant now, std::vector<Record> &records);
    // The tracker was set to another size; fills that come later may explain it.
    void onAdjusted(const domain::Change &change, base::Instant now);
    void onAnchored(const domain::Change &change);

    bool isWaiting() const { return !m_pending.isEmpty(); }
    bool isWaiting(const std::string &coin) const { return m_pending.has(coin); }
    std::size_t waiting() const { return m_pending.size(); }
    void dropWaiting() { m_pending.clear(); }

    // Whether a fill of the coin was ever applied, in this run or before.
    bool knows(const std::string &coin) const { return m_history.contains(coin); }
    // When a fill of the coin was last applied; nullopt in this run never.
    std::optional<base::Milliseconds> touched(const std::string &coin) const;
    // Whether we held this size of the coin within `age`: a reading that tells it lags behind.
    bool heldRecently(const std::string &coin, const domain::Decimal &size, base::Instant now,
                      base::Milliseconds age) const;
    std::optional<base::Timestamp> newestFill() const { return m_newestFill; }
    std::optional<base::Timestamp> newestFill(const std::string &coin) const;
    std::uint64_t applied() const { return m_applied; }
    std::uint64_t duplicatesDropped() const { return m_duplicates; }

private:
    bool applyGroup(const std::string &coin, bool mayAnchor, base::Instant now,
                    std::vector<Record> &records, bool mayBePartial = false);
    // `lateEarned`: the fill is older than others that were applied, and earned this.
    bool applyOne(const PendingFill &pending, const std::optional<domain::Decimal> &lateEarned,
                  base::Instant now, std::vector<Record> &records);
    void applyLate(const std::vector<PendingFill> &batch, bool explainsAdjustment,
                   base::Instant now, std::vector<Record> &records);
    domain::Decimal earnedLate(const domain::Fill &fill);
    std::vector<PendingFill> tooLate(const std::string &coin, const std::vector<PendingFill> &group,
                                     bool isWalkable, const domain::Instrument &instrument) const;
    std::vector<PendingFill> explainingAdjustment(const std::string &coin) const;
    void remember(const std::string &coin, const domain::Decimal &sizeBefore, base::Instant now);
    void noteCheck(const domain::Change &change, base::Instant now, std::vector<Record> &records);

    struct History // of one coin
    {
        base::Milliseconds touched{0};
        base::Timestamp newestFill{};
        std::deque<std::pair<base::Milliseconds, domain::Decimal>> sizesLeft;
        // Of late fills since they last came back to their start: how far they are from it, and
        // their cash beyond the closed P&L that was booked for them.
        base::Timestamp knownSince{}; // an anchor or a gap stands for the fills before
        domain::Decimal lateSize;
        domain::Decimal lateCash;
        // From and to which size the last adjustment went, while no fill was applied since.
        std::optional<std::pair<domain::Decimal, domain::Decimal>> adjusted;
    };

    domain::Address m_account;
    tracker::PositionTracker &m_tracker;
    SeenFills m_seen;
    PendingFills m_pending;
    std::map<std::string, History, std::less<>> m_history;
    std::optional<base::Timestamp> m_newestFill;
    std::uint64_t m_applied = 0;
    std::uint64_t m_duplicates = 0;
};

} // namespace lpm::sync
