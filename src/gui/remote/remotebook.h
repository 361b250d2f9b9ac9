// SPDX-License-Identifier: GPL-3.0-or-later
// What a monitor elsewhere has told of its accounts, by its own numbering: whether what comes is
// news or older than what is shown, whether something is missing before it, and which fills were
// missed while nobody listened. A value; pure.
#pragma once

#include "core/base/result.h"
#include "core/domain/positionupdate.h"
#include "gui/remote/readupdates.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace lpm::gui {

class RemoteBook
{
public:
    struct Span
    {
        std::uint64_t after = 0;
        std::uint64_t upTo = 0;

        friend bool operator==(const Span &, const Span &) = default;
    };
    using Missed = std::map<domain::Address, Span>;

    // A connection begins with a state, which replaces what was known. Another run of the monitor
    // numbers anew.
    void begin(std::vector<domain::SummaryPtr> state);

    // Those of the accounts that are known and not older than what was told. Protocol: of another
    // run, so that the connection has to begin anew.
    base::Result<std::vector<domain::SummaryPtr>>
    takeState(const std::vector<domain::SummaryPtr> &state);

    struct Judgement
    {
        bool isNews = false;
        bool isStateNeeded = false; // something is missing before it
    };
    Judgement take(const ReadUpdate &update);

    // What may have been missed of each account: behind `after`, up to the state. Unless that is of
    // none, what comes does not count as heard until endResuming().
    Missed beginResuming();
    void beginMissed() { m_resuming = Resuming::Hearing; } // they come now, in one piece
    bool isHearingMissed() const { return m_resuming == Resuming::Hearing; }
    void endResuming();

    const std::string &epoch() const { return m_epoch; }
    const std::map<domain::Address, domain::SummaryPtr> &states() const { return m_states; }

private:
    enum class Resuming { No, Asked, Hearing };

    void advance(const domain::Address &account, std::uint64_t seq);

    std::string m_epoch;
    std::map<domain::Address, domain::SummaryPtr> m_states;
    std::map<domain::Address, std::uint64_t> m_told;  // the last seq, of a fill or not
    std::map<domain::Address, std::uint64_t> m_heard; // up to it every fill was heard
    Resuming m_resuming = Resuming::No;
};

} // namespace lpm::gui
