// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/embedded/embeddedexchange.h"

#include "core/base/check.h"
#include "simulator/embedded/demoaccounts.h"

namespace lpm::simulator {

EmbeddedExchange::EmbeddedExchange(ServerOptions options) : m_options(std::move(options))
{
    if (m_options.engine.accounts.empty()) {
        m_options.engine.accounts = demoAccounts();
        m_options.engine.historyMs = DemoHistoryMs;
    }
    for (const AccountSpec &spec : m_options.engine.accounts)
        m_accounts.push_back({spec.address, spec.label});
    m_thread.setObjectName(QStringLiteral("exchange"));
}

EmbeddedExchange::~EmbeddedExchange() { stop(); }

base::Result<void> EmbeddedExchange::start()
{
    base::ensure(!m_server, "an embedded exchange is started once");
    m_thread.start();
    base::Result<void> result;
    onThread([&] {
        m_server = new ExchangeServer(m_options); // deleted by stop(), on this same thread
        result = m_server->start();
        m_restUrl = m_server->restUrl();
        m_wsUrl = m_server->wsUrl();
    });
    if (!result)
        stop();
    return result;
}

void EmbeddedExchange::stop()
{
    if (!m_server)
        return;
    onThread([this] { delete std::exchange(m_server, nullptr); });
    m_thread.quit();
    m_thread.wait();
}

void EmbeddedExchange::run(const std::function<void(ExchangeServer &)> &action)
{
    base::ensure(m_server, "an exchange that acts was started");
    onThread([&] { action(*m_server); });
}

void EmbeddedExchange::onThread(const std::function<void()> &action)
{
    base::ensure(m_thread.isRunning() && QThread::currentThread() != &m_thread,
                 "actions come from outside of a running exchange");
    // A context of this call's own: the server may not live yet, or not any more.
    QObject context;
    context.moveToThread(&m_thread);
    QMetaObject::invokeMethod(
        &context,
        [&] {
            action();
            context.moveToThread(nullptr);
        },
        Qt::BlockingQueuedConnection);
}

} // namespace lpm::simulator
