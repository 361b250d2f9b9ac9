// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the program speak a language for as long as this lives: the window's own sentences, and
// those of Qt where the system has them. Numbers and times are written alike in every language.
// GUI thread, before the first widget: what is shown already keeps its words.
#pragma once

#include "gui/language/language.h"

#include <QTranslator>

#include <memory>
#include <optional>
#include <vector>

namespace lpm::gui {

class Translation
{
public:
    Translation() = default; // speaks as the sources are written, until it is told

    // Again with the same language changes nothing, with another one replaces the one before.
    void speak(Language chosen);
    void speak(Language chosen, const QStringList &wishes);
    std::optional<Language> spoken() const { return m_spoken; }

private:
    void add(const QString &name, const QString &directory);

    std::optional<Language> m_spoken;
    std::vector<std::unique_ptr<QTranslator>> m_translators; // each takes itself out when it goes
};

} // namespace lpm::gui
