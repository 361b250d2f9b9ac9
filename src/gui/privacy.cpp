// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/privacy.h"

#include <QAction>
#include <QKeySequence>
#include <QToolTip>

namespace lpm::gui {

void Privacy::setHidden(bool isHidden)
{
    if (isHidden == m_isHidden)
        return;
    m_isHidden = isHidden;
    QToolTip::hideText(); // the one in sight was made before
    Q_EMIT changed();
}

QAction *Privacy::makeAction(QObject *parent)
{
    auto *action = new QAction(tr("&Hide amounts"), parent);
    action->setCheckable(true);
    action->setChecked(m_isHidden);
    action->setShortcut(QKeySequence(tr("Ctrl+H")));
    connect(action, &QAction::toggled, this, &Privacy::setHidden);
    connect(this, &Privacy::changed, action, [this, action] { action->setChecked(m_isHidden); });
    return action;
}

bool isHidden(const Privacy *privacy) { return privacy && privacy->isHidden(); }

QString hiddenText() { return QStringLiteral("•••"); }

QString hiddenSentence() { return Privacy::tr("Amounts are hidden"); }

} // namespace lpm::gui
