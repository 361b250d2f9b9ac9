// SPDX-License-Identifier: GPL-3.0-or-later
// What the audit trail must give back, whenever the process ends: the state after every line that
// was made, so that any prefix of the trail can be judged. I4 and I8.
#pragma once

#include "core/audit/recovery.h"
#include "core/domain/position.h"
#include "tests/simulation/exchangeaccount.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lpm::simulation {

class TrailOracle
{
public:
    explicit TrailOracle(const std::vector<ExchangeAccount> &accounts);

    // A line of a change is made; `fill`: of the account's true fills.
    void onMade(std::uint64_t seq, std::size_t account, std::size_t market,
                const domain::PositionState &after, std::optional<std::size_t> fill);
    // Everything up to this line outlasts a power loss: only later lines can be missing.
    void onSynced(std::uint64_t seq);

    // "" or in what the recovered trail differs from what its first `lines` lines say.
    std::string differs(const audit::RecoveredTrail &trail, std::uint64_t lines) const;
    // Goes on from there: what was made behind it never was.
    void rewind(std::uint64_t lines);

private:
    struct Line
    {
        std::uint64_t seq;
        std::size_t account;
        std::size_t market;
        domain::PositionState after;
        bool isFill;
    };
    struct Coin
    {
        std::optional<domain::PositionState> state;
    };

    const std::vector<ExchangeAccount> &m_accounts;
    std::vector<std::vector<Coin>> m_base; // per account and market: what was folded in
    std::vector<std::size_t> m_fills;      // per account, in the base
    std::vector<Line> m_lines;             // behind the base, in order
};

} // namespace lpm::simulation
