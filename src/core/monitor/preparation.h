// SPDX-License-Identifier: GPL-3.0-or-later
// What has to be known before the feed makes sense: the universe of coins, and whose address each
// given one is (an agent's holds nothing: its master is watched). Asks, waits, tries again.
#pragma once

#include "core/domain/account.h"
#include "core/domain/instrument.h"
#include "core/exchange/exchangeclient.h"

#include <QObject>
#include <QTimer>

#include <string>
#include <vector>

namespace lpm::monitor {

class Preparation : public QObject
{
    Q_OBJECT
public:
    Preparation(exchange::ExchangeClient &client, std::vector<domain::WatchedAccount> accounts,
                QObject *parent = nullptr);

    void start();
    // After ready(): the accounts to watch, agents replaced, in the order given, none twice.
    const std::vector<domain::WatchedAccount> &accounts() const { return m_accounts; }
    const domain::InstrumentCatalog &catalog() const { return m_catalog; }
    const std::vector<std::string> &notices() const { return m_notices; }

Q_SIGNALS:
    void ready();
    void waiting(const QString &reason); // the exchange cannot be reached yet; it is tried again

private:
    void askCatalog();
    void askRole(std::size_t index);
    void onRole(std::size_t index, const base::Result<domain::RoleAnswer> &answer);
    void finishOne();
    void again(const base::Error &error, std::function<void()> ask);
    // The server stands, but has no such endpoint or answers in another form, again and again.
    bool isUnavailable(const base::Error &error);

    exchange::ExchangeClient &m_client;
    std::vector<domain::WatchedAccount> m_accounts;
    domain::InstrumentCatalog m_catalog;
    std::vector<std::string> m_notices;
    std::size_t m_open = 0;
    int m_failures = 0;
    int m_unreadable = 0; // answers in a form of their own
};

} // namespace lpm::monitor
