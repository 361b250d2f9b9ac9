// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/language/languagemenu.h"

#include <QMenu>

#include <utility>

namespace lpm::gui {

LanguageMenu::LanguageMenu(QMenu &menu, QObject *parent) : QObject(parent), m_entries(nullptr)
{
    for (const Language language : Languages) {
        QAction *entry = menu.addAction(languageTitle(language));
        entry->setCheckable(true);
        entry->setData(languageKey(language));
        m_entries.addAction(entry);
    }
    setChosen(Language::System);
    connect(&m_entries, &QActionGroup::triggered, this, [this] {
        if (std::exchange(m_last, chosen()) != chosen())
            Q_EMIT choiceChanged();
    });
}

Language LanguageMenu::chosen() const
{
    const QAction *entry = m_entries.checkedAction();
    return entry ? languageFromKey(entry->data().toString()) : Language::System;
}

void LanguageMenu::setChosen(Language language)
{
    m_last = language;
    for (QAction *entry : m_entries.actions())
        entry->setChecked(entry->data().toString() == languageKey(language));
}

} // namespace lpm::gui
