// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a layout's name, and lets layouts be renamed, put in order and deleted. GUI thread.
#pragma once

#include "gui/layouts/namedlayout.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace lpm::gui {

class LayoutsMenu;

// Says while one types that a name is taken: then the button replaces instead of saving.
class LayoutNameDialog : public QDialog
{
    Q_OBJECT
public:
    // The book as it is now; `suggested` stands in the field, selected.
    LayoutNameDialog(LayoutBook book, const QString &suggested, QWidget *parent = nullptr);

    QString sentence() const;

Q_SIGNALS:
    void named(const QString &name);

private:
    void look();

    LayoutBook m_book;
    QLineEdit *m_name;
    QLabel *m_says;
    QPushButton *m_save;
};

class ManageLayoutsDialog : public QDialog
{
    Q_OBJECT
public:
    // The layouts must outlive it.
    explicit ManageLayoutsDialog(LayoutsMenu &layouts, QWidget *parent = nullptr);

    QString sentence() const;

private:
    void build();
    void fill(const QString &selected);
    void onEdited(QListWidgetItem *item);
    void askRemove();
    void step(int by);
    void look();
    QString selected() const;

    LayoutsMenu &m_layouts;
    QListWidget *m_list;
    QLabel *m_says;
    QPushButton *m_switch;
    QPushButton *m_rename;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_delete;
};

} // namespace lpm::gui
