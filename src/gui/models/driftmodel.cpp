// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/driftmodel.h"

#include "core/domain/instrument.h"
#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/models/amounts.h"
#include "gui/models/copytext.h"
#include "gui/models/positionsmodel.h"
#include "gui/models/reconciliationtexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lpm::gui {

using domain::Drift;

namespace {

struct DriftColumnSpec
{
    const char *title;
    const char *tip;
    CellKind kind;
};

// clang-format off
constexpr std::array<DriftColumnSpec, DriftColumnCount> DriftColumns{{
    {QT_TRANSLATE_NOOP("DriftColumn", "Time"),
     QT_TRANSLATE_NOOP("DriftColumn", "When the difference was first seen"), CellKind::Text},
    {QT_TRANSLATE_NOOP("DriftColumn", "Account"),
     QT_TRANSLATE_NOOP("DriftColumn", "The account that differed"), CellKind::Text},
    {QT_TRANSLATE_NOOP("DriftColumn", "Coin"),
     QT_TRANSLATE_NOOP("DriftColumn", "The coin, and the dex that lists it"), CellKind::Name},
    {QT_TRANSLATE_NOOP("DriftColumn", "Field"),
     QT_TRANSLATE_NOOP("DriftColumn", "What differed"), CellKind::Text},
    {QT_TRANSLATE_NOOP("DriftColumn", "Ours"),
     QT_TRANSLATE_NOOP("DriftColumn", "By the fills, then"), CellKind::Number},
    {QT_TRANSLATE_NOOP("DriftColumn", "Exchange"),
     QT_TRANSLATE_NOOP("DriftColumn", "By the exchange's state, then"), CellKind::Number},
    {QT_TRANSLATE_NOOP("DriftColumn", "What followed"),
     QT_TRANSLATE_NOOP("DriftColumn", "What became of the difference"), CellKind::Text},
}};
// clang-format on

QString toolTipOf(const Drift &drift, const QTimeZone &zone)
{
    QString text = inertName(drift.symbol) + QLatin1Char('\n') + fullTimeText(drift.time, zone);
    if (drift.settledAt)
        text += QStringLiteral(" – ") + fullTimeText(*drift.settledAt, zone);
    return inertToolTip(text + QLatin1Char('\n') + outcomeText(drift.outcome));
}

} // namespace

DriftModel::DriftModel(QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent), m_zone(std::move(zone))
{
}

CellKind DriftModel::kindOf(DriftColumn column)
{
    return DriftColumns.at(static_cast<std::size_t>(column)).kind;
}

void DriftModel::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    const auto tell = [this] {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, DriftColumnCount - 1));
    };
    connect(&privacy, &Privacy::changed, this, tell);
    tell();
}

void DriftModel::take(const domain::ReconciliationPtr &view)
{
    m_views[view->account] = view;
    rebuild();
}

void DriftModel::keepOnly(const std::vector<domain::WatchedAccount> &accounts)
{
    std::erase_if(m_views, [&](const auto &entry) {
        return std::none_of(accounts.begin(), accounts.end(),
                            [&](const auto &one) { return one.address == entry.first; });
    });
    rebuild();
}

void DriftModel::setAccount(const std::optional<domain::Address> &account)
{
    m_account = account;
    rebuild();
}

void DriftModel::setNow(base::Timestamp now)
{
    const QDate today = dayOf(now, m_zone);
    if (today == m_today)
        return;
    m_today = today;
    constexpr int time = static_cast<int>(DriftColumn::Time);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, time), index(rowCount() - 1, time));
}

void DriftModel::rebuild()
{
    std::vector<Row> rows;
    for (const auto &[address, view] : m_views) {
        if (m_account && address != *m_account)
            continue;
        for (const Drift &drift : view->history)
            rows.push_back({accountName(view->account, view->accountLabel), drift});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row &a, const Row &b) { return a.drift.time > b.drift.time; });
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

Cell DriftModel::cellOf(const Row &row, DriftColumn column) const
{
    const Drift &drift = row.drift;
    const bool areHidden = isHidden(m_privacy) && isAmount(drift.field);
    switch (column) {
    case DriftColumn::Time:
        return {clockText(drift.time, m_zone, m_today), {}, Tone::Muted};
    case DriftColumn::Account:
        return {row.account, {}, Tone::Muted};
    case DriftColumn::Coin:
        return {coinWithoutDex(drift.coin), inertName(domain::dexOf(drift.coin)), Tone::Neutral};
    case DriftColumn::Field:
        return {fieldText(drift.field), {}, Tone::Muted};
    case DriftColumn::Ours:
        return {hiddenOr(fullNumber(drift.ours), areHidden), {}, Tone::Neutral};
    case DriftColumn::Theirs:
        return {hiddenOr(fullNumber(drift.theirs), areHidden), {}, Tone::Neutral};
    case DriftColumn::Outcome:
        break;
    }
    return {outcomeText(drift.outcome), {}, outcomeTone(drift.outcome)};
}

// Names stand there as shown, a coin's as the exchange has it.
QVariant DriftModel::copiedCell(const Row &row, DriftColumn column) const
{
    const Drift &drift = row.drift;
    const bool areHidden = isHidden(m_privacy) && isAmount(drift.field);
    switch (column) {
    case DriftColumn::Time:
        return copiedTime(drift.time);
    case DriftColumn::Coin:
        return copiedCoin(drift.coin);
    case DriftColumn::Ours:
        return hiddenOr(copiedNumber(drift.ours), areHidden);
    case DriftColumn::Theirs:
        return hiddenOr(copiedNumber(drift.theirs), areHidden);
    default:
        return {};
    }
}

int DriftModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DriftModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : DriftColumnCount;
}

QVariant DriftModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<DriftColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellOf(row, column).text;
    case CopyRole:
        return copiedCell(row, column);
    case PositionsModel::SecondaryRole:
        return cellOf(row, column).secondary;
    case PositionsModel::ToneRole:
        return static_cast<int>(cellOf(row, column).tone);
    case PositionsModel::FreshnessRole:
        return static_cast<int>(domain::PriceState::Live);
    case Qt::ToolTipRole:
        return toolTipOf(row.drift, m_zone);
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(kindOf(column)));
    default:
        return {};
    }
}

QVariant DriftModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= DriftColumnCount)
        return {};
    const DriftColumnSpec &column = DriftColumns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("DriftColumn", column.title);
    case Qt::ToolTipRole:
        return inertToolTip(QCoreApplication::translate("DriftColumn", column.tip));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(column.kind));
    default:
        return {};
    }
}

} // namespace lpm::gui
