// SPDX-License-Identifier: GPL-3.0-or-later
// What goes over the feed, and what goes wrong with it.
#include "core/base/limits.h"
#include "tests/simulation/feed.h"

#include <algorithm>

namespace lpm::simulation {

using domain::Fill;

namespace {

constexpr Milliseconds IdlePush{10'000}; // states come now and then, changed or not

} // namespace

void Feed::deliver(EventQueue::Action receive, Milliseconds delay, bool keepsOrder)
{
    auto at = m_world.now + delay;
    if (keepsOrder)
        m_lastArrival = at = std::max(at, m_lastArrival);
    later(at, [this, receive = std::move(receive)] {
        if (m_deafSince)
            return;
        m_lastFrame = m_world.now;
        receive();
    });
}

// --- fills ---------------------------------------------------------------------------------

void Feed::onTraded(std::size_t account, std::size_t fills)
{
    onStateChanged(account);
    if (!m_isOpen)
        return;
    const auto &all = m_accounts[account].fills();
    std::vector<Fill> ordinary;
    std::vector<Fill> slices;
    for (std::size_t i = all.size() - fills; i < all.size(); ++i)
        (all[i].twapId ? slices : ordinary).push_back(all[i]);
    if (!ordinary.empty())
        pushFills(account, Channel::Fills, std::move(ordinary));
    if (!slices.empty())
        pushFills(account, Channel::Twap, std::move(slices));
}

void Feed::pushFills(std::size_t account, Channel channel, std::vector<Fill> fills)
{
    const Line &line = m_lines[account];
    const auto at = static_cast<std::size_t>(channel);
    if (!line.isLive[at] || line.isMuted[at] || m_world.strikes(Fault::FrameLost, 60))
        return;
    if (fills.size() > 1 && m_world.strikes(Fault::MillisecondShuffled, 600)) {
        for (std::size_t i = fills.size() - 1; i > 0; --i)
            std::swap(fills[i], fills[static_cast<std::size_t>(
                                    m_world.random.below(static_cast<std::int64_t>(i) + 1))]);
    }
    if (fills.size() > 1 && m_world.strikes(Fault::PartLost, 200)) {
        for (auto lost = m_world.random.between(1, static_cast<std::int64_t>(fills.size()) - 1);
             lost > 0; --lost)
            fills.erase(fills.begin()
                        + m_world.random.below(static_cast<std::int64_t>(fills.size())));
    }
    if (spoil(account, fills))
        return;
    const auto frame = std::make_shared<const std::vector<Fill>>(std::move(fills));
    sendFills(account, channel, frame, false);
    if (m_world.strikes(Fault::TwoSubscriptions, 150))
        sendFills(account, channel, frame, false);
    if (m_world.strikes(Fault::Resubscribed, 15))
        sendSnapshot(account, channel);
}

// What makes a frame or a row of it unusable; true: nothing of it is left to send.
bool Feed::spoil(std::size_t account, std::vector<Fill> &fills)
{
    if (m_world.strikes(Fault::UnreadableFrame, 20)) {
        deliver([this] { m_receiver.onUnreadable(true); }, latency(), true);
        return true;
    }
    if (m_world.strikes(Fault::RejectedRow, 20)) {
        fills.erase(fills.begin()
                    + m_world.random.below(static_cast<std::int64_t>(fills.size())));
        deliver([this] { m_receiver.onUnreadable(true); }, latency(), true);
    }
    if (m_world.strikes(Fault::AbsurdFill, 15) && !fills.empty()) {
        Fill absurd = fills.front();
        absurd.startPosition = absurd.endPosition();
        absurd.tradeId = absurd.orderId = 1;
        absurd.size = domain::Decimal{};
        fills.push_back(std::move(absurd));
    }
    const auto &all = m_accounts[account].fills();
    const auto older = static_cast<std::size_t>(
        m_world.random.below(static_cast<std::int64_t>(all.size())));
    if (m_receiver.hasApplied(account, older) && m_world.strikes(Fault::OtherContent, 15)) {
        Fill other = all[older];
        other.price += domain::Decimal(1);
        fills.push_back(std::move(other));
    }
    return fills.empty();
}

void Feed::sendFills(std::size_t account, Channel channel, Frame frame, bool isSnapshot)
{
    const bool overtakes = !isSnapshot && m_world.strikes(Fault::FramesReordered, 100);
    const auto delay = latency() + (overtakes ? m_world.pick(1, 3000) : Milliseconds{0});
    deliver(
        [this, account, channel, frame = std::move(frame), isSnapshot] {
            m_receiver.onFills(account, *frame, isSnapshot);
            answered(account, channel);
        },
        delay, !overtakes);
}

void Feed::sendSnapshot(std::size_t account, Channel channel)
{
    if (channel == Channel::States)
        return pushState(account);
    if (channel == Channel::Fundings) {
        deliver(
            [this, account] {
                m_receiver.onFundings(account, m_accounts[account].fundings(), true);
                answered(account, Channel::Fundings);
            },
            latency(), true);
        return;
    }
    const bool isTwap = channel == Channel::Twap;
    const auto rows = static_cast<std::size_t>(m_world.random.below(40));
    const auto frame = std::make_shared<const std::vector<Fill>>(
        m_accounts[account].newest(rows, isTwap));
    if (!frame->empty() && m_world.isActive(Fault::SnapshotAgain))
        m_world.struck.count(Fault::SnapshotAgain);
    sendFills(account, channel, frame, true);
}

// --- states and funding --------------------------------------------------------------------

void Feed::onStateChanged(std::size_t account)
{
    Line &line = m_lines[account];
    if (!m_isOpen || line.isPushDue || !line.isLive[static_cast<std::size_t>(Channel::States)])
        return;
    line.isPushDue = true;
    later(m_world.now + m_world.pick(50, 1500), [this, account] { pushState(account); });
}

void Feed::pushState(std::size_t account)
{
    Line &line = m_lines[account];
    line.isPushDue = false;
    if (!m_doesPush || line.isMuted[static_cast<std::size_t>(Channel::States)])
        return;
    auto dexes = m_accounts[account].states(m_world.now,
                                            m_world.time() - m_world.exchangeClockBack);
    if (m_world.strikes(Fault::PartialAnswer, 40))
        dexes.erase(dexes.begin()); // of one dex only: no word about the other
    deliver(
        [this, account, dexes = std::move(dexes)] {
            m_receiver.onState(account, dexes);
            answered(account, Channel::States);
        },
        latency(), true);
    line.pushedAt = m_world.now;
}

void Feed::pushWhenIdle(std::size_t account)
{
    const auto due = m_lines[account].pushedAt + IdlePush;
    if (due <= m_world.now)
        onStateChanged(account);
    later(std::max(due, m_world.now + IdlePush / 2), [this, account] { pushWhenIdle(account); });
}

void Feed::onFunding(std::size_t account)
{
    const Line &line = m_lines[account];
    const auto at = static_cast<std::size_t>(Channel::Fundings);
    if (!m_isOpen || !line.isLive[at] || line.isMuted[at]
        || m_world.strikes(Fault::FrameLost, 200))
        return;
    deliver(
        [this, account, payment = m_accounts[account].fundings().back()] {
            m_receiver.onFundings(account, {payment}, false);
        },
        latency(), true);
}

} // namespace lpm::simulation
