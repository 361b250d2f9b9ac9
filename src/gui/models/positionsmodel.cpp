// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positionsmodel.h"

#include "gui/format/inerttext.h"
#include "gui/limits.h"
#include "gui/models/doubt.h"

#include <algorithm>
#include <bit>
#include <set>

namespace lpm::gui {

using domain::PositionView;

namespace {

constexpr std::uint32_t bitOf(int column) { return std::uint32_t{1} << column; }

PositionColumn columnAt(int index) { return static_cast<PositionColumn>(index); }

} // namespace

QString accountName(const domain::Address &address, const std::string &label)
{
    return label.empty() ? QString::fromStdString(address.shortText()) : inertName(label);
}

PositionsModel::PositionsModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(limits::UpdatePace);
    connect(&m_pace, &QTimer::timeout, this, &PositionsModel::flush);
    m_flashPace.setInterval(limits::FlashTime / RowFlash::Steps);
    connect(&m_flashPace, &QTimer::timeout, this, &PositionsModel::onFlashPace);
}

void PositionsModel::takeSummary(const domain::SummaryPtr &summary)
{
    m_waitingSummaries[summary->account] = summary;
    m_feeds[summary->account] = summary->feedState; // at once: what comes after it is newer
    wait();
}

void PositionsModel::keepOnly(const std::vector<domain::WatchedAccount> &accounts)
{
    const auto isGone = [&](const domain::Address &account) {
        return std::none_of(accounts.begin(), accounts.end(), [&](const auto &watched) {
            return watched.address == account;
        });
    };
    const auto isOfGone = [&](const auto &entry) { return isGone(entry.first); };
    std::erase_if(m_waitingSummaries, isOfGone);
    std::erase_if(m_waitingUpdates,
                  [&](const auto &entry) { return isGone(entry.first.account); });
    std::erase_if(m_feeds, isOfGone);
    std::erase_if(m_seqShown, isOfGone);
    std::erase_if(m_epochs, isOfGone);
    for (std::size_t i = m_rows.size(); i-- > 0;) {
        if (isGone(m_rows[i].position.account))
            removeRowAt(i);
    }
    reindex();
}

void PositionsModel::takeUpdate(const domain::PositionUpdatePtr &update)
{
    domain::PositionUpdatePtr &waiting = m_waitingUpdates[{update->account, update->symbol}];
    if (!waiting || waiting->seq < update->seq)
        waiting = update;
    wait();
}

void PositionsModel::takeHealth(const domain::HealthPtr &health)
{
    for (const domain::AccountHealth &account : health->accounts)
        m_feeds[account.account] = account.feedState;
    for (PositionRow &row : m_rows)
        refreshTimed(row);
    wait();
}

void PositionsModel::takeReconciliation(const domain::ReconciliationPtr &view)
{
    m_proofs.take(*view);
    for (PositionRow &row : m_rows)
        refreshTimed(row);
    wait();
}

void PositionsModel::setNow(base::Timestamp now)
{
    m_now = now;
    for (PositionRow &row : m_rows)
        refreshTimed(row);
    wait();
}

void PositionsModel::wait()
{
    if (!m_pace.isActive())
        m_pace.start();
}

void PositionsModel::flush()
{
    m_pace.stop();
    if (std::exchange(m_isFadeWaiting, false))
        fadeFlashes();
    // Summaries first: an update that one includes is then known to be older, and is dropped.
    for (const auto &[account, summary] : std::exchange(m_waitingSummaries, {}))
        showSummary(*summary);
    for (const auto &[key, update] : std::exchange(m_waitingUpdates, {}))
        showUpdate(*update);
    tellChanges();
}

void PositionsModel::showSummary(const domain::SummaryView &summary)
{
    std::string &epoch = m_epochs[summary.account];
    if (epoch != summary.epoch) { // another run numbers anew
        epoch = summary.epoch;
        for (PositionRow &row : m_rows) {
            if (row.position.account == summary.account)
                row.seq = 0;
        }
    }
    m_seqShown[summary.account] = summary.seq;
    removeMissing(summary);
    std::vector<PositionRow> fresh;
    for (const PositionView &position : summary.positions) {
        if (position.side == domain::PositionSide::Flat)
            continue;
        const auto found = m_index.find({summary.account, position.symbol});
        if (found == m_index.end())
            fresh.push_back(makeRow(position, summary.accountLabel, summary.seq));
        else if (m_rows[found->second].seq <= summary.seq)
            replace(m_rows[found->second], position, summary.seq);
    }
    append(std::move(fresh));
}

void PositionsModel::removeMissing(const domain::SummaryView &summary)
{
    std::set<std::string_view> held;
    for (const PositionView &position : summary.positions) {
        if (position.side != domain::PositionSide::Flat)
            held.insert(position.symbol);
    }
    for (std::size_t i = m_rows.size(); i-- > 0;) {
        const PositionRow &row = m_rows[i];
        if (row.position.account == summary.account && row.seq <= summary.seq &&
            !held.contains(row.position.symbol))
            removeRowAt(i);
    }
    reindex();
}

void PositionsModel::showUpdate(const domain::PositionUpdate &update)
{
    if (domain::kindOf(update.position.coin) == domain::InstrumentKind::Spot)
        return; // a holding, not a position; its fill is in the fills panel
    const auto shown = m_seqShown.find(update.account);
    if (shown != m_seqShown.end() && update.seq <= shown->second)
        return;
    const auto found = m_index.find({update.account, update.symbol});
    if (found != m_index.end() && update.seq < m_rows[found->second].seq)
        return;
    const bool isFlat = update.position.side == domain::PositionSide::Flat;
    if (found == m_index.end()) {
        if (!isFlat)
            append({makeRow(update.position, update.accountLabel, update.seq)});
    } else if (isFlat) {
        removeRowAt(found->second);
        reindex();
    } else {
        replace(m_rows[found->second], update.position, update.seq);
    }
}

void PositionsModel::removeRowAt(std::size_t index)
{
    const int at = static_cast<int>(index);
    beginRemoveRows({}, at, at);
    m_rows.erase(m_rows.begin() + at);
    endRemoveRows();
}

void PositionsModel::append(std::vector<PositionRow> rows)
{
    if (rows.empty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    for (PositionRow &row : rows) {
        m_index[{row.position.account, row.position.symbol}] = m_rows.size();
        m_rows.push_back(std::move(row));
    }
    endInsertRows();
}

CellInput PositionsModel::inputOf(const PositionRow &row) const
{
    return {row.position, row.account, m_now, m_proofs.verdictOf(row.position),
            m_proofs.isUnknown(row.position.account)};
}

PositionRow PositionsModel::makeRow(const PositionView &position, const std::string &label,
                                    std::uint64_t seq) const
{
    PositionRow row{.position = position,
                    .account = accountName(position.account, label),
                    .seq = seq,
                    .freshness = freshnessOf(position),
                    .isFeedDown = isAccountDown(position.account),
                    .cells = {},
                    .changed = 0,
                    .flash = {}};
    for (int i = 0; i < PositionColumnCount; ++i)
        row.cells[static_cast<std::size_t>(i)] = spec(columnAt(i)).make(inputOf(row));
    return row;
}

void PositionsModel::replace(PositionRow &row, const PositionView &position, std::uint64_t seq)
{
    row.seq = seq;
    const PositionView before = std::exchange(row.position, position);
    for (int i = 0; i < PositionColumnCount; ++i) {
        const PositionColumnSpec &column = spec(columnAt(i));
        if (column.same(before, position))
            continue;
        Cell cell = column.make(inputOf(row));
        if (cell == row.cells[static_cast<std::size_t>(i)])
            continue;
        if (m_isFlashing && cell.text != row.cells[static_cast<std::size_t>(i)].text)
            flash(row, i, before);
        row.cells[static_cast<std::size_t>(i)] = std::move(cell);
        row.changed |= bitOf(i);
    }
    refreshTimed(row);
}

// Only from one known number to another: that something became known is no rise.
void PositionsModel::flash(PositionRow &row, int column, const PositionView &before)
{
    const auto number = spec(columnAt(column)).number;
    const auto was = number(before);
    const auto is = number(row.position);
    if (!was || !is || *was == *is)
        return;
    row.flash.start(column, *is > *was);
    if (!m_flashPace.isActive())
        m_flashPace.start();
}

void PositionsModel::setFlashing(bool isFlashing)
{
    m_isFlashing = isFlashing;
    if (isFlashing)
        return;
    m_flashPace.stop();
    m_isFadeWaiting = false;
    for (PositionRow &row : m_rows)
        row.flash.clear();
    Q_EMIT glowing();
}

// A step waits for the turn that is due: what changed and what fades is painted once.
void PositionsModel::onFlashPace()
{
    m_isFadeWaiting = m_pace.isActive();
    if (!m_isFadeWaiting)
        fadeFlashes();
}

void PositionsModel::fadeFlashes()
{
    bool hasGlowed = false;
    for (PositionRow &row : m_rows)
        hasGlowed = row.flash.fade() || hasGlowed;
    if (hasGlowed)
        Q_EMIT glowing();
    else
        m_flashPace.stop();
}

void PositionsModel::refreshTimed(PositionRow &row)
{
    const domain::PriceState freshness = freshnessOf(row.position);
    const bool isDown = isAccountDown(row.position.account);
    if (freshness != row.freshness || isDown != row.isFeedDown) {
        row.freshness = freshness;
        row.isFeedDown = isDown;
        row.changed |= bitOf(0) | bitOf(PositionColumnCount - 1);
    }
    for (const PositionColumn column :
         {PositionColumn::Mark, PositionColumn::Opened, PositionColumn::Reconciled}) {
        const int index = static_cast<int>(column);
        Cell cell = spec(column).make(inputOf(row));
        if (cell == row.cells[static_cast<std::size_t>(index)])
            continue;
        row.cells[static_cast<std::size_t>(index)] = std::move(cell);
        row.changed |= bitOf(index);
    }
}

// The worse of what the source says and of what is seen here: the source may hang.
domain::PriceState PositionsModel::freshnessOf(const PositionView &position) const
{
    if (!position.priceTime)
        return domain::PriceState::Stale;
    const auto seen =
        domain::priceStateOf(m_now - *position.priceTime, isAccountDown(position.account));
    return std::max(seen, position.priceState.value_or(domain::PriceState::Live));
}

bool PositionsModel::hasOldPrice(const std::optional<domain::Address> &account) const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const PositionRow &row) {
        return row.freshness != domain::PriceState::Live &&
               (!account || row.position.account == *account);
    });
}

bool PositionsModel::isAccountDown(const domain::Address &account) const
{
    const auto feed = m_feeds.find(account);
    return feed != m_feeds.end() && isFeedDown(feed->second);
}

// One dataChanged for each run of neighbouring rows that changed.
void PositionsModel::tellChanges()
{
    for (std::size_t first = 0; first < m_rows.size(); ++first) {
        std::uint32_t columns = 0;
        std::size_t end = first;
        while (end < m_rows.size() && m_rows[end].changed != 0)
            columns |= std::exchange(m_rows[end++].changed, 0);
        if (columns == 0)
            continue;
        const int left = std::countr_zero(columns);
        const int right = static_cast<int>(std::bit_width(columns)) - 1;
        Q_EMIT dataChanged(index(static_cast<int>(first), left),
                           index(static_cast<int>(end) - 1, right));
        first = end;
    }
}

void PositionsModel::reindex()
{
    m_index.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_index[{m_rows[i].position.account, m_rows[i].position.symbol}] = i;
}

} // namespace lpm::gui
