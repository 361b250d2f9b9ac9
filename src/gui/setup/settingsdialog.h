// SPDX-License-Identifier: GPL-3.0-or-later
// Every setting of the program, what it is now and where that comes from. What is changed is kept
// in the config file and holds from the next start. GUI thread.
#pragma once

#include "gui/setup/setup.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTabWidget;

namespace lpm::gui {

class SettingField;

class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    // The setup must outlive the dialog.
    explicit SettingsDialog(Setup &setup, QWidget *parent = nullptr);

    SettingField *field(const QString &name) const; // nullptr: none of that name
    QString sentence() const;                       // why the last try was refused

private:
    void build();
    QWidget *pageOf(const QStringList &names);
    void showChanged();
    void save();
    SettingChanges changes() const;

    Setup &m_setup;
    std::vector<SettingField *> m_fields; // children of the pages
    QTabWidget *m_pages;
    QLabel *m_sentence;
    QPushButton *m_save = nullptr;
};

} // namespace lpm::gui
