// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/summarystrip.h"

#include "gui/models/amounts.h"
#include "gui/views/movetexts.h"
#include "gui/views/summarytips.h"

#include <algorithm>
#include <chrono>

namespace lpm::gui {

using domain::Decimal;

namespace {

constexpr int TileMinimum = 118;
constexpr int Gap = 6;

Stat pnlStat(const std::optional<Decimal> &value, const QString &detail)
{
    return {signedNumber(value, MoneyDecimals), toneOf(value, MoneyDecimals), detail};
}

Stat plainStat(const std::optional<Decimal> &value, const QString &detail)
{
    return {fixedNumber(value, MoneyDecimals), value ? Tone::Neutral : Tone::Muted, detail};
}

// The detail is the caller's: some hold an amount.
Stat hiddenStat(const Stat &stat)
{
    return {hiddenOr(stat.value, true), Tone::Muted, stat.detail};
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
      m_marginRatio(add(theme, tr("Margin ratio"))),
      m_drawdown(add(theme, tr("Drawdown"))),
      m_positions(add(theme, tr("Positions")))
{
    setAccessibleName(tr("Account summary"));
    m_marginRatio->show({unknownText(), Tone::Muted, tr("not computed yet")});
    setExplanations();
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

void SummaryStrip::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    showTiles();
}

void SummaryStrip::show(const SummaryTotals &totals, std::optional<base::Timestamp> now,
                        const MoneyMoves &moves)
{
    m_totals = totals;
    m_now = now;
    m_moves = moves;
    showTiles();
}

void SummaryStrip::showTiles()
{
    const bool isHidden = gui::isHidden(m_privacy);
    const SummaryTotals &totals = m_totals;
    showMoney(isHidden);
    const Stat fees = plainStat(totals.fees, tr("paid"));
    m_fees->show(isHidden ? hiddenStat(fees) : fees);
    const Stat funding = pnlStat(totals.funding, fundingDetail());
    m_funding->show(isHidden ? hiddenStat(funding) : funding);
    showExposures(isHidden);
    showDrawdown(isHidden);
    const bool isRead = totals.accounts > 0;
    m_positions->show({isRead ? QString::number(totals.activePositions) : unknownText(),
                       isRead ? Tone::Neutral : Tone::Muted,
                       totals.accounts > 1 ? tr("in %n accounts", nullptr, totals.accounts)
                                           : tr("open")});
    alignSizes();
}

void SummaryStrip::showMoney(bool isHidden)
{
    const DayChange &day = m_moves.day;
    const auto put = [&](StatTile *tile, Stat stat, const std::optional<FigureChange> &change) {
        stat.detail = dayDetail(change, isHidden);
        tile->show(isHidden ? hiddenStat(stat) : stat);
    };
    put(m_equity, plainStat(m_totals.equity, {}), day.equity);
    put(m_net, pnlStat(m_totals.netPnl, {}), day.netPnl);
    put(m_unrealized, pnlStat(m_totals.unrealizedPnl, {}), day.unrealizedPnl);
    put(m_realized, pnlStat(m_totals.realizedPnl, {}), day.realizedPnl);
}

// Not a loss: equity falls by a withdrawal, too. So it has no colour.
void SummaryStrip::showDrawdown(bool isHidden)
{
    const auto &drawdown = m_moves.drawdown;
    const auto below = drawdown ? std::optional(drawdown->below) : std::nullopt;
    const Stat stat =
        plainStat(below, drawdownDetail(drawdown, m_now.value_or(base::Timestamp())));
    m_drawdown->show(isHidden ? hiddenStat(stat) : stat);
}

QString SummaryStrip::fundingDetail() const
{
    if (!m_now || m_totals.activePositions == 0)
        return fundingSide(m_totals.funding);
    return untilFunding(*m_now); // which side it is on, its sign says
}

// Their details are amounts too.
void SummaryStrip::showExposures(bool isHidden)
{
    const SummaryTotals &totals = m_totals;
    const auto detail = [&](const std::optional<Decimal> &value) {
        return hiddenOr(fixedNumber(value, MoneyDecimals), isHidden);
    };
    const Stat longs =
        plainStat(totals.longExposure, tr("short %1").arg(detail(totals.shortExposure)));
    // Not a gain or a loss: signed, but without their colours.
    const Stat net{signedNumber(totals.netExposure, MoneyDecimals),
                   totals.netExposure ? Tone::Neutral : Tone::Muted,
                   tr("gross %1").arg(detail(totals.grossExposure))};
    m_long->show(isHidden ? hiddenStat(longs) : longs);
    m_netExposure->show(isHidden ? hiddenStat(net) : net);
}

void SummaryStrip::setExplanations()
{
    const auto explain = [this](StatTile *tile, std::function<QString()> tip) {
        tile->setExplaining([this, tip] {
            return gui::isHidden(m_privacy) ? hiddenSentence() : tip();
        });
    };
    // Equity moves also by deposits and withdrawals: that is said with it.
    const auto withDay = [&](StatTile *tile, QString (*tip)(const SummaryTotals &),
                             std::optional<FigureChange> DayChange::*change,
                             const QString &moved) {
        explain(tile, [this, tip, change, moved] {
            return tip(m_totals) + QStringLiteral("\n\n")
                   + dayFormula(moved, m_moves.day.*change, m_zone);
        });
    };
    withDay(m_equity, equityTip, &DayChange::equity,
            tr("equity change, with deposits and withdrawals,"));
    withDay(m_net, netTip, &DayChange::netPnl, tr("change of the net P&L"));
    withDay(m_unrealized, unrealizedTip, &DayChange::unrealizedPnl,
            tr("change of the unrealized P&L"));
    withDay(m_realized, realizedTip, &DayChange::realizedPnl, tr("change of the realized P&L"));
    explain(m_fees, [this] { return feesTip(m_totals); });
    explain(m_funding, [this] { return fundingTip(m_totals); });
    explain(m_long, [this] { return exposureTip(m_totals); });
    explain(m_netExposure, [this] { return exposureTip(m_totals); });
    explain(m_drawdown, [this] { return drawdownFormula(m_moves.drawdown, m_zone); });
    m_marginRatio->setExplaining([] {
        return tr("How much of the account's value its maintenance margin takes up.\n"
                  "It is not computed yet: no number stands here before it is exact.");
    });
}

// Numbers in as many sizes look like as many tables.
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

ExplainedPart SummaryStrip::explanations() const
{
    ExplainedPart part{accessibleName(), {}};
    for (const StatTile *tile : m_tiles)
        part.explanations.push_back({tile->caption(), tile->spokenValue(), tile->explanation()});
    return part;
}

QSize SummaryStrip::minimumSizeHint() const
{
    return {TileMinimum, m_grid->totalMinimumSize().height()};
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

// The first ones are twice as wide where that fills the last row.
void SummaryStrip::arrange(int columns)
{
    if (columns == m_columns)
        return;
    for (int i = 0; i < std::max(columns, m_columns); ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    m_columns = columns;
    for (StatTile *tile : m_tiles)
        m_grid->removeWidget(tile);
    const int count = static_cast<int>(m_tiles.size());
    int spare = (columns - count % columns) % columns;
    int at = 0;
    for (StatTile *tile : m_tiles) {
        const bool isWide = spare > 0 && at % columns + 1 < columns;
        m_grid->addWidget(tile, at / columns, at % columns, 1, isWide ? 2 : 1);
        at += isWide ? 2 : 1;
        spare -= isWide ? 1 : 0;
    }
}

} // namespace lpm::gui
