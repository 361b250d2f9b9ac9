// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QProxyStyle>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>
#include <array>

namespace lpm::gui {

namespace {

constexpr int MiddleLightness = 127;

// A word on a button is enough: those with words of ours have no picture either.
class PlainButtons : public QProxyStyle
{
public:
    using QProxyStyle::QProxyStyle;

    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

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

// The style sheet with @names in place of colours. A field has its ink from the palette: by a
// colour given here Qt would make its hint half transparent.
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
QComboBox, QPushButton, QToolButton { color: @text; }
QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QToolButton { background: @raised; border: 1px solid @border;
             border-radius: 5px; padding: 5px 10px; selection-background-color: @selection;
    selection-color: @text; }
QAbstractItemView QLineEdit { padding: 0px 3px; border-radius: 0px; }
QComboBox:hover, QLineEdit:hover, QPushButton:hover, QToolButton:hover { border-color: @faint; }
QComboBox:focus, QLineEdit:focus, QPlainTextEdit:focus, QPushButton:focus, QToolButton:focus { border-color: @accent; }
QLineEdit[isWrong="true"], QLineEdit[isWrong="true"]:focus { border-color: @warning; }
QLabel#filterMessage, QLabel[isWrong="true"] { color: @warning; }
QLabel#settingName { font-weight: 600; }
QLabel#settingHelp, QLabel#settingOrigin { color: @muted; }
QPushButton:pressed, QToolButton:pressed { background: @hover; }
QToolButton:checked { background: @selection; border-color: @accent; }
QPushButton:disabled, QToolButton:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow { image: url(:/lpm/signs/down.png); width: 10px; height: 6px; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator { width: 14px;
    height: 14px; border: 1px solid @faint; border-radius: 3px; background: @surface; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {
    border-color: @accent; background: @accent; image: url(:/lpm/signs/tick-@tick.png); }
QRadioButton::indicator:checked { border: 4px solid @accent; background: @surface; }
QComboBox QAbstractItemView { background: @raised; color: @text; border: 1px solid @border;
    selection-background-color: @selection; selection-color: @text; outline: none; }
lpm--gui--DockTitle QToolButton { background: transparent; border: none; color: @muted;
    padding: 1px 6px; }
lpm--gui--DockTitle QToolButton:hover, lpm--gui--DockTitle QToolButton:focus { color: @text;
    background: @hover; }
lpm--gui--DockTitle QLabel { color: @muted; }
)";

} // namespace

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
    const std::array<std::pair<const char *, QColor>, 11> names{{
        {"@window", colors.window},
        {"@surface", colors.surface},
        {"@raised", colors.raised},
        {"@border", colors.border},
        {"@text", colors.text},
        {"@muted", colors.muted},
        {"@faint", colors.faint},
        {"@accent", colors.accent},
        {"@warning", colors.warning},
        {"@hover", colors.hover},
        {"@selection", colors.selection},
    }};
    QString sheet = QString::fromLatin1(SheetTemplate);
    for (const auto &[name, color] : names)
        sheet.replace(QLatin1String(name), color.name());
    const bool isInkDark = colors.accent.lightness() > MiddleLightness;
    sheet.replace(QLatin1String("@tick"), isInkDark ? QStringLiteral("dark") : QStringLiteral("light"));
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

void useOwnStyle()
{
    if (QStyle *fusion = QStyleFactory::create(QStringLiteral("Fusion")))
        QApplication::setStyle(new PlainButtons(fusion)); // both take ownership
}

Theme::Theme(QWidget &window) : QObject(&window), m_window(window)
{
    QApplication::setPalette(QPalette()); // the desktop's again: another window may have changed it
    const QPalette system = QApplication::palette();
    m_isSystemDark =
        system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
    useOwnStyle();
    choose(ThemeChoice::System);
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Theme::setRedUp(bool isRedUp)
{
    if (isRedUp == m_isRedUp)
        return;
    m_isRedUp = isRedUp;
    apply();
}

void Theme::apply()
{
    const ThemeColors colors = colorsOf(m_choice, m_isSystemDark);
    m_colors = m_isRedUp ? withRedUp(colors) : colors;
    QApplication::setPalette(paletteOf(m_colors));
    m_window.setStyleSheet(styleSheetOf(m_colors));
    Q_EMIT changed();
}

} // namespace lpm::gui
