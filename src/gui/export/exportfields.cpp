// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/export/exportfields.h"

#include "core/domain/words.h"

#include <array>

namespace lpm::gui {

using domain::Decimal;
using domain::PositionView;

namespace {

QString textOf(const Decimal &value) { return QString::fromStdString(value.text()); }
QString textOf(base::Timestamp time) { return QString::fromStdString(base::toRfc3339(time)); }

template <class T>
QString textOf(const std::optional<T> &value)
{
    return value ? textOf(*value) : QString();
}

template <auto Member>
QString value(const PositionRow &row)
{
    return textOf(row.position.*Member);
}

QString address(const PositionRow &row)
{
    return QString::fromStdString(row.position.account.text());
}
QString label(const PositionRow &row) { return row.account; }
QString coin(const PositionRow &row) { return QString::fromStdString(row.position.coin); }
QString side(const PositionRow &row)
{
    return QString::fromLatin1(domain::word(row.position.side).data());
}
QString basis(const PositionRow &row)
{
    return QString::fromLatin1(domain::word(row.position.basis).data());
}
QString unknownYet(const PositionRow &) { return {}; }

QString marginMode(const PositionRow &row)
{
    const auto mode = row.position.marginMode;
    return mode ? QString::fromLatin1(domain::word(*mode).data()) : QString();
}

QString reconciled(const PositionRow &row)
{
    return isProven(row) ? QStringLiteral("true") : QStringLiteral("false");
}

QString priceState(const PositionRow &row)
{
    const auto state = shownPriceState(row);
    return state ? QString::fromLatin1(domain::word(*state).data()) : QString();
}

using P = PositionView;
using F = ExportField;

constexpr std::array AccountFields{F{"account", false, address}, F{"account_label", true, label}};
constexpr std::array CoinFields{F{"coin", true, coin}};
constexpr std::array SideFields{F{"side", false, side}};
constexpr std::array SizeFields{F{"quantity", false, value<&P::quantity>}};
constexpr std::array NotionalFields{F{"notional_value", false, value<&P::notionalValue>}};
constexpr std::array EntryFields{F{"entry_price", false, value<&P::entryPrice>}};
constexpr std::array MarkFields{F{"current_price", false, value<&P::currentPrice>},
                                F{"price_time", false, value<&P::priceTime>},
                                F{"price_state", false, priceState}};
constexpr std::array BreakEvenFields{F{"break_even_price", false, value<&P::breakEvenPrice>}};
constexpr std::array UnrealizedFields{F{"unrealized_pnl", false, value<&P::unrealizedPnl>}};
constexpr std::array RoeFields{F{"roe", false, value<&P::returnOnEquity>}};
constexpr F BasisField{"basis", false, basis};
constexpr std::array RealizedFields{F{"realized_pnl", false, value<&P::realizedPnl>}, BasisField};
constexpr std::array FeesFields{F{"fees", false, value<&P::fees>}, BasisField};
constexpr std::array FundingFields{F{"funding", false, value<&P::funding>}, BasisField};
constexpr std::array NetFields{F{"net_pnl", false, value<&P::netPnl>}, BasisField};
constexpr std::array LiquidationFields{F{"liquidation_price", false, value<&P::liquidationPrice>}};
constexpr std::array DistanceFields{
    F{"liquidation_distance", false, value<&P::liquidationDistance>}};
constexpr std::array MarginFields{F{"margin_used", false, value<&P::marginUsed>},
                                  F{"margin_mode", false, marginMode},
                                  F{"leverage", false, value<&P::leverage>}};
constexpr std::array StopLossFields{F{"stop_loss", false, unknownYet}};
constexpr std::array TakeProfitFields{F{"take_profit", false, unknownYet}};
constexpr std::array OpenedFields{F{"opened_at", false, value<&P::openedAt>}};
constexpr std::array ReconciledFields{F{"reconciled", false, reconciled}};
constexpr std::array ExitPnlFields{F{"exit_pnl", false, unknownYet}};
constexpr std::array NextFundingFields{F{"next_funding", false, unknownYet}};

// In the order of PositionColumn.
constexpr std::array<std::span<const F>, PositionColumnCount> FieldsByColumn{
    AccountFields,   CoinFields,   SideFields,      SizeFields,       NotionalFields,
    EntryFields,     MarkFields,   BreakEvenFields, UnrealizedFields, RoeFields,
    RealizedFields,  FeesFields,   FundingFields,   NetFields,        LiquidationFields,
    DistanceFields,  MarginFields, StopLossFields,  TakeProfitFields, OpenedFields,
    ReconciledFields, ExitPnlFields, NextFundingFields};

} // namespace

std::optional<domain::PriceState> shownPriceState(const PositionRow &row)
{
    if (!row.position.priceState)
        return std::nullopt;
    return std::max(*row.position.priceState, row.freshness);
}

std::span<const ExportField> exportFieldsOf(PositionColumn column)
{
    return FieldsByColumn.at(static_cast<std::size_t>(column));
}

} // namespace lpm::gui
