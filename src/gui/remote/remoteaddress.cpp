// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/remoteaddress.h"

#include <QHostAddress>
#include <QRegularExpression>

namespace lpm::gui {

using base::ErrorCode;

namespace {

constexpr QLatin1String StreamPath("api/v1/positions/stream");

bool isThisComputer(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

base::Result<RemoteAddress> RemoteAddress::of(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool isOpen = scheme == QLatin1String("http") || scheme == QLatin1String("ws");
    const bool isEncrypted = scheme == QLatin1String("https") || scheme == QLatin1String("wss");
    if (!url.isValid() || url.host().isEmpty() || (!isOpen && !isEncrypted) ||
        !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return base::failure(ErrorCode::Configuration,
                             "expected the address of a monitor: https://host:8000");
    if (isOpen && !isThisComputer(url.host()))
        return base::failure(ErrorCode::Configuration,
                             "a monitor that is not on this computer is reached by https:// only: "
                             "positions and the token would be sent unencrypted");
    url.setScheme(isOpen ? QStringLiteral("http") : QStringLiteral("https"));
    QString path = url.path();
    if (path.endsWith(StreamPath))
        path.chop(StreamPath.size());
    url.setPath(path.endsWith(QLatin1Char('/')) ? path : path + QLatin1Char('/'));
    return RemoteAddress(url);
}

QUrl RemoteAddress::question(const QString &pathAndQuery) const
{
    QUrl url = m_base;
    url.setPath(m_base.path() + pathAndQuery.section(QLatin1Char('?'), 0, 0));
    url.setQuery(pathAndQuery.section(QLatin1Char('?'), 1));
    return url;
}

QUrl RemoteAddress::stream() const
{
    QUrl url = question(StreamPath + QLatin1String("?account=all"));
    url.setScheme(m_base.scheme() == QLatin1String("https") ? QStringLiteral("wss")
                                                            : QStringLiteral("ws"));
    return url;
}

QString RemoteAddress::text() const
{
    QString text = m_base.toString();
    text.chop(1); // the slash
    return text;
}

QString RemoteAddress::folderName() const
{
    static const QRegularExpression others(QStringLiteral("[^A-Za-z0-9.]+"));
    const int usual = m_base.scheme() == QLatin1String("https") ? 443 : 80;
    const QString name = m_base.host() + QLatin1Char('-') + QString::number(m_base.port(usual)) +
                         (m_base.path().size() > 1 ? m_base.path() : QString());
    QString plain = QString(name).replace(others, QStringLiteral("-"));
    while (plain.startsWith(QLatin1Char('.')) || plain.startsWith(QLatin1Char('-')))
        plain.remove(0, 1);
    return plain;
}

} // namespace lpm::gui
