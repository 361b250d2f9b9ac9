// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/monitor/preparation.h"

#include "core/base/logging.h"

#include <QPointer>

#include <algorithm>

namespace lpm::monitor {

using base::Error;
using base::ErrorCode;

namespace {

constexpr int RetryDelayMs = 500;
constexpr int RetryDelayMaxMs = 30'000;

// A page of a proxy is no answer of the exchange: another form than ours is believed in the end
// only.
constexpr int UnreadableAnswers = 3;

} // namespace

Preparation::Preparation(exchange::ExchangeClient &client,
                         std::vector<domain::WatchedAccount> accounts, QObject *parent)
    : QObject(parent), m_client(client), m_accounts(std::move(accounts))
{
}

void Preparation::start()
{
    m_open = 1 + m_accounts.size();
    askCatalog();
    for (std::size_t i = 0; i < m_accounts.size(); ++i)
        askRole(i);
}

void Preparation::askCatalog()
{
    QPointer<Preparation> self = this;
    m_client.fetchCatalog([self](base::Result<domain::InstrumentCatalog> answer) {
        if (!self)
            return;
        if (answer) {
            self->m_catalog = std::move(*answer);
        } else if (self->isUnavailable(answer.error())) {
            // Asked again while something held is guessed; health says so as long.
            qCWarning(base::logMonitor)
                << "the exchange does not tell its coins: their decimals are guessed";
        } else {
            self->again(answer.error(), [self] { self->askCatalog(); });
            return;
        }
        self->finishOne();
    });
}

void Preparation::askRole(std::size_t index)
{
    QPointer<Preparation> self = this;
    m_client.fetchRole(m_accounts[index].address,
                       [self, index](base::Result<domain::RoleAnswer> answer) {
                           if (self)
                               self->onRole(index, answer);
                       });
}

void Preparation::onRole(std::size_t index, const base::Result<domain::RoleAnswer> &answer)
{
    if (!answer && !isUnavailable(answer.error())) {
        again(answer.error(), [this, index] { askRole(index); });
        return;
    }
    auto &account = m_accounts[index];
    if (answer && answer->role == domain::AccountRole::Agent && answer->master) {
        m_notices.push_back(account.address.text()
                            + " is an agent's address; watching its master "
                            + answer->master->text());
        account.address = *answer->master;
    } else if (answer && answer->role == domain::AccountRole::Missing) {
        m_notices.push_back(account.address.text()
                            + " is not known to the exchange: no activity ever");
    }
    finishOne();
}

void Preparation::finishOne()
{
    if (--m_open > 0)
        return;
    std::vector<domain::WatchedAccount> unique;
    for (const auto &account : m_accounts) {
        const bool isKnown = std::any_of(unique.begin(), unique.end(), [&](const auto &other) {
            return other.address == account.address;
        });
        if (!isKnown)
            unique.push_back(account);
    }
    m_accounts = std::move(unique);
    for (const std::string &notice : m_notices)
        qCWarning(base::logMonitor).noquote() << QString::fromStdString(notice);
    Q_EMIT ready();
}

bool Preparation::isUnavailable(const Error &error)
{
    return error.code == ErrorCode::NotFound
           || (error.code == ErrorCode::Parse && ++m_unreadable > UnreadableAnswers);
}

void Preparation::again(const Error &error, std::function<void()> ask)
{
    Q_EMIT waiting(QString::fromStdString(error.message));
    const int delay = std::min(RetryDelayMs << std::min(m_failures++, 6), RetryDelayMaxMs);
    QTimer::singleShot(delay, this, std::move(ask));
}

} // namespace lpm::monitor
