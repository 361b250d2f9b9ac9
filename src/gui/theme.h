// SPDX-License-Identifier: GPL-3.0-or-later
// The theme that is chosen, and the one place that puts its colours on the application.
#pragma once

#include "gui/themecolors.h"

#include <QFont>
#include <QObject>
#include <QPalette>

class QWidget;

namespace lpm::gui {

QPalette paletteOf(const ThemeColors &colors);
QString styleSheetOf(const ThemeColors &colors);

// Digits that are all as wide as one another, so that columns stand still while they tick: the
// font itself if it has them, else one that does.
QFont tabularFont(const QFont &font);

// The same on every desktop, whatever it wishes. Before the first dialog.
void useOwnStyle();

// Keeps the choice and gives the colours that follow from it. GUI thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    // The window gets the style sheet; the application the palette.
    explicit Theme(QWidget &window);

    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    void setRedUp(bool isRedUp);
    bool isRedUp() const { return m_isRedUp; }
    const ThemeColors &colors() const { return m_colors; }
    bool isDark() const { return gui::isDark(m_choice, m_isSystemDark); }

Q_SIGNALS:
    void changed();

private:
    void apply();

    QWidget &m_window;
    bool m_isSystemDark; // as the desktop has it without us
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_isRedUp = false;
    ThemeColors m_colors;
};

} // namespace lpm::gui
