// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/totalsrow.h"

#include "gui/format/inerttext.h"
#include "gui/models/amounts.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int RowPadding = 9;
constexpr int FigureGap = 18;
constexpr int CaptionGap = 6; // between a caption and its number
constexpr int NarrowestWidth = 200;

using Figure = TotalsRow::Figure;
using Sum = PositionTotals::Sum;

QString totalText(const Sum &value)
{
    return value ? fullNumber(*value) + QStringLiteral(" USD")
                 : TotalsRow::tr("— a part of it is not known");
}

QString ofTheShown() { return TotalsRow::tr("Sum of the positions shown"); }

Figure plain(const QString &caption, const Sum &value, bool isOld)
{
    return {caption, fixedNumber(value, MoneyDecimals), value ? Tone::Neutral : Tone::Muted,
            ofTheShown(), isOld};
}

Figure gained(const QString &caption, const Sum &value, bool isOld)
{
    return {caption, signedNumber(value, MoneyDecimals), toneOf(value, MoneyDecimals),
            ofTheShown(), isOld};
}

Figure partial(Figure figure, bool isPartial)
{
    if (!isPartial)
        return figure;
    figure.value += QLatin1Char('*');
    figure.toolTip += TotalsRow::tr("\n* Partial: something from before the reach of the history "
                                    "is missing.");
    return figure;
}

// Grey alone would not say it to everybody.
QString shownText(int rows, bool isOld)
{
    return isOld ? TotalsRow::tr("%1 · old").arg(rows) : QString::number(rows);
}

std::vector<Figure> figuresOf(const PositionTotals &totals)
{
    const bool isOld = totals.hasOldPrice || totals.isFeedDown;
    const bool isDown = totals.isFeedDown;
    const bool isPartial = totals.isPartial;
    std::vector<Figure> figures{
        {TotalsRow::tr("Shown"), shownText(totals.rows, isOld), Tone::Neutral,
         TotalsRow::tr("Positions shown, after account and filter"), isOld},
        plain(TotalsRow::tr("Gross"), totals.gross, isOld),
        plain(TotalsRow::tr("Long"), totals.longs, isOld),
        plain(TotalsRow::tr("Short"), totals.shorts, isOld),
        gained(TotalsRow::tr("Net notional"), totals.net, isOld),
        gained(TotalsRow::tr("uPnL"), totals.unrealized, isOld),
        partial(gained(TotalsRow::tr("Realized"), totals.realized, isDown), isPartial),
        partial(plain(TotalsRow::tr("Fees"), totals.fees, isDown), isPartial),
        partial(gained(TotalsRow::tr("Funding"), totals.funding, isDown), isPartial),
        gained(TotalsRow::tr("Net P&L"), totals.netPnl, isOld),
        plain(TotalsRow::tr("Margin"), totals.margin, isDown)};
    figures[1].toolTip =
        TotalsRow::tr("long + short\n%1 + %2 = %3")
            .arg(operand(totals.longs), operand(totals.shorts), totalText(totals.gross));
    figures[4].tone = totals.net ? Tone::Neutral : Tone::Muted; // a direction is no gain
    figures[4].toolTip =
        TotalsRow::tr("long − short\n%1 − %2 = %3")
            .arg(operand(totals.longs), operand(totals.shorts), totalText(totals.net));
    figures[9].toolTip =
        TotalsRow::tr("unrealized + realized − fees + funding\n%1 + %2 − %3 + %4 = %5")
            .arg(operand(totals.unrealized), operand(totals.realized), operand(totals.fees),
                 operand(totals.funding), totalText(totals.netPnl));
    figures[9] = partial(std::move(figures[9]), isPartial);
    figures[9].toolTip += TotalsRow::tr("\nOf the positions shown.");
    for (Figure &figure : figures) {
        if (figure.isOld)
            figure.toolTip += TotalsRow::tr("\nOld: not every price in it is live.");
    }
    return figures;
}

// All but the first, which counts.
void hideAmounts(std::vector<Figure> &figures)
{
    for (std::size_t i = 1; i < figures.size(); ++i) {
        figures[i].value = hiddenOr(figures[i].value, true);
        figures[i].toolTip = hiddenSentence();
        figures[i].tone = Tone::Muted;
    }
}

PositionTotals nothingRead()
{
    PositionTotals totals;
    for (Sum *sum :
         {&totals.gross, &totals.longs, &totals.shorts, &totals.net, &totals.unrealized,
          &totals.realized, &totals.fees, &totals.funding, &totals.netPnl, &totals.margin})
        sum->reset();
    return totals;
}

} // namespace

TotalsRow::TotalsRow(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setFont(tabularFont(font()));
    setAccessibleName(tr("Totals of the positions shown"));
    // Not by Qt's height for width: then the window could be no lower than this row needs where it
    // is narrowest.
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    show(std::nullopt);
}

void TotalsRow::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    connect(&privacy, &Privacy::changed, this, &TotalsRow::showFigures);
    showFigures();
}

void TotalsRow::show(const std::optional<PositionTotals> &totals)
{
    m_totals = totals;
    showFigures();
}

void TotalsRow::showFigures()
{
    std::vector<Figure> figures = figuresOf(m_totals.value_or(nothingRead()));
    if (!m_totals)
        figures.front().value = unknownText();
    if (gui::isHidden(m_privacy))
        hideAmounts(figures);
    if (figures == m_figures)
        return;
    const int before = heightForWidth(width());
    m_figures = std::move(figures);
    m_placedWidth = -1;
    if (heightForWidth(width()) != before)
        updateGeometry();
    QStringList texts;
    for (const Figure &figure : m_figures)
        texts += figure.caption + QLatin1Char(' ') + figure.value;
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    update();
}

int TotalsRow::widthOf(const Figure &figure) const
{
    return QFontMetrics(font()).horizontalAdvance(figure.caption) + CaptionGap +
           m_text.widthOf(font(), figure.value);
}

int TotalsRow::lineHeight() const { return QFontMetrics(font()).height() + 8; }

const std::vector<QRect> &TotalsRow::places(int width) const
{
    if (width == m_placedWidth)
        return m_places;
    m_placedWidth = width;
    m_places.clear();
    int left = RowPadding;
    int top = 0;
    for (const Figure &figure : m_figures) {
        const int needed = widthOf(figure);
        if (left > RowPadding && left + needed > width - RowPadding) {
            left = RowPadding;
            top += lineHeight();
        }
        m_places.emplace_back(left, top, needed, lineHeight());
        left += needed + FigureGap;
    }
    return m_places;
}

int TotalsRow::heightForWidth(int width) const
{
    const auto &all = places(width);
    return all.empty() ? lineHeight() : all.back().bottom() + 1;
}

// Before it stands anywhere it has no width to count lines for.
QSize TotalsRow::sizeHint() const
{
    return {NarrowestWidth,
            testAttribute(Qt::WA_Resized) ? heightForWidth(width()) : lineHeight()};
}

QSize TotalsRow::minimumSizeHint() const { return sizeHint(); }

void TotalsRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        m_placedWidth = -1;
    QWidget::changeEvent(event);
}

void TotalsRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (heightForWidth(width()) != height())
        updateGeometry();
}

QString TotalsRow::explain(std::size_t figure) const
{
    const bool isSum = figure > 0; // the first one counts
    if (!isSum || !m_partsOf || !m_totals || gui::isHidden(m_privacy))
        return m_figures.at(figure).toolTip;
    const auto meant = static_cast<TotalFigure>(figure - 1);
    const auto parts = m_partsOf(meant); // first: it brings the figures up to the same moment
    return m_figures.at(figure).toolTip + QStringLiteral("\n\n") + sumText(parts, signOf(meant));
}

ExplainedPart TotalsRow::explanations() const
{
    ExplainedPart part{accessibleName(), {}};
    for (std::size_t i = 0; i < m_figures.size(); ++i)
        part.explanations.push_back({m_figures[i].caption, m_figures[i].value, explain(i)});
    return part;
}

bool TotalsRow::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto &all = places(width());
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const QRect &place) { return place.contains(help->pos()); });
    const QString text = found == all.end()
                             ? QString()
                             : explain(static_cast<std::size_t>(found - all.begin()));
    QToolTip::showText(help->globalPos(), inertToolTip(text), this);
    return true;
}

void TotalsRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = m_theme.colors();
    const auto &all = places(width());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Figure &figure = m_figures[i];
        painter.setPen(colors.muted);
        painter.drawText(all[i], Qt::AlignLeft | Qt::AlignVCenter, figure.caption);
        painter.setPen(figure.isOld ? colors.faint : colors.of(figure.tone));
        m_text.draw(painter, all[i], Qt::AlignRight, font(), figure.value);
    }
}

} // namespace lpm::gui
