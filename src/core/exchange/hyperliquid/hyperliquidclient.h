// SPDX-License-Identifier: GPL-3.0-or-later
// The Hyperliquid exchange as the monitor needs it: one feed for all accounts, kept alive, and
// questions over REST. Core thread.
//
// stop() and destruction drop what was asked and not answered: those replies are never called.
#pragma once

#include "core/base/clock.h"
#include "core/exchange/exchangeclient.h"
#include "core/exchange/hyperliquid/clientoptions.h"
#include "core/exchange/hyperliquid/codec/framecodec.h"
#include "core/exchange/hyperliquid/endpoints.h"
#include "core/exchange/hyperliquid/feedsocket.h"
#include "core/exchange/hyperliquid/inforeader.h"
#include "core/exchange/hyperliquid/ratelimiter.h"
#include "core/exchange/hyperliquid/restclient.h"
#include "core/exchange/hyperliquid/subscriptionbook.h"

#include <QTimer>

#include <map>

namespace lpm::exchange::hyperliquid {

class HyperliquidClient final : public ExchangeClient
{
    Q_OBJECT
public:
    // The clock must outlive the client.
    HyperliquidClient(const Endpoints &endpoints, const base::Clock &clock,
                      ClientOptions options = {}, QObject *parent = nullptr);
    ~HyperliquidClient() override;

    void start(const std::vector<domain::Address> &accounts) override;
    void stop() override;
    void watchMarks(const std::set<std::string> &coins) override;
    void reconnect(const QString &reason) override;

    void fetchFills(const domain::Address &account, base::Timestamp start,
                    std::optional<base::Timestamp> end,
                    Reply<std::vector<domain::Fill>> reply) override;
    void fetchTwapFills(const domain::Address &account,
                        Reply<std::vector<domain::Fill>> reply) override;
    void fetchFunding(const domain::Address &account, base::Timestamp start,
                      Reply<std::vector<domain::FundingPayment>> reply) override;
    void fetchState(const domain::Address &account, Reply<domain::AccountState> reply) override;
    void fetchRole(const domain::Address &account, Reply<domain::RoleAnswer> reply) override;
    void fetchAbstraction(const domain::Address &account,
                          Reply<domain::AccountAbstraction> reply) override;
    void fetchCatalog(Reply<domain::InstrumentCatalog> reply) override;
    void fetchMarks(const std::string &dex, Reply<MarksFrame> reply) override;

    BudgetView budget() const override;
    // Messages of channels that are not read, by channel.
    const std::map<std::string, qint64> &ignoredMessages() const { return m_ignored; }

private:
    base::Milliseconds now() const { return m_clock.now().monotonic; }
    void stopFeed();
    void connectLater(base::Milliseconds delay);
    void connectNow();
    void onReachable();
    void onOpened();
    void onClosed(const QString &reason);
    void lose(const QString &reason);
    void subscribeMarks();
    bool mayWatch(const std::string &coin) const;

    void onMessage(const QByteArray &message);
    void take(SubscriptionAck frame);
    void take(Pong) {}
    void take(FeedError frame);
    void take(FillsFrame frame);
    void take(FundingsFrame frame);
    void take(StateFrame frame);
    void take(MarksFrame frame);
    void take(IgnoredFrame frame);
    template <class Frame>
    void takeOf(const char *type, Frame frame);
    bool isWatched(const domain::Address &account) const;
    void onAcksDue();
    void tellComplete();

    const base::Clock &m_clock;
    ClientOptions m_options;
    RestClient m_rest;
    InfoReader m_info;
    FeedSocket m_socket;
    ConnectBudget m_connects;
    SubscriptionBook m_book;
    QTimer m_connectTimer;
    QTimer m_pingTimer;
    QTimer m_ackTimer;

    std::vector<domain::Address> m_accounts;
    std::set<std::string> m_marksWanted;
    std::set<std::string> m_marksSubscribed;
    std::optional<domain::InstrumentCatalog> m_catalog;
    std::map<std::string, qint64> m_ignored;
    bool m_isStarted = false;
    bool m_isOutageTold = false; // by disconnected()
    int m_attempts = 0;          // since the last complete subscription
    qint64 m_openings = 0;
};

} // namespace lpm::exchange::hyperliquid
