// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/moneymemory.h"

#include "gui/limits.h"

namespace lpm::gui {

MoneyMemory::MoneyMemory(const std::vector<domain::WatchedAccount> &accounts)
{
    setAccounts(accounts);
}

bool MoneyMemory::setAccounts(const std::vector<domain::WatchedAccount> &accounts)
{
    std::set<domain::Address> wanted;
    for (const domain::WatchedAccount &account : accounts)
        wanted.insert(account.address);
    if (wanted == m_accounts)
        return false;
    m_accounts = std::move(wanted);
    const auto isGone = [this](const AccountChoice &whose) {
        return !whose || !m_accounts.contains(*whose);
    };
    std::erase_if(m_tracks, [&](const auto &entry) { return isGone(entry.first); });
    std::erase_if(m_kept, [&](const auto &entry) { return isGone(entry.first); });
    addUpAll();
    return true;
}

// Each moment of the first one: a sum is of a moment that all have.
void MoneyMemory::addUpAll()
{
    if (m_accounts.empty() || !m_kept.contains(*m_accounts.begin()))
        return;
    for (const auto &[time, point] : m_kept[*m_accounts.begin()])
        addUp(time);
}

void MoneyMemory::add(const AccountChoice &whose, const MoneyPoint &now)
{
    m_tracks[whose].add(now);
}

void MoneyMemory::forgetSeen()
{
    m_tracks.clear();
    for (const auto &[account, kept] : m_kept) {
        for (const auto &[time, point] : kept)
            m_tracks[account].putPast(point);
    }
    addUpAll();
}

std::optional<base::Timestamp> MoneyMemory::putPast(const domain::EquityPast &page,
                                                    base::Timestamp now)
{
    if (page.empty())
        return std::nullopt;
    const domain::Address &account = page.front().account;
    if (!m_accounts.contains(account))
        return std::nullopt;
    auto &kept = m_kept[account];
    for (const domain::EquitySample &sample : page) {
        if (sample.time > now)
            continue;
        const MoneyPoint point = pointOf(sample);
        kept.insert_or_assign(sample.time, point);
        m_tracks[account].putPast(point);
        addUp(sample.time);
    }
    kept.erase(kept.upper_bound(now), kept.end()); // of a clock that was ahead
    if (!kept.empty()) // what is old is told by the samples themselves: a clock may be wrong
        kept.erase(kept.begin(), kept.lower_bound(kept.rbegin()->first - limits::MoneySpan));
    if (page.size() < limits::EquityAsked || page.back().time <= now - limits::MoneySpan)
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
