// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulator/exchangeclientprobe.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>

namespace lpm::tests {

QJsonValue Answer::json() const
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

Answer post(const QString &restUrl, const QByteArray &body, const QString &path)
{
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(restUrl + path)};
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setTransferTimeout(10'000);
    QNetworkReply *reply = network.post(request, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
}

FeedProbe::FeedProbe(const QString &url)
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_frames.push_back(QJsonDocument::fromJson(text.toUtf8()).object());
    });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] { m_isClosed = true; });
    m_socket.open(QUrl(url));
}

void FeedProbe::subscribe(const QByteArray &subscription)
{
    send("{\"method\":\"subscribe\",\"subscription\":" + subscription + "}");
}

std::vector<QJsonValue> FeedProbe::of(const char *channel) const
{
    std::vector<QJsonValue> found;
    for (const QJsonObject &frame : m_frames) {
        if (frame.value(QLatin1String("channel")).toString() == QLatin1String(channel))
            found.push_back(frame.value(QLatin1String("data")));
    }
    return found;
}

} // namespace lpm::tests
