// SPDX-License-Identifier: GPL-3.0-or-later
// A window full of amounts that nothing shows by chance, and what of them it tells.
#pragma once

#include "everytext.h"
#include "windowbench.h"

#include "gui/charts/equitypanel.h"
#include "gui/privacy.h"
#include "gui/views/positionspanel.h"
#include "gui/views/reconciliationpanel.h"

#include <QSet>

namespace lpm::gui::testing {

inline constexpr qsizetype FewestDigits = 5; // of an amount that nothing else shows by chance

// Prices of few digits, amounts of many.
inline std::vector<domain::PositionView> distinctBook(const domain::Address &account)
{
    return {position({.coin = "BTC",
                      .size = "73.81946",
                      .entry = "100.5",
                      .mark = "110.5",
                      .sizeDecimals = 5,
                      .liquidation = "80",
                      .realized = "5813.27",
                      .fees = "917.364",
                      .funding = "-428.915"},
                     account),
            position({.coin = "ETH",
                      .size = "-5926.378",
                      .entry = "20.25",
                      .mark = "19.75",
                      .sizeDecimals = 3,
                      .liquidation = "30",
                      .realized = "-2749.61",
                      .fees = "684.275",
                      .funding = "391.846"},
                     account),
            position({.coin = "SOL",
                      .size = "15683.49",
                      .entry = "7.5",
                      .mark = "7.25",
                      .realized = "0",
                      .fees = "273.918",
                      .funding = "0"},
                     account)};
}

// One that knows the amounts it was made of.
struct HiddenBench : WindowBench
{
    HiddenBench()
    {
        const auto main = watched(1, "Main");
        const auto hedge = watched(2, "Hedge");
        const auto book = distinctBook(main.address);
        tell(main, book);
        tell(hedge, {position({.coin = "BTC",
                               .size = "-48.27195",
                               .entry = "100",
                               .mark = "110",
                               .sizeDecimals = 5,
                               .realized = "1957.483"},
                              hedge.address)});
        fills(book);
        proof(main, book);
        Q_EMIT source.healthChanged(health(source.accounts()));
        window.show();
        window.flush();
        curves();
    }

    void tell(const domain::WatchedAccount &account, const std::vector<domain::PositionView> &book)
    {
        const auto made = summary(account, book);
        summaries.push_back(made);
        Q_EMIT source.summaryChanged(made);
        for (const domain::PositionView &one : book) {
            for (const auto &value :
                 {std::optional(one.quantity), one.notionalValue, one.unrealizedPnl,
                  std::optional(one.realizedPnl), one.fees, std::optional(one.funding), one.netPnl,
                  one.marginUsed, std::optional(one.quantity * *one.entryPrice)})
                keep(value);
        }
        const SummaryTotals one = totalsOf({made});
        keepAll(one);
        keepAll(totalsOf(summaries));
    }

    void keepAll(const SummaryTotals &totals)
    {
        for (const auto &value :
             {totals.equity, totals.netPnl, totals.realizedPnl, totals.unrealizedPnl, totals.fees,
              totals.funding, totals.longExposure, totals.shortExposure, totals.netExposure,
              totals.grossExposure})
            keep(value);
    }

    void fills(const std::vector<domain::PositionView> &book)
    {
        const auto fill =
            fillUpdate(book[0], 1, domain::FillSide::Sell, "3.71852", "Close Long", "41729.63");
        Q_EMIT source.positionUpdated(fill);
        keep(fill->fill->size);
        keep(fill->fill->fee);
        keep(fill->fill->closedPnl);
        keep(fill->fill->size * fill->fill->price);
    }

    void proof(const domain::WatchedAccount &account, const std::vector<domain::PositionView> &book)
    {
        auto view = agreement(account, book);
        differ(view, "SOL", "29471.86", domain::FieldVerdict::Differs);
        view.history = {drift("ETH", "-61538.2", "-61729.4", domain::DriftOutcome::Adjusted,
                              std::chrono::seconds(90))};
        for (const char *text : {"29471.86", "13788.37", "61538.2", "61729.4"})
            keep(number(text));
        Q_EMIT source.reconciliationChanged(shared(view));
    }

    void curves()
    {
        auto &panel = only<EquityPanel>();
        const auto totals = totalsOf(summaries);
        for (const int minute : {1, 2, 3})
            panel.add(std::nullopt, totals, Noon + std::chrono::minutes(minute));
        panel.choose(std::nullopt);
    }

    void keep(const std::optional<domain::Decimal> &amount)
    {
        for (const QString &text :
             {fullNumber(amount->abs()), fixedNumber(amount->abs(), MoneyDecimals)}) {
            const QString digits = QString(text).remove(QLatin1Char(','));
            if (digits.size() > FewestDigits)
                amounts.insert(digits);
        }
    }

    // The amounts that something in the window tells, with the text that does.
    QStringList told()
    {
        QStringList found;
        for (QString text : everyTextOf(window)) {
            text.remove(QLatin1Char(','));
            for (const QString &digits : amounts) {
                if (text.contains(digits))
                    found += digits + QStringLiteral(" in: ") + text;
            }
        }
        return found;
    }

    QString cell(int row, PositionColumn column) const
    {
        return table("Positions").model()->index(row, static_cast<int>(column)).data().toString();
    }

    Privacy &privacy = *window.findChild<Privacy *>();
    std::vector<domain::SummaryPtr> summaries;
    QSet<QString> amounts;
};

} // namespace lpm::gui::testing
