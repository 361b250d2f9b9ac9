// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/panelkeys.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCoreApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>

#include <algorithm>
#include <vector>

namespace lpm::gui {

namespace {

struct PanelWords
{
    Q_DECLARE_TR_FUNCTIONS(PanelKeys)
};

bool takesKeys(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0;
}

// Its table, or whatever else in it takes keys.
QWidget *entranceOf(const QWidget &panel)
{
    const auto *dock = qobject_cast<const QDockWidget *>(&panel);
    const QWidget &content = dock != nullptr ? *dock->widget() : panel;
    QWidget *first = nullptr;
    for (QWidget *inside = content.nextInFocusChain(); inside != &content;
         inside = inside->nextInFocusChain()) { // in the order of Tab
        if (!content.isAncestorOf(inside) || !takesKeys(*inside))
            continue;
        if (qobject_cast<QAbstractItemView *>(inside) != nullptr)
            return inside;
        if (first == nullptr)
            first = inside;
    }
    return first;
}

// Those in sight, from the top left on; one behind another's tab is in nobody's sight.
std::vector<QWidget *> panelsOf(const QMainWindow &window)
{
    std::vector<QWidget *> panels;
    for (QDockWidget *dock : window.findChildren<QDockWidget *>()) {
        if (dock->isVisible() && dock->widget() != nullptr && !dock->visibleRegion().isEmpty())
            panels.push_back(dock); // with its title: focus may stand on a button there
    }
    const auto placeOf = [](const QWidget *panel) {
        const QPoint place = panel->mapToGlobal(QPoint());
        return std::pair(place.y(), place.x());
    };
    std::sort(panels.begin(), panels.end(),
              [&](const QWidget *a, const QWidget *b) { return placeOf(a) < placeOf(b); });
    panels.insert(panels.begin(), window.centralWidget());
    return panels;
}

void goOn(const QMainWindow &window, int step)
{
    const auto panels = panelsOf(window);
    const QWidget *inFront = QApplication::focusWidget(); // also of a panel that floats
    const QWidget *focus = inFront != nullptr ? inFront : window.focusWidget();
    const auto here = std::find_if(panels.begin(), panels.end(), [&](const QWidget *panel) {
        return focus != nullptr && (panel == focus || panel->isAncestorOf(focus));
    });
    const auto count = static_cast<int>(panels.size());
    int at =
        here == panels.end() ? (step > 0 ? count - 1 : 0) : static_cast<int>(here - panels.begin());
    for (int tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        QWidget *entrance = entranceOf(*panels[static_cast<std::size_t>(at)]);
        if (entrance == nullptr)
            continue;
        entrance->window()->activateWindow(); // a panel may float
        entrance->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        return;
    }
}

} // namespace

void addPanelKeys(QMenu &menu, QMainWindow &window)
{
    menu.addAction(PanelWords::tr("Ne&xt panel"), QKeySequence(Qt::Key_F6), &window,
                   [&window] { goOn(window, 1); });
    menu.addAction(PanelWords::tr("Pre&vious panel"), QKeySequence(Qt::SHIFT | Qt::Key_F6), &window,
                   [&window] { goOn(window, -1); });
}

} // namespace lpm::gui
