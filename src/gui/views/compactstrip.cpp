// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/compactstrip.h"

#include "gui/format/inerttext.h"
#include "gui/layouts/reachable.h"
#include "gui/layouts/screenkeeper.h"
#include "gui/models/amounts.h"
#include "gui/models/positioncells.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWindow>

#include <algorithm>

namespace lpm::gui {

using domain::PriceState;

namespace {

constexpr int StripPadding = 12;
constexpr int StripGap = 20;
constexpr qreal StripCaptionFactor = 0.84;

QFont stripCaptionFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * StripCaptionFactor);
    return font;
}

QString arrowBeside(Tone tone)
{
    return tone == Tone::Gain   ? QStringLiteral(" ▲")
           : tone == Tone::Loss ? QStringLiteral(" ▼")
                                : QString();
}

QString warningOf(const CompactView &view)
{
    QStringList parts{view.mark, freshnessWords(view.freshness)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

CompactStrip::CompactStrip(const Theme &theme, const Privacy &privacy, QWidget *parent)
    : QWidget(parent, Qt::Tool | Qt::FramelessWindowHint | Qt::WindowStaysOnTopHint),
      m_theme(theme),
      m_privacy(privacy)
{
    setAttribute(Qt::WA_MacAlwaysShowToolWindow);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setWindowTitle(tr("Compact strip"));
    setAccessibleName(tr("Compact strip"));
    setToolTip(inertToolTip(tr("Drag it anywhere; a double click brings the main window back")));
    setFocusPolicy(Qt::StrongFocus);
    auto *back = new QAction(tr("&Back to the window"), this);
    connect(back, &QAction::triggered, this, &CompactStrip::returnAsked);
    addAction(back);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setCursor(Qt::SizeAllCursor);
    setFont(tabularFont(font()));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&privacy, &Privacy::changed, this, &CompactStrip::showFigures);
    showFigures();
}

void CompactStrip::show(const CompactView &view)
{
    m_view = view;
    showFigures();
}

void CompactStrip::showFigures()
{
    const bool isHidden = m_privacy.isHidden();
    const SummaryTotals &totals = m_view.totals;
    const auto pnl = [&](const QString &caption, const std::optional<domain::Decimal> &value) {
        return Figure{caption, hiddenOr(signedNumber(value, MoneyDecimals), isHidden),
                      isHidden ? Tone::Muted : toneOf(value, MoneyDecimals)};
    };
    m_figures = {
        {tr("Equity"), hiddenOr(fixedNumber(totals.equity, MoneyDecimals), isHidden),
         totals.equity && !isHidden ? Tone::Neutral : Tone::Muted},
        pnl(tr("Net P&L"), totals.netPnl),
        pnl(tr("Unrealized"), totals.unrealizedPnl),
        {m_view.nearest.isEmpty() ? tr("To liq.") : tr("To liq., %1").arg(m_view.nearest),
         percent(m_view.distance), toneOfDistance(m_view.distance)},
    };
    describe();
    // It does not twitch with each digit; but its width would tell how large what is hidden is.
    const QSize wanted = sizeHint();
    m_widest = isHidden ? wanted.width() : std::max(m_widest, wanted.width());
    resize(m_widest, wanted.height());
    update();
}

void CompactStrip::describe()
{
    QStringList parts{m_view.mark, m_view.account, freshnessWords(m_view.freshness)};
    for (const Figure &figure : m_figures)
        parts += figure.caption + QLatin1Char(' ') + figure.value;
    parts.removeAll(QString());
    setAccessibleDescription(parts.join(QStringLiteral(", ")));
}

QFont CompactStrip::valueFont() const
{
    QFont value = font();
    value.setWeight(QFont::DemiBold);
    return value;
}

int CompactStrip::widthOf(const Figure &figure) const
{
    return std::max(
        QFontMetrics(valueFont()).horizontalAdvance(figure.value + arrowBeside(figure.tone)),
        QFontMetrics(stripCaptionFont(font())).horizontalAdvance(figure.caption));
}

QSize CompactStrip::sizeHint() const
{
    const QFontMetrics small(stripCaptionFont(font()));
    int width = 2 * StripPadding;
    for (const Figure &figure : m_figures)
        width += widthOf(figure) + StripGap;
    const int name = std::max(small.horizontalAdvance(m_view.account),
                              small.horizontalAdvance(warningOf(m_view)));
    return {width + name, small.height() + QFontMetrics(valueFont()).height() + 16};
}

void CompactStrip::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.fillRect(rect(), colors.surface);
    painter.setPen(colors.border);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    const QFont small = stripCaptionFont(font());
    QRect area = rect().adjusted(StripPadding, 7, -StripPadding, -7);
    for (const Figure &figure : m_figures) {
        painter.setFont(small);
        painter.setPen(colors.muted);
        painter.drawText(area, Qt::AlignLeft | Qt::AlignTop, figure.caption);
        paintValue(painter, area, figure);
        area.setLeft(area.left() + widthOf(figure) + StripGap);
    }
    painter.setFont(small);
    painter.setPen(colors.muted);
    painter.drawText(area, Qt::AlignRight | Qt::AlignTop, m_view.account);
    painter.setPen(colors.warning);
    painter.drawText(area, Qt::AlignRight | Qt::AlignBottom, warningOf(m_view));
}

void CompactStrip::paintValue(QPainter &painter, const QRect &area, const Figure &figure) const
{
    const ThemeColors &colors = m_theme.colors();
    painter.setFont(valueFont());
    painter.setPen(m_view.freshness == PriceState::Live ? colors.of(figure.tone) : colors.faint);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignBottom,
                     figure.value + arrowBeside(figure.tone));
    if (m_view.freshness != PriceState::Dead || figure.value == unknownText())
        return;
    const QFontMetrics metrics(valueFont());
    const int middle = area.bottom() - metrics.height() / 2 + 1;
    painter.drawLine(area.left(), middle, area.left() + metrics.horizontalAdvance(figure.value),
                     middle);
}

void CompactStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_grip = event->position().toPoint();
    m_isDragged = false;
}

// The desktop moves it where it can (Wayland lets nobody else); elsewhere it follows the mouse.
void CompactStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_grip)
        return;
    const QPoint moved = event->position().toPoint() - *m_grip;
    m_isDragged = m_isDragged || moved.manhattanLength() >= QApplication::startDragDistance();
    if (!m_isDragged)
        return;
    if (windowHandle() && windowHandle()->startSystemMove()) {
        m_grip.reset();
        return;
    }
    move(pos() + moved);
}

void CompactStrip::mouseReleaseEvent(QMouseEvent *) { m_grip.reset(); }

void CompactStrip::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_grip.reset();
    if (event->button() == Qt::LeftButton)
        Q_EMIT returnAsked();
}

void CompactStrip::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                          event->key() == Qt::Key_Escape;
    if (isReturn)
        Q_EMIT returnAsked();
    else
        QWidget::keyPressEvent(event);
}

// Else nothing of the program would be left to be seen.
void CompactStrip::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT returnAsked();
}

void CompactStrip::moveTo(const QPoint &place)
{
    move(onNearestScreen(QRect(place, size()), roomOfScreens()).topLeft());
}

} // namespace lpm::gui
