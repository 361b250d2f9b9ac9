// SPDX-License-Identifier: GPL-3.0-or-later
// Since when the exchange's states have told the same of a coin, without that we held it then.
// Whatever explains such a difference happened before, so that a list of fills need not be waited
// for any longer than from then on. An entry is told likewise, while the size stays. Pure.
#pragma once

#include "core/base/timestamp.h"
#include "core/sync/comparison.h"
#include "core/sync/fillintake.h"

#include <deque>
#include <map>
#include <optional>
#include <string>

namespace lpm::sync {

class ToldSizes
{
public:
    // A dex's state came at `at`; it is of `asOf` or later. A coin that it does not name is told to
    // be flat.
    void onState(const domain::DexState &state, const Moment &asOf, base::Milliseconds at);
    std::optional<base::Milliseconds> since(const Difference &difference,
                                            const FillIntake &intake) const;
    // Whether after that moment something else was told first.
    bool hasChangedAfter(const Difference &difference, base::Milliseconds at) const;

private:
    struct Telling
    {
        base::Milliseconds at{0}; // when it came
        Moment asOf;
        bool hasOtherEntry = false; // than the telling before
    };
    struct Told // the same size by all of them, oldest first
    {
        domain::Decimal size;
        std::optional<domain::Decimal> entryNotional; // by the newest
        std::deque<Telling> tellings;
        std::optional<base::Milliseconds> sizeChangedAt;  // when it first was another
        std::optional<base::Milliseconds> entryChangedAt; // the size or its entry

        void add(const domain::Decimal &newSize, const std::optional<domain::Decimal> &newNotional,
                 Telling telling);
        std::optional<base::Milliseconds> sizeSince(const Difference &difference,
                                                    const FillIntake &intake) const;
        std::optional<base::Milliseconds> entrySince(const Difference &difference,
                                                     const FillIntake &intake) const;
    };

    struct DexTold
    {
        Told unnamed; // any coin that no state has named
        std::map<std::string, Told> coins;
    };

    const Told *told(const std::string &coin) const;

    std::map<std::string, DexTold> m_told; // by dex
};

} // namespace lpm::sync
