// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/appicon.h"

#include <QPainter>
#include <QPainterPath>

namespace lpm::gui {

// The same drawing as resources/position-monitor.svg, on a field of 64 by 64.
QPixmap appPixmap(int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / 64.0, size / 64.0);

    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x12, 0x1a, 0x26));
    painter.drawRoundedRect(QRectF(2, 2, 60, 60), 14, 14);

    QPen pen(QColor(0x3a, 0x48, 0x5c), 3, Qt::SolidLine, Qt::RoundCap);
    painter.setPen(pen);
    painter.drawLine(QPointF(12, 44), QPointF(52, 44));

    QPainterPath curve(QPointF(12, 50));
    curve.lineTo(22, 36);
    curve.lineTo(31, 41);
    curve.lineTo(48, 18);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0x2f, 0xc0, 0x8b), 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(curve);

    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xe4, 0xe9, 0xf0));
    painter.drawEllipse(QPointF(48, 18), 5.5, 5.5);
    return pixmap;
}

QIcon appIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addPixmap(appPixmap(size));
    return icon;
}

} // namespace lpm::gui
