// SPDX-License-Identifier: GPL-3.0-or-later
// The connection; feedframes.cpp has what goes over it.
#include "tests/simulation/feed.h"

#include "core/base/limits.h"

#include <algorithm>

namespace lpm::simulation {

namespace limits = base::limits;

namespace {

constexpr unsigned AllChannels = (1u << Channels) - 1;
constexpr Milliseconds PongDelay{50};

} // namespace

Feed::Feed(World &world, std::vector<ExchangeAccount> &accounts, FeedReceiver &receiver)
    : m_world(world), m_accounts(accounts), m_receiver(receiver), m_process(world.process),
      m_lines(accounts.size())
{
}

void Feed::later(Milliseconds at, EventQueue::Action action)
{
    m_world.events.at(at, [this, &world = m_world, process = m_process, connection = m_connection,
                           action = std::move(action)] {
        // Of a process that ended this object is gone.
        if (process == world.process && connection == m_connection)
            action();
    });
}

void Feed::start()
{
    connectLater(Milliseconds{0});
}

void Feed::connectLater(Milliseconds delay)
{
    const auto now = m_world.hostTime().monotonic;
    const auto at = m_connects.earliest(now + delay);
    m_isWaiting = true;
    m_connectAt = m_world.now + (at - now);
    later(m_connectAt, [this, due = m_connectAt] {
        if (m_isWaiting && due == m_connectAt)
            connectNow();
    });
}

void Feed::onReachable()
{
    if (m_isWaiting && m_connectAt > m_world.now + limits::ReachableDelay)
        connectLater(limits::ReachableDelay);
}

void Feed::connectNow()
{
    m_isWaiting = false;
    m_connects.connected(m_world.hostTime().monotonic);
    m_connectTimes.push_back(m_world.now);
    while (m_connectTimes.front() + std::chrono::minutes{1} <= m_world.now)
        m_connectTimes.pop_front();
    m_figures.mostConnects = std::max(m_figures.mostConnects, m_connectTimes.size());
    if (m_connectTimes.size() > limits::ConnectsPerMinute)
        throw Broken("more than 30 connects within a minute");
    ++m_connection;
    if (m_world.now < m_world.outageUntil)
        later(m_world.now + m_world.pick(20, 2000), [this] { lose(); });
    else
        later(m_world.now + latency(), [this] { onOpened(); });
}

void Feed::onOpened()
{
    m_isOpen = true;
    m_isOutageTold = false;
    m_openedAt = m_lastFrame = m_lastArrival = m_world.now;
    m_deafSince.reset();
    for (std::size_t account = 0; account < m_lines.size(); ++account) {
        m_lines[account] = Line{};
        m_lines[account].pending = AllChannels;
        for (const auto channel : {Channel::Fills, Channel::Twap, Channel::States,
                                   Channel::Fundings})
            later(m_world.now + latency(), [this, account, channel] {
                subscribe(account, channel);
            });
    }
    for (std::size_t account = 0; account < m_lines.size(); ++account)
        pushWhenIdle(account);
    later(m_world.now + limits::AckTimeout, [this] { onAcksDue(); });
    watch();
}

// The exchange takes a subscription: from here on it pushes, and a snapshot tells what was before.
void Feed::subscribe(std::size_t account, Channel channel)
{
    Line &line = m_lines[account];
    line.isLive[static_cast<std::size_t>(channel)] = true;
    const bool isRacing = channel != Channel::States && m_world.strikes(Fault::SnapshotRace, 400);
    const auto ackDelay = latency() + (isRacing ? m_world.pick(0, 1500) : Milliseconds{0});
    if (!m_world.strikes(Fault::AckLost, 60))
        deliver([this, account, channel] { answered(account, channel); }, ackDelay, !isRacing);
    if (isRacing) {
        later(m_world.now + m_world.pick(0, 2500),
              [this, account, channel] { sendSnapshot(account, channel); });
        return;
    }
    sendSnapshot(account, channel);
}

void Feed::answered(std::size_t account, Channel channel)
{
    Line &line = m_lines[account];
    line.pending &= ~(1u << static_cast<unsigned>(channel));
    if (line.pending != 0 || line.isComplete)
        return;
    line.isComplete = true;
    m_attempts = 0;
    m_receiver.onSubscribed(account);
}

void Feed::onAcksDue()
{
    for (const Line &line : m_lines) {
        if (line.pending & 1u << static_cast<unsigned>(Channel::Fills))
            return lose();
    }
    for (std::size_t account = 0; account < m_lines.size(); ++account) {
        m_lines[account].pending = 1u << static_cast<unsigned>(Channel::Fills);
        answered(account, Channel::Fills); // done without the others
    }
}

void Feed::lose()
{
    m_isOpen = false;
    ++m_connection;
    const auto random = static_cast<std::uint32_t>(m_world.random.next());
    connectLater(exchange::hyperliquid::jittered(m_attempts++, limits::ReconnectDelayMin,
                                                 limits::ReconnectDelayMax, random));
    if (!std::exchange(m_isOutageTold, true))
        m_receiver.onDisconnected();
}

void Feed::reconnect()
{
    later(m_world.now, [this] {
        if (!m_isWaiting)
            lose();
    });
}

void Feed::breakOff()
{
    if (m_isOpen)
        lose();
}

void Feed::stall()
{
    if (m_isOpen && !m_deafSince)
        m_deafSince = m_world.now;
}

void Feed::mute(std::size_t account, Channel channel)
{
    m_lines[account].isMuted[static_cast<std::size_t>(channel)] = true;
}

void Feed::unmute()
{
    for (Line &line : m_lines)
        line.isMuted = {};
}

// --- silence -------------------------------------------------------------------------------

// Frames, and the answers to our pings.
Milliseconds Feed::lastBytesAt() const
{
    const auto until = m_deafSince.value_or(m_world.now);
    const auto pings = std::max((until - PongDelay - m_openedAt) / Milliseconds{limits::FeedPingInterval},
                                std::int64_t{0});
    const auto pong = pings > 0 ? m_openedAt + pings * limits::FeedPingInterval + PongDelay
                                : m_openedAt;
    return std::max(m_lastFrame, Milliseconds{pong});
}

bool Feed::isSilent() const
{
    return !m_isOpen || m_world.now - lastBytesAt() > limits::FeedSilence;
}

void Feed::watch()
{
    const auto silence = m_world.now - lastBytesAt();
    if (silence < limits::FeedSilence) {
        later(m_world.now + limits::FeedSilence - silence, [this] { watch(); });
        return;
    }
    m_figures.longestSilence = std::max(m_figures.longestSilence, silence);
    lose();
}

} // namespace lpm::simulation
