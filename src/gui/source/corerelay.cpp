// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/source/corerelay.h"

#include "gui/limits.h"

#include <algorithm>

namespace lpm::gui {

void CoreRelay::takeAccounts(std::vector<domain::WatchedAccount> accounts)
{
    const auto isGone = [&accounts](const domain::Address &address) {
        return std::none_of(accounts.begin(), accounts.end(),
                            [&](const auto &account) { return account.address == address; });
    };
    std::erase_if(m_summaries, [&](const auto &waiting) { return isGone(waiting.first); });
    std::erase_if(m_reconciliations, [&](const auto &waiting) { return isGone(waiting.first); });
    std::erase_if(m_updates, [&](const auto &waiting) { return isGone(waiting.first.first); });
    std::erase_if(m_fills, [&](const auto &fill) { return isGone(fill->account); });
    m_accounts = std::move(accounts);
    offer();
}

void CoreRelay::takeSummary(const domain::SummaryPtr &summary)
{
    m_summaries[summary->account] = summary;
    offer();
}

void CoreRelay::takeUpdate(const domain::PositionUpdatePtr &update)
{
    if (update->eventType == domain::EventType::Fill) {
        m_fills.push_back(update);
        m_updates.erase({update->account, update->symbol}); // older than the fill
        // The panel keeps no more than this anyway; the position itself is in the next summary.
        if (m_fills.size() > limits::RelayedFills)
            m_fills.pop_front();
    } else if (m_updates.size() < limits::RelayedOpen) {
        m_updates.insert_or_assign({update->account, update->symbol}, update);
    }
    offer();
}

void CoreRelay::takeHealth(const domain::HealthPtr &health)
{
    m_health = health;
    offer();
}

void CoreRelay::takeReconciliation(const domain::ReconciliationPtr &view)
{
    m_reconciliations[view->account] = view;
    offer();
}

void CoreRelay::onBatchShown()
{
    m_isUnderWay = false;
    if (!m_summaries.empty() || !m_updates.empty() || !m_fills.empty() || m_health ||
        !m_reconciliations.empty() || m_accounts)
        offer();
}

void CoreRelay::offer()
{
    if (m_isUnderWay)
        return;
    m_isUnderWay = true;
    auto batch = std::make_shared<RelayBatch>();
    batch->accounts = std::exchange(m_accounts, std::nullopt);
    for (auto &[account, summary] : std::exchange(m_summaries, {}))
        batch->summaries.push_back(summary);
    for (auto &[key, update] : std::exchange(m_updates, {}))
        batch->updates.push_back(update);
    batch->fills.assign(m_fills.begin(), m_fills.end());
    m_fills.clear();
    for (auto &[account, view] : std::exchange(m_reconciliations, {}))
        batch->reconciliations.push_back(view);
    batch->health = std::exchange(m_health, nullptr);
    Q_EMIT batchReady(batch);
}

} // namespace lpm::gui
