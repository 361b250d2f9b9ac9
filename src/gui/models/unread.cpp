// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/unread.h"

#include <algorithm>

namespace lpm::gui {

using domain::SummaryView;

namespace {

bool wasCompared(const SummaryView &summary, const domain::HealthView &health)
{
    return std::any_of(health.accounts.begin(), health.accounts.end(),
                       [&](const domain::AccountHealth &account) {
                           return account.account == summary.account && account.lastReconciliation;
                       });
}

} // namespace

bool isUnread(const SummaryView &summary, const domain::HealthView *health)
{
    return summary.positions.empty() && !(health && wasCompared(summary, *health));
}

bool areRead(const std::vector<domain::SummaryPtr> &summaries, std::size_t accounts,
             const domain::HealthView *health)
{
    return !summaries.empty() && summaries.size() == accounts
           && std::none_of(
               summaries.begin(), summaries.end(),
               [&](const domain::SummaryPtr &summary) { return isUnread(*summary, health); });
}

} // namespace lpm::gui
