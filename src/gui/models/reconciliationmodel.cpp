// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/reconciliationmodel.h"

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

using domain::ComparedField;
using domain::FieldVerdict;

namespace {

struct ComparisonColumnSpec
{
    const char *title;
    const char *tip;
    CellKind kind;
};

// clang-format off
constexpr std::array<ComparisonColumnSpec, ComparisonColumnCount> ComparisonColumns{{
    {QT_TRANSLATE_NOOP("ComparisonColumn", "Account"),
     QT_TRANSLATE_NOOP("ComparisonColumn", "The account that is compared"), CellKind::Text},
    {QT_TRANSLATE_NOOP("ComparisonColumn", "Coin"),
     QT_TRANSLATE_NOOP("ComparisonColumn", "The coin, and the dex that lists it"), CellKind::Name},
    {QT_TRANSLATE_NOOP("ComparisonColumn", "Field"),
     QT_TRANSLATE_NOOP("ComparisonColumn", "What is compared"), CellKind::Text},
    {QT_TRANSLATE_NOOP("ComparisonColumn", "Ours"),
     QT_TRANSLATE_NOOP("ComparisonColumn", "By the fills; uPnL at the exchange's mark"), CellKind::Number},
    {QT_TRANSLATE_NOOP("ComparisonColumn", "Exchange"),
     QT_TRANSLATE_NOOP("ComparisonColumn", "By the exchange's state"), CellKind::Number},
    {QT_TRANSLATE_NOOP("ComparisonColumn", "Difference"),
     QT_TRANSLATE_NOOP("ComparisonColumn", "Ours − the exchange's"), CellKind::Number},
    {QT_TRANSLATE_NOOP("ComparisonColumn", "Checked"),
     QT_TRANSLATE_NOOP("ComparisonColumn", "Time since that state came"), CellKind::Number},
    {QT_TRANSLATE_NOOP("ComparisonColumn", "Verdict"),
     QT_TRANSLATE_NOOP("ComparisonColumn", "Whether both are the same"), CellKind::Text},
}};
// clang-format on

// What wants to be looked at comes first; between agreeing and not compared nothing jumps.
int urgency(FieldVerdict verdict)
{
    return verdict == FieldVerdict::Differs ? 2 : verdict == FieldVerdict::Suspect ? 1 : 0;
}

} // namespace

bool ReconciliationModel::Row::isSameField(const Row &other) const
{
    return view->account == other.view->account && field->coin == other.field->coin &&
           field->field == other.field->field;
}

CellKind ReconciliationModel::kindOf(ComparisonColumn column)
{
    return ComparisonColumns.at(static_cast<std::size_t>(column)).kind;
}

void ReconciliationModel::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    connect(&privacy, &Privacy::changed, this, &ReconciliationModel::tellAll);
    tellAll();
}

void ReconciliationModel::tellAll()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ComparisonColumnCount - 1));
}

void ReconciliationModel::take(const domain::ReconciliationPtr &view)
{
    m_views[view->account] = view;
    rebuild();
}

void ReconciliationModel::keepOnly(const std::vector<domain::WatchedAccount> &accounts)
{
    std::erase_if(m_views, [&](const auto &entry) {
        return std::none_of(accounts.begin(), accounts.end(),
                            [&](const auto &one) { return one.address == entry.first; });
    });
    rebuild();
}

void ReconciliationModel::setAccount(const std::optional<domain::Address> &account)
{
    m_account = account;
    rebuild();
}

void ReconciliationModel::setNow(base::Timestamp now)
{
    m_now = now;
    if (m_rows.empty())
        return;
    const int checked = static_cast<int>(ComparisonColumn::Checked);
    Q_EMIT dataChanged(index(0, checked), index(rowCount() - 1, checked));
}

void ReconciliationModel::rebuild()
{
    std::vector<domain::ReconciliationPtr> shown;
    std::vector<Row> rows;
    for (const auto &[address, view] : m_views) {
        if (m_account && address != *m_account)
            continue;
        shown.push_back(view);
        for (const ComparedField &field : view->rows)
            rows.push_back({view.get(), &field});
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) {
        return urgency(a.field->verdict) > urgency(b.field->verdict);
    });
    const bool isSame = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                   [](const Row &a, const Row &b) { return a.isSameField(b); });
    if (!isSame)
        beginResetModel();
    m_rows = std::move(rows);
    m_shown = std::move(shown);
    if (!isSame)
        endResetModel();
    else
        tellAll();
}

Cell ReconciliationModel::cellOf(const Row &row, ComparisonColumn column) const
{
    const ComparedField &field = *row.field;
    const bool areHidden = isHidden(m_privacy) && isAmount(field.field);
    switch (column) {
    case ComparisonColumn::Account:
        return {accountName(row.view->account, row.view->accountLabel), {}, Tone::Muted};
    case ComparisonColumn::Coin:
        return {coinWithoutDex(field.coin), inertName(domain::dexOf(field.coin)), Tone::Neutral};
    case ComparisonColumn::Field:
        return {fieldText(field.field), {}, Tone::Muted};
    case ComparisonColumn::Ours:
        return {hiddenOr(fullNumber(field.ours), areHidden), {}, Tone::Neutral};
    case ComparisonColumn::Theirs:
        return {hiddenOr(fullNumber(field.theirs), areHidden), {}, Tone::Neutral};
    case ComparisonColumn::Difference:
        return {hiddenOr(signedFullNumber(field.difference), areHidden),
                {},
                field.difference && !field.difference->isZero() ? verdictTone(field.verdict)
                                                                : Tone::Muted};
    case ComparisonColumn::Checked:
        return {ageText(m_now - field.checkedAt), {}, Tone::Muted};
    case ComparisonColumn::Verdict:
        break;
    }
    return {verdictText(field), {}, verdictTone(field.verdict)};
}

// Names stand there as shown, a coin's as the exchange has it.
QVariant ReconciliationModel::copiedCell(const Row &row, ComparisonColumn column) const
{
    const ComparedField &field = *row.field;
    const bool areHidden = isHidden(m_privacy) && isAmount(field.field);
    switch (column) {
    case ComparisonColumn::Coin:
        return copiedCoin(field.coin);
    case ComparisonColumn::Ours:
        return hiddenOr(copiedNumber(field.ours), areHidden);
    case ComparisonColumn::Theirs:
        return hiddenOr(copiedNumber(field.theirs), areHidden);
    case ComparisonColumn::Difference:
        return hiddenOr(copiedNumber(field.difference), areHidden);
    case ComparisonColumn::Checked:
        return copiedTime(field.checkedAt);
    default:
        return {};
    }
}

int ReconciliationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReconciliationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ComparisonColumnCount;
}

QVariant ReconciliationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<ComparisonColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return cellOf(row, column).text;
    case CopyRole:
        return copiedCell(row, column);
    case PositionsModel::SecondaryRole:
        return cellOf(row, column).secondary;
    case PositionsModel::ToneRole:
        return static_cast<int>(cellOf(row, column).tone);
    case PositionsModel::FreshnessRole: // nothing proves it while the feed is down
        return static_cast<int>(row.view->state == domain::ReconciliationState::Unknown
                                    ? domain::PriceState::Stale
                                    : domain::PriceState::Live);
    case Qt::ToolTipRole:
        return inertToolTip(inertName(row.field->symbol) + QLatin1Char('\n') +
                            verdictText(*row.field));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(kindOf(column)));
    default:
        return {};
    }
}

QVariant ReconciliationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ComparisonColumnCount)
        return {};
    const ComparisonColumnSpec &column = ComparisonColumns[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return QCoreApplication::translate("ComparisonColumn", column.title);
    case Qt::ToolTipRole:
        return inertToolTip(QCoreApplication::translate("ComparisonColumn", column.tip));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(column.kind));
    default:
        return {};
    }
}

} // namespace lpm::gui
