// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/program.h"

#include "core/domain/words.h"
#include "tests/simulation/markets.h"

#include <algorithm>

namespace lpm::simulation {

using base::Result;
using domain::FeedState;

namespace {

constexpr Milliseconds CatalogDelay{30'000}; // until meta knows a new coin
constexpr Milliseconds ResyncDelay{10'000};

sync::Recovered recoveredOf(const audit::RecoveredTrail &trail, const domain::Address &account)
{
    sync::Recovered recovered;
    const auto found = trail.accounts.find(account);
    if (found == trail.accounts.end())
        return recovered;
    recovered.isFirstStart = !found->second.isFirstSyncFinished;
    recovered.fills = found->second.fills;
    recovered.provenUntil = found->second.provenUntil;
    recovered.newestFill = found->second.newestFill;
    recovered.forgottenUntil = found->second.forgottenUntil;
    recovered.fundingForgottenUntil = found->second.fundingForgottenUntil;
    recovered.recentChanges = found->second.recentChanges;
    for (const auto &[coin, payments] : found->second.fundings)
        recovered.fundings.insert(recovered.fundings.end(), payments.begin(), payments.end());
    for (const auto &[coin, position] : found->second.positions) {
        if (!position.openLate.isNothing())
            recovered.openLate.emplace(coin, position.openLate);
    }
    return recovered;
}

domain::Instrument instrumentOf(const std::string &coin, const audit::RecoveredPosition &position)
{
    const int sizeDecimalsSeen
        = position.sizeDecimals.value_or(domain::significantScale(position.state.size));
    auto instrument = domain::InstrumentCatalog{}.orGuess(coin, sizeDecimalsSeen);
    if (!position.symbol.empty())
        instrument.symbol = position.symbol;
    if (position.sizeDecimals && position.priceDecimals) {
        instrument.priceDecimals = *position.priceDecimals;
        instrument.isGuessed = false;
    }
    return instrument;
}

std::string told(std::size_t account, const sync::Record &record)
{
    std::string text = std::to_string(account) + " ";
    if (const auto *note = std::get_if<domain::SyncNote>(&record)) {
        static const char *const kinds[] = {"gap",      "discrepancy",        "reconciled",
                                            "conflict", "closed P&L differs", "phantom"};
        text += std::string(kinds[static_cast<int>(note->kind)]) + " " + note->coin + " "
                + note->field;
        if (note->ours && note->theirs)
            text += " ours " + note->ours->text() + " theirs " + note->theirs->text();
        return text + ": " + note->reason;
    }
    const auto &change = std::get<domain::Change>(record);
    static const char *const kinds[] = {"fill", "funding", "anchor", "adjust", "state"};
    text += std::string(kinds[static_cast<int>(change.kind)]) + " " + change.coin + " "
            + change.before.size.text() + " to " + change.after.size.text();
    if (change.fill)
        text += " by " + change.fill->signedSize().text() + " of "
                + std::to_string(base::toUnixMilliseconds(change.fill->time) % 100'000'000) + " "
                + std::string(domain::word(change.source)) + (change.isLate ? " late" : "");
    text += " realized " + change.after.realizedPnl.text() + " n "
            + change.after.entryNotional.text();
    if (change.fill)
        text += " px " + change.fill->price.text() + " pnl " + change.fill->closedPnl.text();
    return text + " " + change.reason;
}

std::string told(std::size_t account, const sync::Request &request)
{
    static const char *const kinds[] = {"fills", "slices", "state", "funding"};
    std::string text = std::to_string(account) + " asks for " + kinds[request.what.index()];
    if (const auto *fills = std::get_if<sync::FetchFills>(&request.what))
        text += " from " + std::to_string(base::toUnixMilliseconds(fills->from) % 100'000'000);
    return text;
}

std::string told(const std::vector<domain::DexState> &dexes)
{
    std::string text = "a state";
    for (const auto &dex : dexes) {
        text += " of " + std::to_string(base::toUnixMilliseconds(dex.time) % 100'000'000);
        for (const auto &position : dex.positions)
            text += " " + position.coin + " " + position.size.text();
    }
    return text;
}

} // namespace

Program::Program(World &world, const Surroundings &surroundings, const ProgramOptions &options)
    : m_world(world), m_accounts(surroundings.accounts), m_markets(surroundings.markets),
      m_oracle(surroundings.oracle),
      m_recorder(world, surroundings.disk, surroundings.trailOracle, options.syncsEach),
      m_feed(std::make_unique<Feed>(world, surroundings.accounts, *this)),
      m_rest(std::make_unique<Rest>(world, surroundings.accounts, *this))
{
    m_rest->setPageRows(options.pageRows);
}

Result<void> Program::start()
{
    const auto trail = m_recorder.open();
    if (!trail)
        return base::failure(trail.error());
    restore(*trail);
    m_world.events.at(m_world.now + CatalogDelay, [this, &world = m_world, process = m_world.process] {
        if (process == world.process)
            m_tracker.setCatalog(catalogOf(m_markets, true));
    });
    m_feed->start();
    return {};
}

// As PositionMonitor::restore and the sessions do.
void Program::restore(const audit::RecoveredTrail &trail)
{
    for (const auto &[address, account] : trail.accounts) {
        for (const auto &[coin, position] : account.positions)
            m_tracker.restore(address, instrumentOf(coin, position), position.state,
                              position.lastUpdated);
    }
    m_tracker.setCatalog(catalogOf(m_markets, m_world.now > 3 * CatalogDelay));
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        const auto recovered = recoveredOf(trail, m_accounts[i].address());
        m_oracle.forgetApplied(i);
        for (const auto &fill : recovered.fills)
            m_oracle.rememberApplied(i, fill);
        sync::SyncOptions options;
        options.unpushedInterval = sync::unpushedInterval(m_accounts.size());
        m_syncs.emplace_back(m_accounts[i].address(), options, recovered, m_tracker);
        m_status.push_back(m_syncs.back().status());
    }
    m_oracle.onRestart(m_tracker);
}

// --- time ----------------------------------------------------------------------------------

void Program::refresh(std::size_t account)
{
    m_status[account] = m_syncs[account].status();
    m_wakeAt.reset();
    for (const auto &sync : m_syncs) {
        const auto wake = sync.wakeAt();
        if (wake && (!m_wakeAt || *wake < *m_wakeAt))
            m_wakeAt = wake;
    }
}

void Program::wake()
{
    const auto now = m_world.hostTime();
    for (std::size_t i = 0; i < m_syncs.size(); ++i) {
        const auto wake = m_syncs[i].wakeAt();
        if (wake && *wake <= now.monotonic)
            perform(i, m_syncs[i].onTick(now));
    }
}

bool Program::isLive() const
{
    return !m_feed->isSilent() &&
           std::all_of(m_status.begin(), m_status.end(), [](const auto &status) {
               return status.state == FeedState::Live || status.state == FeedState::Suspect;
           });
}

bool Program::isSettled() const
{
    return !m_feed->isSilent() &&
           std::all_of(m_status.begin(), m_status.end(),
                       [](const auto &status) { return status.state == FeedState::Live; });
}

void Program::checkStatus() const
{
    for (const auto &status : m_status) {
        m_world.trace(static_cast<std::uint64_t>(status.state) + 1000);
        if (status.state == FeedState::Live
            && (status.waitingFills > 0 || status.openDiscrepancies > 0))
            throw Broken("live, though something waits or differs");
    }
}

// --- the feed ------------------------------------------------------------------------------

void Program::onSubscribed(std::size_t account)
{
    m_world.tell([&] { return std::to_string(account) + " is subscribed"; });
    perform(account, m_syncs[account].onSubscribed(m_world.hostTime()));
}

void Program::onDisconnected()
{
    m_world.tell([] { return std::string("disconnected"); });
    for (std::size_t i = 0; i < m_syncs.size(); ++i)
        perform(i, m_syncs[i].onDisconnected(m_world.hostTime()));
}

void Program::onFills(std::size_t account, const std::vector<domain::Fill> &fills, bool isSnapshot)
{
    perform(account, m_syncs[account].onFills(fills, isSnapshot, m_world.hostTime()));
}

void Program::onFundings(std::size_t account, const std::vector<domain::FundingPayment> &payments,
                         bool isSnapshot)
{
    perform(account, m_syncs[account].onFundings(payments, m_world.hostTime(), isSnapshot));
}

void Program::onState(std::size_t account, const std::vector<domain::DexState> &dexes)
{
    m_world.tell([&] { return std::to_string(account) + " is pushed " + told(dexes); });
    perform(account, m_syncs[account].onPushedState(dexes, m_world.hostTime()));
}

void Program::onUnreadable(bool mayBeMissing)
{
    static_cast<void>(m_rejections.onRejected("unreadable", mayBeMissing,
                                              m_world.hostTime().monotonic));
    resynchronise();
    m_world.events.at(m_world.now + ResyncDelay, [this, &world = m_world, process = m_world.process] {
        if (process == world.process)
            resynchronise(); // what the pause between two has put off
    });
}

void Program::resynchronise()
{
    const auto now = m_world.hostTime();
    if (!m_rejections.takeResync(now.monotonic))
        return;
    for (std::size_t i = 0; i < m_syncs.size(); ++i)
        perform(i, m_syncs[i].resynchronise(now));
}

// --- answers -------------------------------------------------------------------------------

void Program::onFillsPage(std::size_t account, sync::RequestId id,
                          Result<std::vector<domain::Fill>> page)
{
    perform(account, m_syncs[account].onFillsPage(id, std::move(page), m_world.hostTime()));
}

void Program::onTwapFills(std::size_t account, sync::RequestId id,
                          Result<std::vector<domain::Fill>> fills)
{
    perform(account, m_syncs[account].onTwapFills(id, std::move(fills), m_world.hostTime()));
}

void Program::onFundingPage(std::size_t account, sync::RequestId id,
                            Result<std::vector<domain::FundingPayment>> page)
{
    perform(account, m_syncs[account].onFundingPage(id, std::move(page), m_world.hostTime()));
}

void Program::onReading(std::size_t account, sync::RequestId id,
                        const Result<domain::AccountState> &state)
{
    m_world.tell([&] {
        return std::to_string(account) + " state " + (state ? told(state->dexes) : state.error().message);
    });
    if (state)
        m_feed->onReachable();
    perform(account, m_syncs[account].onState(id, state, m_world.hostTime()));
}

// --- what the heart wants ------------------------------------------------------------------

void Program::perform(std::size_t account, sync::Output output)
{
    refresh(account);
    for (const sync::Record &record : output.records) {
        m_world.tell([&] { return told(account, record); });
        if (const auto *change = std::get_if<domain::Change>(&record)) {
            const auto applied = m_oracle.onChange(account, *change);
            m_recorder.change(account, applied.market, applied.fill, *change);
        } else {
            const auto &note = std::get<domain::SyncNote>(record);
            m_oracle.onNote(account, note);
            m_recorder.note(note);
        }
    }
    for (const sync::Request &request : output.requests) {
        m_world.tell([&] { return told(account, request); });
        m_rest->ask(account, request);
    }
    if (output.shouldReconnect)
        m_feed->reconnect();
}

} // namespace lpm::simulation
