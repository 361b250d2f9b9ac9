// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/moneymemory.h"

#include "gui/limits.h"

#include <algorithm>

namespace lpm::gui {

MoneyMemory::MoneyMemory(const std::vector<domain::WatchedAccount> &accounts)
{
    setAccounts(accounts);
}

void MoneyMemory::setAccounts(const std::vector<domain::WatchedAccount> &accounts)
{
    std::vector<domain::Address> wanted;
    for (const domain::WatchedAccount &account : accounts)
        wanted.push_back(account.address);
    if (wanted == m_accounts)
        return;
    m_accounts = std::move(wanted);
    const auto isGone = [this](const AccountChoice &whose) {
        return !whose || std::find(m_accounts.begin(), m_accounts.end(), *whose) == m_accounts.end();
    };
    std::erase_if(m_tracks, [&](const auto &entry) { return isGone(entry.first); });
    std::erase_if(m_kept, [&](const auto &entry) { return isGone(entry.first); });
    if (m_accounts.empty() || !m_kept.contains(m_accounts.front()))
        return;
    for (const auto &[time, point] : m_kept[m_accounts.front()])
        addUp(time);
}

void MoneyMemory::add(const AccountChoice &whose, const MoneyPoint &now)
{
    m_tracks[whose].add(now);
}

std::optional<base::Timestamp> MoneyMemory::putPast(const domain::EquityPast &page,
                                                    base::Timestamp now)
{
    if (page.empty())
        return std::nullopt;
    const domain::Address &account = page.front().account;
    if (std::find(m_accounts.begin(), m_accounts.end(), account) == m_accounts.end())
        return std::nullopt;
    const base::Timestamp oldest = now - limits::MoneySpan;
    auto &kept = m_kept[account];
    bool isNews = false; // an answer that tells nothing new is followed by no question
    for (const domain::EquitySample &sample : page) {
        if (sample.time < oldest || sample.time > now)
            continue;
        const MoneyPoint point = pointOf(sample);
        isNews = kept.insert_or_assign(sample.time, point).second || isNews;
        m_tracks[account].putPast(point);
        addUp(sample.time);
    }
    kept.erase(kept.begin(), kept.lower_bound(oldest));
    if (!isNews || page.size() < limits::EquityAsked || page.back().time <= oldest)
        return std::nullopt;
    return page.back().time - base::Milliseconds(1);
}

// Of all accounts at this moment, once all of them are known to have been sampled then.
void MoneyMemory::addUp(base::Timestamp time)
{
    std::optional<MoneyPoint> sum;
    for (const domain::Address &account : m_accounts) {
        const auto known = m_kept.find(account);
        if (known == m_kept.end())
            return;
        const auto at = known->second.find(time);
        if (at == known->second.end())
            return;
        sum = sum ? sumOf(*sum, at->second) : at->second;
    }
    if (sum)
        m_tracks[std::nullopt].putPast(*sum);
}

MoneyMoves MoneyMemory::moves(const AccountChoice &whose, const MoneyPoint &now) const
{
    const auto track = m_tracks.find(whose);
    return track == m_tracks.end() ? movesOf({}, now) : movesOf(track->second, now);
}

} // namespace lpm::gui
