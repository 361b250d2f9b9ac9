// SPDX-License-Identifier: GPL-3.0-or-later
// What is shown until a monitor elsewhere has answered for the first time: which one, and why it
// does not. Nothing of accounts or their money is known yet, so nothing of it is shown. GUI thread.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace lpm::gui {

class DashboardSource;

class ConnectingWindow : public QWidget
{
    Q_OBJECT
public:
    // The source must outlive the window.
    explicit ConnectingWindow(const DashboardSource &source, QWidget *parent = nullptr);

    QString sentence() const;

Q_SIGNALS:
    void tokenAsked(); // another one: the monitor refuses the one it was given

private:
    void showSentence();

    const DashboardSource &m_source;
    QLabel *m_sentence;
    QPushButton *m_otherToken = nullptr; // in sight while it can mend something
};

} // namespace lpm::gui
