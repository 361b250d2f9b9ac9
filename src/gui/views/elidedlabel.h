// SPDX-License-Identifier: GPL-3.0-or-later
// A line of plain text that gives way where there is no room for it, and then ends in "…". GUI thread.
#pragma once

#include <QLabel>

namespace lpm::gui {

class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setLine(const QString &line);
    const QString &line() const { return m_line; } // in full

    QSize sizeHint() const override; // of all of it
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int around() const; // what stands left and right of the text
    void elide();

    QString m_line;
};

} // namespace lpm::gui
