// SPDX-License-Identifier: GPL-3.0-or-later
// Why nothing comes from a monitor elsewhere, in words that go on from its address: "https://desk
// cannot be reached: …". In English, as the log has them; the window says toldText() of them. What
// it says itself is cut and made one line. Pure.
#pragma once

#include "core/base/result.h"

#include <QAbstractSocket>
#include <QList>
#include <QNetworkReply>
#include <QString>

class QJsonObject;
class QSslError;

namespace lpm::gui {

QString plainReason(const QString &said);     // without a full stop, of a length to show
// What a socket tells would be in the desktop's language: what is common is said in English.
QString networkReason(QNetworkReply::NetworkError error, const QString &said);
QString socketReason(QAbstractSocket::SocketError error, const QString &said);
QString unreadable(const base::Error &error); // of what it told
QString refusedCertificate(const QList<QSslError> &errors);
// Of an answer that is no answer: a token that is asked for or wrong, or what its detail says.
QString refusedAnswer(int status, const QJsonObject &body, bool hasToken);
bool isRefusal(int status); // asking again soon makes it worse
bool isTokenWrong(int status); // or asked for

} // namespace lpm::gui
