// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <array>

namespace lpm::gui {

namespace {

bool hasTabularDigits(const QFont &font)
{
    const QFontMetricsF metrics(font);
    const auto width = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char digit = '1'; digit <= '9'; ++digit) {
        if (!qFuzzyCompare(metrics.horizontalAdvance(QLatin1Char(digit)), width))
            return false;
    }
    return true;
}

// The style sheet with @names in place of colours.
const char *const SheetTemplate = R"(
QMainWindow, QDialog, QMessageBox { background: @window; }
QMainWindow::separator { background: @window; width: 6px; height: 6px; }
QMenuBar { background: @window; color: @muted; padding: 2px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; color: @text; }
QMenu { background: @raised; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QStatusBar { background: @window; color: @muted; border-top: 1px solid @border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; padding: 2px 8px; }
QToolTip { background: @raised; color: @text; border: 1px solid @border; padding: 5px; }
QTableView { background: @surface; color: @text; border: 1px solid @border; border-radius: 6px;
             gridline-color: transparent; selection-background-color: @selection; }
QTableView:focus { border-color: @faint; }
QHeaderView { background: @raised; border: none; border-top-left-radius: 6px;
    border-top-right-radius: 6px; }
QHeaderView::section { background: transparent; color: @muted; border: none;
                       border-bottom: 1px solid @border; padding: 7px 7px; font-weight: 500; }
QHeaderView::section:hover { color: @text; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 0px; height: 0px; }
QTableCornerButton::section { background: @raised; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; min-width: 32px;
    min-height: 32px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page,
    QScrollBar::sub-page { background: none; border: none; width: 0; height: 0; }
QComboBox, QLineEdit, QPushButton, QToolButton { background: @raised; color: @text;
    border: 1px solid @border;
             border-radius: 5px; padding: 5px 10px; selection-background-color: @selection;
    selection-color: @text; }
QComboBox:hover, QLineEdit:hover, QPushButton:hover, QToolButton:hover { border-color: @faint; }
QComboBox:focus, QLineEdit:focus, QPushButton:focus, QToolButton:focus { border-color: @accent; }
QPushButton:pressed, QToolButton:pressed { background: @hover; }
QToolButton:checked { background: @selection; border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: @raised; color: @text; border: 1px solid @border;
    selection-background-color: @selection; selection-color: @text; outline: none; }
lpm--gui--DockTitle QToolButton { background: transparent; border: none; color: @muted;
    padding: 1px 6px; }
lpm--gui--DockTitle QToolButton:hover, lpm--gui--DockTitle QToolButton:focus { color: @text;
    background: @hover; }
lpm--gui--DockTitle QLabel { color: @muted; }
)";

} // namespace

QString themeKey(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light:
        return QStringLiteral("light");
    case ThemeChoice::Dark:
        return QStringLiteral("dark");
    case ThemeChoice::System:
        break;
    }
    return QStringLiteral("system");
}

ThemeChoice themeFromKey(const QString &key)
{
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        if (key == themeKey(choice))
            return choice;
    }
    return ThemeChoice::System;
}

QColor ThemeColors::of(Tone tone) const
{
    switch (tone) {
    case Tone::Gain:
        return gain;
    case Tone::Loss:
        return loss;
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
            .muted = QColor(0x8e, 0x99, 0xa9),
            .faint = QColor(0x5d, 0x68, 0x78),
            .accent = QColor(0x58, 0x9b, 0xff),
            .gain = QColor(0x2f, 0xc0, 0x8b),
            .loss = QColor(0xf7, 0x5c, 0x6c),
            .warning = QColor(0xf2, 0xb1, 0x3d),
            .hover = QColor(0x1b, 0x23, 0x2f),
            .selection = QColor(0x1f, 0x34, 0x53)};
}

ThemeColors lightColors()
{
    return {.window = QColor(0xf3, 0xf5, 0xf8),
            .surface = QColor(0xff, 0xff, 0xff),
            .raised = QColor(0xfa, 0xfb, 0xfd),
            .border = QColor(0xd8, 0xde, 0xe7),
            .text = QColor(0x14, 0x1a, 0x22),
            .muted = QColor(0x57, 0x62, 0x72),
            .faint = QColor(0x9a, 0xa4, 0xb2),
            .accent = QColor(0x1b, 0x66, 0xd6),
            .gain = QColor(0x08, 0x7a, 0x50),
            .loss = QColor(0xc8, 0x29, 0x3a),
            .warning = QColor(0x9a, 0x5b, 0x00),
            .hover = QColor(0xee, 0xf3, 0xfa),
            .selection = QColor(0xd6, 0xe5, 0xfc)};
}

QPalette paletteOf(const ThemeColors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.surface);
    palette.setColor(QPalette::AlternateBase, colors.raised);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.muted);
    palette.setColor(QPalette::Button, colors.raised);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::ToolTipBase, colors.raised);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Highlight, colors.selection);
    palette.setColor(QPalette::HighlightedText, colors.text);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::Disabled, QPalette::Text, colors.faint);
    palette.setColor(QPalette::Disabled, QPalette::WindowText, colors.faint);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, colors.faint);
    return palette;
}

QString styleSheetOf(const ThemeColors &colors)
{
    const std::array<std::pair<const char *, QColor>, 10> names{{
        {"@window", colors.window},
        {"@surface", colors.surface},
        {"@raised", colors.raised},
        {"@border", colors.border},
        {"@text", colors.text},
        {"@muted", colors.muted},
        {"@faint", colors.faint},
        {"@accent", colors.accent},
        {"@hover", colors.hover},
        {"@selection", colors.selection},
    }};
    QString sheet = QString::fromLatin1(SheetTemplate);
    for (const auto &[name, color] : names)
        sheet.replace(QLatin1String(name), color.name());
    return sheet;
}

QFont tabularFont(const QFont &font)
{
    if (hasTabularDigits(font))
        return font;
    const QStringList families = QFontDatabase::families();
    for (const char *name : {"Segoe UI", "Roboto", "Noto Sans", "Helvetica Neue", "DejaVu Sans"}) {
        QFont candidate = font;
        candidate.setFamily(QString::fromLatin1(name));
        if (families.contains(candidate.family()) && hasTabularDigits(candidate))
            return candidate;
    }
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font.pointSizeF());
    return fixed;
}

Theme::Theme(QWidget &window) : QObject(&window), m_window(window)
{
    const QPalette system = QApplication::palette();
    m_isSystemDark =
        system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
    if (QStyle *fusion = QStyleFactory::create(QStringLiteral("Fusion")))
        QApplication::setStyle(fusion); // the same on every desktop; takes ownership
    choose(ThemeChoice::System);
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    m_isDark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && m_isSystemDark);
    m_colors = m_isDark ? darkColors() : lightColors();
    QApplication::setPalette(paletteOf(m_colors));
    m_window.setStyleSheet(styleSheetOf(m_colors));
    Q_EMIT changed();
}

} // namespace lpm::gui
