// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/playedsource.h"

#include <QThread>

namespace lpm::bench::window {

PlayedSource::PlayedSource(std::vector<domain::WatchedAccount> accounts, QThread &core)
    : m_accounts(std::move(accounts)), m_relay(new gui::CoreRelay)
{
    qRegisterMetaType<gui::RelayBatchPtr>();
    m_relay->moveToThread(&core);
    connect(m_relay, &gui::CoreRelay::batchReady, this, &PlayedSource::onBatchReady,
            Qt::QueuedConnection);
}

PlayedSource::~PlayedSource()
{
    m_relay->disconnect(this);
    m_relay->deleteLater();
}

// In the order of CoreSource.
void PlayedSource::onBatchReady(const gui::RelayBatchPtr &batch)
{
    for (const auto &summary : batch->summaries)
        Q_EMIT summaryChanged(summary);
    for (const auto &update : batch->fills)
        Q_EMIT positionUpdated(update);
    for (const auto &update : batch->updates)
        Q_EMIT positionUpdated(update);
    for (const auto &view : batch->reconciliations)
        Q_EMIT reconciliationChanged(view);
    if (batch->health)
        Q_EMIT healthChanged(batch->health);
    QMetaObject::invokeMethod(m_relay, &gui::CoreRelay::onBatchShown, Qt::QueuedConnection);
}

} // namespace lpm::bench::window
