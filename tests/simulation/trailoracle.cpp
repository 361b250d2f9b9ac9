// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/trailoracle.h"

#include "core/audit/statejson.h"

#include <algorithm>

namespace lpm::simulation {

namespace {

// As the trail writes it: equal states have equal bytes.
std::string textOf(const domain::PositionState &state)
{
    std::string text;
    base::JsonWriter writer(text);
    audit::writeState(writer, state);
    return text;
}

} // namespace

TrailOracle::TrailOracle(const std::vector<ExchangeAccount> &accounts)
    : m_accounts(accounts), m_base(accounts.size()), m_fills(accounts.size())
{
    for (std::size_t i = 0; i < accounts.size(); ++i)
        m_base[i].resize(accounts[i].markets().size());
}

void TrailOracle::onMade(std::uint64_t seq, std::size_t account, std::size_t market,
                         const domain::PositionState &after, std::optional<std::size_t> fill)
{
    m_lines.push_back(Line{seq, account, market, after, fill.has_value()});
}

void TrailOracle::onSynced(std::uint64_t seq)
{
    auto end = m_lines.begin();
    for (; end != m_lines.end() && end->seq <= seq; ++end) {
        m_base[end->account][end->market].state = std::move(end->after);
        m_fills[end->account] += end->isFill ? 1 : 0;
    }
    m_lines.erase(m_lines.begin(), end);
}

void TrailOracle::rewind(std::uint64_t lines)
{
    std::erase_if(m_lines, [lines](const Line &line) { return line.seq > lines; });
    onSynced(lines);
}

std::string TrailOracle::differs(const audit::RecoveredTrail &trail, std::uint64_t lines) const
{
    for (std::size_t account = 0; account < m_accounts.size(); ++account) {
        std::vector<const domain::PositionState *> expected;
        for (const Coin &coin : m_base[account])
            expected.push_back(coin.state ? &*coin.state : nullptr);
        std::size_t fills = m_fills[account];
        for (const Line &line : m_lines) {
            if (line.account != account || line.seq > lines)
                continue;
            expected[line.market] = &line.after;
            fills += line.isFill ? 1 : 0;
        }
        const auto found = trail.accounts.find(m_accounts[account].address());
        const bool isKnown = found != trail.accounts.end();
        if ((isKnown ? found->second.fills.size() : 0) != fills)
            return "the trail gives back another number of fills than its lines told";
        for (std::size_t market = 0; market < expected.size(); ++market) {
            const std::string &name = m_accounts[account].markets()[market].instrument.coin;
            const domain::PositionState *state = nullptr;
            if (isKnown) {
                const auto position = found->second.positions.find(name);
                state = position == found->second.positions.end() ? nullptr
                                                                  : &position->second.state;
            }
            if ((state == nullptr) != (expected[market] == nullptr))
                return name + " is in the trail or in memory, not in both";
            if (state && (!(*state == *expected[market]) || textOf(*state) != textOf(*expected[market])))
                return name + ": the trail gives back " + textOf(*state) + ", memory held "
                       + textOf(*expected[market]);
        }
    }
    return {};
}

} // namespace lpm::simulation
