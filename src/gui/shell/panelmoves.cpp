// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/panelmoves.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QKeySequence>
#include <QLayout>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>

namespace lpm::gui {

namespace {

constexpr int SizeStep = 32;        // pixels
constexpr int RefusedSaid = 8000;   // ms in the status line
constexpr int SizeTries = 2;        // the bar of the tabs is no part of a panel, but of its place

QDockWidget *panelAround(QWidget *widget)
{
    while (widget != nullptr && qobject_cast<QDockWidget *>(widget) == nullptr)
        widget = widget->parentWidget();
    return static_cast<QDockWidget *>(widget);
}

int extentOf(const QWidget &widget, Qt::Orientation along)
{
    return along == Qt::Vertical ? widget.height() : widget.width();
}

} // namespace

PanelMoves::PanelMoves(QMenu &menu, QMainWindow &window)
    : QObject(&menu), m_menu(menu), m_window(window)
{
    add(tr("&Float or dock"), tr("Takes %1 out of the window, or puts it back"),
        [this](QDockWidget &panel) { toggleFloating(panel); })
        ->setShortcut(QKeySequence(tr("Ctrl+Shift+D")));
    addAreas();
    m_asTab = add(tr("As a &tab with the others"), tr("%1 behind a tab, or beside the others"),
                  [this](QDockWidget &panel) { toggleTab(panel); }, [this] { return whyNoTab(); });
    m_asTab->setCheckable(true);
    addSizes();
    for (QDockWidget *panel : window.findChildren<QDockWidget *>())
        watch(*panel);
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { follow(now); });
    look();
}

void PanelMoves::watch(QDockWidget &panel)
{
    connect(&panel, &QDockWidget::topLevelChanged, this, &PanelMoves::lookSoon);
    connect(&panel, &QDockWidget::dockLocationChanged, this, &PanelMoves::lookSoon);
    // Also one whose tab goes behind another's.
    connect(&panel, &QDockWidget::visibilityChanged, this, [this, &panel](bool isVisible) {
        if (isVisible && panelAround(QApplication::focusWidget()) == &panel)
            m_panel = &panel;
        else if (!isVisible && m_panel == &panel)
            m_panel = nullptr;
        lookSoon();
    });
}

// Not while the window is still laying out its panels.
void PanelMoves::lookSoon()
{
    QMetaObject::invokeMethod(this, &PanelMoves::look, Qt::QueuedConnection);
}

QAction *PanelMoves::add(const QString &text, const QString &does, const Act &act,
                         const std::function<QString()> &whyNot)
{
    auto *action = new QAction(text, this);
    m_menu.addAction(action);
    connect(action, &QAction::triggered, this, [this, act] {
        const QPointer<QDockWidget> panel = m_panel;
        if (!panel)
            return;
        const QPointer<QWidget> focus = panel->focusWidget();
        act(*panel);
        m_panel = panel; // it was out of sight for a moment
        if (focus)
            focus->setFocus(Qt::OtherFocusReason);
        panel->activateWindow();
        look();
    });
    m_entries.push_back({action, does, whyNot});
    return action;
}

void PanelMoves::addAreas()
{
    const auto addArea = [this](const QString &text, const QString &does, Qt::DockWidgetArea area) {
        add(text, does, [this, area](QDockWidget &panel) { moveTo(area, panel); },
            [this, area] {
                const bool isThere = !m_panel->isFloating() && m_window.dockWidgetArea(m_panel) == area;
                return isThere ? tr("%1 is there").arg(m_panel->windowTitle()) : QString();
            });
    };
    addArea(tr("Dock at the &left"), tr("Puts %1 at the left edge"), Qt::LeftDockWidgetArea);
    addArea(tr("Dock at the &right"), tr("Puts %1 at the right edge"), Qt::RightDockWidgetArea);
    addArea(tr("Dock at the t&op"), tr("Puts %1 at the upper edge"), Qt::TopDockWidgetArea);
    addArea(tr("Dock at the &bottom"), tr("Puts %1 at the lower edge"), Qt::BottomDockWidgetArea);
}

void PanelMoves::addSizes()
{
    const auto key = [](Qt::Key code) { return QKeySequence(Qt::CTRL | Qt::SHIFT | code); };
    addSize(tr("T&aller"), tr("Makes %1 taller"), key(Qt::Key_Up), Qt::Vertical, SizeStep);
    addSize(tr("&Shorter"), tr("Makes %1 shorter"), key(Qt::Key_Down), Qt::Vertical, -SizeStep);
    addSize(tr("&Wider"), tr("Makes %1 wider"), key(Qt::Key_PageUp), Qt::Horizontal, SizeStep);
    addSize(tr("&Narrower"), tr("Makes %1 narrower"), key(Qt::Key_PageDown), Qt::Horizontal,
            -SizeStep);
}

void PanelMoves::addSize(const QString &text, const QString &does, const QKeySequence &key,
                         Qt::Orientation along, int step)
{
    add(text, does, [this, along, step](QDockWidget &panel) { size(panel, along, step); })
        ->setShortcut(key);
}

// A menu or a dialog takes the focus for a while: what is chosen there is for the panel before it.
void PanelMoves::follow(QWidget *focus)
{
    QDockWidget *panel = panelAround(focus);
    const bool isElsewhere =
        focus == nullptr || focus == m_window.menuBar() || focus->window() != &m_window;
    if (panel == nullptr && isElsewhere)
        return;
    if (panel == nullptr || panel->parentWidget() == &m_window)
        m_panel = panel;
    lookSoon();
}

void PanelMoves::look()
{
    m_menu.setTitle(m_panel ? tr("P&anel %1").arg(m_panel->windowTitle()) : tr("P&anel"));
    if (m_panel)
        m_asTab->setChecked(!m_window.tabifiedDockWidgets(m_panel).isEmpty());
    for (const Entry &entry : m_entries) {
        const QString whyNot = !m_panel ? tr("No panel has the focus: F6 goes to the next one")
                               : entry.whyNot ? entry.whyNot()
                                              : QString();
        entry.action->setEnabled(whyNot.isEmpty());
        entry.action->setStatusTip(
            whyNot.isEmpty() ? entry.does.arg(m_panel->windowTitle()) : whyNot);
    }
}

void PanelMoves::toggleFloating(QDockWidget &panel)
{
    panel.setFloating(!panel.isFloating());
    panel.raise(); // before the others' tabs
}

QList<QDockWidget *> PanelMoves::besideIn(Qt::DockWidgetArea area) const
{
    QList<QDockWidget *> found;
    for (QDockWidget *panel : m_window.findChildren<QDockWidget *>()) {
        const bool isThere = !panel->isFloating() && !panel->isHidden() &&
                             m_window.dockWidgetArea(panel) == area;
        if (panel != m_panel && isThere)
            found.push_back(panel);
    }
    return found;
}

// Behind those that are there, as each panel stands at first.
void PanelMoves::moveTo(Qt::DockWidgetArea area, QDockWidget &panel)
{
    const auto others = besideIn(area);
    m_window.addDockWidget(area, &panel);
    panel.setFloating(false);
    if (!others.isEmpty())
        m_window.tabifyDockWidget(others.front(), &panel);
    panel.show();
    panel.raise();
}

QString PanelMoves::whyNoTab() const
{
    if (m_panel->isFloating())
        return tr("%1 floats").arg(m_panel->windowTitle());
    const bool isAlone = besideIn(m_window.dockWidgetArea(m_panel)).isEmpty();
    return isAlone ? tr("No other panel stands where %1 does").arg(m_panel->windowTitle())
                   : QString();
}

void PanelMoves::toggleTab(QDockWidget &panel)
{
    const Qt::DockWidgetArea area = m_window.dockWidgetArea(&panel);
    if (m_window.tabifiedDockWidgets(&panel).isEmpty())
        m_window.tabifyDockWidget(besideIn(area).front(), &panel);
    else
        m_window.addDockWidget(area, &panel); // last in its row
    panel.show();
    panel.raise();
}

void PanelMoves::size(QDockWidget &panel, Qt::Orientation along, int step)
{
    const int before = extentOf(panel, along);
    const int wanted = before + step;
    if (panel.isFloating()) {
        const QSize room = panel.size() + (along == Qt::Vertical ? QSize(0, step) : QSize(step, 0));
        panel.resize(room.expandedTo(panel.minimumSizeHint()));
    } else {
        int asked = wanted;
        for (int i = 0; i < SizeTries; ++i) {
            m_window.resizeDocks({&panel}, {asked}, along);
            m_window.layout()->activate();
            asked += wanted - extentOf(panel, along);
        }
    }
    if (extentOf(panel, along) == before)
        say(step > 0 ? tr("There is no room to make %1 larger").arg(panel.windowTitle())
                     : tr("%1 cannot be made smaller").arg(panel.windowTitle()));
}

void PanelMoves::say(const QString &sentence) const
{
    m_window.statusBar()->showMessage(sentence, RefusedSaid);
}

} // namespace lpm::gui
