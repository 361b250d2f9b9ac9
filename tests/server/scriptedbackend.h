// SPDX-License-Identifier: GPL-3.0-or-later
// A backend whose accounts, positions and events are what a test says.
#pragma once

#include "server/apibackend.h"

#include <map>

namespace lpm::server::testing {

domain::Decimal decimal(std::string_view text);
domain::Address address(int number); // 0x…01, 0x…02
base::Timestamp instant(std::string_view rfc3339);

// The seed's own example: 0.1 BTC long from 50000, marked at 50500.
domain::PositionView btcPosition(const domain::Address &account);

// The past that a test says. Answers at once, or when the test lets it.
class ScriptedHistory final : public monitor::History
{
public:
    void fills(domain::HistoryRequest request, Done<domain::PastFill> done) override;
    void funding(domain::HistoryRequest request, Done<domain::PastFunding> done) override;
    void equity(domain::HistoryRequest request, Done<domain::EquitySample> done) override;
    void answerWaiting(); // what was asked while isWaiting
    int asked() const { return m_asked; } // for fills, so far
    std::size_t waiting() const { return m_waiting.size(); }
    // Of the last question.
    const std::optional<domain::Asker> &asker() const { return m_asker; }

    std::vector<domain::PastFill> keptFills; // newest first, as all of these
    std::vector<domain::PastFunding> keptFunding;
    std::vector<domain::EquitySample> keptEquity;
    std::optional<base::Error> trouble;
    bool isWaiting = false;

private:
    template <class Row>
    void answer(base::Result<std::vector<Row>> rows, Done<Row> done);

    std::vector<std::function<void()>> m_waiting;
    std::optional<domain::Asker> m_asker;
    int m_asked = 0;
};

class ScriptedBackend final : public ApiBackend
{
public:
    // One account, running and healthy, without positions.
    explicit ScriptedBackend(QObject *parent = nullptr);

    void addAccount(const domain::Address &account, const std::string &label);
    void forgetAccounts() { m_accounts.clear(); } // none is watched
    void forgetState(const domain::Address &account) { m_summaries.erase(account); }
    void setRunning(bool isRunning);
    void endMonitoring(); // it no longer runs, and the world is told
    void setReady(bool isReady);
    void setAuditRefusing(bool isRefusing);
    // Replaces the position of its symbol (removes it where flat); totals follow.
    void setPosition(const domain::PositionView &position);
    void setSummary(domain::SummaryView summary); // of its account, as it is
    // Takes the position over, gives the update the account's next seq and tells the world.
    domain::PositionUpdatePtr publish(domain::PositionUpdate update);
    domain::PositionUpdatePtr publishPrice(const domain::Address &account, std::string_view symbol,
                                           std::string_view mark);
    domain::PositionUpdatePtr publishFill(const domain::Address &account,
                                          const domain::PositionView &after, int number);

    std::vector<domain::WatchedAccount> accounts() const override { return m_accounts; }
    domain::SummaryPtr summary(const domain::Address &account) const override;
    domain::HealthPtr health() const override;
    AuditHeadView auditHead() const override { return {42, std::string(64, 'a')}; }
    std::vector<domain::PositionUpdatePtr>
    recentFills(const domain::Address &account) const override;
    domain::ReconciliationPtr reconciliation(const domain::Address &account) const override;
    bool reconcile(const domain::Address &account) override;
    monitor::History &history() const override { return past; }
    void setReconciliation(domain::ReconciliationView view);
    void setFeedState(const domain::Address &account, domain::FeedState state);
    void setFeeds(const domain::Address &account, std::vector<domain::FeedHealth> feeds);

    int reconciliations = 0;
    mutable ScriptedHistory past;

private:
    domain::AccountHealth *healthOf(const domain::Address &account);
    domain::SummaryView copyOf(const domain::Address &account) const;

    std::vector<domain::WatchedAccount> m_accounts;
    std::map<domain::Address, domain::SummaryPtr> m_summaries;
    std::map<domain::Address, std::vector<domain::PositionUpdatePtr>> m_fills;
    std::map<domain::Address, domain::ReconciliationPtr> m_reconciliations;
    domain::HealthView m_health;
};

} // namespace lpm::server::testing
