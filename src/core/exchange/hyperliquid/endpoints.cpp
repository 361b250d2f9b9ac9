// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/endpoints.h"

#include <QHostAddress>
#include <QString>

#include <string>

namespace lpm::exchange::hyperliquid {

namespace {

using base::ErrorCode;

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

// Empty where the URL may be used; else why not.
std::string faultOf(const QUrl &url, QLatin1String secure, QLatin1String plain, const char *name)
{
    const std::string what = std::string("the ") + name;
    if (!url.isValid() || url.host().isEmpty())
        return what + " is not a URL with a host";
    if (!url.userInfo().isEmpty())
        return what + " must not hold a user name or password";
    if (url.hasQuery() || url.hasFragment())
        return what + " must not hold a query or fragment";
    if (url.scheme() != secure && url.scheme() != plain)
        return what + " must begin with " + secure.latin1() + "://";
    if (url.scheme() == plain && !isLoopback(url.host()))
        return what + " must begin with " + secure.latin1() +
               "://: without TLS only this machine itself is spoken to";
    return {};
}

QUrl infoOf(QUrl url)
{
    QString path = url.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    if (!path.endsWith(QLatin1String("/info")))
        path += QLatin1String("/info");
    url.setPath(path);
    return url;
}

} // namespace

Endpoints Endpoints::mainnet()
{
    return {QUrl(QStringLiteral("https://api.hyperliquid.xyz/info")),
            QUrl(QStringLiteral("wss://api.hyperliquid.xyz/ws"))};
}

Endpoints Endpoints::testnet()
{
    return {QUrl(QStringLiteral("https://api.hyperliquid-testnet.xyz/info")),
            QUrl(QStringLiteral("wss://api.hyperliquid-testnet.xyz/ws"))};
}

base::Result<Endpoints> Endpoints::of(const QUrl &rest, const QUrl &feed)
{
    std::string fault = faultOf(rest, QLatin1String("https"), QLatin1String("http"), "REST URL");
    if (fault.empty())
        fault = faultOf(feed, QLatin1String("wss"), QLatin1String("ws"), "WebSocket URL");
    if (!fault.empty())
        return base::failure(ErrorCode::Configuration, std::move(fault));
    return Endpoints(infoOf(rest), feed);
}

std::string Endpoints::name() const
{
    constexpr int usualPort = 443;
    if (isLoopback(m_info.host()))
        return "loopback";
    const int port = m_info.port(usualPort);
    const std::string host = m_info.host().toStdString();
    return port == usualPort ? host : host + ":" + std::to_string(port);
}

} // namespace lpm::exchange::hyperliquid
