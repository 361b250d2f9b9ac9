// SPDX-License-Identifier: GPL-3.0-or-later
// What FillIntake knows of a coin's past.
#include "core/sync/fillintake.h"

#include <algorithm>

namespace lpm::sync {

using domain::Decimal;
using domain::Fill;

bool FillIntake::knowsAny(const std::vector<Fill> &fills) const
{
    return std::any_of(fills.begin(), fills.end(), [this](const Fill &fill) {
        return m_seen.contains(fill) != SeenFills::Known::No;
    });
}

std::optional<base::Milliseconds> FillIntake::touched(const std::string &coin) const
{
    const auto history = m_history.find(coin);
    if (history == m_history.end() || history->second.held.isEmpty())
        return std::nullopt;
    return history->second.touched;
}

const domain::Instrument *FillIntake::instrument(const std::string &coin) const
{
    const tracker::Position *held = m_tracker.find(m_account, coin);
    return held ? &held->instrument : nullptr;
}

std::optional<base::Timestamp> FillIntake::newestFill(const std::string &coin) const
{
    const auto history = m_history.find(coin);
    if (history == m_history.end() || history->second.newestFill == base::Timestamp{})
        return std::nullopt;
    return history->second.newestFill;
}

bool FillIntake::mayHaveHeld(const std::string &coin, const Decimal &size,
                             const Moment &since) const
{
    const auto history = m_history.find(coin);
    return history != m_history.end() && history->second.held.mayInclude(size, since);
}

bool FillIntake::mayHaveHeldEntry(const domain::ExchangePosition &theirs,
                                  const Moment &since) const
{
    const auto history = m_history.find(theirs.coin);
    const tracker::Position *held = m_tracker.find(m_account, theirs.coin);
    return history != m_history.end() && held
           && history->second.held.mayIncludeEntry(theirs, held->instrument, since);
}

bool FillIntake::mayHaveChanged(const std::string &coin, const Moment &since) const
{
    const auto history = m_history.find(coin);
    return history != m_history.end() && history->second.held.mayIncludeAny(since);
}

} // namespace lpm::sync
