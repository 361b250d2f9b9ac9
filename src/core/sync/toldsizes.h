// SPDX-License-Identifier: GPL-3.0-or-later
// Since when the pushed states have told the same of a coin that differs from ours, with no fill of
// it received in between. Whatever explains such a difference happened before, so that a list of
// fills need not be waited for any longer than from then on.
#pragma once

#include "core/base/timestamp.h"
#include "core/sync/comparison.h"
#include "core/sync/fillintake.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpm::sync {

class ToldSizes
{
public:
    // A dex's state came at `at`; the differences are what it tells of other sizes than ours.
    void onPushed(const domain::DexState &state, const std::vector<Difference> &differences,
                  const FillIntake &intake, base::Milliseconds at);
    std::optional<base::Milliseconds> since(const Difference &difference,
                                            const FillIntake &intake) const;

private:
    struct Told
    {
        Difference difference;
        base::Milliseconds at{0}; // when it came first
        base::Timestamp time{};   // the exchange's, of that state
    };
    static bool isAfterFills(const Told &told, const FillIntake &intake);

    std::map<std::string, Told> m_told; // by coin
};

} // namespace lpm::sync
