// SPDX-License-Identifier: GPL-3.0-or-later
// When equity and marks are sampled: equity each minute while the account is live, marks when a
// UTC day has ended, as they were just before. Pure.
#pragma once

#include "core/domain/positionupdate.h"
#include "core/ledger/samples.h"

#include <optional>
#include <vector>

namespace lpm::ledger {

class Sampling
{
public:
    // To be called each second with every account's summary. What is to be kept of them.
    std::vector<Sample> onSecond(base::Timestamp now,
                                 const std::vector<domain::SummaryPtr> &summaries);

private:
    std::vector<domain::SummaryPtr> m_last; // a second ago
    std::optional<base::Timestamp> m_lastSecond;
};

} // namespace lpm::ledger
