// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/remotebook.h"

#include <algorithm>

namespace lpm::gui {

void RemoteBook::begin(std::vector<domain::SummaryPtr> state)
{
    const std::string epoch = state.empty() ? std::string() : state.front()->epoch;
    if (epoch != m_epoch)
        m_heard.clear();
    m_epoch = epoch;
    m_resuming = Resuming::No;
    m_states.clear();
    m_told.clear();
    for (domain::SummaryPtr &summary : state) {
        m_told[summary->account] = summary->seq;
        m_states[summary->account] = std::move(summary);
    }
}

base::Result<std::vector<domain::SummaryPtr>>
RemoteBook::takeState(const std::vector<domain::SummaryPtr> &state)
{
    std::vector<domain::SummaryPtr> news;
    for (const domain::SummaryPtr &summary : state) {
        const auto told = m_told.find(summary->account);
        if (told == m_told.end())
            continue; // the connection begins anew for it in a moment
        if (summary->epoch != m_epoch)
            return base::failure(base::ErrorCode::Protocol, "tells of another run");
        if (summary->seq < told->second)
            continue;
        advance(summary->account, summary->seq);
        m_states[summary->account] = summary;
        news.push_back(summary);
    }
    return news;
}

RemoteBook::Judgement RemoteBook::take(const ReadUpdate &read)
{
    const domain::PositionUpdate &update = read.update;
    const auto told = m_told.find(update.account);
    if (told == m_told.end())
        return {};
    if (read.isMissed) {
        std::uint64_t &heard = m_heard[update.account];
        const bool isNews = update.seq > heard && update.seq <= told->second;
        heard = std::max(heard, update.seq);
        return {isNews, false};
    }
    if (update.seq <= told->second)
        return {};
    const bool isNext = update.seq == told->second + 1;
    advance(update.account, update.seq);
    return {true, !isNext};
}

RemoteBook::Missed RemoteBook::beginResuming()
{
    Missed missed;
    for (const auto &[account, seq] : m_told) {
        const std::uint64_t heard = m_heard[account];
        if (heard < seq)
            missed[account] = {heard, seq};
    }
    m_resuming = missed.empty() ? Resuming::No : Resuming::Asked;
    return missed;
}

void RemoteBook::endResuming()
{
    m_resuming = Resuming::No;
    m_heard = m_told;
}

// A connection that is lost before all that was missed is told has not heard it.
void RemoteBook::advance(const domain::Address &account, std::uint64_t seq)
{
    m_told[account] = seq;
    if (m_resuming == Resuming::No)
        m_heard[account] = seq;
}

} // namespace lpm::gui
