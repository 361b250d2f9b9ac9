// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statusline.h"

#include <QLabel>

namespace lpm::gui {

StatusLine::StatusLine(const QString &apiAddress, const QString &auditDirectory, QWidget *parent)
    : QStatusBar(parent)
{
    const auto label = [this](const QString &name) {
        auto *made = new QLabel(this);
        made->setTextFormat(Qt::PlainText);
        made->setAccessibleName(name);
        return made;
    };
    QLabel *api = label(tr("Address of the API"));
    api->setText(apiAddress.isEmpty() ? tr("API off") : tr("API %1").arg(apiAddress));
    api->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_audit = label(tr("State of the audit trail"));
    m_audit->setToolTip(auditDirectory.toHtmlEscaped());
    setSizeGripEnabled(false);
    addWidget(api);
    addWidget(m_audit);
    QLabel *promise = label(tr("What the program does"));
    promise->setText(tr("Watch only: no order leaves this program"));
    addPermanentWidget(promise);
    showAudit(std::nullopt);
}

// What is said before the window is there hides nothing yet, and would be written over the labels.
void StatusLine::showEvent(QShowEvent *event)
{
    QStatusBar::showEvent(event);
    hideOrShow();
}

void StatusLine::showAudit(std::optional<bool> isWritten)
{
    if (!isWritten)
        m_audit->setText(tr("Audit trail: state not known yet"));
    else if (*isWritten)
        m_audit->setText(tr("Audit trail: every change written"));
    else
        m_audit->setText(tr("⚠ Audit trail: the disk refuses, changes wait in memory"));
}

} // namespace lpm::gui
