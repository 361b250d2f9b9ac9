// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/player.h"

namespace lpm::bench::window {

namespace {

constexpr std::uint64_t StepsASummary = 10;
constexpr std::uint64_t StepsAHealth = 100;
constexpr std::uint64_t StepsAComparison = 6000;

} // namespace

void Player::begin()
{
    tellAccounts();
    m_start = SteadyClock::now();
    m_steps = 0;
    m_timer.start(StepMs, Qt::PreciseTimer, this);
}

void Player::end() { m_timer.stop(); }

void Player::tellFills(int count)
{
    const auto now = m_clock.now().wall;
    for (int i = 0; i < count; ++i)
        m_relay.takeUpdate(m_book.fill(i % m_book.size(), now - base::Milliseconds{count - i}));
}

// As many steps as the time asks for, so that a late timer costs no change.
void Player::timerEvent(QTimerEvent *)
{
    const auto due = static_cast<std::uint64_t>(millisecondsSince(m_start)) / StepMs;
    while (m_steps < due)
        step();
}

void Player::step()
{
    const auto now = m_clock.now().wall;
    for (int i = 0; i < ChangesAStep; ++i) {
        const auto size = static_cast<std::uint64_t>(m_book.size());
        m_relay.takeUpdate(m_book.move(static_cast<int>(m_changes++ % size), now));
    }
    ++m_steps;
    const int accounts = static_cast<int>(m_book.accounts().size());
    for (int i = 0; m_steps % StepsASummary == 0 && i < accounts; ++i)
        m_relay.takeSummary(m_book.summary(i, now));
    if (m_steps % StepsAHealth == 0)
        m_relay.takeHealth(m_book.health(now));
    if (m_steps % StepsAComparison == 0)
        tellAccounts();
}

void Player::tellAccounts()
{
    const auto now = m_clock.now().wall;
    for (int i = 0; i < static_cast<int>(m_book.accounts().size()); ++i) {
        m_relay.takeSummary(m_book.summary(i, now));
        m_relay.takeReconciliation(m_book.agreement(i, now));
    }
    m_relay.takeHealth(m_book.health(now));
}

} // namespace lpm::bench::window
