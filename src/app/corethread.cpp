// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/corethread.h"

#include "app/runtime.h"

namespace lpm::app {

CoreThread::CoreThread(const config::Settings &settings, const ExchangeAccess &access)
    : m_settings(settings), m_access(access)
{
    m_thread.setObjectName(QStringLiteral("core"));
    m_anchor.moveToThread(&m_thread);
}

CoreThread::~CoreThread()
{
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(
            &m_anchor,
            [this] {
                if (m_core)
                    m_core->stop();
                m_core.reset();
                m_anchor.moveToThread(nullptr); // so that any thread may destroy it
            },
            Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
}

tl::expected<void, Refusal> CoreThread::start()
{
    m_thread.start();
    tl::expected<void, Refusal> outcome;
    QMetaObject::invokeMethod(
        &m_anchor,
        [&] {
            auto core = Composition::make(m_settings, m_access);
            if (!core) {
                outcome = tl::unexpected(core.error());
                return;
            }
            m_core = std::move(*core);
            // On this thread: the window may be closed before it would hear of it.
            QObject::connect(&m_core->monitor(), &monitor::PositionMonitor::stopped, &m_anchor,
                             [this](const QString &reason) {
                                 m_hasFailed = true;
                                 complain(reason.toStdString());
                             });
            outcome = m_core->start();
            m_apiUrl = m_core->apiUrl();
        },
        Qt::BlockingQueuedConnection);
    return outcome;
}

} // namespace lpm::app
