// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange over real HTTP whose bad days a test chooses, and how to ask it.
#pragma once

#include "core/exchange/hyperliquid/inforeader.h"

#include "exchangepeer.h"

#include <QTest>

namespace lpm::tests {

using namespace lpm::exchange;
using namespace lpm::exchange::hyperliquid;
using base::ErrorCode;

inline const auto Account =
    domain::Address::parse("0x1111111111111111111111111111111111111111").value();
inline const QByteArray Row = R"({"coin":"BTC","px":"1.0","sz":"2.0","side":"B","time":5,
    "startPosition":"0.0","closedPnl":"0.0","oid":1,"fee":"0.1","tid":2})";

// An exchange with two dexes, spot, and one bad day that the test chooses.
struct World
{
    HttpPeer peer;
    base::SystemClock clock;
    ClientOptions options;
    std::unique_ptr<RestClient> rest;
    std::unique_ptr<InfoReader> info;
    QMap<QString, QByteArray> special; // whole HTTP answers, by type or type/dex

    World()
    {
        options.restTimeout = base::Milliseconds(5'000);
        options.random = [] { return 0U; };
        peer.answer = [this](const QJsonObject &body) { return answerTo(body); };
    }

    void open()
    {
        const QUrl info_(peer.url().toString() + QStringLiteral("/info"));
        rest = std::make_unique<RestClient>(info_, clock, options);
        info = std::make_unique<InfoReader>(*rest);
    }

    QByteArray answerTo(const QJsonObject &body) const
    {
        const QString type = body[QLatin1String("type")].toString();
        const QString dex = body[QLatin1String("dex")].toString();
        const QString whole = dex.isEmpty() ? type : type + QLatin1Char('/') + dex;
        if (special.contains(whole))
            return special[whole];
        static const QMap<QString, QByteArray> usual{
            {QStringLiteral("perpDexs"), R"([null,{"name":"xyz"}])"},
            {QStringLiteral("clearinghouseState"), EmptyState},
            {QStringLiteral("spotClearinghouseState"),
             R"({"balances":[{"coin":"USDC","total":"5.0"}]})"},
            {QStringLiteral("userFillsByTime"), '[' + Row + ']'},
            {QStringLiteral("userTwapSliceFills"), R"([{"fill":)" + Row + R"(,"twapId":4}])"},
            {QStringLiteral("userFunding"), "[]"},
            {QStringLiteral("userRole"), R"({"role":"user"})"},
            {QStringLiteral("userAbstraction"), R"("unifiedAccount")"},
            {QStringLiteral("meta"), R"({"universe":[{"name":"BTC","szDecimals":5}]})"},
            {QStringLiteral("spotMeta"),
             R"({"universe":[{"tokens":[1,0],"name":"@1"},{"tokens":[1,0],"name":"@2"}],"tokens":[
                {"name":"USDC","szDecimals":8,"weiDecimals":8,"index":0},
                {"name":"HYPE","szDecimals":2,"weiDecimals":8,"index":1}]})"},
            {QStringLiteral("metaAndAssetCtxs"),
             R"([{"universe":[{"name":"BTC","szDecimals":5}]},[{"markPx":"60000.5"}]])"},
        };
        if (whole == QLatin1String("meta/xyz"))
            return HttpPeer::json(R"({"universe":[{"name":"xyz:TSLA","szDecimals":3}]})");
        return HttpPeer::json(usual.value(type));
    }

    int asked(const char *type) const
    {
        return static_cast<int>(
            std::count_if(peer.bodies.begin(), peer.bodies.end(), [type](const QJsonObject &body) {
                return body[QLatin1String("type")] == QLatin1String(type);
            }));
    }
};

// Waits for a reply; an Error of the test's own where none comes.
template <class T, class Ask>
inline base::Result<T> answered(Ask &&ask)
{
    std::optional<base::Result<T>> result;
    ask([&result](base::Result<T> reply) { result = std::move(reply); });
    if (result)
        return base::failure(ErrorCode::Protocol, "replied inside the call");
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 10'000))
        return base::failure(ErrorCode::Protocol, "no reply came");
    return *result;
}

inline base::Result<std::vector<domain::Fill>> fillsOf(World &world)
{
    return answered<std::vector<domain::Fill>>([&](auto reply) {
        world.info->fetchFills(Account, base::fromUnixMilliseconds(1), std::nullopt, reply);
    });
}

inline base::Result<domain::AccountState> stateOf(World &world)
{
    return answered<domain::AccountState>(
        [&](auto reply) { world.info->fetchState(Account, reply); });
}

// Long enough for whatever was asked before: a whole question and answer of somebody else.
inline bool turnOfEvents()
{
    World other;
    other.open();
    return stateOf(other).has_value();
}

inline base::Result<domain::InstrumentCatalog> catalogOf(World &world)
{
    return answered<domain::InstrumentCatalog>(
        [&](auto reply) { world.info->fetchCatalog(reply); });
}

} // namespace lpm::tests
