// SPDX-License-Identifier: GPL-3.0-or-later
// The client between a feed and a REST peer on real sockets, and what it told.
#pragma once

#include "core/exchange/hyperliquid/hyperliquidclient.h"

#include "exchangepeer.h"

#include <QTest>

namespace lpm::tests {

using namespace lpm::exchange;
using namespace lpm::exchange::hyperliquid;
using base::ErrorCode;

inline const auto First =
    domain::Address::parse("0x1111111111111111111111111111111111111111").value();
inline const auto Second =
    domain::Address::parse("0x2222222222222222222222222222222222222222").value();

inline QString fillsOf(const domain::Address &account, bool isSnapshot)
{
    return QStringLiteral(R"({"channel":"userFills","data":{"user":"%1",%2"fills":[]}})")
        .arg(QString::fromStdString(account.text()),
             isSnapshot ? QStringLiteral(R"("isSnapshot":true,)") : QString());
}

struct World
{
    FeedPeer feed;
    HttpPeer http;
    base::SystemClock clock;
    ClientOptions options;
    std::unique_ptr<HyperliquidClient> client;
    std::vector<domain::Address> subscribed;
    std::vector<FeedFrame> frames;
    QStringList losses;
    QStringList rejections;
    int connections = 0;
    int bytes = 0;

    World()
    {
        options.random = [] { return 0U; };
        options.pingInterval = base::Milliseconds(20);
        options.reconnectDelayMin = base::Milliseconds(10);
        options.reconnectDelayMax = base::Milliseconds(50);
    }

    void start(const std::vector<domain::Address> &accounts = {First})
    {
        startAt(feed.url(), accounts);
    }

    void startAt(const QUrl &url, const std::vector<domain::Address> &accounts = {First})
    {
        client = std::make_unique<HyperliquidClient>(Endpoints::of(http.url(), url).value(), clock,
                                                     options);
        HyperliquidClient *c = client.get();
        QObject::connect(c, &ExchangeClient::connected, c, [this] { ++connections; });
        QObject::connect(c, &ExchangeClient::subscribed, c,
                         [this](const domain::Address &account) { subscribed.push_back(account); });
        QObject::connect(c, &ExchangeClient::disconnected, c,
                         [this](const QString &reason) { losses.append(reason); });
        QObject::connect(c, &ExchangeClient::frameReceived, c,
                         [this](const FeedFrame &frame) { frames.push_back(frame); });
        QObject::connect(c, &ExchangeClient::frameRejected, c,
                         [this](const QString &reason) { rejections.append(reason); });
        QObject::connect(c, &ExchangeClient::bytesReceived, c, [this] { ++bytes; });
        c->start(accounts);
    }
};

// Whatever was on its way has arrived: later pings have.
inline bool turnOfEvents(World &world)
{
    const int before = world.feed.pings;
    return QTest::qWaitFor([&] { return world.feed.pings >= before + 3; });
}

inline bool isOf(const QJsonObject &subscription, const char *type)
{
    return subscription[QLatin1String("type")] == QLatin1String(type);
}

} // namespace lpm::tests
