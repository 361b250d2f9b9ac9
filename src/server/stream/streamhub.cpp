// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/streamhub.h"

#include "server/json/views.h"

#include <algorithm>
#include <utility>

namespace lpm::server {

namespace {

QString monitoringHasEnded() { return QStringLiteral("monitoring has ended"); }

} // namespace

StreamHub::StreamHub(ApiBackend &backend, StateCache &states, const base::Clock &clock,
                     StreamOptions options, QObject *parent)
    : QObject(parent),
      m_services{backend, states, clock, m_memory, m_names, std::move(options.token),
                 std::move(options.onWrongToken)},
      m_maxClients(options.maxClients),
      m_writeNow(std::move(options.writeNow))
{
    connect(&backend, &ApiBackend::positionUpdated, this, &StreamHub::onUpdate);
    connect(&backend, &ApiBackend::accountsChanged, this, &StreamHub::onAccountsChanged);
    connect(&backend, &ApiBackend::monitoringEnded, this, &StreamHub::onMonitoringEnded);
    connect(&m_second, &QTimer::timeout, this, &StreamHub::tick);
    m_second.start(std::chrono::seconds{1});
}

StreamHub::~StreamHub() = default;

bool StreamHub::isFull() const
{
    return m_clients.size() >= static_cast<std::size_t>(m_maxClients);
}

void StreamHub::accept(std::unique_ptr<StreamLink> link, StreamRequest request)
{
    auto client = std::make_unique<StreamClient>(std::move(link), std::move(request), m_services);
    // Queued: a client may end in the middle of a round over all of them.
    connect(
        client.get(), &StreamClient::finished, this,
        [this, gone = client.get()] { removeFinished(gone); }, Qt::QueuedConnection);
    m_clients.push_back(std::move(client));
    m_clients.back()->start();
    if (!m_services.backend.health()->isRunning) // it ended while the client shook hands
        m_clients.back()->close(CloseCode::GoingAway, monitoringHasEnded());
}

void StreamHub::removeFinished(const StreamClient *client)
{
    std::erase_if(m_clients, [client](const auto &one) { return one.get() == client; });
}

void StreamHub::onAccountsChanged()
{
    for (const auto &client : m_clients)
        client->joinAnew();
}

// Nothing will be told any more, and an open connection would look like a quiet market.
void StreamHub::onMonitoringEnded() { closeAll(CloseCode::GoingAway, monitoringHasEnded()); }

void StreamHub::onUpdate(const domain::PositionUpdatePtr &update)
{
    m_memory.add(update);
    if (m_clients.empty())
        return;
    const SharedUpdatePtr shared = share(update);
    for (const auto &client : m_clients)
        client->offer(shared);
    // A fill does not wait for the end of the turn: the state that comes with it is behind it.
    if (update->eventType == domain::EventType::Fill)
        m_writeNow();
}

SharedUpdatePtr StreamHub::share(const domain::PositionUpdatePtr &update)
{
    const auto made = std::make_shared<SharedUpdate>();
    SharedUpdate &shared = *made;
    shared.update = update;
    shared.frame = textFrame(encodeUpdate(*update));
    const std::size_t next = m_positions.size();
    shared.position =
        m_positions.try_emplace({update->account, update->symbol}, next).first->second;
    const bool isAskedFor = std::any_of(m_clients.begin(), m_clients.end(),
                                        [](const auto &client) { return client->isCompact(); });
    if (!isAskedFor) {
        m_bases.clear();
        return made;
    }
    shared.base = compactBase(update->position);
    shared.before = std::exchange(m_bases[{update->account, update->symbol}], shared.base);
    if (!shared.before)
        return made;
    if (const auto text = encodeCompact(*shared.before, *shared.base, *update, m_names))
        shared.compact = textFrame(*text);
    return made;
}

void StreamHub::tick()
{
    const base::Milliseconds now = m_services.clock.now().monotonic;
    for (const auto &client : m_clients)
        client->tick(now);
}

void StreamHub::closeAll(CloseCode code, const QString &reason)
{
    for (const auto &client : m_clients)
        client->close(code, reason);
}

} // namespace lpm::server
