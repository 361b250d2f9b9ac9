// SPDX-License-Identifier: GPL-3.0-or-later
// What was told of each account in this run, for clients that come back after a lost connection:
// every fill of the newest limits::RememberedFills, of each symbol the latest other update. Pure.
#pragma once

#include "core/domain/positionupdate.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpm::server {

class UpdateMemory
{
public:
    void add(const domain::PositionUpdatePtr &update);

    // Of the updates behind `after` up to `to` those that are remembered, in order of seq; each of
    // the others was replaced by a later one. nullopt: a fill among them is forgotten.
    std::optional<std::vector<domain::PositionUpdatePtr>>
    between(const domain::Address &account, std::uint64_t after, std::uint64_t to) const;

private:
    struct Told // of one account
    {
        std::map<std::uint64_t, domain::PositionUpdatePtr> bySeq;
        std::map<std::string, std::uint64_t> latest; // seq of a symbol's last update but fills
        std::size_t fills = 0;
        std::uint64_t forgottenUntil = 0; // the newest fill that is not remembered
    };
    static void forgetOldestFill(Told &told);

    std::map<domain::Address, Told> m_told;
};

} // namespace lpm::server
