// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/past/keptpast.h"

#include "gui/limits.h"

#include <QTimer>

#include <algorithm>

namespace lpm::gui {

namespace {

using namespace std::chrono_literals;

// Also after the computer has slept, which the monotonic clock may not count.
bool isWallSet(const base::Instant &before, const base::Instant &now)
{
    const auto by = (now.wall - before.wall) - (now.monotonic - before.monotonic);
    return std::chrono::abs(by) > limits::WallSetBy;
}

} // namespace

KeptPast::KeptPast(DashboardSource &source, const base::Clock &clock, QObject *parent)
    : QObject(parent),
      m_source(source),
      m_clock(clock),
      m_lastLook(clock.now()),
      m_money(source.accounts())
{
    connect(&source, &DashboardSource::accountsChanged, this, &KeptPast::onAccountsChanged);
    connect(&source, &DashboardSource::connectionChanged, this, &KeptPast::onConnectionChanged);
    connect(&source, &DashboardSource::summaryChanged, this, &KeptPast::onSummaryChanged);
    connect(&source, &DashboardSource::equityRead, this, &KeptPast::onEquityRead);
    connect(&source, &DashboardSource::pastFillsRead, this, &KeptPast::onFillsRead);
}

// A clock that was set makes another day of now: what was read by the wrong one is read anew.
void KeptPast::look()
{
    const base::Instant now = m_clock.now();
    const bool isSet = isWallSet(m_lastLook, now);
    m_lastLook = now;
    if (isSet)
        m_money.forgetSeen();
    const bool isLost = !m_source.lostSentence().isEmpty();
    for (auto &[account, asked] : m_asked) {
        if (isSet)
            asked.open = Question{{}, 1, limits::PastRetry};
        if (!isLost && asked.fillsAsked > 0 && !asked.areFillsRead &&
            asked.fillsAsked < limits::PastFillsTries &&
            now.monotonic - asked.fillsTime >= limits::PastRetry * asked.fillsAsked)
            askFills(account, 0ms);
        if (isLost || !asked.open || now.monotonic - asked.lastTime < asked.open->pause)
            continue;
        Question again = *asked.open;
        again.pause = std::min<base::Milliseconds>(2 * again.pause, limits::PastLongestRetry);
        ask(account, again);
    }
}

void KeptPast::ask(const domain::Address &account, const Question &question)
{
    Asked &asked = m_asked[account];
    asked.open = question;
    asked.lastTime = m_clock.now().monotonic;
    m_source.askEquity(account, question.until);
}

void KeptPast::onSummaryChanged(const domain::SummaryPtr &summary)
{
    if (!m_asked.contains(summary->account))
        ask(summary->account, {{}, 1, limits::PastRetry});
    if (summary->feedState == domain::FeedState::Live && m_asked[summary->account].fillsAsked == 0)
        askFills(summary->account, limits::PastFillsPause);
}

// When its fills are in: what a start reads is kept a moment later.
void KeptPast::askFills(const domain::Address &account, base::Milliseconds pause)
{
    Asked &asked = m_asked[account];
    ++asked.fillsAsked;
    asked.fillsTime = m_clock.now().monotonic;
    QTimer::singleShot(pause, this, [this, account] { m_source.askPastFills(account); });
}

// An empty list does not say whose it is: a few questions too many are asked of a new account.
void KeptPast::onFillsRead(const PastFills &fills)
{
    const auto at = fills.empty() ? m_asked.end() : m_asked.find(fills.front()->account);
    if (at != m_asked.end()) // else of one that has left
        at->second.areFillsRead = true;
    Q_EMIT fillsRead(fills);
}

void KeptPast::onEquityRead(const domain::EquityPastPtr &past)
{
    if (past->empty())
        return; // nothing is kept yet, of nobody in particular: the question stays
    const domain::Address account = past->front().account;
    const auto further = m_money.putPast(*past, m_clock.now().wall);
    Q_EMIT equityRead(past);
    const auto at = m_asked.find(account);
    if (at == m_asked.end() || !at->second.open)
        return;
    const Question answered = *at->second.open;
    if (answered.until && past->front().time > *answered.until)
        return; // an answer to another question, that came late
    at->second.open.reset();
    if (further && answered.page < limits::PastPages)
        ask(account, {further, answered.page + 1, limits::PastRetry});
}

// What the monitor elsewhere kept while it was not heard: a day may have begun meanwhile.
void KeptPast::onConnectionChanged()
{
    if (!m_source.lostSentence().isEmpty())
        return;
    for (auto &[account, asked] : m_asked) {
        asked.fillsAsked = 0; // an answer may be lost: again with what comes next
        asked.areFillsRead = false;
        ask(account, {{}, 1, limits::PastRetry});
    }
}

void KeptPast::onAccountsChanged()
{
    const auto accounts = m_source.accounts();
    std::erase_if(m_asked, [&](const auto &entry) {
        return std::none_of(accounts.begin(), accounts.end(),
                            [&](const auto &one) { return one.address == entry.first; });
    });
    if (m_money.setAccounts(accounts))
        Q_EMIT accountsReplaced();
}

} // namespace lpm::gui
