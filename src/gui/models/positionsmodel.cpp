// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positionsmodel.h"

#include "gui/format/inerttext.h"
#include "gui/limits.h"
#include "gui/models/doubt.h"

#include <algorithm>

namespace lpm::gui {

using domain::PositionView;

namespace {

constexpr std::uint32_t AllColumns = (std::uint32_t{1} << PositionColumnCount) - 1;

constexpr std::uint32_t bitOf(int column) { return std::uint32_t{1} << column; }

PositionColumn columnAt(int index) { return static_cast<PositionColumn>(index); }

const Cell &signOf(const PositionRow &row)
{
    return row.cells[static_cast<std::size_t>(PositionColumn::Reconciled)];
}

} // namespace

QString accountName(const domain::Address &address, const std::string &label)
{
    return label.empty() ? QString::fromStdString(address.shortText()) : inertName(label);
}

bool isProven(const PositionRow &row)
{
    return row.position.isReconciled && signOf(row).tone == Tone::Good;
}

int proofRank(const PositionRow &row)
{
    const Cell &sign = signOf(row);
    switch (sign.tone) {
    case Tone::Bad:
        return 0;
    case Tone::Warning:
        return 1;
    case Tone::Good:
        return 4;
    default: // not known now, or not compared since it changed
        return sign.text == QLatin1String("?") ? 2 : 3;
    }
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
    Q_EMIT shown();
}

void PositionsModel::showSummary(const domain::SummaryView &summary)
{
    std::string &epoch = m_epochs[summary.account];
    if (epoch != summary.epoch) { // another run numbers anew
        epoch = summary.epoch;
        for (PositionRow &row : m_rows) {
            if (row.position.account != summary.account)
                continue;
            row.seq = 0;
            row.isOfOtherRun = true;
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
            fresh.push_back(
                makeRow(position, summary.accountLabel, summary.seq, summary.timestamp));
        else if (m_rows[found->second].seq <= summary.seq)
            replace(m_rows[found->second], position, summary.seq, summary.timestamp);
    }
    append(std::move(fresh));
}

void PositionsModel::removeMissing(const domain::SummaryView &summary)
{
    std::vector<std::string_view> held;
    for (const PositionView &position : summary.positions) {
        if (position.side != domain::PositionSide::Flat)
            held.push_back(position.symbol);
    }
    std::sort(held.begin(), held.end());
    const std::size_t before = m_rows.size();
    for (std::size_t i = m_rows.size(); i-- > 0;) {
        const PositionRow &row = m_rows[i];
        if (row.position.account == summary.account && row.seq <= summary.seq &&
            !std::binary_search(held.begin(), held.end(), row.position.symbol))
            removeRowAt(i);
    }
    if (m_rows.size() != before)
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
            append({makeRow(update.position, update.accountLabel, update.seq, update.timestamp)});
    } else if (isFlat) {
        removeRowAt(found->second);
        reindex();
    } else {
        replace(m_rows[found->second], update.position, update.seq, update.timestamp);
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
            m_proofs.isUnknown(row.position.account), &row.steps};
}

PositionRow PositionsModel::makeRow(const PositionView &position, const std::string &label,
                                    std::uint64_t seq, base::Timestamp time) const
{
    PositionRow row{.position = position,
                    .account = accountName(position.account, label),
                    .seq = seq,
                    .freshness = freshnessOf(position),
                    .isFeedDown = isAccountDown(position.account),
                    .cells = {},
                    .stale = AllColumns,
                    .flash = {},
                    .steps = FigureSteps(time)};
    remake(row, static_cast<int>(PositionColumn::Reconciled)); // asked for by more than the views
    return row;
}

void PositionsModel::replace(PositionRow &row, const PositionView &position, std::uint64_t seq,
                             base::Timestamp time)
{
    row.seq = seq;
    const PositionView before = std::exchange(row.position, position);
    if (std::exchange(row.isOfOtherRun, false))
        row.steps = FigureSteps(time); // what it knew is no part of these sums
    else
        row.steps.follow(before, position, time);
    for (int i = 0; i < PositionColumnCount; ++i) {
        if (spec(columnAt(i)).same(before, position))
            continue;
        const bool wasSeen = (row.stale & bitOf(i)) == 0 || row.flash.hasMoved(i);
        row.stale |= bitOf(i);
        row.changed |= bitOf(i);
        if (m_isFlashing && wasSeen) // else its text is of long ago
            flash(row, i, before);
    }
    refreshDoubt(row);
}

const Cell &PositionsModel::cellOf(const PositionRow &row, int column) const
{
    if ((row.stale & bitOf(column)) != 0)
        remake(row, column);
    return row.cells[static_cast<std::size_t>(column)];
}

bool PositionsModel::remake(const PositionRow &row, int column) const
{
    Cell cell = spec(columnAt(column)).make(inputOf(row));
    Cell &kept = row.cells[static_cast<std::size_t>(column)];
    row.stale &= ~bitOf(column);
    row.flash.look(column, cell.text != kept.text);
    if (cell == kept)
        return false;
    kept = std::move(cell);
    return true;
}

// What changes by the passing of time alone.
void PositionsModel::refreshTimed(PositionRow &row)
{
    refreshDoubt(row);
    for (const PositionColumn column : {PositionColumn::Mark, PositionColumn::Opened}) {
        const int index = static_cast<int>(column);
        if (remake(row, index))
            row.changed |= bitOf(index);
    }
}

// How far the row can be believed: whether its prices are old, and whether it was compared.
void PositionsModel::refreshDoubt(PositionRow &row)
{
    const domain::PriceState freshness = freshnessOf(row.position);
    const bool isDown = isAccountDown(row.position.account);
    if (freshness != row.freshness || isDown != row.isFeedDown) {
        row.freshness = freshness;
        row.isFeedDown = isDown;
        row.changed = AllColumns;
    }
    const int reconciled = static_cast<int>(PositionColumn::Reconciled);
    if (remake(row, reconciled))
        row.changed |= bitOf(reconciled);
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

void PositionsModel::reindex()
{
    m_index.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_index[{m_rows[i].position.account, m_rows[i].position.symbol}] = i;
}

} // namespace lpm::gui
