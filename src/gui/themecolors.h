// SPDX-License-Identifier: GPL-3.0-or-later
// The themes and their colours. Every text reads on every background it stands on (4.5:1 at least,
// 7:1 in high contrast). Pure values.
#pragma once

#include "gui/format/numberformat.h"

#include <QColor>
#include <QString>

#include <array>

namespace lpm::gui {

enum class ThemeChoice { System, Light, Dark, HighContrast, ColourBlindLight, ColourBlindDark };

inline constexpr std::array ThemeChoices{ThemeChoice::System,
                                         ThemeChoice::Light,
                                         ThemeChoice::Dark,
                                         ThemeChoice::HighContrast,
                                         ThemeChoice::ColourBlindLight,
                                         ThemeChoice::ColourBlindDark};

QString themeKey(ThemeChoice choice);         // as saved
ThemeChoice themeFromKey(const QString &key); // System for one that is not known
QString themeTitle(ThemeChoice choice);       // for a menu, with its key
bool isDark(ThemeChoice choice, bool isSystemDark);

struct ThemeColors
{
    QColor window;
    QColor surface; // tables and tiles
    QColor raised;  // inputs, badges, header of a table
    QColor border;
    QColor text;
    QColor muted;
    QColor faint; // what is old, and controls that are off
    QColor accent;
    QColor gain;
    QColor loss;
    QColor good;
    QColor bad;
    QColor warning;
    QColor hover;
    QColor selection;

    QColor of(Tone tone) const;
};

ThemeColors darkColors();
ThemeColors lightColors();
ThemeColors highContrastColors();
ThemeColors colourBlindLightColors();
ThemeColors colourBlindDarkColors();
ThemeColors colorsOf(ThemeChoice choice, bool isSystemDark);

// As in East Asia: the warm colour is for a gain, the other for a loss. What is good or bad keeps
// its colour.
ThemeColors withRedUp(ThemeColors colors);

} // namespace lpm::gui
