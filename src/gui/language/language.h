// SPDX-License-Identifier: GPL-3.0-or-later
// The languages that the window speaks, and which of them it is asked for.
#pragma once

#include <QString>
#include <QStringList>

#include <array>

namespace lpm::gui {

enum class Language { System, English, German };
inline constexpr std::array Languages{Language::System, Language::English, Language::German};

QString languageKey(Language language);          // system, en, de: as the settings name it
Language languageFromKey(const QString &key);    // one that is not known: System
QString languageTitle(Language language);        // in its own language, for a menu
// What the window speaks: for System the first of the wishes that it can, else English. Wishes as
// QLocale::uiLanguages() gives them.
Language spokenLanguage(Language chosen, const QStringList &wishes);

} // namespace lpm::gui
