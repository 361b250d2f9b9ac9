// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/fieldcomparison.h"

#include "core/tracker/orunknown.h"
#include "core/tracker/positionmath.h"

#include <map>
#include <set>
#include <string_view>

namespace lpm::sync {

using domain::ComparedField;
using domain::Decimal;
using domain::EntryKnowledge;
using domain::ExchangePosition;
using domain::FieldVerdict;
using tracker::orUnknown;

namespace {

constexpr const char *SizesDiffer = "the sizes differ";
constexpr const char *NotToldByExchange = "the exchange does not tell it";
constexpr const char *TooLarge = "the numbers do not fit";

// One coin; either side may hold nothing of it.
class CoinRows
{
public:
    CoinRows(const tracker::Position *ours, const ExchangePosition *theirs,
             std::vector<ComparedField> &rows)
        : m_ours(ours), m_theirs(theirs), m_rows(rows)
    {
    }

    void write()
    {
        const Decimal held = m_ours ? m_ours->state.size : Decimal{};
        const Decimal shown = m_theirs ? m_theirs->size : Decimal{};
        add("size", held, shown);
        if (!m_ours || !m_theirs || held.isZero() || shown.isZero())
            return;
        m_isSameSize = held == shown;
        addEntry();
        addUnrealized();
        addFunding();
    }

private:
    ComparedField &add(const char *field, std::optional<Decimal> ours,
                       std::optional<Decimal> theirs, std::string reason = {})
    {
        ComparedField row;
        row.coin = m_ours ? m_ours->instrument.coin : m_theirs->coin;
        row.symbol = m_ours ? m_ours->instrument.symbol : domain::perpetualSymbol(m_theirs->coin);
        row.field = field;
        row.ours = std::move(ours);
        row.theirs = std::move(theirs);
        row.reason = std::move(reason);
        if (row.ours && row.theirs)
            row.difference = orUnknown([&] { return *row.ours - *row.theirs; });
        row.verdict = !row.reason.empty()      ? FieldVerdict::NotCompared
                      : row.ours == row.theirs ? FieldVerdict::Agrees
                                               : FieldVerdict::Suspect;
        return m_rows.emplace_back(std::move(row));
    }

    // Why what follows from the entry notional proves nothing; "" where it does.
    std::string whyNoEntry() const
    {
        if (!m_isSameSize)
            return SizesDiffer;
        if (m_ours->instrument.isGuessed)
            return "the coin's decimals are guessed";
        switch (m_ours->state.entry) {
        case EntryKnowledge::Exact:
            return {};
        case EntryKnowledge::Approximate:
            return "the entry is known approximately";
        case EntryKnowledge::Unknown:
            break;
        }
        return "the entry is not known";
    }

    // Of a number that follows from the entry notional: the reason, or why it is not there.
    std::string whyNot(const std::optional<Decimal> &ours) const
    {
        const std::string reason = whyNoEntry();
        if (!reason.empty())
            return reason;
        return !m_theirs->entryPrice ? NotToldByExchange : !ours ? TooLarge : "";
    }

    void addEntry()
    {
        const auto &state = m_ours->state;
        std::optional<Decimal> entry;
        if (state.entry != EntryKnowledge::Unknown)
            entry = orUnknown([&] {
                return tracker::entryPrice(state.entryNotional, state.size,
                                           m_ours->instrument.priceDecimals);
            });
        std::string reason = whyNot(entry);
        add("entry_price", std::move(entry), m_theirs->entryPrice, std::move(reason));
    }

    // At the state's own mark, so that only the entry can make them differ.
    void addUnrealized()
    {
        const auto &state = m_ours->state;
        std::optional<Decimal> unrealized;
        if (m_isSameSize && state.entry != EntryKnowledge::Unknown)
            unrealized = orUnknown([&] {
                const Decimal value = m_theirs->positionValue - state.entryNotional;
                return state.size.isNegative() ? -value : value;
            });
        std::string reason = whyNot(unrealized);
        if (reason.empty() && *unrealized != m_theirs->unrealizedPnl && !isConsistent())
            reason = "the exchange's value and P&L are of two moments";
        add("unrealized_pnl", std::move(unrealized), m_theirs->unrealizedPnl, std::move(reason));
    }

    // Whether the state's value and P&L give the entry it shows.
    bool isConsistent() const
    {
        return orUnknown([&] {
                   return tracker::consistentNotional(*m_theirs,
                                                      m_ours->instrument.priceDecimals);
               })
            .has_value();
    }

    void addFunding()
    {
        if (!m_theirs->fundingAllTime)
            return;
        const bool isPartial = m_ours->state.basis == domain::Basis::Partial;
        ComparedField &row =
            add("funding", m_ours->state.funding, -*m_theirs->fundingAllTime,
                isPartial ? "payments before the first known fill are not in it" : "");
        if (row.verdict == FieldVerdict::Suspect)
            row.reason = "payments are still being read, or out of reach";
    }

    const tracker::Position *m_ours;
    const ExchangePosition *m_theirs;
    std::vector<ComparedField> &m_rows;
    bool m_isSameSize = false;
};

} // namespace

std::vector<ComparedField> compareAll(const tracker::PositionTracker &tracker,
                                      const domain::Address &account,
                                      const std::vector<domain::DexState> &dexes)
{
    struct Sides
    {
        const tracker::Position *ours = nullptr;
        const ExchangePosition *theirs = nullptr;
    };
    std::set<std::string, std::less<>> judged;
    std::map<std::string_view, Sides> coins;
    for (const auto &dex : dexes) {
        judged.insert(dex.dex);
        for (const auto &theirs : dex.positions)
            coins[theirs.coin] = {tracker.find(account, theirs.coin), &theirs};
    }
    for (const auto &[coin, ours] : tracker.positions(account)) {
        if (ours->instrument.kind == domain::InstrumentKind::Perpetual &&
            !ours->state.size.isZero() && judged.contains(domain::dexOf(coin)))
            coins[coin].ours = ours;
    }
    std::vector<ComparedField> rows;
    for (const auto &[coin, sides] : coins)
        CoinRows(sides.ours, sides.theirs, rows).write();
    return rows;
}

} // namespace lpm::sync
