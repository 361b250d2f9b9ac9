// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/summarystrip.h"

#include "gui/models/amounts.h"

#include <algorithm>
#include <chrono>

namespace lpm::gui {

using domain::Decimal;

namespace {

constexpr int TileMinimum = 118;
constexpr int Gap = 6;

QString usd(const std::optional<Decimal> &value)
{
    return value ? signedFullNumber(*value) + QStringLiteral(" USD") : unknownText();
}

Stat pnlStat(const std::optional<Decimal> &value, const QString &detail)
{
    return {signedNumber(value, MoneyDecimals), toneOf(value, MoneyDecimals), detail, usd(value)};
}

Stat plainStat(const std::optional<Decimal> &value, const QString &detail)
{
    return {fixedNumber(value, MoneyDecimals), value ? Tone::Neutral : Tone::Muted, detail,
            value ? fullNumber(*value) + QStringLiteral(" USD") : unknownText()};
}

// The detail is the caller's: some hold an amount.
Stat hiddenStat(const Stat &stat)
{
    return {hiddenOr(stat.value, true), Tone::Muted, stat.detail, hiddenSentence()};
}

QString netFormula(const SummaryTotals &totals)
{
    return QStringLiteral("unrealized + realized − fees + funding\n%1 + %2 − %3 + %4 = %5")
        .arg(operand(totals.unrealizedPnl), operand(totals.realizedPnl), operand(totals.fees),
             operand(totals.funding), usd(totals.netPnl));
}

QString exposureFormula(const SummaryTotals &totals)
{
    return QStringLiteral("net = long − short\n%1 − %2 = %3\ngross = long + short = %4 USD")
        .arg(operand(totals.longExposure), operand(totals.shortExposure), usd(totals.netExposure),
             fullNumber(totals.grossExposure));
}

QString fundingSide(const std::optional<Decimal> &funding)
{
    if (!funding || funding->isZero())
        return SummaryStrip::tr("received or paid");
    return funding->isNegative() ? SummaryStrip::tr("paid") : SummaryStrip::tr("received");
}

// Paid every hour on the hour, by whoever holds a position then.
QString untilFunding(base::Timestamp now)
{
    using namespace std::chrono;
    const auto left = hours(1) - now.time_since_epoch() % hours(1);
    if (left < minutes(1))
        return SummaryStrip::tr("next in %1 s").arg(ceil<seconds>(left).count());
    return SummaryStrip::tr("next in %1 min").arg(floor<minutes>(left).count());
}

} // namespace

SummaryStrip::SummaryStrip(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_grid(new QGridLayout(this)),
      m_equity(add(theme, tr("Equity"))),
      m_net(add(theme, tr("Net P&L"))),
      m_unrealized(add(theme, tr("Unrealized"))),
      m_realized(add(theme, tr("Realized"))),
      m_fees(add(theme, tr("Fees"))),
      m_funding(add(theme, tr("Funding"))),
      m_long(add(theme, tr("Long exposure"))),
      m_netExposure(add(theme, tr("Net exposure"))),
      m_positions(add(theme, tr("Positions")))
{
    setAccessibleName(tr("Account summary"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Gap);
    show(SummaryTotals{});
}

StatTile *SummaryStrip::add(const Theme &theme, const QString &caption)
{
    m_tiles.push_back(new StatTile(theme, caption, this));
    return m_tiles.back();
}

void SummaryStrip::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    connect(&privacy, &Privacy::changed, this, &SummaryStrip::showTiles);
    showTiles();
}

void SummaryStrip::show(const SummaryTotals &totals, std::optional<base::Timestamp> now)
{
    m_totals = totals;
    m_now = now;
    showTiles();
}

void SummaryStrip::showTiles()
{
    const bool isHidden = gui::isHidden(m_privacy);
    const SummaryTotals &totals = m_totals;
    const auto put = [&](StatTile *tile, const Stat &stat) {
        tile->show(isHidden ? hiddenStat(stat) : stat);
    };
    put(m_equity, plainStat(totals.equity, tr("USD")));
    Stat net = pnlStat(totals.netPnl, tr("after all costs"));
    net.toolTip = netFormula(totals);
    put(m_net, net);
    put(m_unrealized, pnlStat(totals.unrealizedPnl, tr("at mark prices")));
    put(m_realized, pnlStat(totals.realizedPnl, tr("before fees")));
    put(m_fees, plainStat(totals.fees, tr("paid")));
    put(m_funding, pnlStat(totals.funding, fundingDetail()));
    showExposures(isHidden);
    const bool isRead = totals.accounts > 0;
    m_positions->show({isRead ? QString::number(totals.activePositions) : unknownText(),
                       isRead ? Tone::Neutral : Tone::Muted,
                       totals.accounts > 1 ? tr("in %1 accounts").arg(totals.accounts) : tr("open"),
                       {}});
    alignSizes();
}

QString SummaryStrip::fundingDetail() const
{
    const QString side = fundingSide(m_totals.funding);
    if (!m_now || m_totals.activePositions == 0)
        return side;
    const bool isAny = m_totals.funding && !m_totals.funding->isZero();
    return isAny ? side + QStringLiteral(" · ") + untilFunding(*m_now) : untilFunding(*m_now);
}

// Their details are amounts too.
void SummaryStrip::showExposures(bool isHidden)
{
    const SummaryTotals &totals = m_totals;
    const auto detail = [&](const std::optional<Decimal> &value) {
        return hiddenOr(fixedNumber(value, MoneyDecimals), isHidden);
    };
    Stat longs = plainStat(totals.longExposure, tr("short %1").arg(detail(totals.shortExposure)));
    longs.toolTip = exposureFormula(totals);
    // Not a gain or a loss: signed, but without their colours.
    const Stat net{signedNumber(totals.netExposure, MoneyDecimals),
                   totals.netExposure ? Tone::Neutral : Tone::Muted,
                   tr("gross %1").arg(detail(totals.grossExposure)), exposureFormula(totals)};
    m_long->show(isHidden ? hiddenStat(longs) : longs);
    m_netExposure->show(isHidden ? hiddenStat(net) : net);
}

// Nine numbers in nine sizes look like nine tables.
void SummaryStrip::alignSizes()
{
    qreal smallest = m_tiles.front()->fittingSize();
    for (const StatTile *tile : m_tiles)
        smallest = std::min(smallest, tile->fittingSize());
    for (StatTile *tile : m_tiles)
        tile->setValueSize(smallest);
}

void SummaryStrip::setOld(bool isOld)
{
    for (StatTile *tile : m_tiles)
        tile->setOld(isOld);
}

const StatTile *SummaryStrip::tile(const QString &caption) const
{
    const auto found = std::find_if(m_tiles.begin(), m_tiles.end(), [&](const StatTile *tile) {
        return tile->caption() == caption;
    });
    return found == m_tiles.end() ? nullptr : *found;
}

void SummaryStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int count = static_cast<int>(m_tiles.size());
    const int most = std::clamp(width() / (TileMinimum + Gap), 1, count);
    const int rows = (count + most - 1) / most;
    arrange((count + rows - 1) / rows);
    m_grid->activate();
    alignSizes();
}

void SummaryStrip::arrange(int columns)
{
    if (columns == m_columns)
        return;
    for (int i = 0; i < std::max(columns, m_columns); ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    m_columns = columns;
    for (StatTile *tile : m_tiles)
        m_grid->removeWidget(tile);
    int at = 0;
    for (StatTile *tile : m_tiles) {
        m_grid->addWidget(tile, at / columns, at % columns);
        ++at;
    }
}

} // namespace lpm::gui
