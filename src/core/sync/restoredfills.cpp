// SPDX-License-Identifier: GPL-3.0-or-later
// What FillIntake takes over from the run before.
#include "core/sync/fillintake.h"

#include "core/tracker/fillrules.h"

#include <algorithm>

namespace lpm::sync {

using domain::Change;

void FillIntake::restore(const std::unordered_set<domain::FillId> &fills,
                         std::optional<base::Timestamp> newestFill,
                         std::optional<base::Timestamp> forgottenUntil,
                         const std::map<std::string, domain::OpenLate> &openLate)
{
    m_seen.restore(fills, forgottenUntil);
    m_newestFill = newestFill;
    for (const auto &id : fills) {
        auto &history = m_history[id.coin];
        history.newestFill = std::max(history.newestFill, id.time);
        history.held.forget({base::Milliseconds::max(), history.newestFill});
    }
    for (const auto &[coin, open] : openLate)
        m_history[coin].openLate = m_history[coin].openBeforePath = open;
}

// The steps are gone again as they were made, late fills put where they were put then.
void FillIntake::restoreSteps(const std::unordered_set<domain::FillId> &fills,
                              const std::vector<Change> &recent)
{
    std::set<std::string> isOpenKnown; // what late fills had left open before the coin's steps
    std::map<std::string, std::vector<domain::FillId>> among;
    for (const Change &change : recent) {
        History &history = m_history[change.coin];
        if (change.fill)
            among[change.coin].push_back(domain::idOf(*change.fill));
        if (!change.isLate) {
            addStep(change);
            noteResized(change);
            if (change.kind == domain::ChangeKind::Adjust && change.before.size != change.after.size) {
                history.openBeforePath = domain::OpenLate{}; // as closeLate() has closed it
                isOpenKnown.insert(change.coin);
            }
            continue;
        }
        history.adjusted.reset();
        const bool isPlaced = restorePlaced(change, history);
        if (!isPlaced && !restoreLoose(change, history, isOpenKnown.contains(change.coin))) {
            forgetSteps(change.coin);
            history.openBeforePath = change.openLate.value_or(domain::OpenLate{});
            among.erase(change.coin);
        }
        isOpenKnown.insert(change.coin);
    }
    std::unordered_set<domain::FillId> remembered;
    for (const auto &[coin, ids] : among)
        remembered.insert(ids.begin(), ids.end());
    for (const auto &id : fills) {
        if (!remembered.contains(id))
            m_history[id.coin].path.beginAfter(id.time);
    }
}

// Whether the late fill was put in its place then: the way with it ends where it ended.
bool FillIntake::restorePlaced(const Change &change, History &history)
{
    const tracker::Position *held = m_tracker.find(m_account, change.coin);
    if (!held)
        return false;
    auto walk = history.path.walkWith({*change.fill}, change.before, held->instrument);
    if (!walk || !(walk->end() == change.after))
        return false;
    if (walk->takesLoose() || !history.path.hasLoose())
        history.openBeforePath = change.openLate.value_or(domain::OpenLate{});
    takeWalk(change.coin, *std::move(walk));
    return true;
}

// Whether it is known that the late fill was booked for itself, and behind what.
bool FillIntake::restoreLoose(const Change &change, History &history, bool isOpenKnown)
{
    const tracker::Position *held = m_tracker.find(m_account, change.coin);
    const auto open = change.openLate.value_or(domain::OpenLate{});
    try {
        const bool isFirst = !open.isNothing() && openBy(*change.fill) == open;
        const domain::Decimal earned = change.after.realizedPnl - change.before.realizedPnl;
        const bool isLoose = held
                             && tracker::afterLateFill(change.before, *change.fill, earned,
                                                       held->instrument)
                                    == change.after;
        if (!isLoose || (!isOpenKnown && !isFirst))
            return false;
        if (!isOpenKnown)
            history.openBeforePath = domain::OpenLate{};
        return history.path.addLoose(*change.fill, earned);
    } catch (const domain::ArithmeticOverflow &) {
        return false;
    }
}

} // namespace lpm::sync
