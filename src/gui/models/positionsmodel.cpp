// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positionsmodel.h"

#include "gui/format/inerttext.h"
#include "gui/limits.h"
#include "gui/models/doubt.h"
#include "gui/models/positionexplain.h"

#include <algorithm>
#include <bit>
#include <set>

namespace lpm::gui {

using domain::PositionView;

namespace {

constexpr std::uint32_t bitOf(int column) { return std::uint32_t{1} << column; }

PositionColumn columnAt(int index) { return static_cast<PositionColumn>(index); }

// A number that does not follow from the mark is old only when the whole feed is.
domain::PriceState cellFreshness(const PositionRow &row, PositionColumn column)
{
    if (isPriced(column))
        return row.freshness;
    return row.isFeedDown ? domain::PriceState::Stale : domain::PriceState::Live;
}

// Half of the price away fills the bar.
double barOf(const PositionView &position)
{
    if (!position.liquidationDistance)
        return 0;
    return std::clamp(position.liquidationDistance->approximate() * 2, 0.0, 1.0);
}

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
}

void PositionsModel::takeSummary(const domain::SummaryPtr &summary)
{
    m_waitingSummaries[summary->account] = summary;
    wait();
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
    std::erase_if(m_verdicts,
                  [&](const auto &entry) { return entry.first.first == view->account; });
    m_isProofUnknown[view->account] = view->state == domain::ReconciliationState::Unknown;
    for (const domain::ComparedField &field : view->rows) {
        if (!isProven(field) || field.verdict < domain::FieldVerdict::Suspect)
            continue;
        domain::FieldVerdict &worst = m_verdicts[{view->account, field.coin}];
        worst = std::max(worst, field.verdict);
    }
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
    m_feeds[summary.account] = summary.feedState;
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
    const auto proof = m_isProofUnknown.find(row.position.account);
    return {row.position, row.account, m_now, verdictOf(row.position),
            proof != m_isProofUnknown.end() && proof->second};
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
                    .changed = 0};
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
        row.cells[static_cast<std::size_t>(i)] = std::move(cell);
        row.changed |= bitOf(i);
    }
    refreshTimed(row);
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

domain::FieldVerdict PositionsModel::verdictOf(const PositionView &position) const
{
    const auto known = m_verdicts.find({position.account, position.coin});
    return known == m_verdicts.end() ? domain::FieldVerdict::Agrees : known->second;
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

int PositionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PositionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : PositionColumnCount;
}

QVariant PositionsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const PositionRow &shown = row(index.row());
    const Cell &cell = shown.cells[static_cast<std::size_t>(index.column())];
    const PositionColumn column = columnAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case SecondaryRole:
        return cell.secondary;
    case ToneRole:
        return static_cast<int>(cell.tone);
    case FreshnessRole:
        return static_cast<int>(cellFreshness(shown, column));
    case BarRole:
        return column == PositionColumn::Distance ? barOf(shown.position) : QVariant();
    case Qt::ToolTipRole:
        return inertToolTip(explain(column, inputOf(shown)));
    case Qt::AccessibleTextRole:
        return cell.secondary.isEmpty() ? cell.text : cell.text + QLatin1Char(' ') + cell.secondary;
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(spec(column).kind));
    default:
        return {};
    }
}

QVariant PositionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= PositionColumnCount)
        return {};
    const PositionColumnSpec &column = spec(columnAt(section));
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromUtf8(column.title);
    case Qt::ToolTipRole:
        return inertToolTip(QString::fromUtf8(column.tip));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(column.kind));
    default:
        return {};
    }
}

} // namespace lpm::gui
