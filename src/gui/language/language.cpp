// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/language/language.h"

#include <QCoreApplication>

#include <algorithm>

namespace lpm::gui {

namespace {

struct LanguageTexts
{
    Q_DECLARE_TR_FUNCTIONS(Language)
};

// "de-Latn-DE" and "de_DE" are de.
QString languageOnly(const QString &wish)
{
    const auto isLetter = [](QChar character) { return character.isLetter(); };
    return wish.left(std::find_if_not(wish.begin(), wish.end(), isLetter) - wish.begin())
        .toLower();
}

} // namespace

QString languageKey(Language language)
{
    switch (language) {
    case Language::English:
        return QStringLiteral("en");
    case Language::German:
        return QStringLiteral("de");
    case Language::System:
        break;
    }
    return QStringLiteral("system");
}

Language languageFromKey(const QString &key)
{
    const auto found
        = std::find_if(Languages.begin(), Languages.end(),
                       [&](Language language) { return languageKey(language) == key; });
    return found == Languages.end() ? Language::System : *found;
}

// Whoever reads none of this finds the own language by its own name.
QString languageTitle(Language language)
{
    switch (language) {
    case Language::English:
        return QStringLiteral("&English");
    case Language::German:
        return QStringLiteral("&Deutsch");
    case Language::System:
        break;
    }
    return LanguageTexts::tr("&System");
}

Language spokenLanguage(Language chosen, const QStringList &wishes)
{
    if (chosen != Language::System)
        return chosen;
    for (const QString &wish : wishes) {
        const Language language = languageFromKey(languageOnly(wish));
        if (language != Language::System)
            return language;
    }
    return Language::English;
}

} // namespace lpm::gui
