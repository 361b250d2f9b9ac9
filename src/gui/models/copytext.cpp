// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/copytext.h"

namespace lpm::gui {

QString copiedNumber(const std::optional<domain::Decimal> &value)
{
    return value ? QString::fromStdString(value->text()) : QString();
}

QString copiedTime(base::Timestamp time) { return QString::fromStdString(base::toRfc3339(time)); }

QString copiedCoin(const std::string &coin) { return copiedWords(QString::fromStdString(coin)); }

QString copiedWords(QString text)
{
    static const QString begins = QStringLiteral("=+-@\"");
    for (QChar &character : text) {
        if (character.category() == QChar::Other_Control)
            character = QLatin1Char(' ');
    }
    return !text.isEmpty() && begins.contains(text.front()) ? QLatin1Char('\'') + text : text;
}

} // namespace lpm::gui
