// SPDX-License-Identifier: GPL-3.0-or-later
// The menu in which the trader chooses the zone of the times that are shown. GUI thread.
#pragma once

#include <QActionGroup>
#include <QString>

class QMenu;
class QWidget;

namespace lpm::gui {

class ZoneMenu : public QObject
{
    Q_OBJECT
public:
    // Its dialog stands before `window`, whose child it is.
    ZoneMenu(QMenu &menu, QWidget &window);

    QString chosen() const { return m_chosen; } // a key of format/shownzone.h
    void setChosen(const QString &key);         // nobody is told

Q_SIGNALS:
    void choiceChanged(); // by the trader

private:
    QAction *add(const QString &title, const QString &key);
    void choose(const QString &key);
    void askForOther();

    QMenu &m_menu;
    QWidget &m_window;
    QActionGroup m_entries;
    QAction *m_other = nullptr; // of a zone that has no entry of its own
    QString m_chosen;
};

} // namespace lpm::gui
