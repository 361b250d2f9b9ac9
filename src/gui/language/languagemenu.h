// SPDX-License-Identifier: GPL-3.0-or-later
// The menu in which the trader chooses the window's language. GUI thread.
#pragma once

#include "gui/language/language.h"

#include <QActionGroup>

class QMenu;

namespace lpm::gui {

class LanguageMenu : public QObject
{
    Q_OBJECT
public:
    explicit LanguageMenu(QMenu &menu, QObject *parent = nullptr);

    Language chosen() const;
    void setChosen(Language language); // nobody is told

Q_SIGNALS:
    void choiceChanged(); // by the trader

private:
    QActionGroup m_entries;
    Language m_last = Language::System;
};

} // namespace lpm::gui
