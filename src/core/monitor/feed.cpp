// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/limits.h"
#include "core/base/logging.h"
#include "core/monitor/positionmonitor_p.h"

#include <QPointer>

#include <algorithm>
#include <chrono>

namespace lpm::monitor {

using base::Result;
using domain::Address;

namespace {

constexpr std::chrono::milliseconds CatalogInterval{60'000};

} // namespace

void PositionMonitor::Private::connectFeed()
{
    using exchange::ExchangeClient;
    QObject::connect(&client, &ExchangeClient::frameReceived, &q,
                     [this](const exchange::FeedFrame &frame) {
                         guarded([&] { onFrame(frame); });
                     });
    QObject::connect(&client, &ExchangeClient::bytesReceived, &q,
                     [this] { lastBytes = clock.now(); });
    QObject::connect(&client, &ExchangeClient::subscribed, &q, [this](const Address &account) {
        guarded([&] {
            if (AccountSession *known = session(account)) {
                audit.connection("connected", "subscribed");
                perform(*known, known->sync().onSubscribed(clock.now()));
                publishHealth();
            }
        });
    });
    QObject::connect(&client, &ExchangeClient::disconnected, &q, [this](const QString &reason) {
        guarded([&] { onDisconnected(reason); });
    });
    QObject::connect(&client, &ExchangeClient::frameRejected, &q, [this](const QString &reason) {
        guarded([&] { onRejected(reason, true); });
    });
    QObject::connect(&client, &ExchangeClient::rowRejected, &q, [this](const QString &reason) {
        guarded([&] { onRejected(reason, false); });
    });
}

void PositionMonitor::Private::onRejected(const QString &reason, bool mayBeMissing)
{
    const auto now = clock.now().monotonic;
    if (const auto line = rejections.onRejected(reason.toStdString(), mayBeMissing, now))
        audit.error("frame", *line);
    resynchroniseIfDue();
}

void PositionMonitor::Private::resynchroniseIfDue()
{
    const auto now = clock.now();
    if (!rejections.takeResync(now.monotonic))
        return;
    for (auto &known : sessions)
        perform(*known, known->sync().resynchronise(now));
}

// No second takes so long: the host was asleep, or this thread was held up. What the connection
// brings now may be old, and what was sent meanwhile is lost.
void PositionMonitor::Private::watchPause()
{
    const auto now = clock.now().monotonic;
    const auto before = std::exchange(lastSecond, now);
    if (before && now - *before > base::limits::FeedSilence)
        client.reconnect(QStringLiteral("the host was asleep"));
}

// What nothing proves any more is not shown as proven.
void PositionMonitor::Private::dropOldProofs()
{
    for (auto &known : sessions) {
        if (!isComparisonOverdue(*known))
            continue;
        bool wasTicked = false;
        const auto &account = known->account().address;
        for (const auto &[coin, position] : tracker.positions(account)) {
            if (!position->isReconciled)
                continue;
            tracker.setReconciled(account, coin, false);
            wasTicked = true;
        }
        if (wasTicked)
            known->touch(clock.now().wall);
    }
}

void PositionMonitor::Private::onSecond()
{
    watchPause();
    dropOldProofs();
    for (const std::string &line : rejections.takeDueLines(clock.now().monotonic))
        audit.error("frame", line);
    resynchroniseIfDue();
    if (!guessedCoins().empty())
        refreshCatalog();
    pollMarks();
    tellPriceStates();
    publishReconciliations();
    publishHealth();
}

void PositionMonitor::Private::onDisconnected(const QString &reason)
{
    audit.connection("disconnected", reason.toStdString());
    for (auto &known : sessions)
        perform(*known, known->sync().onDisconnected(clock.now()));
    publishHealth();
}

void PositionMonitor::Private::onFrame(const exchange::FeedFrame &frame)
{
    if (const auto *fills = std::get_if<exchange::FillsFrame>(&frame)) {
        onFills(*fills);
    } else if (const auto *fundings = std::get_if<exchange::FundingsFrame>(&frame)) {
        if (AccountSession *known = session(fundings->account)) {
            known->onUserFrame(clock.now());
            perform(*known, known->sync().onFundings(fundings->payments, clock.now(),
                                                     fundings->isSnapshot));
        }
    } else if (const auto *state = std::get_if<exchange::StateFrame>(&frame)) {
        onState(*state);
    } else if (const auto *marksFrame = std::get_if<exchange::MarksFrame>(&frame)) {
        onMarks(*marksFrame, MarkWatch::Source::Stream);
    }
}

void PositionMonitor::Private::onFills(const exchange::FillsFrame &frame)
{
    if (AccountSession *known = session(frame.account)) {
        known->onUserFrame(clock.now());
        perform(*known, known->sync().onFills(frame.fills, frame.isSnapshot, clock.now()));
    }
}

void PositionMonitor::Private::onState(const exchange::StateFrame &frame)
{
    AccountSession *known = session(frame.account);
    if (!known)
        return;
    const auto now = clock.now();
    const auto news = known->onStates(frame.dexes, now);
    perform(*known, known->sync().onPushedState(frame.dexes, now));
    // A push carries no time of asking: what changed a moment ago may not be in it.
    known->compare(news, now.monotonic - base::limits::SecondReadDelay, now);
    known->touch(now.wall); // margin and liquidation prices move with every state
}

void PositionMonitor::Private::onMarks(const exchange::MarksFrame &frame,
                                       MarkWatch::Source source)
{
    const auto now = clock.now();
    for (const auto &mark : frame.marks) {
        marks.onMark(mark.coin, source, now);
        for (tracker::Position *position : tracker.mark(mark.coin, mark.price, now.wall))
            onPriceMoved(*position);
    }
}

// --- accounts → exchange -------------------------------------------------------------------

void PositionMonitor::Private::perform(AccountSession &session, sync::Output output)
{
    bool hasChanged = false;
    for (const sync::Record &record : output.records) {
        if (const auto *change = std::get_if<domain::Change>(&record)) {
            take(session, *change);
            hasChanged = true;
        } else {
            const auto &note = std::get<domain::SyncNote>(record);
            audit.note(note);
            session.log().onNote(note);
            if (note.kind != domain::NoteKind::Reconciled)
                qCWarning(base::logSync).noquote()
                    << QString::fromStdString(note.coin + " " + note.reason);
        }
    }
    for (const sync::Request &request : output.requests)
        send(session, request);
    if (hasChanged)
        watchHeldCoins();
    if (output.shouldReconnect)
        client.reconnect(QStringLiteral("too many fills are waiting to be put in order"));
    scheduleWake();
}

// An answer finds its account again by address: the session may be gone by then.
template <class T>
auto PositionMonitor::Private::reply(const Address &account, sync::RequestId id,
                                     sync::Output (sync::AccountSync::*answerTo)(sync::RequestId,
                                                                             Result<T>,
                                                                             base::Instant))
{
    return [this, self = QPointer<PositionMonitor>(&q), account, id, answerTo](Result<T> answer) {
        if (!self || !isRunning)
            return;
        guarded([&] {
            if (AccountSession *known = session(account))
                perform(*known, (known->sync().*answerTo)(id, std::move(answer), clock.now()));
        });
    };
}

void PositionMonitor::Private::send(AccountSession &session, const sync::Request &request)
{
    const Address account = session.account().address;
    if (const auto *fills = std::get_if<sync::FetchFills>(&request.what))
        client.fetchFills(account, fills->from, fills->to,
                          reply(account, request.id, &sync::AccountSync::onFillsPage));
    else if (std::holds_alternative<sync::FetchTwapFills>(request.what))
        client.fetchTwapFills(account,
                              reply(account, request.id, &sync::AccountSync::onTwapFills));
    else if (const auto *funding = std::get_if<sync::FetchFunding>(&request.what))
        client.fetchFunding(account, funding->from,
                            reply(account, request.id, &sync::AccountSync::onFundingPage));
    else
        askState(session, request.id);
}

void PositionMonitor::Private::askState(AccountSession &session, sync::RequestId id)
{
    const Address account = session.account().address;
    const auto askedAt = clock.now().monotonic;
    client.fetchState(account, [this, self = QPointer<PositionMonitor>(&q), account, id,
                                askedAt](Result<domain::AccountState> answer) {
        if (!self || !isRunning)
            return;
        guarded([&] {
            AccountSession *known = this->session(account);
            if (!known)
                return;
            std::vector<domain::DexState> news;
            if (answer) {
                news = known->onStates(answer->dexes, clock.now());
                known->onSpot(answer->spot, clock.now());
                known->touch(clock.now().wall);
                if (!known->knowsAbstraction())
                    askAbstraction(*known);
            }
            perform(*known, known->sync().onState(id, answer, clock.now()));
            known->compare(news, askedAt, clock.now());
            publishHealth();
        });
    });
}

void PositionMonitor::Private::askAbstraction(AccountSession &session)
{
    const Address account = session.account().address;
    client.fetchAbstraction(account, [this, self = QPointer<PositionMonitor>(&q),
                                      account](Result<domain::AccountAbstraction> answer) {
        AccountSession *known = self ? this->session(account) : nullptr;
        if (!known)
            return;
        // A server without this endpoint has accounts of the standard kind only. Any other failure
        // leaves the kind, and so the equity, unknown until the next reading asks again.
        const bool isUnavailable = !answer
                                   && (answer.error().code == base::ErrorCode::NotFound
                                       || answer.error().code == base::ErrorCode::Parse);
        if (answer || isUnavailable)
            known->setAbstraction(answer ? *answer : domain::AccountAbstraction::Standard);
        known->touch(clock.now().wall);
    });
}

// --- time ----------------------------------------------------------------------------------

void PositionMonitor::Private::onWake()
{
    for (auto &known : sessions) {
        const auto wake = known->sync().wakeAt();
        const auto now = clock.now();
        if (wake && *wake <= now.monotonic)
            perform(*known, known->sync().onTick(now));
    }
    scheduleWake();
}

void PositionMonitor::Private::scheduleWake()
{
    std::optional<base::Milliseconds> soonest;
    for (const auto &known : sessions) {
        const auto wake = known->sync().wakeAt();
        if (wake && (!soonest || *wake < *soonest))
            soonest = wake;
    }
    if (!soonest || !isRunning) {
        wakeTimer.stop();
        return;
    }
    const auto delay = std::max(*soonest - clock.now().monotonic, base::Milliseconds{0});
    wakeTimer.start(std::chrono::duration_cast<std::chrono::milliseconds>(delay));
}

void PositionMonitor::Private::watchHeldCoins()
{
    std::set<std::string> coins;
    for (const auto &known : sessions) {
        for (const auto &[coin, position] : tracker.positions(known->account().address)) {
            if (!position->state.size.isZero()
                && position->instrument.kind == domain::InstrumentKind::Perpetual)
                coins.insert(coin);
        }
    }
    if (!guessedCoins().empty())
        refreshCatalog();
    if (coins == marks.coins())
        return;
    marks.setCoins(coins, clock.now());
    client.watchMarks(coins);
}

void PositionMonitor::Private::pollMarks()
{
    for (const std::string &dex : marks.duePolls(clock.now())) {
        client.fetchMarks(dex, [this, self = QPointer<PositionMonitor>(&q)](
                                   Result<exchange::MarksFrame> answer) {
            if (self && isRunning && answer)
                guarded([&] { onMarks(*answer, MarkWatch::Source::Poll); });
        });
    }
}

// Outcomes are in no catalog: theirs stay a guess, and asking would not help.
std::vector<std::string> PositionMonitor::Private::guessedCoins() const
{
    std::set<std::string> coins;
    for (const auto &known : sessions) {
        for (const auto &[coin, position] : tracker.positions(known->account().address)) {
            if (position->instrument.isGuessed && !position->state.size.isZero()
                && position->instrument.kind != domain::InstrumentKind::Outcome)
                coins.insert(coin);
        }
    }
    return {coins.begin(), coins.end()};
}

// A coin was listed after the start, or the catalog could not be read then: decimals are a guess
// until meta tells them.
void PositionMonitor::Private::refreshCatalog()
{
    const auto now = clock.now().monotonic;
    if (isAskingCatalog || (catalogAskedAt && *catalogAskedAt + CatalogInterval > now))
        return;
    isAskingCatalog = true;
    catalogAskedAt = now;
    client.fetchCatalog([this, self = QPointer<PositionMonitor>(&q)](
                            Result<domain::InstrumentCatalog> answer) {
        if (!self)
            return;
        isAskingCatalog = false;
        if (!isRunning || !answer || answer->size() == 0)
            return;
        tracker.setCatalog(std::move(*answer));
        for (auto &known : sessions)
            known->touch(clock.now().wall);
    });
}

} // namespace lpm::monitor
