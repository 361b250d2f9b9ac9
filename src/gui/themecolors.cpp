// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/themecolors.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace lpm::gui {

namespace {

struct ThemeName
{
    const char *key; // stable: the window's settings name a theme by it
    const char *title;
};

// In the order of ThemeChoice.
constexpr std::array<ThemeName, ThemeChoices.size()> ThemeNames{{
    {"system", QT_TRANSLATE_NOOP("Theme", "&System")},
    {"light", QT_TRANSLATE_NOOP("Theme", "&Light")},
    {"dark", QT_TRANSLATE_NOOP("Theme", "&Dark")},
    {"high_contrast", QT_TRANSLATE_NOOP("Theme", "&High contrast")},
    {"colour_blind_light", QT_TRANSLATE_NOOP("Theme", "Colour-&blind, light")},
    {"colour_blind_dark", QT_TRANSLATE_NOOP("Theme", "&Colour-blind, dark")},
}};

const ThemeName &themeNameOf(ThemeChoice choice)
{
    return ThemeNames.at(static_cast<std::size_t>(choice));
}

} // namespace

QString themeKey(ThemeChoice choice) { return QString::fromLatin1(themeNameOf(choice).key); }

ThemeChoice themeFromKey(const QString &key)
{
    const auto *const found =
        std::find_if(ThemeChoices.begin(), ThemeChoices.end(),
                     [&](ThemeChoice choice) { return key == themeKey(choice); });
    return found == ThemeChoices.end() ? ThemeChoice::System : *found;
}

QString themeTitle(ThemeChoice choice)
{
    return QCoreApplication::translate("Theme", themeNameOf(choice).title);
}

bool isDark(ThemeChoice choice, bool isSystemDark)
{
    switch (choice) {
    case ThemeChoice::System:
        return isSystemDark;
    case ThemeChoice::Light:
    case ThemeChoice::ColourBlindLight:
        return false;
    case ThemeChoice::Dark:
    case ThemeChoice::HighContrast:
    case ThemeChoice::ColourBlindDark:
        break;
    }
    return true;
}

QColor ThemeColors::of(Tone tone) const
{
    switch (tone) {
    case Tone::Gain:
        return gain;
    case Tone::Loss:
        return loss;
    case Tone::Good:
        return good;
    case Tone::Bad:
        return bad;
    case Tone::Muted:
        return muted;
    case Tone::Warning:
        return warning;
    case Tone::Neutral:
        break;
    }
    return text;
}

ThemeColors darkColors()
{
    return {.window = QColor(0x0d, 0x11, 0x17),
            .surface = QColor(0x13, 0x18, 0x20),
            .raised = QColor(0x1a, 0x20, 0x2a),
            .border = QColor(0x27, 0x2f, 0x3b),
            .text = QColor(0xe4, 0xe9, 0xf0),
            .muted = QColor(0xa3, 0xae, 0xbd),
            .faint = QColor(0x8b, 0x97, 0xa7),
            .accent = QColor(0x58, 0x9b, 0xff),
            .gain = QColor(0x2f, 0xc0, 0x8b),
            .loss = QColor(0xff, 0x6f, 0x7d),
            .good = QColor(0x2f, 0xc0, 0x8b),
            .bad = QColor(0xff, 0x6f, 0x7d),
            .warning = QColor(0xf2, 0xb1, 0x3d),
            .hover = QColor(0x1b, 0x23, 0x2f),
            .selection = QColor(0x1b, 0x2f, 0x4d)};
}

ThemeColors lightColors()
{
    return {.window = QColor(0xf3, 0xf5, 0xf8),
            .surface = QColor(0xff, 0xff, 0xff),
            .raised = QColor(0xfa, 0xfb, 0xfd),
            .border = QColor(0xd8, 0xde, 0xe7),
            .text = QColor(0x14, 0x1a, 0x22),
            .muted = QColor(0x47, 0x51, 0x5f),
            .faint = QColor(0x60, 0x6a, 0x79),
            .accent = QColor(0x1a, 0x60, 0xcb),
            .gain = QColor(0x07, 0x74, 0x4b),
            .loss = QColor(0xc0, 0x25, 0x36),
            .good = QColor(0x07, 0x74, 0x4b),
            .bad = QColor(0xc0, 0x25, 0x36),
            .warning = QColor(0x92, 0x56, 0x00),
            .hover = QColor(0xee, 0xf3, 0xfa),
            .selection = QColor(0xdf, 0xeb, 0xfd)};
}

ThemeColors highContrastColors()
{
    return {.window = QColor(0x00, 0x00, 0x00),
            .surface = QColor(0x00, 0x00, 0x00),
            .raised = QColor(0x0c, 0x0c, 0x0c),
            .border = QColor(0x9a, 0x9a, 0x9a),
            .text = QColor(0xff, 0xff, 0xff),
            .muted = QColor(0xe0, 0xe0, 0xe0),
            .faint = QColor(0xc8, 0xc8, 0xc8),
            .accent = QColor(0x82, 0xcc, 0xff),
            .gain = QColor(0x3d, 0xf0, 0x9b),
            .loss = QColor(0xff, 0xa9, 0xa9),
            .good = QColor(0x3d, 0xf0, 0x9b),
            .bad = QColor(0xff, 0xa9, 0xa9),
            .warning = QColor(0xff, 0xd8, 0x4d),
            .hover = QColor(0x1a, 0x1a, 0x1a),
            .selection = QColor(0x00, 0x30, 0x5f)};
}

// Blue and orange are told apart by the eyes that take red for green.
ThemeColors colourBlindLightColors()
{
    ThemeColors colors = lightColors();
    colors.accent = QColor(0x6a, 0x3f, 0xc8);
    colors.gain = colors.good = QColor(0x00, 0x5f, 0xa8);
    colors.loss = colors.bad = QColor(0x9c, 0x4b, 0x00);
    colors.warning = QColor(0x6b, 0x5d, 0x00);
    return colors;
}

ThemeColors colourBlindDarkColors()
{
    ThemeColors colors = darkColors();
    colors.accent = QColor(0xb5, 0x9b, 0xff);
    colors.gain = colors.good = QColor(0x56, 0xb4, 0xe9);
    colors.loss = colors.bad = QColor(0xe6, 0x9f, 0x00);
    colors.warning = QColor(0xf0, 0xe4, 0x42);
    return colors;
}

ThemeColors colorsOf(ThemeChoice choice, bool isSystemDark)
{
    switch (choice) {
    case ThemeChoice::HighContrast:
        return highContrastColors();
    case ThemeChoice::ColourBlindLight:
        return colourBlindLightColors();
    case ThemeChoice::ColourBlindDark:
        return colourBlindDarkColors();
    case ThemeChoice::System:
    case ThemeChoice::Light:
    case ThemeChoice::Dark:
        break;
    }
    return isDark(choice, isSystemDark) ? darkColors() : lightColors();
}

ThemeColors withRedUp(ThemeColors colors)
{
    std::swap(colors.gain, colors.loss);
    return colors;
}

} // namespace lpm::gui
