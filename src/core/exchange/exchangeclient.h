// SPDX-License-Identifier: GPL-3.0-or-later
// What the monitor needs from an exchange. Implemented by hyperliquid::HyperliquidClient, and by
// fakes in tests. Lives on the core thread; every signal and reply comes on that thread, from the
// event loop, never from inside the call that asked.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/domain/account.h"
#include "core/domain/accountstate.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"
#include "core/exchange/feedframes.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace lpm::exchange {

// --- the client ----------------------------------------------------------------------------

template <class T>
using Reply = std::function<void(base::Result<T>)>;

struct BudgetView
{
    int weightUsed = 0; // REST weight in the last 60 s
    int connects = 0;   // WebSocket connections opened in the last 60 s
    qint64 reconnects = 0;
};

class ExchangeClient : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // Connects and subscribes all accounts; reconnects by itself until stop().
    virtual void start(const std::vector<domain::Address> &accounts) = 0;
    virtual void stop() = 0;
    // Coins whose mark is needed at once and always; replaces the last set. Others may come too.
    virtual void watchMarks(const std::set<std::string> &coins) = 0;
    // Drops the socket and connects anew (a stall was seen).
    virtual void reconnect(const QString &reason) = 0;

    // One page, `start` and `end` inclusive, end nullopt = now. Rows as sent: not sorted.
    virtual void fetchFills(const domain::Address &account, base::Timestamp start,
                            std::optional<base::Timestamp> end,
                            Reply<std::vector<domain::Fill>> reply) = 0;
    virtual void fetchTwapFills(const domain::Address &account,
                                Reply<std::vector<domain::Fill>> reply) = 0;
    virtual void fetchFunding(const domain::Address &account, base::Timestamp start,
                              Reply<std::vector<domain::FundingPayment>> reply) = 0;
    // Every dex and spot: complete, or an Error.
    virtual void fetchState(const domain::Address &account, Reply<domain::AccountState> reply) = 0;
    virtual void fetchRole(const domain::Address &account, Reply<domain::RoleAnswer> reply) = 0;
    virtual void fetchAbstraction(const domain::Address &account,
                                  Reply<domain::AccountAbstraction> reply) = 0;
    // Perps of every dex, and spot pairs.
    virtual void fetchCatalog(Reply<domain::InstrumentCatalog> reply) = 0;
    // Marks of one dex ("" the first) by one request: the fallback where streams are silent.
    virtual void fetchMarks(const std::string &dex, Reply<MarksFrame> reply) = 0;

    virtual BudgetView budget() const = 0;

Q_SIGNALS:
    void connected(); // the socket is open, subscriptions are on their way
    // Every channel of the account was acknowledged (or refused, or timed out): reading over REST
    // from now on leaves no hole. Comes once per connection and account.
    void subscribed(const lpm::domain::Address &account);
    void disconnected(const QString &reason); // once per connection lost
    void frameReceived(const lpm::exchange::FeedFrame &frame);
    void bytesReceived(); // anything at all came, pongs included: the feed is alive
    // A frame could not be read. It changed nothing; a resynchronisation is due.
    void frameRejected(const QString &reason);
    // A row of an answer could not be read and was set aside: asking again would bring it again.
    void rowRejected(const QString &reason);
};

} // namespace lpm::exchange
