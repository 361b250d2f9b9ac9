// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/remotequestions.h"

#include "core/base/limits.h"
#include "gui/remote/refusals.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QSslError>

#include <memory>

namespace lpm::gui {

using base::ErrorCode;
using base::failure;

namespace {

constexpr auto MostAnswerBytes = static_cast<qint64>(base::limits::AnswerBytes);

} // namespace

struct RemoteQuestions::Ending // why an answer was ended on this side
{
    QString refusedCertificate;
    bool isTooLong = false;
};

RemoteQuestions::RemoteQuestions(RemoteAddress address, QByteArray token,
                                 base::Milliseconds patience, QObject *parent)
    : QObject(parent),
      m_address(std::move(address)),
      m_token(std::move(token)),
      m_patience(patience)
{
}

RemoteQuestions::~RemoteQuestions() { drop(); }

QNetworkRequest RemoteQuestions::requestTo(const QString &path) const
{
    QNetworkRequest request(m_address.question(path));
    request.setHeader(QNetworkRequest::UserAgentHeader, QByteArrayLiteral("position-monitor"));
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    // No compression: a small answer could unpack to anything.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setTransferTimeout(static_cast<int>(m_patience.count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return request;
}

void RemoteQuestions::get(const QString &path, Handler handler)
{
    follow(m_network.get(requestTo(path)), std::move(handler));
}

void RemoteQuestions::post(const QString &path, Handler handler)
{
    QNetworkRequest request = requestTo(path);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    follow(m_network.post(request, QByteArray()), std::move(handler));
}

void RemoteQuestions::follow(QNetworkReply *reply, Handler handler)
{
    const auto ending = std::make_shared<Ending>();
    connect(reply, &QNetworkReply::sslErrors, this, [ending](const QList<QSslError> &errors) {
        ending->refusedCertificate = refusedCertificate(errors); // none is ignored: it fails
    });
    connect(reply, &QNetworkReply::downloadProgress, this, [reply, ending](qint64 bytes) {
        ending->isTooLong = bytes > MostAnswerBytes;
        if (ending->isTooLong)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [reply, ending, handler = std::move(handler)] {
        reply->deleteLater();
        handler(answerIn(*reply, *ending));
    });
}

base::Result<RemoteAnswer> RemoteQuestions::answerIn(QNetworkReply &reply, const Ending &ending)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!ending.refusedCertificate.isEmpty())
        return failure(ErrorCode::Network, ending.refusedCertificate.toStdString());
    if (ending.isTooLong)
        return failure(ErrorCode::Protocol, "sends more than an answer can be");
    if (reply.error() == QNetworkReply::OperationCanceledError)
        return failure(ErrorCode::Timeout, "does not answer");
    if (status == 0)
        return failure(ErrorCode::Network,
                       "cannot be reached: " +
                           networkReason(reply.error(), reply.errorString()).toStdString());
    const QJsonDocument document = QJsonDocument::fromJson(reply.readAll());
    if (!document.isObject())
        return failure(
            ErrorCode::Protocol,
            "answers what is not of this program's API (HTTP " + std::to_string(status) + ")");
    return RemoteAnswer{status, document.object()};
}

void RemoteQuestions::drop()
{
    for (auto *reply : m_network.findChildren<QNetworkReply *>()) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

} // namespace lpm::gui
