// SPDX-License-Identifier: GPL-3.0-or-later
// AccountSync's second witness: the states that the exchange pushes. They show within seconds that a
// fill was lost, and say whether a reading lags.
#include "core/sync/accountsync.h"

#include "core/base/limits.h"

#include <algorithm>

namespace lpm::sync {

namespace limits = base::limits;
using base::Milliseconds;

namespace {

// Between the readings that a push asks for.
constexpr Milliseconds WitnessPause{10'000};

} // namespace

Output AccountSync::onPushedState(const std::vector<domain::DexState> &dexes, base::Instant now)
{
    Output out;
    std::vector<domain::DexState> news;
    news.reserve(dexes.size());
    for (const auto &dex : dexes) {
        Pushed &pushed = m_pushed[dex.dex];
        const bool isOlder = dex.time < pushed.state.time; // several servers, each at its own height
        if (isOlder && now.monotonic < pushed.at + limits::OlderPatience)
            continue;
        pushed.state = dex; // in the memory of the one before
        pushed.at = now.monotonic;
        m_clock.tell(dex.time, now.monotonic);
        news.push_back(dex);
    }
    m_pushedAt = now.monotonic;
    m_intake.onState(news);
    for (const auto &dex : news)
        m_told.onState(dex, Moment{Milliseconds::min(), dex.time}, now.monotonic);
    if (m_mode != Mode::Live) {
        m_pushDisagreesSince.reset();
        return out;
    }
    takeFacts(news, now, out);
    if (!pushedDisagrees()) {
        m_pushDisagreesSince.reset();
        m_witnessAt.reset();
        return out;
    }
    m_pushDisagreesSince = m_pushDisagreesSince.value_or(now.monotonic);
    if (!m_witnessAt)
        m_witnessAt = std::max(now.monotonic + limits::SecondReadDelay,
                               m_lastWitness ? *m_lastWitness + WitnessPause : Milliseconds{0});
    return out;
}

// Where a pushed state, newer than our last fill of a coin, tells something else of it: not what was
// raised already and is left to stand, nor what is looked into.
std::vector<Difference> AccountSync::pushedDifferences(const Pushed &pushed) const
{
    auto differences = compare(m_tracker, m_account, pushed.state).differences;
    std::erase_if(differences, [&](const Difference &difference) {
        return isHeld(difference) || m_reconciliation.suspects(difference)
               || !isAfterLastFill(pushed, difference.coin);
    });
    return differences;
}

bool AccountSync::pushedDisagrees() const
{
    return std::any_of(m_pushed.begin(), m_pushed.end(), [this](const auto &pushed) {
        return !pushedDifferences(pushed.second).empty();
    });
}

// Raised before, and left to stand.
bool AccountSync::isHeld(const Difference &difference) const
{
    const auto held = m_held.find(difference.coin);
    return held != m_held.end()
           && (held->second.isSameAs(difference) || held->second.isOfSameEntryAs(difference));
}

// Whether it came after our last fill of the coin, and does not call itself older.
bool AccountSync::isAfterLastFill(const Pushed &pushed, const std::string &coin) const
{
    const auto touched = m_intake.touched(coin);
    const auto filledAt = m_intake.newestFill(coin);
    return (!touched || *touched < pushed.at) && (!filledAt || *filledAt <= pushed.state.time);
}

// The pushed state has disagreed for two seconds: a fill was lost on the other channel.
void AccountSync::checkWitness(base::Instant now, Output &out)
{
    m_witnessAt.reset();
    if (!pushedDisagrees())
        return;
    m_lastWitness = now.monotonic;
    startBackfill(Window{lookStart()}, now, out);
    askState(now, out);
}

bool AccountSync::pushedSaysSo(const Difference &difference) const
{
    const auto pushed = m_pushed.find(domain::dexOf(difference.coin));
    if (pushed == m_pushed.end() || !isAfterLastFill(pushed->second, difference.coin))
        return false;
    const auto comparison = compare(m_tracker, m_account, pushed->second.state);
    return std::any_of(comparison.differences.begin(), comparison.differences.end(),
                       [&](const Difference &other) { return other.isSameAs(difference); });
}

} // namespace lpm::sync
