// SPDX-License-Identifier: GPL-3.0-or-later
// The windows on a monitor elsewhere: one that says that it connects, until the first state is here
// and with it whose money it is; then the dashboard. It names the monitor, says while it is lost,
// and is made anew where the monitor comes back in another mode. GUI thread.
#pragma once

#include "gui/mainwindow.h"
#include "gui/remote/connectingwindow.h"
#include "gui/remote/othertoken.h"
#include "gui/remote/remotesource.h"

#include <memory>

namespace lpm::gui {

class AttachedDashboard : public QObject
{
    Q_OBJECT
public:
    // Source and clock must outlive it. `window.apiAddress` is how the monitor is named.
    AttachedDashboard(RemoteSource &source, const base::Clock &clock, MainWindowOptions window,
                      TokenReader readToken = {});
    ~AttachedDashboard() override;

    const ConnectingWindow *connecting() const { return m_connecting.get(); } // null once it has
    MainWindow *window() const { return m_window.get(); }                     // null until then

Q_SIGNALS:
    void shown(); // the dashboard, with a state in it

private:
    void showWindow();
    void askToken(QWidget &window);

    RemoteSource &m_source;
    const base::Clock &m_clock;
    MainWindowOptions m_options;
    TokenReader m_readToken;
    std::unique_ptr<ConnectingWindow> m_connecting;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace lpm::gui
