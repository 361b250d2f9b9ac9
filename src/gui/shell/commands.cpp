// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/commands.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>
#include <utility>

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

// Keys of old or large keyboards, which the toolkit binds beside the usual ones.
bool isRare(const QKeySequence &key)
{
    const int code = key[0].key();
    return (code >= Qt::Key_F13 && code <= Qt::Key_F35) || code >= Qt::Key_Back;
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
            commands.push_back({name, keysText(action->shortcuts()), action});
        }
    }
}

} // namespace

QString keysText(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &key : keys) {
        if (!key.isEmpty() && !isRare(key))
            texts += key.toString(QKeySequence::NativeText);
    }
    return texts.join(QStringLiteral(", "));
}

std::vector<Command> commandsOf(const QMenuBar &menus)
{
    std::vector<Command> commands;
    gather(menus.actions(), {}, commands);
    return commands;
}

// The best of all ways to find the letters in this order: the first place that a letter fits may
// leave none for those behind it.
int fitness(const QString &name, const QString &typed)
{
    const auto size = static_cast<std::size_t>(name.size());
    std::vector<int> before(size, 0); // the best score with the letter before found there; 0 none
    int best = 1;
    bool isFirst = true;
    for (const QChar wanted : typed) {
        if (wanted.isSpace())
            continue;
        std::vector<int> now(size, 0);
        int bestBefore = isFirst ? 1 : 0; // of the places that lie farther back than one
        best = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const auto at = static_cast<qsizetype>(i);
            if (i >= 2)
                bestBefore = std::max(bestBefore, before[i - 2]);
            if (name[at].toCaseFolded() != wanted.toCaseFolded())
                continue;
            const bool isBeginning = i == 0 || !name[at - 1].isLetterOrNumber();
            const int follows = i > 0 && before[i - 1] > 0 ? before[i - 1] + FollowsLast : 0;
            const int begins = bestBefore > 0 ? bestBefore + (isBeginning ? BeginsWord : Anywhere)
                                              : 0;
            now[i] = std::max(follows, begins);
            best = std::max(best, now[i]);
        }
        if (best == 0)
            return 0;
        before = std::move(now);
        isFirst = false;
    }
    return best;
}

} // namespace lpm::gui
