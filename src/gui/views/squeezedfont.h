// SPDX-License-Identifier: GPL-3.0-or-later
// A number that is cut reads as another number: it is squeezed before it is cut.
#pragma once

#include <QFont>

namespace lpm::gui {

// The font, narrower where a text needs more than `room`. widthOf: how wide it is in a font, measured
// as it is drawn, since a pixel between two measures would cut it. Only where the text does not fit:
// a font with a stretch of its own, even 100 %, is looked up anew each time.
template <class WidthOf>
QFont squeezedFont(QFont font, int room, WidthOf widthOf)
{
    if (widthOf(font) <= room)
        return font;
    for (const int percent : {90, 80, 70, 60}) {
        font.setStretch(percent);
        if (widthOf(font) <= room)
            break;
    }
    return font;
}

} // namespace lpm::gui
