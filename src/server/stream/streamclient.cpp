// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/streamclient.h"

#include "core/domain/words.h"
#include "server/json/views.h"
#include "server/limits.h"

namespace lpm::server {

namespace {

std::string errorText(const CommandError &error)
{
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("type").string("error");
    json.key("code").string(error.code).key("message").string(error.message);
    json.endObject();
    return text;
}

std::string skippedText(const Skipped &skipped)
{
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("type").string("skipped");
    json.key("account").string(skipped.account.text());
    json.key("from").integer(skipped.from).key("to").integer(skipped.to);
    json.endObject();
    return text;
}

std::optional<std::set<std::string>> toSet(const std::optional<std::vector<std::string>> &names)
{
    if (!names)
        return std::nullopt;
    return std::set<std::string>(names->begin(), names->end());
}

} // namespace

StreamClient::StreamClient(std::unique_ptr<StreamLink> link, StreamRequest request,
                           StreamServices &services, QObject *parent)
    : QObject(parent), m_link(std::move(link)), m_request(std::move(request)), m_services(services)
{
    m_opened = m_services.clock.now().monotonic;
    m_lastHeard = m_lastPing = m_lastProgress = m_opened;
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &StreamClient::flush);
    connect(m_link.get(), &StreamLink::received, this, &StreamClient::onReceived);
    connect(m_link.get(), &StreamLink::textReceived, this, &StreamClient::onText);
    connect(m_link.get(), &StreamLink::binaryReceived, this, [this] {
        m_lastHeard = m_services.clock.now().monotonic;
        run(CommandError{"binary", "messages are text, not binary"});
    });
    connect(m_link.get(), &StreamLink::progressed, this, &StreamClient::onProgress);
    connect(m_link.get(), &StreamLink::closed, this, [this] {
        m_isClosing = true;
        Q_EMIT finished();
    });
}

StreamClient::~StreamClient() = default;

void StreamClient::start()
{
    if (m_request.isAuthorized)
        begin();
}

void StreamClient::begin() { sendState("initial_state", m_request.account); }

void StreamClient::joinAnew()
{
    if (m_isClosing || !m_request.isAuthorized)
        return;
    if (isBehind()) { // what waits of the accounts before could only come after the state
        close(CloseCode::TryAgainLater, QStringLiteral("the accounts changed: connect again"));
        return;
    }
    m_joined.clear();
    m_heardSince.clear();
    m_resumed.clear();
    begin();
    if (m_subscribed)
        run(Subscribe{*m_subscribed});
}

// The state and the seq it includes are of one moment, so the next update told is the next one.
void StreamClient::sendState(std::string_view type, const AccountName &name)
{
    flush(); // what waits is older than the state
    const auto selection = selectAccounts(m_services.backend, name);
    if (!selection) {
        run(CommandError{"unknown_account", selection.error().message});
        return;
    }
    const EncodedStatePtr state = m_services.states.state(*selection);
    if (!state) {
        run(CommandError{"no_state", "the account has no state yet"});
        return;
    }
    if (type == "initial_state") {
        for (const auto &summary : state->of)
            m_joined[summary->account] = m_heardSince[summary->account] = summary->seq;
    }
    noteTold(*state);
    sendText(stateMessage(type, *state));
}

// Takes note of its seq; nothing older is told behind it.
bool StreamClient::wants(const domain::PositionUpdate &update)
{
    const auto joined = m_joined.find(update.account);
    if (joined == m_joined.end() || update.seq <= joined->second || !passesFilter(update))
        return false;
    joined->second = update.seq;
    return true;
}

bool StreamClient::passesFilter(const domain::PositionUpdate &update) const
{
    return (!m_symbols || m_symbols->contains(update.symbol) ||
            m_symbols->contains(update.position.coin)) &&
           (!m_events || m_events->contains(std::string(domain::word(update.eventType))));
}

void StreamClient::offer(const SharedUpdatePtr &shared)
{
    if (m_isClosing || !m_request.isAuthorized || !wants(*shared->update))
        return;
    const bool isFill = shared->update->eventType == domain::EventType::Fill;
    if (isBehind()) {
        m_outbox.add(shared, Outbox::Told::Yes);
        if (isHopeless())
            close(CloseCode::TryAgainLater, QStringLiteral("too far behind: connect again"));
        return;
    }
    if (!isFill && m_pause.isActive()) {
        m_outbox.add(shared, Outbox::Told::No);
        return;
    }
    flush(); // what a fill finds waiting is older than it
    sendUpdate(*shared);
    if (!isFill && m_pause.interval() > 0)
        m_pause.start();
}

// Behind from ClientBehindBytes unsent on, until half of that has gone.
bool StreamClient::isBehind()
{
    auto unsent = static_cast<std::size_t>(m_link->unsentBytes());
    if (!m_isBehind && unsent > limits::ClientBehindBytes) {
        m_link->hurry(); // a burst within one turn of the event loop is nobody's slowness
        unsent = static_cast<std::size_t>(m_link->unsentBytes());
    }
    if (!m_isBehind && unsent > limits::ClientBehindBytes) {
        m_isBehind = true;
        m_lastProgress = m_services.clock.now().monotonic;
    } else if (m_isBehind && unsent <= limits::ClientBehindBytes / 2) {
        m_isBehind = false;
    }
    return m_isBehind;
}

// A burst of ours may be larger than what a good client has read yet: time decides, up to a bound.
bool StreamClient::isHopeless() const
{
    const std::size_t owed = static_cast<std::size_t>(m_link->unsentBytes()) + m_outbox.bytes();
    if (owed <= limits::ClientQueueBytes) // asked for each update: the clock only where it decides
        return false;
    return owed > limits::HopelessBytes ||
           (m_isBehind &&
            m_services.clock.now().monotonic - m_lastProgress >= limits::HopelessPause);
}

void StreamClient::onProgress()
{
    if (!m_isBehind && !m_owedSummary) // whatever asked may have found it to be no longer behind
        return;
    m_lastProgress = m_services.clock.now().monotonic;
    if (!isBehind())
        catchUp();
}

void StreamClient::catchUp()
{
    flush();
    if (const auto name = std::exchange(m_owedSummary, std::nullopt))
        sendState("summary", *name);
}

void StreamClient::flush()
{
    if (m_outbox.isEmpty() || m_isBehind)
        return;
    tellOwed();
    if (m_pause.interval() > 0)
        m_pause.start();
}

void StreamClient::tellOwed()
{
    const auto [gaps, updates] = m_outbox.take();
    for (const Skipped &gap : gaps)
        m_link->send(textFrame(skippedText(gap)));
    for (const SharedUpdatePtr &shared : updates)
        sendUpdate(*shared);
}

void StreamClient::sendText(std::string_view text)
{
    if (m_isClosing)
        return;
    m_link->send(textFrame(text));
    if (isBehind() && isHopeless())
        close(CloseCode::TryAgainLater, QStringLiteral("too far behind: connect again"));
}

void StreamClient::tick(base::Milliseconds now)
{
    if (m_isClosing)
        return;
    if (!m_request.isAuthorized) {
        if (now - m_opened >= limits::AuthDeadline)
            close(CloseCode::PolicyViolated, QStringLiteral("no token came"));
        return;
    }
    if (isBehind()) {
        if (now - m_lastProgress >= limits::StalledClientCut)
            close(CloseCode::TryAgainLater, QStringLiteral("nothing was read for too long"));
        return;
    }
    if (!m_pause.isActive())
        catchUp();
    if (now - std::max(m_lastHeard, m_lastPing) >= limits::ClientSilencePing) {
        m_lastPing = now;
        sendText(R"({"type":"ping"})");
    }
}

void StreamClient::close(CloseCode code, const QString &reason)
{
    if (m_isClosing)
        return;
    m_pause.stop();
    if (code == CloseCode::GoingAway) // the last there will be: no later state makes up for it
        tellOwed();
    if (std::exchange(m_isClosing, true))
        return;
    m_outbox.take();
    m_link->close(code, reason);
}

void StreamClient::onReceived(qint64 bytes, int messages)
{
    if (!m_allowance.take(bytes, messages, m_services.clock.now().monotonic))
        close(CloseCode::PolicyViolated, QStringLiteral("too many messages"));
}

void StreamClient::onText(const QString &text)
{
    if (m_isClosing)
        return;
    m_lastHeard = m_services.clock.now().monotonic;
    const Command command = parseCommand(text.toStdString());
    if (!m_request.isAuthorized && !std::holds_alternative<Authenticate>(command)) {
        run(CommandError{"unauthorized", "the first message must bring the token"});
        close(CloseCode::PolicyViolated, QStringLiteral("a token is needed"));
        return;
    }
    std::visit([this](const auto &known) { run(known); }, command);
}

void StreamClient::run(const GetSummary &command)
{
    if (!m_services.backend.health()->isRunning) {
        run(CommandError{"not_running", "Position monitor not initialized"});
        return;
    }
    const AccountName &name = command.account ? command.account : m_request.account;
    if (isBehind())
        m_owedSummary = name; // one is owed, however often it is asked for
    else
        sendState("summary", name);
}

void StreamClient::run(const Ping &) { sendText(R"({"type":"pong"})"); }

void StreamClient::run(const Authenticate &command)
{
    if (m_services.token && !m_services.token->matches(command.token)) {
        m_services.onWrongToken(m_request.peer);
        run(CommandError{"unauthorized", "the token is wrong"});
        close(CloseCode::PolicyViolated, QStringLiteral("the token is wrong"));
        return;
    }
    sendText(R"({"type":"authenticated"})");
    if (!std::exchange(m_request.isAuthorized, true))
        begin();
}

void StreamClient::run(const Subscribe &command)
{
    std::map<domain::Address, std::uint64_t> joined;
    const auto joinAt = [&](const domain::Address &account) {
        if (const auto summary = m_services.backend.summary(account))
            joined[account] = summary->seq;
    };
    if (!command.accounts) {
        for (const auto &account : m_services.backend.accounts())
            joinAt(account.address);
    } else {
        for (const auto &name : *command.accounts) {
            const auto account = findAccount(m_services.backend, name);
            if (!account) {
                run(CommandError{"unknown_account",
                                 "no watched account has this address or label: " + name});
                return;
            }
            joinAt(account->address);
        }
    }
    flush(); // what waits was asked for before
    m_joined = std::move(joined);
    m_heardSince.insert(m_joined.begin(), m_joined.end());
    std::erase_if(m_heardSince, [this](const auto &one) { return !m_joined.contains(one.first); });
    m_symbols = toSet(command.symbols);
    m_events = toSet(command.events);
    m_pause.stop();
    m_pause.setInterval(command.minIntervalMs);
    m_subscribed = command;
    m_told.clear(); // the filter may have hidden some
    confirm(command);
}

// The filter as it is now; of each account the seq after which it holds.
void StreamClient::confirm(const Subscribe &command)
{
    const auto writeNames = [](base::JsonWriter &json, const auto &names) {
        if (!names) {
            json.null();
            return;
        }
        json.beginArray();
        for (const auto &name : *names)
            json.string(name);
        json.endArray();
    };
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("type").string("subscribed");
    writeNames(json.key("symbols"), m_symbols);
    json.key("accounts").beginArray();
    for (const auto &[account, seq] : m_joined)
        json.string(account.text());
    json.endArray();
    writeNames(json.key("events"), m_events);
    json.key("format").string(command.isCompact ? "compact" : "full");
    json.key("min_interval_ms").integer(command.minIntervalMs);
    json.key("seqs").beginObject();
    for (const auto &[account, seq] : m_joined)
        json.key(account.text()).integer(seq);
    json.endObject();
    if (command.isCompact) {
        nameWhatIsKnown();
        writeNewNames(json.key("names"));
    }
    json.endObject();
    sendText(text);
}

void StreamClient::run(const CommandError &error) { sendText(errorText(error)); }

} // namespace lpm::server
