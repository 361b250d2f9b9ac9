// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/language/translation.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace lpm::gui {

void Translation::speak(Language chosen) { speak(chosen, QLocale::system().uiLanguages()); }

// English has a catalog too: "1 account" beside "2 accounts".
void Translation::speak(Language chosen, const QStringList &wishes)
{
    const Language language = spokenLanguage(chosen, wishes);
    if (m_spoken == language)
        return;
    m_translators.clear();
    m_spoken = language;
    const QString key = languageKey(language);
    add(QStringLiteral("qtbase_") + key, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    add(QStringLiteral("position-monitor_") + key, QStringLiteral(":/lpm/translations"));
}

void Translation::add(const QString &name, const QString &directory)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(name, directory, QString()))
        return; // Qt's own may be missing: then its few words stay as they are
    QCoreApplication::installTranslator(translator.get());
    m_translators.push_back(std::move(translator));
}

} // namespace lpm::gui
