// SPDX-License-Identifier: GPL-3.0-or-later
// One setting to be looked at and changed: its editor, what it means, where its value comes from.
#pragma once

#include "gui/setup/setup.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QToolButton;

namespace lpm::gui {

class SettingField : public QWidget
{
    Q_OBJECT
public:
    explicit SettingField(SettingItem item, QWidget *parent = nullptr);

    const QString &name() const { return m_item.name; }
    QStringList values() const; // as they stand in the editor
    void setValues(const QStringList &values);
    // What is to be kept; nullopt: the default again. Nothing while it is as it was.
    bool isChanged() const;
    std::optional<QStringList> change() const;

Q_SIGNALS:
    void edited();

private:
    bool isChangeable() const { return !m_item.isOverridden && !m_item.isOfTheStart; }
    QWidget *makeEditor();
    void buildRow();
    void onEdited();
    void takeStandard();

    SettingItem m_item;
    QStringList m_before; // as the editor shows what is in use
    bool m_isStandard = false; // the default is asked for
    QCheckBox *m_switch = nullptr; // of the four, the one of its kind
    QComboBox *m_choice = nullptr;
    QLineEdit *m_text = nullptr;
    QPlainTextEdit *m_list = nullptr;
    QToolButton *m_reset;
};

} // namespace lpm::gui
