// SPDX-License-Identifier: GPL-3.0-or-later
// The newest fills of each account that were told in this run, for clients that come back after a
// lost connection. Encoded when first asked for, once for all of them.
#pragma once

#include "core/domain/positionupdate.h"
#include "server/stream/frame.h"

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace lpm::server {

class FillMemory
{
public:
    struct Missed
    {
        domain::PositionUpdatePtr update;
        FramePtr frame; // says of itself that it is of before
    };

    void add(const domain::PositionUpdatePtr &update);

    // The fills behind `after` up to `to`, in order of seq; nullopt: one of them is forgotten.
    std::optional<std::vector<Missed>> between(const domain::Address &account, std::uint64_t after,
                                               std::uint64_t to);

private:
    struct Told // of one account
    {
        std::deque<Missed> fills;         // oldest first; without a frame until asked for
        std::uint64_t forgottenUntil = 0; // the newest fill that is not remembered
    };

    std::map<domain::Address, Told> m_told;
};

} // namespace lpm::server
