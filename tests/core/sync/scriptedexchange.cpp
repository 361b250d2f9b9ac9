// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/scriptedexchange.h"

#include "core/tracker/positionmath.h"

#include <algorithm>

namespace lpm::fixture {

using domain::Change;
using domain::Decimal;
using domain::Fill;

namespace {

constexpr int TicksAtOnce = 50; // more at one moment is an endless loop

} // namespace

// --- the exchange --------------------------------------------------------------------------

ScriptedExchange::ScriptedExchange(domain::Address owner_) : owner(owner_)
{
    m_truth.setCatalog(catalog());
}

Decimal ScriptedExchange::sizeOf(const std::string &coin) const
{
    const auto *held = m_truth.find(owner, coin);
    return held ? held->state.size : Decimal{};
}

Fill ScriptedExchange::trade(FillOf of, Milliseconds now)
{
    Fill fill = of.at(now);
    fill.startPosition = sizeOf(fill.coin);
    if (fill.tradeId == 0)
        fill.tradeId = ++m_lastId;
    // The closed P&L it states is the one its own arithmetic gives.
    tracker::PositionTracker trial;
    trial.setCatalog(m_truth.catalog());
    if (const auto *held = m_truth.find(owner, fill.coin))
        trial.restore(owner, fill.coin, held->state, at(now));
    const auto tried = trial.applyFill(owner, fill, {}, at(now));
    if (tried->closedPnl)
        fill.closedPnl = tried->closedPnl->computed;
    if (!m_truth.applyFill(owner, fill, {}, at(now)))
        qFatal("the scripted exchange cannot trade this");
    m_truth.mark(fill.coin, fill.price, at(now));
    m_fills.push_back(fill);
    remember(now);
    return fill;
}

void ScriptedExchange::change(const std::string &coin, const std::string &size,
                              const std::string &price, Milliseconds now)
{
    auto target = exchangePosition(coin, size == "0" ? "1" : size, "1", price, 1);
    target.size = dec(size);
    target.unrealizedPnl = Decimal{};
    target.entryPrice = dec(price);
    const auto theirs = size == "0" ? std::nullopt : std::optional(target);
    if (!m_truth.adjust(owner, coin, theirs, at(now), "without a fill"))
        qFatal("the scripted exchange cannot change this");
    m_truth.mark(coin, dec(price), at(now));
    remember(now);
}

void ScriptedExchange::moveLastToTwap()
{
    Fill fill = m_fills.back();
    m_fills.pop_back();
    fill.twapId = 7;
    m_twapFills.push_back(fill);
}

void ScriptedExchange::remember(Milliseconds now)
{
    std::vector<domain::ExchangePosition> positions;
    for (const auto &[coin, held] : m_truth.positions(owner)) {
        if (held->state.size.isZero() || held->instrument.kind == domain::InstrumentKind::Spot)
            continue;
        positions.push_back(exchangePosition(coin, held->state.size.text(),
                                             held->state.entryNotional.text(), held->mark->text(),
                                             held->instrument.priceDecimals));
    }
    m_states.emplace_back(now, std::move(positions));
}

std::vector<Fill> ScriptedExchange::page(const sync::FetchFills &request, Milliseconds now) const
{
    std::vector<Fill> rows;
    for (std::size_t i = m_oldest; i < m_fills.size() && rows.size() < pageRows; ++i) {
        const auto time = m_fills[i].time;
        if (time >= request.from && (!request.to || time <= *request.to)
            && time <= at(now - fillsLag))
            rows.push_back(m_fills[i]);
    }
    return rows;
}

std::vector<Fill> ScriptedExchange::slices(Milliseconds now) const
{
    std::vector<Fill> rows;
    for (const Fill &fill : m_twapFills) {
        if (fill.time <= at(now - slicesLag))
            rows.push_back(fill);
    }
    return rows;
}

domain::AccountState ScriptedExchange::state(Milliseconds now) const
{
    domain::AccountState state;
    state.dexes.resize(2);
    state.dexes[1].dex = "xyz";
    for (auto &dex : state.dexes)
        dex.time = at(now - stateLag);
    for (auto it = m_states.rbegin(); it != m_states.rend(); ++it) {
        if (it->first > now - stateLag)
            continue;
        for (const auto &position : it->second)
            state.dexes[position.coin.starts_with("xyz:") ? 1 : 0].positions.push_back(position);
        break;
    }
    return state;
}

// --- the session ---------------------------------------------------------------------------

Session::Session(ScriptedExchange &exchange_, sync::SyncOptions options,
                 sync::Recovered recovered_, tracker::PositionTracker *shared)
    : m_own(shared ? nullptr : std::make_unique<tracker::PositionTracker>()), exchange(exchange_),
      tracker(shared ? *shared : *m_own)
{
    if (!shared)
        tracker.setCatalog(catalog());
    for (const auto &change : recovered_.recentChanges)
        tracker.restore(exchange.owner, change.coin, change.after, at(0));
    sync.emplace(exchange.owner, options, recovered_, tracker);
}

void Session::in(Milliseconds delay, std::function<void()> event)
{
    m_events.push(Event{now + delay, ++m_order, std::move(event)});
}

void Session::connect()
{
    isConnected = true;
    ++m_connection;
    perform(sync->onSubscribed(instant()));
}

void Session::disconnect()
{
    isConnected = false;
    ++m_connection;
    perform(sync->onDisconnected(instant()));
}

Fill Session::trade(FillOf of)
{
    const Fill fill = exchange.trade(of, now);
    if (isConnected)
        push({fill});
    return fill;
}

Fill Session::lose(FillOf of)
{
    return exchange.trade(of, now);
}

void Session::push(std::vector<Fill> fills, bool isSnapshot)
{
    perform(sync->onFills(std::move(fills), isSnapshot, instant()));
}

void Session::pushState()
{
    perform(sync->onPushedState(exchange.state(now).dexes, instant()));
}

void Session::begin()
{
    connect();
    runFor(10'000);
    if (sync->status().state != domain::FeedState::Live)
        qFatal("the session does not become live");
}

void Session::perform(sync::Output output)
{
    records.insert(records.end(), output.records.begin(), output.records.end());
    askedToReconnect = askedToReconnect || output.shouldReconnect;
    for (const auto &request : output.requests) {
        ++asked[request.what.index()];
        if (const auto *fills = std::get_if<sync::FetchFills>(&request.what))
            fillsAskedFrom = fills->from;
        // The exchange looks halfway; a reply that outlives its connection is still delivered.
        in(latency / 2, [this, request] { answer(request); });
    }
}

template <class T>
base::Result<T> Session::orFailure(std::size_t kind, T answer)
{
    auto &queue = failures[kind];
    if (queue.empty())
        return answer;
    const auto code = queue.front();
    queue.pop_front();
    return base::failure(code, "told to fail");
}

void Session::answer(const sync::Request &request)
{
    const auto id = request.id;
    const auto deliver = [this](auto reply) { in(latency - latency / 2, std::move(reply)); };
    if (const auto *fills = std::get_if<sync::FetchFills>(&request.what)) {
        deliver([this, id, page = orFailure(FillsRequest, exchange.page(*fills, now))] {
            perform(sync->onFillsPage(id, page, instant()));
        });
    } else if (std::holds_alternative<sync::FetchTwapFills>(request.what)) {
        deliver([this, id, rows = orFailure(TwapRequest, exchange.slices(now))] {
            perform(sync->onTwapFills(id, rows, instant()));
        });
    } else if (const auto *funding = std::get_if<sync::FetchFunding>(&request.what)) {
        std::vector<domain::FundingPayment> rows;
        for (const auto &row : exchange.fundings) {
            if (row.time >= funding->from && rows.size() < exchange.fundingRows)
                rows.push_back(row);
        }
        deliver([this, id, page = orFailure(FundingRequest, rows)] {
            perform(sync->onFundingPage(id, page, instant()));
        });
    } else {
        auto state = exchange.state(now);
        if (tamperState)
            tamperState(state);
        deliver([this, id, answer = orFailure(StateRequest, state)] {
            perform(sync->onState(id, answer, instant()));
        });
    }
}

void Session::runFor(Milliseconds time)
{
    const auto end = now + time;
    const auto nextTick = [&] {
        const auto wake = sync->wakeAt();
        return wake ? std::max(now, static_cast<Milliseconds>(wake->count()) - 1'000'000)
                    : end + 1;
    };
    while (true) {
        const auto tick = nextTick();
        const auto event = m_events.empty() ? end + 1 : m_events.top().time;
        const auto next = std::min(tick, event);
        if (next > end)
            break;
        m_ticksHere = next == now ? m_ticksHere + 1 : 0;
        if (m_ticksHere > TicksAtOnce * 100)
            qFatal("time stands still");
        now = next;
        if (event <= tick) {
            const auto run = m_events.top().run;
            m_events.pop();
            run();
        } else {
            perform(sync->onTick(instant()));
        }
    }
    now = end;
}

// --- what came of it -----------------------------------------------------------------------

const tracker::Position *Session::held(const std::string &coin) const
{
    return tracker.find(exchange.owner, coin);
}

Decimal Session::size(const std::string &coin) const
{
    const auto *position = held(coin);
    return position ? position->state.size : Decimal{};
}

std::vector<Change> Session::changes(domain::ChangeKind kind) const
{
    std::vector<Change> found;
    for (const auto &record : records) {
        const auto *change = std::get_if<Change>(&record);
        if (change && change->kind == kind)
            found.push_back(*change);
    }
    return found;
}

std::vector<Change> Session::news() const
{
    std::vector<Change> found;
    for (const auto &record : records) {
        const auto *change = std::get_if<Change>(&record);
        if (change && !change->isHistory)
            found.push_back(*change);
    }
    return found;
}

std::vector<domain::SyncNote> Session::notes(domain::NoteKind kind) const
{
    std::vector<domain::SyncNote> found;
    for (const auto &record : records) {
        const auto *note = std::get_if<domain::SyncNote>(&record);
        if (note && note->kind == kind)
            found.push_back(*note);
    }
    return found;
}

bool Session::agrees(std::string *why) const
{
    const tracker::PositionTracker *const sides[] = {&tracker, &exchange.truth()};
    for (const auto *side : sides) {
        for (const auto &[coin, position] : side->positions(exchange.owner)) {
            if (size(coin) == exchange.sizeOf(coin))
                continue;
            if (why)
                *why = coin + ": held " + size(coin).text() + ", true is "
                       + exchange.sizeOf(coin).text();
            return false;
        }
    }
    return true;
}

sync::Recovered Session::recovered() const
{
    sync::Recovered trail;
    trail.isFirstStart = records.empty();
    for (const auto &record : records) {
        if (const auto *note = std::get_if<domain::SyncNote>(&record)) {
            if (note->kind == domain::NoteKind::Reconciled && note->from)
                trail.provenUntil = std::max(trail.provenUntil.value_or(*note->from), *note->from);
            continue;
        }
        const auto &change = std::get<Change>(record);
        if (change.fill) {
            trail.fills.insert(domain::idOf(*change.fill));
            trail.newestFill = std::max(trail.newestFill.value_or(change.fill->time),
                                        change.fill->time);
        }
        if (change.funding)
            trail.fundings.push_back(*change.funding);
        const bool isResized =
            change.kind == domain::ChangeKind::Adjust && change.before.size != change.after.size;
        if (change.isLate || isResized)
            trail.openLate[change.coin] = change.openLate.value_or(domain::OpenLate{});
        trail.recentChanges.push_back(change);
    }
    return trail;
}

} // namespace lpm::fixture
