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
    QString figure{}; // how much, beside an arrow: shortAmount()
    domain::PriceState freshness = domain::PriceState::Live;
    bool isWrong = false; // nothing in it may be believed: a ! instead of an arrow
    domain::RunMode mode = domain::RunMode::Live;

    friend bool operator==(const TrayFace &, const TrayFace &) = default;
};

// Without its sign in at most four characters: 0.42, 466, 9.9k, 12k, 999M; of more, >1T. Digits that
// have no room are left out, not rounded up: it never tells more than there is.
QString shortAmount(const domain::Decimal &amount);

// warning: what is wrong with all of it, a sentence; "" when nothing is. isBad: it is not followed.
TrayFace trayFaceOf(const CompactView &view, domain::RunMode mode, bool isBad,
                    bool areAmountsHidden);
QString trayTip(const CompactView &view, const QString &warning, bool areAmountsHidden);

QPixmap trayPixmap(const TrayFace &face, const ThemeColors &colors, int size);
QIcon trayIcon(const TrayFace &face, const ThemeColors &colors);

} // namespace lpm::gui
