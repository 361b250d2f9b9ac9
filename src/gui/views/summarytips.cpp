// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/summarytips.h"

#include "gui/format/inerttext.h"
#include "gui/format/numberformat.h"
#include "gui/format/orunknown.h"
#include "gui/format/sumtext.h"
#include "gui/models/positionsmodel.h"

#include <QCoreApplication>

namespace lpm::gui {

using domain::Decimal;
using domain::PositionView;
using domain::SummaryView;

namespace {

struct TipWords
{
    Q_DECLARE_TR_FUNCTIONS(SummaryTips)
};

using Parts = std::vector<SumPart>;

QString withSum(const SummaryTotals &totals, const QString &meaning, const Parts &parts,
                SumSign sign)
{
    const bool isRead = !totals.parts.empty();
    return meaning + QLatin1Char('\n') + (isRead ? sumText(parts, sign) : unknownText());
}

template <auto OfAccount>
Parts partsOfAccounts(const SummaryTotals &totals)
{
    Parts parts;
    for (const domain::SummaryPtr &summary : totals.parts)
        parts.push_back({accountName(summary->account, summary->accountLabel),
                         std::optional<Decimal>((*summary).*OfAccount)});
    return parts;
}

template <auto OfPosition>
Parts partsOfCoins(const SummaryView &summary)
{
    Parts parts;
    for (const PositionView &position : summary.positions)
        parts.push_back(
            {inertName(position.coin), std::optional<Decimal>(position.*OfPosition)});
    return parts;
}

// What the account has earned with coins that it holds no more is told nowhere else.
template <auto OfAccount, auto OfPosition>
Parts partsOf(const SummaryTotals &totals)
{
    if (totals.parts.size() != 1)
        return partsOfAccounts<OfAccount>(totals);
    const SummaryView &summary = *totals.parts.front();
    Parts parts = partsOfCoins<OfPosition>(summary);
    const auto flat = orUnknown([&]() -> std::optional<Decimal> {
        std::optional<Decimal> rest = summary.*OfAccount;
        for (const SumPart &part : parts)
            rest = rest && part.value ? std::optional(*rest - *part.value) : std::nullopt;
        return rest;
    });
    parts.push_back({TipWords::tr("coins that are flat now"), flat});
    return parts;
}

// Beside it stand sums that are less: they need a word.
QString ofAllCoins()
{
    return QStringLiteral("\n")
           + TipWords::tr("Of all coins, also of those that are flat now; the totals below the "
                          "table are of the positions shown.");
}

} // namespace

QString equityTip(const SummaryTotals &totals)
{
    return withSum(totals, TipWords::tr("value of the account, as the exchange tells it"),
                   partsOfAccounts<&SummaryView::equity>(totals), SumSign::OnlyMinus);
}

QString netTip(const SummaryTotals &totals)
{
    return TipWords::tr("unrealized + realized − fees + funding\n%1 + %2 − %3 + %4 = %5 USD")
               .arg(operand(totals.unrealizedPnl), operand(totals.realizedPnl),
                    operand(totals.fees), operand(totals.funding),
                    signedFullNumber(totals.netPnl))
           + ofAllCoins();
}

QString unrealizedTip(const SummaryTotals &totals)
{
    const Parts parts = totals.parts.size() == 1
                            ? partsOfCoins<&PositionView::unrealizedPnl>(*totals.parts.front())
                            : partsOfAccounts<&SummaryView::unrealizedPnl>(totals);
    return withSum(totals, TipWords::tr("at mark prices"), parts, SumSign::Always);
}

QString realizedTip(const SummaryTotals &totals)
{
    return withSum(totals, TipWords::tr("of closed sizes, before fees"),
                   partsOf<&SummaryView::realizedPnl, &PositionView::realizedPnl>(totals),
                   SumSign::Always)
           + ofAllCoins();
}

QString feesTip(const SummaryTotals &totals)
{
    return withSum(totals, TipWords::tr("fees of all fills; rebates count negative"),
                   partsOf<&SummaryView::fees, &PositionView::fees>(totals), SumSign::OnlyMinus)
           + ofAllCoins();
}

QString fundingTip(const SummaryTotals &totals)
{
    return withSum(totals, TipWords::tr("funding received; what was paid is negative"),
                   partsOf<&SummaryView::funding, &PositionView::funding>(totals),
                   SumSign::Always)
           + ofAllCoins();
}

QString exposureTip(const SummaryTotals &totals)
{
    return TipWords::tr("net = long − short\n%1 − %2 = %3 USD\ngross = long + short = %4 USD")
        .arg(operand(totals.longExposure), operand(totals.shortExposure),
             signedFullNumber(totals.netExposure), fullNumber(totals.grossExposure));
}

} // namespace lpm::gui
