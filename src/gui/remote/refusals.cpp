// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/refusals.h"

#include <QJsonObject>
#include <QSslError>

namespace lpm::gui {

namespace {

constexpr int ReasonLength = 160;
constexpr int Unauthorized = 401;
constexpr int TooManyRequests = 429;

} // namespace

QString plainReason(const QString &said)
{
    QString line = said.simplified().left(ReasonLength);
    line.removeIf([](QChar character) { return !character.isPrint(); });
    while (line.endsWith(QLatin1Char('.')))
        line.chop(1);
    return line;
}

QString networkReason(QNetworkReply::NetworkError error, const QString &said)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return QStringLiteral("the connection is refused");
    case QNetworkReply::RemoteHostClosedError:
        return QStringLiteral("the connection has been closed");
    case QNetworkReply::HostNotFoundError:
        return QStringLiteral("no computer has this name");
    case QNetworkReply::TimeoutError:
        return QStringLiteral("nothing came in time");
    default:
        return plainReason(said);
    }
}

QString socketReason(QAbstractSocket::SocketError error, const QString &said)
{
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return networkReason(QNetworkReply::ConnectionRefusedError, said);
    case QAbstractSocket::RemoteHostClosedError:
        return networkReason(QNetworkReply::RemoteHostClosedError, said);
    case QAbstractSocket::HostNotFoundError:
        return networkReason(QNetworkReply::HostNotFoundError, said);
    case QAbstractSocket::SocketTimeoutError:
        return networkReason(QNetworkReply::TimeoutError, said);
    default:
        return plainReason(said);
    }
}

QString unreadable(const base::Error &error)
{
    return QStringLiteral("tells what cannot be read: ") +
           plainReason(QString::fromStdString(error.message));
}

QString refusedCertificate(const QList<QSslError> &errors)
{
    return QStringLiteral("shows a certificate that is refused: ") +
           (errors.isEmpty() ? QStringLiteral("—") : plainReason(errors.first().errorString()));
}

QString refusedAnswer(int status, const QJsonObject &body, bool hasToken)
{
    if (status == Unauthorized)
        return hasToken ? QStringLiteral("refuses the token")
                        : QStringLiteral("asks for its token: give it by --token-file");
    const QString detail = plainReason(body.value(QLatin1String("detail")).toString());
    return detail.isEmpty() ? QStringLiteral("answers with HTTP %1").arg(status)
                            : QStringLiteral("answers: ") + detail;
}

bool isRefusal(int status) { return status == Unauthorized || status == TooManyRequests; }

bool isTokenWrong(int status) { return status == Unauthorized; }

} // namespace lpm::gui
