// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated exchange inside the host program, on a thread of its own and on real loopback
// sockets, so that the demo takes the same road as the real exchange. Start and stop it from the
// thread it was made in; stopping waits for its thread.
#pragma once

#include "simulator/server/exchangeserver.h"

#include <QThread>

#include <functional>

namespace lpm::simulator {

class EmbeddedExchange
{
public:
    struct Account
    {
        domain::Address address;
        std::string label;
    };

    // Without accounts in the options: the demo accounts and their history.
    explicit EmbeddedExchange(ServerOptions options = {});
    ~EmbeddedExchange();
    EmbeddedExchange(const EmbeddedExchange &) = delete;
    EmbeddedExchange &operator=(const EmbeddedExchange &) = delete;

    base::Result<void> start();
    void stop();

    // After start().
    const QString &restUrl() const { return m_restUrl; }
    const QString &wsUrl() const { return m_wsUrl; }
    const std::vector<Account> &accounts() const { return m_accounts; }

    // Runs on the exchange's thread and waits for it: to make something happen.
    void run(const std::function<void(ExchangeServer &)> &action);

private:
    void onThread(const std::function<void()> &action);

    ServerOptions m_options;
    std::vector<Account> m_accounts;
    QString m_restUrl;
    QString m_wsUrl;
    QThread m_thread;
    ExchangeServer *m_server = nullptr; // lives on m_thread, deleted there
};

} // namespace lpm::simulator
