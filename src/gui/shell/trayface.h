// SPDX-License-Identifier: GPL-3.0-or-later
// What the tray's icon and tip tell of the numbers. Values and pure functions, but for painting.
#pragma once

#include "gui/models/compactview.h"
#include "gui/themecolors.h"

#include <QIcon>

namespace lpm::gui {

struct TrayFace
{
    // The direction of the net P&L; None: not known, zero, or hidden.
    enum class Arrow { None, Up, Down };

    Arrow arrow = Arrow::None;
    domain::PriceState freshness = domain::PriceState::Live;
    bool isWrong = false; // nothing in it may be believed: a ! instead of an arrow
    domain::RunMode mode = domain::RunMode::Live;

    friend bool operator==(const TrayFace &, const TrayFace &) = default;
};

// warning: what is wrong with all of it, a sentence; "" when nothing is. isBad: it is not followed.
TrayFace trayFaceOf(const CompactView &view, domain::RunMode mode, bool isBad,
                    bool areAmountsHidden);
QString trayTip(const CompactView &view, const QString &warning, bool areAmountsHidden);

QPixmap trayPixmap(const TrayFace &face, const ThemeColors &colors, int size);
QIcon trayIcon(const TrayFace &face, const ThemeColors &colors);

} // namespace lpm::gui
