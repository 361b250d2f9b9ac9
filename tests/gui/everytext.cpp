// SPDX-License-Identifier: GPL-3.0-or-later
#include "everytext.h"

#include "gui/shell/noticeboard.h"
#include "gui/views/stattile.h"
#include "gui/views/totalsrow.h"

#include <QAbstractItemModel>
#include <QAccessible>
#include <QAction>
#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QSystemTrayIcon>
#include <QWidget>

namespace lpm::gui::testing {

namespace {

constexpr int LastRole = Qt::UserRole + 20;
constexpr int DeepestLevel = 30;

// Of a widget or an action, whatever it is called there.
constexpr std::array TextProperties{
    "text",      "title",           "windowTitle", "toolTip",        "statusTip",
    "whatsThis", "placeholderText", "currentText", "accessibleName", "accessibleDescription"};

void addProperties(QStringList &texts, const QObject &object)
{
    for (const char *name : TextProperties)
        texts += object.property(name).toString();
}

void addPainted(QStringList &texts, const QWidget &widget)
{
    if (const auto *tile = qobject_cast<const StatTile *>(&widget))
        texts += {tile->caption(), tile->stat().value, tile->stat().detail, tile->explanation()};
    if (const auto *totals = qobject_cast<const TotalsRow *>(&widget)) {
        for (std::size_t i = 0; i < totals->figures().size(); ++i)
            texts += {totals->figures()[i].caption, totals->figures()[i].value,
                      totals->explain(i)};
    }
    if (const auto *view = qobject_cast<const QGraphicsView *>(&widget)) {
        for (const QGraphicsItem *item : view->scene()->items()) {
            const auto *text = dynamic_cast<const QGraphicsTextItem *>(item);
            if (text && text->isVisible())
                texts += text->toPlainText();
        }
    }
}

void addAccessible(QStringList &texts, const QAccessibleInterface *interface, int level)
{
    if (!interface || !interface->isValid() || level > DeepestLevel)
        return;
    for (const auto kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        texts += interface->text(kind);
    for (int i = 0; i < interface->childCount(); ++i)
        addAccessible(texts, interface->child(i), level + 1);
}

} // namespace

QStringList everyTextOf(const QAbstractItemModel &model)
{
    QStringList texts;
    for (int column = 0; column < model.columnCount(); ++column) {
        for (int role = 0; role <= LastRole; ++role) {
            if (role == Qt::FontRole)
                continue; // it would name itself
            texts += model.headerData(column, Qt::Horizontal, role).toString();
            for (int row = 0; row < model.rowCount(); ++row)
                texts += model.index(row, column).data(role).toString();
        }
    }
    return texts;
}

QStringList everyTextOf(QWidget &window)
{
    QStringList texts;
    addProperties(texts, window);
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        addProperties(texts, *widget);
        addPainted(texts, *widget);
    }
    for (const QAction *action : window.findChildren<QAction *>())
        addProperties(texts, *action);
    for (const QSystemTrayIcon *icon : window.findChildren<QSystemTrayIcon *>())
        addProperties(texts, *icon);
    for (const NoticeBoard *board : window.findChildren<NoticeBoard *>())
        texts += board->shown();
    for (const QAbstractItemModel *model : window.findChildren<QAbstractItemModel *>())
        texts += everyTextOf(*model);
    addAccessible(texts, QAccessible::queryAccessibleInterface(&window), 0);
    texts.removeAll(QString());
    return texts;
}

} // namespace lpm::gui::testing
