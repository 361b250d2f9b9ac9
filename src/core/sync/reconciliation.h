// SPDX-License-Identifier: GPL-3.0-or-later
// Decides what a reading of the exchange's state means. One reading that differs is a suspicion: it
// may lag, or a fill may be on its way. Two readings at least limits::SecondReadDelay apart that
// say the same, with nothing applied in between and nothing found by a backfill, are a discrepancy
// once no fill can explain it any more: it has lasted longer than a list of fills may lag.
#pragma once

#include "core/base/timestamp.h"
#include "core/sync/comparison.h"
#include "core/sync/fillintake.h"
#include "core/sync/theirentry.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lpm::sync {

class Reconciliation
{
public:
    struct Verdict
    {
        std::vector<Difference> confirmed; // discrepancies
        bool isInconclusive = false;       // something moved meanwhile: read again soon
        bool isSuspicious = false;         // something differs, and is not confirmed yet
        bool agrees = false;               // nothing differs and nothing is inconclusive
    };

    // Whether the pushed state says the same as a difference, so that the reading does not lag.
    using Witness = std::function<bool(const Difference &)>;
    // Whether a difference was raised before and left to stand.
    using Standing = std::function<bool(const Difference &)>;
    // Since when the exchange has told a difference, if before this reading; see ToldSizes.
    using ToldSince = std::function<std::optional<base::Milliseconds>(const Difference &)>;
    // Whether a state told something else of the coin after that moment.
    using ToldOtherwise = std::function<bool(const Difference &, base::Milliseconds)>;
    // The exchange's own time of the reading that tells of a coin; nullopt: it tells none.
    using ReadingTime = std::function<std::optional<base::Timestamp>(const std::string &coin)>;

    // `requestedAt`: when the reading was asked for; what was applied since is not in it for sure.
    struct Circumstances
    {
        Witness witness;
        Standing isStanding;
        ToldSince toldSince;
        ToldOtherwise toldOtherwise;
        ReadingTime readingTime;
        base::Milliseconds requestedAt{0};
        Moment asOf; // that the reading is of, or later
        base::Milliseconds lag{0};      // how far a reading may be behind
        base::Milliseconds patience{0}; // how far a list of fills may be
        // Of the start: for how long a reading may tell sizes that were held before, and forgotten.
        bool mayTellForgotten = false;
    };
    Verdict judge(const Comparison &comparison, const FillIntake &intake, const Circumstances &how,
                  base::Instant now);

    // A backfill that began at this time has found all there is.
    void onBackfilled(base::Milliseconds beganAt) { m_backfilledAt = beganAt; }

    bool isSuspicious() const;
    // Whether the difference itself is looked into already.
    bool suspects(const Difference &difference) const;
    bool suspectsEntry(const std::string &coin) const;
    // From when on a list of fills decides about a suspicion: the soonest of those that are open.
    std::optional<base::Milliseconds> confirmAt(base::Milliseconds patience) const;
    // When the next doubtful reading could not lag any more; nullopt: there is none to come.
    std::optional<base::Milliseconds> doubtEndsAt(base::Milliseconds lag, base::Instant now) const;
    void resolve(const std::string &coin);
    // One that was applied, and not late.
    void onFill(const domain::Fill &fill);
    void clear() { m_suspicions.clear(); }

private:
    // A size and an entry that differ are two things.
    using Key = std::pair<std::string, bool>; // the coin, and whether it is of its entry

    struct Suspicion
    {
        Difference difference;
        base::Milliseconds since{0};   // what explains it is no newer
        base::Milliseconds foundAt{0}; // by the first reading
        base::Milliseconds toldAt{0};  // by the last one
        bool isDoubtful = false; // the reading may be from before our last fill of the coin
        base::Milliseconds firmSince{0}; // the first reading that is not doubtful
        std::optional<TheirEntry> theirs;
    };
    static Key keyOf(const Difference &difference)
    {
        return {difference.coin, difference.isOfEntry()};
    }
    void judge(const Difference &difference, const FillIntake &intake, const Circumstances &how,
               base::Instant now, Verdict &verdict);
    static bool goesOn(const Suspicion &suspicion, const Difference &difference,
                       const FillIntake &intake);
    bool isDoubtful(const Difference &difference, const FillIntake &intake,
                    const Circumstances &how, base::Instant now) const;
    bool isConfirmed(const Suspicion &suspicion, base::Milliseconds requestedAt,
                     base::Milliseconds patience) const;
    bool isDecided(const Suspicion &suspicion, base::Milliseconds patience) const;

    std::map<Key, Suspicion> m_suspicions;
    std::optional<base::Milliseconds> m_backfilledAt;
};

} // namespace lpm::sync
