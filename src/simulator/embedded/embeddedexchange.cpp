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

EmbeddedExchange::~EmbeddedExchange()
{
    stop();
}

base::Result<void> EmbeddedExchange::start()
{
    base::ensure(!m_server, "an embedded exchange is started once");
    m_thread.start();
    m_server = new ExchangeServer(m_options); // deleted by stop(), on its own thread
    m_server->moveToThread(&m_thread);
    base::Result<void> result;
    run([&](ExchangeServer &server) {
        result = server.start();
        if (result) {
            m_restUrl = server.restUrl();
            m_wsUrl = server.wsUrl();
        }
    });
    if (!result)
        stop();
    return result;
}

void EmbeddedExchange::stop()
{
    if (!m_server)
        return;
    run([](ExchangeServer &server) { delete &server; });
    m_server = nullptr;
    m_thread.quit();
    m_thread.wait();
}

void EmbeddedExchange::run(const std::function<void(ExchangeServer &)> &action)
{
    base::ensure(m_server && QThread::currentThread() != &m_thread,
                 "actions come from outside of a running exchange");
    // The context is another object than the server: the action may delete the server.
    QObject context;
    context.moveToThread(&m_thread);
    QMetaObject::invokeMethod(
        &context,
        [&] {
            action(*m_server);
            context.moveToThread(nullptr);
        },
        Qt::BlockingQueuedConnection);
}

} // namespace lpm::simulator
