// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/oracle.h"

#include "core/tracker/fillrules.h"

namespace lpm::simulation {

using domain::Change;
using domain::ChangeKind;
using domain::Decimal;
using domain::EntryKnowledge;
using domain::NoteKind;
using domain::PositionState;

namespace {

using Mark = FillMarks::Mark;

bool isPerpetual(const domain::Instrument &instrument)
{
    return instrument.kind != domain::InstrumentKind::Spot;
}

// Realized cash and what the position was entered for, signed: with the price it moves by every
// fill's cash flow and by nothing else.
Decimal cashOf(const PositionState &state)
{
    return state.size.isNegative() ? state.realizedPnl + state.entryNotional
                                   : state.realizedPnl - state.entryNotional;
}

} // namespace

Oracle::Oracle(World &world, std::vector<ExchangeAccount> &accounts)
    : m_world(world), m_accounts(accounts), m_books(accounts.size())
{
    for (std::size_t i = 0; i < accounts.size(); ++i)
        m_books[i].coins.resize(accounts[i].markets().size());
}

void Oracle::broken(const Change &change, const std::string &what) const
{
    throw Broken(change.coin + " at " + std::to_string(m_world.now.count()) + " ms: " + what);
}

std::size_t Oracle::marketOf(std::size_t account, const std::string &coin) const
{
    const auto &markets = m_accounts[account].markets();
    for (std::size_t i = 0; i < markets.size(); ++i) {
        if (markets[i].instrument.coin == coin)
            return i;
    }
    throw Broken("a coin that does not exist: " + coin);
}

void Oracle::onRestart(const tracker::PositionTracker &tracker)
{
    m_revision = 0;
    for (std::size_t i = 0; i < m_books.size(); ++i) {
        for (auto &coin : m_books[i].coins) {
            coin.isKnown = false;
            coin.last = PositionState{};
        }
        for (const auto &[name, position] : tracker.positions(m_accounts[i].address())) {
            CoinBook &coin = m_books[i].coins[marketOf(i, name)];
            coin.last = position->state;
            coin.isKnown = true;
        }
    }
}

void Oracle::forgetApplied(std::size_t account)
{
    m_books[account].applied.clear(Mark::Applied);
}

void Oracle::rememberApplied(std::size_t account, const domain::FillId &fill)
{
    const auto index = m_accounts[account].indexOf(fill);
    if (!index)
        throw Broken("the trail holds a fill that never was");
    m_books[account].applied.set(*index, Mark::Applied);
}

void Oracle::excuse(std::size_t account, std::size_t fill)
{
    Book &book = m_books[account];
    if (book.applied.at(fill) != Mark::None)
        return;
    book.applied.set(fill, Mark::Excused);
    ++book.excused;
}

// --- as it goes ----------------------------------------------------------------------------

Oracle::Target Oracle::onChange(std::size_t account, const Change &change)
{
    ++m_changes;
    if (change.revision != ++m_revision)
        broken(change, "the revisions have a hole");
    const std::size_t market = marketOf(account, change.coin);
    CoinBook &book = m_books[account].coins[market];
    if (!(change.before == book.last))
        broken(change, "a change starts elsewhere than the last one ended");
    m_world.trace(static_cast<std::uint64_t>(change.kind) + 16 * market);
    Target result{market, std::nullopt};
    switch (change.kind) {
    case ChangeKind::Fill: result.fill = checkFill(account, market, change); break;
    case ChangeKind::Funding:
        if (change.after.size != change.before.size
            || change.after.funding != change.before.funding + change.funding->amount)
            broken(change, "a payment changed more than the funding");
        break;
    case ChangeKind::Adjust: ++m_adjustments; [[fallthrough]];
    case ChangeKind::Anchor: book.wasSaidUnknown = true; break;
    case ChangeKind::State:
        if (change.after.size != change.before.size)
            broken(change, "a state changed the size");
        break;
    }
    book.last = change.after;
    book.isKnown = true;
    return result;
}

std::size_t Oracle::checkFill(std::size_t account, std::size_t market, const Change &change)
{
    const auto index = m_accounts[account].indexOf(*change.fill);
    if (!index)
        broken(change, "a fill was applied that never was");
    auto &applied = m_books[account].applied;
    if (applied.at(*index) == Mark::Applied)
        broken(change, "a fill was applied twice");
    applied.set(*index, Mark::Applied);
    m_world.trace(*index);
    const auto &instrument = m_accounts[account].markets()[market].instrument;
    if (change.isLate) {
        ++m_lateFills;
        return *index; // the walk it ends with is judged when all is over
    }
    if (!isPerpetual(instrument))
        return *index;
    if (change.after.size != change.before.size + change.fill->signedSize())
        broken(change, "the size is not before + fill");
    if (change.fill->startPosition != change.before.size)
        broken(change, "a fill was applied that starts elsewhere");
    checkCash(change);
    return *index;
}

void Oracle::checkCash(const Change &change) const
{
    if (change.before.entry == EntryKnowledge::Unknown
        || change.after.entry == EntryKnowledge::Unknown)
        return;
    const Decimal flow = change.fill->signedSize() * change.fill->price;
    if (cashOf(change.after) != cashOf(change.before) - flow)
        broken(change, "cash is not conserved");
    if (change.before.feesUsd && change.after.feesUsd
        && *change.after.feesUsd != *change.before.feesUsd + change.fill->fee)
        broken(change, "the fee is not the fill's");
}

void Oracle::onNote(std::size_t account, const domain::SyncNote &note)
{
    m_world.trace(100 + static_cast<std::uint64_t>(note.kind));
    if (note.kind != NoteKind::Gap && note.kind != NoteKind::Discrepancy)
        return;
    auto &coins = m_books[account].coins;
    m_books[account].saidGap |= note.kind == NoteKind::Gap;
    m_discrepancies += note.kind == NoteKind::Discrepancy ? 1 : 0;
    if (note.coin.empty()) {
        for (CoinBook &coin : coins)
            coin.wasSaidUnknown = true;
        return;
    }
    const std::size_t market = marketOf(account, note.coin);
    const bool isExplained = coins[market].wasSaidUnknown || isExcused(account)
                             || m_accounts[account].holding(market).wasChangedSilently;
    if (note.kind == NoteKind::Discrepancy && note.field != "size" && !isExplained)
        ++m_entryDiscrepancies;
    coins[market].wasSaidUnknown = true;
    const bool isSize = note.kind == NoteKind::Discrepancy && note.field == "size";
    if (isSize && note.ours && *note.ours == m_accounts[account].sizeOf(market))
        throw Broken(note.coin + " at " + std::to_string(m_world.now.count())
                     + " ms: a discrepancy was raised where there is none: ours "
                     + note.ours->text() + ", told " + note.theirs->text());
}

// --- when the faults are over --------------------------------------------------------------

std::string Oracle::sizesDiffer(const tracker::PositionTracker &tracker) const
{
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        const auto &markets = m_accounts[i].markets();
        for (std::size_t market = 0; market < markets.size(); ++market) {
            const auto &instrument = markets[market].instrument;
            const auto *ours = tracker.find(m_accounts[i].address(), instrument.coin);
            const Decimal held = ours ? ours->state.size : Decimal{};
            const Decimal truth = m_accounts[i].sizeOf(market);
            const bool isTold = isPerpetual(instrument); // spot is compared with nothing
            if (isTold && held != truth)
                return "account " + std::to_string(i) + " " + instrument.coin + ": held "
                       + held.text() + ", true is " + truth.text();
        }
    }
    return {};
}

std::string Oracle::fillIsMissing() const
{
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        const auto &applied = m_books[i].applied;
        const auto &fills = m_accounts[i].fills();
        for (std::size_t at = 0; at < fills.size(); ++at) {
            if (applied.at(m_accounts[i].forgotten() + at) == Mark::None)
                return "account " + std::to_string(i) + ": fill " + std::to_string(at) + " of "
                       + std::to_string(fills.size()) + " (" + fills[at].coin
                       + (fills[at].twapId ? ", a slice)" : ")") + " was never applied";
        }
    }
    return {};
}

std::string Oracle::coinDiffers(std::size_t account, std::size_t market,
                                const tracker::Position &ours) const
{
    const auto &truth = m_accounts[account].holding(market);
    const auto &instrument = m_accounts[account].markets()[market].instrument;
    const CoinBook &book = m_books[account].coins[market];
    const PositionState &state = ours.state;
    const bool isPerp = isPerpetual(instrument);
    const auto says = [&](const char *what, const Decimal &held, const Decimal &should) {
        return "account " + std::to_string(account) + " " + instrument.coin + ": " + what + " is "
               + held.text() + ", should be " + should.text();
    };
    if (isPerp) {
        const auto n = simulator::toDecimal(truth.position.entryNotional, simulator::MoneyDecimals);
        if (state.entry == EntryKnowledge::Exact && state.entryNotional != n)
            return says("the entry notional", state.entryNotional, n);
        if (state.entry != EntryKnowledge::Exact)
            return says("the entry is not known; it", state.entryNotional, n);
    }
    if (isExcused(account))
        return {};
    if (!state.feesUsd || *state.feesUsd != truth.fees)
        return says("the fees", state.feesUsd.value_or(Decimal{}), truth.fees);
    const auto funding = simulator::toDecimal(truth.funding, simulator::MoneyDecimals);
    if (state.funding != funding)
        return says("the funding", state.funding, funding);
    if (book.wasSaidUnknown || truth.wasChangedSilently)
        return {};
    const auto realized
        = isPerp ? simulator::toDecimal(truth.cash
                                            + simulator::signOf(truth.position.size)
                                                  * truth.position.entryNotional,
                                        simulator::MoneyDecimals)
                 : simulator::toDecimal(truth.closedPnl, simulator::SpotMoneyDecimals);
    if (state.realizedPnl != realized)
        return says("the realized P&L", state.realizedPnl, realized);
    return {};
}

std::string Oracle::anythingDiffers(const tracker::PositionTracker &tracker) const
{
    if (auto missing = fillIsMissing(); !missing.empty())
        return missing;
    if (auto sizes = sizesDiffer(tracker); !sizes.empty())
        return sizes;
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        const auto &markets = m_accounts[i].markets();
        for (std::size_t market = 0; market < markets.size(); ++market) {
            const auto *ours = tracker.find(m_accounts[i].address(), markets[market].instrument.coin);
            if (!ours)
                continue;
            if (auto what = coinDiffers(i, market, *ours); !what.empty())
                return what;
        }
    }
    return {};
}

} // namespace lpm::simulation
