// SPDX-License-Identifier: GPL-3.0-or-later
// The last line of the window: the address of the API, the audit trail, and what the program never
// does.
#pragma once

#include <QStatusBar>

#include <optional>

namespace lpm::gui {

class ElidedLabel;

class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    // An address of "" is no server.
    StatusLine(const QString &apiAddress, const QString &auditDirectory, QWidget *parent = nullptr);

    void showAudit(std::optional<bool> isWritten); // nullopt: not known yet

protected:
    void showEvent(QShowEvent *event) override;

private:
    ElidedLabel *m_audit;
};

} // namespace lpm::gui
