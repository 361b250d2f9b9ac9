// SPDX-License-Identifier: GPL-3.0-or-later
// The last steps of a coin's position. A fill that was lost and comes late is put in its place by
// them: the position goes back to before it and walks again, so that entry and realized P&L become
// what they would be had the fill come in time. Pure.
#pragma once

#include "core/domain/change.h"
#include "core/domain/instrument.h"

#include <deque>
#include <optional>
#include <variant>
#include <vector>

namespace lpm::sync {

class RecentPath
{
    struct Step;

public:
    // How the steps go with the late fills in their places, and where they end.
    class Walk
    {
    public:
        const domain::PositionState &end() const { return m_end; }
        // Every closed P&L on the way is the one that is computed.
        bool agrees() const { return m_agrees; }
        // Those that had found no place before have one now.
        bool takesLoose() const { return m_takesLoose; }

    private:
        friend class RecentPath;
        std::size_t m_from = 0; // the first step that is walked anew
        std::vector<Step> m_steps;
        domain::PositionState m_end;
        bool m_agrees = true;
        bool m_takesLoose = false;
    };

    // Every change of the coin, in the order applied.
    void add(const domain::Change &change);
    // A late fill that found no place: it is booked by what it earned, and may find one when others
    // come. False: there are too many, and all that was remembered up to it is forgotten.
    bool addLoose(const domain::Fill &fill, const domain::Decimal &earned);
    // Fills up to this time are not among the steps.
    void beginAfter(base::Timestamp newestFill);
    void dropOldest();
    std::size_t size() const { return m_steps.size(); }
    // Whether what the remembered fills of a millisecond closed is what is computed.
    bool agreesAt(base::Timestamp time, const domain::Instrument &instrument) const;
    bool hasLoose() const { return !m_loose.empty(); }
    bool hasLooseAt(base::Timestamp time) const;

    // Together with those that found no place before, or if that is no way, without them. nullopt:
    // with the late fills the steps are no chain, or what was set without a fill among them is not
    // what the chain leads to.
    std::optional<Walk> walkWith(const std::vector<domain::Fill> &late,
                                 const domain::PositionState &held,
                                 const domain::Instrument &instrument) const;
    // The walk's steps stand from now on.
    void take(Walk walk);

private:
    struct Break // set without a fill: anchored, adjusted, or an entry taken from the exchange
    {};
    struct Step
    {
        domain::PositionState before;
        std::variant<domain::Fill, domain::FundingPayment, Break> what;

        const domain::Fill *fill() const { return std::get_if<domain::Fill>(&what); }
    };

    struct Loose
    {
        domain::Fill fill;
        domain::Decimal earned;
        std::size_t at; // it was booked before the step of this index
    };

    std::optional<Walk> walkWithAll(const std::vector<domain::Fill> &late,
                                    const domain::PositionState &held,
                                    const domain::Instrument &instrument, bool takesLoose) const;
    std::optional<Walk> walkFrom(std::size_t from, const std::vector<domain::Fill> &late,
                                 const domain::PositionState &held,
                                 const domain::Instrument &instrument, bool takesLoose) const;
    void clear();

    std::deque<Step> m_steps;
    std::vector<Loose> m_loose;
    std::optional<base::Timestamp> m_floor; // the newest fill before the first step
};

} // namespace lpm::sync
