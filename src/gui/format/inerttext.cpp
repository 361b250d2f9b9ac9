// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/format/inerttext.h"

#include "gui/limits.h"

#include <QTextDocumentFragment>

namespace lpm::gui {

QString inertName(std::string_view utf8)
{
    const QString whole = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    QString name = whole.left(limits::NameLength);
    for (QChar &character : name) {
        const QChar::Category category = character.category();
        const bool isHarmless =
            category != QChar::Other_Control && category != QChar::Other_Format &&
            category != QChar::Separator_Line && category != QChar::Separator_Paragraph;
        if (!isHarmless)
            character = QChar(QChar::ReplacementCharacter);
    }
    return whole.size() > name.size() ? name + QStringLiteral("…") : name;
}

QString inertToolTip(const QString &plain)
{
    if (plain.isEmpty())
        return plain;
    // Qt guesses whether a tooltip is markup: so it is always markup, with the text escaped.
    return QStringLiteral("<p style='white-space:pre'>") + plain.toHtmlEscaped() +
           QStringLiteral("</p>");
}

QString plainText(const QString &toolTip)
{
    return QTextDocumentFragment::fromHtml(toolTip).toPlainText();
}

} // namespace lpm::gui
