// SPDX-License-Identifier: GPL-3.0-or-later
// The window's colours, light and dark, and the one place that puts them on the application.
#pragma once

#include "gui/format/numberformat.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QString>

class QWidget;

namespace lpm::gui {

enum class ThemeChoice { System, Light, Dark };

QString themeKey(ThemeChoice choice); // system, light, dark: as saved
ThemeChoice themeFromKey(const QString &key);

struct ThemeColors
{
    QColor window;
    QColor surface; // tables and tiles
    QColor raised;  // inputs, badges, header of a table
    QColor border;
    QColor text;
    QColor muted;
    QColor faint;
    QColor accent;
    QColor gain;
    QColor loss;
    QColor warning;
    QColor hover;
    QColor selection;

    QColor of(Tone tone) const;
};

ThemeColors darkColors();
ThemeColors lightColors();
QPalette paletteOf(const ThemeColors &colors);
QString styleSheetOf(const ThemeColors &colors);

// Digits that are all as wide as one another, so that columns stand still while they tick: the
// font itself if it has them, else one that does.
QFont tabularFont(const QFont &font);

// Keeps the choice and gives the colours that follow from it. GUI thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    // The window gets the style sheet; the application the palette.
    explicit Theme(QWidget &window);

    void choose(ThemeChoice choice);
    ThemeChoice choice() const { return m_choice; }
    const ThemeColors &colors() const { return m_colors; }
    bool isDark() const { return m_isDark; }

Q_SIGNALS:
    void changed();

private:
    QWidget &m_window;
    bool m_isSystemDark; // as the desktop had it before we changed anything
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_isDark = true;
    ThemeColors m_colors;
};

} // namespace lpm::gui
