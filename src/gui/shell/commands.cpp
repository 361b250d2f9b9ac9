// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/commands.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

namespace lpm::gui {

namespace {

constexpr int BeginsWord = 8;
constexpr int FollowsLast = 4;
constexpr int Anywhere = 1;

// "&Open" is Open, "P&&L" is P&L.
QString plainText(const QString &text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && ++i == text.size())
            break;
        plain += text[i];
    }
    return plain;
}

void gather(const QList<QAction *> &actions, const QString &path, std::vector<Command> &commands)
{
    for (QAction *action : actions) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        const QString name = path + plainText(action->text());
        if (QMenu *menu = action->menu()) {
            Q_EMIT menu->aboutToShow();
            gather(menu->actions(), name + QStringLiteral(" › "), commands);
        } else {
            commands.push_back(
                {name, action->shortcut().toString(QKeySequence::NativeText), action});
        }
    }
}

} // namespace

std::vector<Command> commandsOf(const QMenuBar &menus)
{
    std::vector<Command> commands;
    gather(menus.actions(), {}, commands);
    return commands;
}

int fitness(const QString &name, const QString &typed)
{
    int score = 1;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar wanted : typed) {
        if (wanted.isSpace())
            continue;
        qsizetype found = -1;
        int best = 0;
        for (qsizetype i = at; i < name.size(); ++i) {
            if (name[i].toCaseFolded() != wanted.toCaseFolded())
                continue;
            const bool isBeginning = i == 0 || !name[i - 1].isLetterOrNumber();
            const int worth = i == last + 1 ? FollowsLast : isBeginning ? BeginsWord : Anywhere;
            if (worth > best) {
                best = worth;
                found = i;
            }
        }
        if (found < 0)
            return 0;
        score += best;
        last = found;
        at = found + 1;
    }
    return score;
}

} // namespace lpm::gui
