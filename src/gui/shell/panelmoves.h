// SPDX-License-Identifier: GPL-3.0-or-later
// What a mouse does with a panel's title and edges, as commands with keys: they act on the panel
// that has the focus, or had it before a menu or a dialog took it. GUI thread.
#pragma once

#include <QObject>
#include <QPointer>

#include <functional>
#include <vector>

class QAction;
class QDockWidget;
class QKeySequence;
class QMainWindow;
class QMenu;

namespace lpm::gui {

class PanelMoves : public QObject
{
    Q_OBJECT
public:
    // Fills the menu, and goes with it. The window has its panels already, and outlives the menu.
    PanelMoves(QMenu &menu, QMainWindow &window);

private:
    struct Entry
    {
        QAction *action;
        QString does;                    // its status tip
        std::function<QString()> whyNot; // "" where it can be done with the panel
    };

    using Act = std::function<void(QDockWidget &panel)>;
    QAction *add(const QString &text, const QString &does, const Act &act,
                 const std::function<QString()> &whyNot = {});
    void addAreas();
    void addSizes();
    void addSize(const QString &text, const QString &does, const QKeySequence &key,
                 Qt::Orientation along, int step);

    void follow(QWidget *focus);
    void watch(QDockWidget &panel);
    void lookSoon();
    void look(); // what can be done now, and with which panel

    void toggleFloating(QDockWidget &panel);
    void moveTo(Qt::DockWidgetArea area, QDockWidget &panel);
    void toggleTab(QDockWidget &panel);
    void size(QDockWidget &panel, Qt::Orientation along, int step);
    QList<QDockWidget *> besideIn(Qt::DockWidgetArea area) const; // others than the panel
    QString whyNoTab() const;
    void say(const QString &sentence) const;

    QMenu &m_menu;
    QMainWindow &m_window;
    std::vector<Entry> m_entries;
    QAction *m_asTab = nullptr;
    QPointer<QDockWidget> m_panel;
};

} // namespace lpm::gui
