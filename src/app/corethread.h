// SPDX-License-Identifier: GPL-3.0-or-later
// The core on a thread of its own, beside the window. Made and destroyed on the GUI thread;
// starting and stopping wait for the core, since there is nothing to show before and after it.
#pragma once

#include "app/composition.h"

#include <QThread>

#include <atomic>
#include <memory>

namespace lpm::app {

class CoreThread
{
public:
    CoreThread(const config::Settings &settings, const ExchangeAccess &access);
    ~CoreThread(); // stops the core in order
    CoreThread(const CoreThread &) = delete;
    CoreThread &operator=(const CoreThread &) = delete;

    tl::expected<void, Refusal> start();
    // After start(): lives on the core thread; only signals and queued calls may touch it.
    monitor::PositionMonitor &monitor() { return m_core->monitor(); }
    monitor::History &history() { return m_core->history(); } // asked on the core thread
    // Monitoring stopped by itself. Any thread.
    bool hasFailed() const { return m_hasFailed; }
    const std::string &apiUrl() const { return m_apiUrl; }

private:
    const config::Settings &m_settings;
    const ExchangeAccess &m_access;
    QThread m_thread;
    QObject m_anchor; // lives on the thread: where work for it is sent
    std::unique_ptr<Composition> m_core; // made and destroyed on the thread
    std::string m_apiUrl;
    std::atomic<bool> m_hasFailed = false;
};

} // namespace lpm::app
