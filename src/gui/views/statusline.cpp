// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/statusline.h"

#include "gui/views/elidedlabel.h"

namespace lpm::gui {

StatusLine::StatusLine(const QString &apiAddress, const QString &auditDirectory, QWidget *parent)
    : QStatusBar(parent)
{
    auto *api = new QLabel(this);
    api->setTextFormat(Qt::PlainText);
    api->setAccessibleName(tr("Address of the API"));
    api->setText(apiAddress.isEmpty() ? tr("API off") : tr("API %1").arg(apiAddress));
    api->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_audit = new ElidedLabel(this);
    m_audit->setAccessibleName(tr("State of the audit trail"));
    m_audit->setToolTip(auditDirectory.toHtmlEscaped());
    auto *promise = new ElidedLabel(this);
    promise->setAccessibleName(tr("What the program does"));
    promise->setLine(tr("Watch only: no order leaves this program"));
    setSizeGripEnabled(false);
    addWidget(api);
    addWidget(m_audit);
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
        m_audit->setLine(tr("Audit trail: state not known"));
    else if (*isWritten)
        m_audit->setLine(tr("Audit trail: every change written"));
    else
        m_audit->setLine(tr("⚠ Audit trail: the disk refuses, changes wait in memory"));
}

} // namespace lpm::gui
