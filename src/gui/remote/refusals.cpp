// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/refusals.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QSslError>

namespace lpm::gui {

namespace {

constexpr int ReasonLength = 160;
constexpr int Unauthorized = 401;
constexpr int TooManyRequests = 429;

QString translated(const char *text)
{
    return QCoreApplication::translate("lpm::gui::RemoteSource", text);
}

} // namespace

QString plainReason(const QString &said)
{
    QString line = said.simplified().left(ReasonLength);
    line.removeIf([](QChar character) { return !character.isPrint(); });
    while (line.endsWith(QLatin1Char('.')))
        line.chop(1);
    return line;
}

QString unreadable(const base::Error &error)
{
    return translated(QT_TRANSLATE_NOOP("lpm::gui::RemoteSource", "tells what cannot be read: %1"))
        .arg(plainReason(QString::fromStdString(error.message)));
}

QString refusedCertificate(const QList<QSslError> &errors)
{
    const QString why = errors.isEmpty() ? QString() : plainReason(errors.first().errorString());
    return translated(QT_TRANSLATE_NOOP("lpm::gui::RemoteSource",
                                        "shows a certificate that is refused: %1"))
        .arg(why);
}

QString refusedAnswer(int status, const QJsonObject &body, bool hasToken)
{
    if (status == Unauthorized && !hasToken)
        return translated(QT_TRANSLATE_NOOP("lpm::gui::RemoteSource",
                                            "asks for its token: give it by --token-file"));
    if (status == Unauthorized)
        return translated(
            QT_TRANSLATE_NOOP("lpm::gui::RemoteSource", "refuses the token of --token-file"));
    const QString detail = plainReason(body.value(QLatin1String("detail")).toString());
    if (detail.isEmpty())
        return translated(QT_TRANSLATE_NOOP("lpm::gui::RemoteSource", "answers with HTTP %1"))
            .arg(status);
    return translated(QT_TRANSLATE_NOOP("lpm::gui::RemoteSource", "answers: %1")).arg(detail);
}

bool isTokenRefused(int status) { return status == Unauthorized || status == TooManyRequests; }

} // namespace lpm::gui
