// SPDX-License-Identifier: GPL-3.0-or-later
// How the monitor is: the state of each account's feed, and the facts that health is judged by.
#include "core/base/limits.h"
#include "core/monitor/healthrules.h"
#include "core/monitor/positionmonitor_p.h"

namespace lpm::monitor {

domain::FeedState PositionMonitor::Private::feedState(const AccountSession &session) const
{
    const auto state = session.sync().status().state;
    const bool isSilent = lastBytes
                          && lastBytes->monotonic + base::limits::FeedSilence
                                 <= clock.now().monotonic;
    if (state != domain::FeedState::Offline && isSilent)
        return domain::FeedState::Stale;
    return state == domain::FeedState::Live && isComparisonOverdue(session)
               ? domain::FeedState::Suspect
               : state;
}

bool PositionMonitor::Private::isComparisonOverdue(const AccountSession &session) const
{
    const auto status = session.sync().status();
    return status.wasLive && status.state != domain::FeedState::Offline && status.lastComparedAt
           && *status.lastComparedAt + options.syncInterval + base::limits::ComparisonOverdue
                  < clock.now().monotonic;
}

domain::HealthView PositionMonitor::Private::health() const
{
    const auto now = clock.now();
    domain::HealthView view;
    view.mode = options.mode;
    view.timestamp = now.wall;
    view.isAuditRefusing = audit.isRefusing();
    bool everyAccountWasLive = !sessions.empty();
    HealthFacts facts;
    for (const auto &session : sessions) {
        const auto status = session->sync().status();
        domain::AccountHealth account;
        account.account = session->account().address;
        account.label = session->account().label;
        account.feedState = feedState(*session);
        if (lastBytes)
            account.lastMessage = lastBytes->wall;
        if (marks.lastMark())
            account.lastMark = marks.lastMark()->wall;
        account.lastReconciliation = status.lastReconciliation;
        account.lastReconciliationAgreed = status.lastReconciliationAgreed;
        account.openDiscrepancies = status.openDiscrepancies;
        account.feeds = feeds(*session, account.feedState);
        everyAccountWasLive = everyAccountWasLive && status.wasLive;
        if (isComparisonOverdue(*session))
            facts.uncompared.insert(account.account);
        if (session->isEquityUnread())
            facts.unreadEquity.insert(account.account);
        if (status.lacksSlices)
            facts.unlistedSlices.insert(account.account);
        view.accounts.push_back(std::move(account));
    }
    facts.isRunning = isRunning;
    facts.isAuditRefusing = audit.isRefusing();
    facts.isAuditLate = audit.isSyncLate();
    facts.silentCoins = marks.silentCoins(now);
    facts.guessedCoins = guessedCoins();
    facts.wereFramesRejected = rejections.hadAny(now.monotonic);
    facts.everyAccountWasLive = everyAccountWasLive;
    facts.notices = notices;
    if (askLedger) {
        const LedgerHealth ledger = askLedger();
        facts.ledgerTrouble = ledger.trouble;
        facts.notices.insert(facts.notices.end(), ledger.notices.begin(), ledger.notices.end());
    }
    judgeHealth(view, facts);
    return view;
}

} // namespace lpm::monitor
