// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/fillsmodel.h"

#include "core/domain/forced.h"
#include "core/domain/instrument.h"
#include "core/domain/words.h"
#include "gui/format/inerttext.h"
#include "gui/format/orunknown.h"
#include "gui/format/timeformat.h"
#include "gui/models/amounts.h"
#include "gui/models/copytext.h"
#include "gui/models/positionsmodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <utility>

namespace lpm::gui {

using domain::Fill;
using domain::PositionUpdate;

namespace {

constexpr std::ptrdiff_t LateOneByOne = 16; // of more all rows are told anew

constexpr auto isLater = [](const auto &a, const auto &b) { return a.id.time > b.id.time; };

struct FillColumnSpec
{
    const char *title;
    const char *tip;
    CellKind kind;
};

// clang-format off
constexpr std::array<FillColumnSpec, FillColumnCount> FillColumns{{
    {QT_TRANSLATE_NOOP("FillColumn", "Time"),
     QT_TRANSLATE_NOOP("FillColumn", "The exchange's time of the fill"), CellKind::Text},
    {QT_TRANSLATE_NOOP("FillColumn", "Account"),
     QT_TRANSLATE_NOOP("FillColumn", "The account that traded"), CellKind::Text},
    {QT_TRANSLATE_NOOP("FillColumn", "Coin"),
     QT_TRANSLATE_NOOP("FillColumn", "The coin, and the dex that lists it"), CellKind::Name},
    {QT_TRANSLATE_NOOP("FillColumn", "Side"),
     QT_TRANSLATE_NOOP("FillColumn", "Bought or sold"), CellKind::Side},
    {QT_TRANSLATE_NOOP("FillColumn", "Size"),
     QT_TRANSLATE_NOOP("FillColumn", "Size in units of the coin"), CellKind::Number},
    {QT_TRANSLATE_NOOP("FillColumn", "Price"),
     QT_TRANSLATE_NOOP("FillColumn", "Price of the fill"), CellKind::Number},
    {QT_TRANSLATE_NOOP("FillColumn", "Value"),
     QT_TRANSLATE_NOOP("FillColumn", "Size × price, USD"), CellKind::Number},
    {QT_TRANSLATE_NOOP("FillColumn", "Fee"),
     QT_TRANSLATE_NOOP("FillColumn", "Fee as charged; negative is a rebate"), CellKind::Number},
    {QT_TRANSLATE_NOOP("FillColumn", "Closed P&L"),
     QT_TRANSLATE_NOOP("FillColumn",
                       "P&L of the closed size, the exchange's, before fees, USD"), CellKind::Money},
    {QT_TRANSLATE_NOOP("FillColumn", "Kind"),
     QT_TRANSLATE_NOOP("FillColumn", "What the fill did, and how it became known"), CellKind::Text},
}};
// clang-format on

QString kindText(const PositionUpdate &update)
{
    const Fill &fill = *update.fill;
    QString text = fill.direction.empty() ? unknownText() : inertName(fill.direction);
    const auto forced = domain::forcedOn(update.account, fill);
    if (forced == domain::Forced::Liquidation)
        text = FillsModel::tr("LIQUIDATION · %1").arg(text);
    else if (forced == domain::Forced::AutoDeleveraging)
        text = FillsModel::tr("ADL · %1").arg(text);
    if (update.source != domain::FillSource::Live)
        text = FillsModel::tr("%1 · recovered").arg(text);
    if (update.isLate)
        text = FillsModel::tr("%1 · late").arg(text);
    return text;
}

QString roleText(const Fill &fill)
{
    if (!fill.isTaker)
        return FillsModel::tr("taker or maker: not told");
    return *fill.isTaker ? FillsModel::tr("taker") : FillsModel::tr("maker");
}

QString fillSideWord(const Fill &fill)
{
    return fill.side == domain::FillSide::Buy ? FillsModel::tr("buy") : FillsModel::tr("sell");
}

QString toolTipOf(const PositionUpdate &update, const QTimeZone &zone)
{
    const Fill &fill = *update.fill;
    const QString text =
        FillsModel::tr("%1 %2 %3 at %4\nclosed P&L %5 USD, fee %6 %7, %8\n%9\norder %10, trade %11")
            .arg(fillSideWord(fill), fullNumber(fill.size),
                 inertName(update.symbol), fullNumber(fill.price), signedFullNumber(fill.closedPnl),
                 fullNumber(fill.fee), inertName(fill.feeToken), roleText(fill),
                 fullTimeText(fill.time, zone))
            .arg(fill.orderId)
            .arg(fill.tradeId);
    return inertToolTip(text);
}

bool isUsdFee(const Fill &fill) { return fill.feeToken.empty() || fill.feeToken == "USDC"; }

// A pair has a name of its own, once the exchange's list of pairs was read.
Cell fillCoinCell(const Fill &fill, const std::string &symbol)
{
    if (domain::kindOf(fill.coin) != domain::InstrumentKind::Spot)
        return {coinWithoutDex(fill.coin), inertName(domain::dexOf(fill.coin)), Tone::Neutral};
    const bool isNameless = symbol.starts_with('@');
    return {inertName(symbol), isNameless ? QStringLiteral("spot") : QString(), Tone::Neutral};
}

Cell feeCell(const Fill &fill)
{
    if (isUsdFee(fill))
        return {fixedNumber(fill.fee, MoneyDecimals + 2), {}, Tone::Neutral};
    return {fullNumber(fill.fee) + QLatin1Char(' ') + inertName(fill.feeToken), {}, Tone::Neutral};
}

} // namespace

FillsModel::FillsModel(QTimeZone zone, std::size_t capacity, QObject *parent)
    : QAbstractTableModel(parent), m_zone(std::move(zone)), m_capacity(capacity)
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(limits::UpdatePace);
    connect(&m_pace, &QTimer::timeout, this, &FillsModel::flush);
}

void FillsModel::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    const auto tell = [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, FillColumnCount - 1));
    };
    connect(&privacy, &Privacy::changed, this, tell);
    tell();
}

CellKind FillsModel::kindOf(FillColumn column)
{
    return FillColumns.at(static_cast<std::size_t>(column)).kind;
}

void FillsModel::take(const domain::PositionUpdatePtr &update)
{
    if (update->eventType != domain::EventType::Fill || !update->fill)
        return;
    if (!m_known.emplace(update->account, idOf(*update->fill)).second)
        return;
    m_waiting.push_back(makeRow(*update));
    if (m_waiting.size() >= m_capacity)
        flush();
    else if (!m_pace.isActive())
        m_pace.start();
}

void FillsModel::flush()
{
    m_pace.stop();
    if (m_waiting.empty())
        return;
    std::vector<Row> fresh = std::exchange(m_waiting, {});
    std::reverse(fresh.begin(), fresh.end());
    std::stable_sort(fresh.begin(), fresh.end(), isLater);
    const auto late = std::partition_point(fresh.begin(), fresh.end(), [this](const Row &row) {
        return m_rows.empty() || !isLater(m_rows.front(), row);
    });
    if (fresh.end() - late > LateOneByOne) {
        merge(std::move(fresh), true);
        return;
    }
    for (auto row = fresh.end(); row != late;)
        insertLate(std::move(*--row));
    if (late != fresh.begin()) {
        beginInsertRows({}, 0, static_cast<int>(late - fresh.begin()) - 1);
        m_rows.insert(m_rows.begin(), std::make_move_iterator(fresh.begin()),
                      std::make_move_iterator(late));
        endInsertRows();
    }
    if (m_rows.size() <= m_capacity)
        return;
    beginRemoveRows({}, static_cast<int>(m_capacity), static_cast<int>(m_rows.size()) - 1);
    forgetOldest();
    endRemoveRows();
}

void FillsModel::insertLate(Row row)
{
    const auto place = std::lower_bound(m_rows.begin(), m_rows.end(), row, isLater);
    const int at = static_cast<int>(place - m_rows.begin());
    beginInsertRows({}, at, at);
    m_rows.insert(place, std::move(row));
    endInsertRows();
}

void FillsModel::merge(std::vector<Row> rows, bool areAbove)
{
    const auto middle = static_cast<std::ptrdiff_t>(areAbove ? rows.size() : m_rows.size());
    beginResetModel();
    m_rows.insert(areAbove ? m_rows.begin() : m_rows.end(), std::make_move_iterator(rows.begin()),
                  std::make_move_iterator(rows.end()));
    std::inplace_merge(m_rows.begin(), m_rows.begin() + middle, m_rows.end(), isLater);
    forgetOldest();
    endResetModel();
}

void FillsModel::forgetOldest()
{
    if (m_rows.size() <= m_capacity)
        return;
    for (auto row = m_rows.begin() + static_cast<std::ptrdiff_t>(m_capacity); row != m_rows.end();
         ++row)
        m_known.erase({row->account, row->id});
    m_rows.resize(m_capacity);
}

void FillsModel::takePast(const std::vector<domain::PositionUpdatePtr> &fills)
{
    flush();
    std::vector<Row> rows;
    for (auto fill = fills.rbegin(); fill != fills.rend(); ++fill) {
        if ((*fill)->fill && m_known.emplace((*fill)->account, idOf(*(*fill)->fill)).second)
            rows.push_back(makeRow(**fill));
    }
    if (rows.empty())
        return;
    std::stable_sort(rows.begin(), rows.end(), isLater);
    merge(std::move(rows), false);
}

FillsModel::Row FillsModel::makeRow(const PositionUpdate &update) const
{
    const Fill &fill = *update.fill;
    const bool isBuy = fill.side == domain::FillSide::Buy;
    const bool isForced =
        domain::forcedOn(update.account, fill).value_or(domain::Forced::None) !=
        domain::Forced::None;
    const auto value = orUnknown([&] { return fill.size * fill.price; });
    Row row;
    row.account = update.account;
    row.id = idOf(fill);
    row.toolTip = toolTipOf(update, m_zone);
    row.exact = {fill.size, fill.price, fill.closedPnl, value,
                 isUsdFee(fill) ? std::optional(fill.fee) : std::nullopt};
    row.cells = {{
        {{}, {}, Tone::Muted}, // its text depends on the day
        {accountName(update.account, update.accountLabel), {}, Tone::Muted},
        fillCoinCell(fill, update.symbol),
        {isBuy ? tr("Buy") : tr("Sell"),
         {},
         isBuy ? Tone::Gain : Tone::Loss},
        {fullNumber(fill.size), {}, Tone::Neutral},
        {fullNumber(fill.price), {}, Tone::Neutral},
        {fixedNumber(value, MoneyDecimals), {}, Tone::Neutral},
        feeCell(fill),
        {signedNumber(fill.closedPnl, MoneyDecimals), {}, toneOf(fill.closedPnl, MoneyDecimals)},
        {kindText(update), {}, isForced ? Tone::Bad : Tone::Muted},
    }};
    return row;
}

const domain::Address &FillsModel::accountAt(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].account;
}

int FillsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FillsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FillColumnCount;
}

Cell FillsModel::cellOf(const Row &row, FillColumn column) const
{
    Cell whole = row.cells[static_cast<std::size_t>(column)];
    if (column == FillColumn::Time)
        whole.text = clockText(row.id.time, m_zone, m_today);
    return isHidden(m_privacy) && isAmount(column) ? hiddenCell(whole) : whole;
}

// Names stand there as shown, a coin's as the exchange has it.
QVariant FillsModel::copiedCell(const Row &row, FillColumn column) const
{
    if (isHidden(m_privacy) && isAmount(column))
        return hiddenText();
    switch (column) {
    case FillColumn::Time:
        return copiedTime(row.id.time);
    case FillColumn::Coin:
        return copiedCoin(row.id.coin);
    case FillColumn::Size:
        return copiedNumber(row.exact.size);
    case FillColumn::Price:
        return copiedNumber(row.exact.price);
    case FillColumn::Value:
        return copiedNumber(row.exact.value);
    case FillColumn::Fee:
        return row.exact.fee ? copiedNumber(row.exact.fee) : QVariant();
    case FillColumn::ClosedPnl:
        return copiedNumber(row.exact.closedPnl);
    default:
        return {};
    }
}

void FillsModel::setNow(base::Timestamp now)
{
    const QDate today = dayOf(now, m_zone);
    if (today == m_today)
        return;
    m_today = today;
    constexpr int time = static_cast<int>(FillColumn::Time);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, time), index(rowCount() - 1, time));
}

QString FillsModel::shownToolTip(const Row &row) const
{
    if (!isHidden(m_privacy))
        return row.toolTip;
    const auto text = [&](FillColumn column) { return cellOf(row, column).text; };
    return inertToolTip(tr("%1 %2 at %3\n%4")
                            .arg(text(FillColumn::Side), text(FillColumn::Coin),
                                 text(FillColumn::Price), hiddenSentence()));
}

QVariant FillsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Cell cell = cellOf(row, static_cast<FillColumn>(index.column()));
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case PositionsModel::SecondaryRole:
        return cell.secondary;
    case PositionsModel::ToneRole:
        return static_cast<int>(cell.tone);
    case PositionsModel::FreshnessRole:
        return static_cast<int>(domain::PriceState::Live);
    case Qt::ToolTipRole:
        return shownToolTip(row);
    case Qt::AccessibleTextRole:
        return cell.secondary.isEmpty() ? cell.text : cell.text + QLatin1Char(' ') + cell.secondary;
    case CopyRole:
        return copiedCell(row, static_cast<FillColumn>(index.column()));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(kindOf(static_cast<FillColumn>(index.column()))));
    default:
        return {};
    }
}

QVariant FillsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= FillColumnCount)
        return {};
    const FillColumnSpec &column = FillColumns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("FillColumn", column.title);
    case Qt::ToolTipRole:
        return inertToolTip(QCoreApplication::translate("FillColumn", column.tip));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(column.kind));
    default:
        return {};
    }
}

} // namespace lpm::gui
