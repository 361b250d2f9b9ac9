// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/trayface.h"

#include "gui/appicon.h"
#include "gui/models/amounts.h"
#include "gui/views/banner.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace lpm::gui {

using domain::PriceState;
using Arrow = TrayFace::Arrow;

namespace {

constexpr qsizetype AccountLetters = 10;

struct TrayWords
{
    Q_DECLARE_TR_FUNCTIONS(Tray)
};

// All drawing is on a field of 64 by 64.
constexpr qreal Field = 64.0;
constexpr int FigureSize = 34;
const domain::Decimal FarRisk(10); // of the price: as good as none
const QColor TrayGround(0x12, 0x1a, 0x26);
const QColor TrayOld(0x9a, 0xa5, 0xb3);
const QColor TrayInk(0x1a, 0x14, 0x06);
const QColor TrayWarning(0xf2, 0xb1, 0x3d);

QString arrowOf(Tone tone)
{
    return tone == Tone::Gain   ? QStringLiteral(" ▲")
           : tone == Tone::Loss ? QStringLiteral(" ▼")
                                : QString();
}

// Filled while it is live, an outline when it is old; the figure below it.
void paintArrow(QPainter &painter, const TrayFace &face, const ThemeColors &colors)
{
    const bool isUp = face.arrow == Arrow::Up;
    QPainterPath path;
    path.moveTo(18, isUp ? 7 : 27);
    path.lineTo(31, isUp ? 27 : 7);
    path.lineTo(5, isUp ? 27 : 7);
    path.closeSubpath();
    const bool isLive = face.freshness == PriceState::Live;
    const QColor color = isLive ? (isUp ? colors.gain : colors.loss) : TrayOld;
    painter.setPen(QPen(color, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(isLive ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawPath(path);
    const QRectF place(1, 30, Field - 2, 34);
    QFont font = painter.font();
    font.setWeight(QFont::Bold);
    font.setPixelSize(FigureSize);
    const auto width = QFontMetricsF(font).horizontalAdvance(face.figure);
    if (width > place.width())
        font.setPixelSize(static_cast<int>(FigureSize * place.width() / width));
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(place, Qt::AlignCenter, face.figure);
}

void paintWarning(QPainter &painter)
{
    painter.setPen(QPen(TrayWarning, 9, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(32, 12), QPointF(32, 36));
    painter.drawPoint(QPointF(32, 52));
}

// The mode's colour and first letter, in the corner.
void paintMode(QPainter &painter, domain::RunMode mode)
{
    const QString mark = modeMark(mode);
    if (mark.isEmpty())
        return;
    const QRectF badge(36, 1, 27, 28);
    painter.setPen(Qt::NoPen);
    painter.setBrush(modeColor(mode));
    painter.drawRoundedRect(badge, 8, 8);
    QFont font = painter.font();
    font.setPixelSize(26);
    font.setWeight(QFont::Black);
    painter.setFont(font);
    painter.setPen(TrayInk);
    painter.drawText(badge, Qt::AlignCenter, mark.left(1));
}

// Two accounts may hold one coin. The tip has little room, so a long name is cut.
QString nameOf(const Risk &risk)
{
    if (risk.account.isEmpty())
        return risk.coin;
    const bool isLong = risk.account.size() > AccountLetters;
    return QStringLiteral("%1 (%2%3)")
        .arg(risk.coin, risk.account.left(AccountLetters),
             isLong ? QStringLiteral("…") : QString());
}

} // namespace

QString shortAmount(const domain::Decimal &amount)
{
    using domain::Decimal;
    struct Step
    {
        Decimal unit;
        const char *sign;
    };
    const Decimal whole = amount.abs();
    for (const Step &step :
         {Step{Decimal(1), ""}, Step{Decimal(1'000), "k"}, Step{Decimal(1'000'000), "M"},
          Step{Decimal(1'000'000'000), "G"}}) {
        if (whole >= step.unit * Decimal(1'000))
            continue;
        const bool isShort = whole < step.unit * Decimal(10);
        const int decimals = !isShort ? 0 : *step.sign == '\0' ? 2 : 1;
        const Decimal shown
            = Decimal::divide(whole, step.unit, decimals, domain::Rounding::Truncate);
        return fixedNumber(shown, decimals) + QLatin1String(step.sign);
    }
    return QStringLiteral(">1T");
}

TrayFace trayFaceOf(const CompactView &view, domain::RunMode mode, bool isBad,
                    bool areAmountsHidden)
{
    TrayFace face{.freshness = view.freshness,
                  .isWrong = isBad || view.freshness == PriceState::Dead,
                  .mode = mode};
    const Tone tone = areAmountsHidden ? Tone::Muted : toneOf(view.totals.netPnl, MoneyDecimals);
    if (!face.isWrong)
        face.arrow = tone == Tone::Gain   ? Arrow::Up
                     : tone == Tone::Loss ? Arrow::Down
                                          : Arrow::None;
    if (face.arrow != Arrow::None)
        face.figure = shortAmount(*view.totals.netPnl);
    return face;
}

QString trayTip(const CompactView &view, const QString &warning, bool areAmountsHidden)
{
    QStringList head{view.mark, view.account, freshnessWords(view.freshness)};
    head.removeAll(QString());
    QStringList lines{head.join(QStringLiteral(" · ")), warning};
    const SummaryTotals &totals = view.totals;
    const auto amount = [&](const QString &text) { return hiddenOr(text, areAmountsHidden); };
    const Tone tone = areAmountsHidden ? Tone::Muted : toneOf(totals.netPnl, MoneyDecimals);
    lines += TrayWords::tr("Equity %1").arg(amount(fixedNumber(totals.equity, MoneyDecimals)));
    lines += TrayWords::tr("Net P&L %1").arg(amount(signedNumber(totals.netPnl, MoneyDecimals))) +
             arrowOf(tone);
    QStringList risks;
    for (const Risk &risk : view.risks) {
        if (risk.distance < FarRisk)
            risks += nameOf(risk) + QLatin1Char(' ') + percent(risk.distance);
    }
    if (!risks.isEmpty())
        lines += TrayWords::tr("To liq.: %1").arg(risks.join(QStringLiteral(", ")));
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QPixmap trayPixmap(const TrayFace &face, const ThemeColors &colors, int size)
{
    if (!face.isWrong && face.arrow == Arrow::None) {
        QPixmap plain = appPixmap(size);
        QPainter painter(&plain);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.scale(size / Field, size / Field);
        paintMode(painter, face.mode);
        return plain;
    }
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / Field, size / Field);
    painter.setPen(Qt::NoPen);
    painter.setBrush(TrayGround);
    painter.drawRoundedRect(QRectF(0, 0, Field, Field), 14, 14);
    if (face.isWrong)
        paintWarning(painter);
    else
        paintArrow(painter, face, colors);
    paintMode(painter, face.mode);
    return pixmap;
}

QIcon trayIcon(const TrayFace &face, const ThemeColors &colors)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64})
        icon.addPixmap(trayPixmap(face, colors, size));
    return icon;
}

} // namespace lpm::gui
