// SPDX-License-Identifier: GPL-3.0-or-later
// A box that finds a command by a few letters and does it. GUI thread.
#pragma once

#include "gui/shell/commands.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace lpm::gui {

class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(std::vector<Command> commands, QWidget *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void find(const QString &typed);
    void perform(const QListWidgetItem *item);

    std::vector<Command> m_commands;
    QLineEdit *m_typed;
    QListWidget *m_found;
    QLabel *m_none;
};

} // namespace lpm::gui
