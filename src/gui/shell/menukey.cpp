// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/menukey.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QWidget>

namespace lpm::gui {

namespace {

bool isMenuKey(const QKeyEvent &event)
{
    return event.key() == Qt::Key_F10 && event.modifiers() == Qt::ShiftModifier;
}

} // namespace

MenuKey::MenuKey(QObject *parent) : QObject(parent)
{
#ifndef Q_OS_WIN // which knows it
    qApp->installEventFilter(this);
#endif
}

bool MenuKey::eventFilter(QObject *watched, QEvent *event)
{
    auto *view = qobject_cast<QWidget *>(watched);
    const bool isKey = view != nullptr && event->type() == QEvent::KeyPress &&
                       view == QApplication::focusWidget();
    if (!isKey || !isMenuKey(*static_cast<QKeyEvent *>(event)))
        return QObject::eventFilter(watched, event);
    const QPoint at = view->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, at, view->mapToGlobal(at));
    QCoreApplication::sendEvent(view, &asked);
    return true;
}

} // namespace lpm::gui
