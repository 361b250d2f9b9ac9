// SPDX-License-Identifier: GPL-3.0-or-later
// Decides what a reading of the exchange's state means. One reading that differs is a suspicion: it
// may lag, or a fill may be on its way. Two readings at least limits::SecondReadDelay apart that
// say the same, with nothing applied in between and nothing found by a backfill, are a discrepancy.
#pragma once

#include "core/base/timestamp.h"
#include "core/sync/comparison.h"
#include "core/sync/fillintake.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpm::sync {

class Reconciliation
{
public:
    struct Verdict
    {
        std::vector<Difference> confirmed; // discrepancies
        bool isInconclusive = false;       // something moved meanwhile: read again soon
        bool agrees = false;               // nothing differs and nothing is inconclusive
    };

    // Whether the pushed state says the same as a difference, so that the reading does not lag.
    using Witness = std::function<bool(const Difference &)>;
    // The exchange's own time of the reading that tells of a coin; nullopt: it tells none.
    using ReadingTime = std::function<std::optional<base::Timestamp>(const std::string &coin)>;

    // `requestedAt`: when the reading was asked for; what was applied since is not in it for sure.
    Verdict judge(const Comparison &comparison, const FillIntake &intake, const Witness &witness,
                  const ReadingTime &readingTime, base::Milliseconds requestedAt,
                  base::Instant now);

    // A backfill that began at this time has found all there is.
    void onBackfilled(base::Milliseconds beganAt) { m_backfilledAt = beganAt; }

    bool isSuspicious() const { return !m_suspicions.empty(); }
    void resolve(const std::string &coin) { m_suspicions.erase(coin); }
    void clear() { m_suspicions.clear(); }

private:
    struct Suspicion
    {
        Difference difference;
        base::Milliseconds since{0};
        base::Milliseconds patience{0}; // until a second reading counts
    };
    std::map<std::string, Suspicion> m_suspicions;
    std::optional<base::Milliseconds> m_backfilledAt;
};

} // namespace lpm::sync
