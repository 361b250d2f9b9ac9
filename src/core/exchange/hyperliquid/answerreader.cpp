// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/answerreader.h"

#include <utility>

#include <string>

namespace lpm::exchange::hyperliquid {

namespace {

using base::ErrorCode;

// The server stands, and this request is none that it knows: asking again would tell no more. Every
// other status (an outage, a proxy) may be over in a moment.
bool isUnknownRequest(int status)
{
    return status == 400 || status == 404 || status == 405 || status == 410 || status == 422 ||
           status == 501;
}

std::optional<base::Milliseconds> retryAfterOf(const QNetworkReply &reply)
{
    bool isNumber = false;
    const qlonglong seconds = reply.rawHeader("Retry-After").trimmed().toLongLong(&isNumber);
    if (!isNumber || seconds < 0 || seconds > 3600)
        return std::nullopt;
    return base::Milliseconds(seconds * 1000);
}

} // namespace

AnswerReader::AnswerReader(QNetworkReply *reply, base::Milliseconds timeout,
                           std::shared_ptr<AnswerRoom> room, QObject *parent)
    : QObject(parent), m_reply(reply), m_room(std::move(room))
{
    // Of the whole exchange: the library's own timeout starts again with each byte that trickles.
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(timeout);
    connect(&m_timeout, &QTimer::timeout, this,
            [this] { end(ErrorCode::Timeout, "the exchange did not answer in time"); });
    connect(reply, &QNetworkReply::readyRead, this, &AnswerReader::onReadyRead);
    connect(reply, &QNetworkReply::finished, this, &AnswerReader::onFinished);
    m_timeout.start();
}

AnswerReader::~AnswerReader()
{
    leaveRoom();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
}

int AnswerReader::status() const
{
    return m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

void AnswerReader::onReadyRead()
{
    if (m_isOver)
        return;
    const std::size_t most = m_room->mostFor(m_held);
    if (m_held <= most) {
        const QByteArray more = m_reply->read(static_cast<qint64>(most + 1 - m_held));
        m_held += static_cast<std::size_t>(more.size());
        m_room->take(static_cast<std::size_t>(more.size()));
        m_body += more;
    }
    if (m_held > most)
        end(ErrorCode::Protocol, "the answer is longer than " + std::to_string(most) + " bytes");
}

void AnswerReader::onFinished()
{
    if (m_isOver)
        return;
    if (status() == 429)
        return end(ErrorCode::RateLimited, "the exchange refuses more requests for now (HTTP 429)");
    if (status() != 0 && status() != 200)
        return end(isUnknownRequest(status()) ? ErrorCode::NotFound : ErrorCode::Http,
                   "the exchange answered HTTP " + std::to_string(status()));
    if (m_reply->error() != QNetworkReply::NoError)
        return end(ErrorCode::Network, m_reply->errorString().toStdString());
    onReadyRead();
    if (!m_isOver)
        end(std::move(m_body));
}

void AnswerReader::end(ErrorCode code, std::string reason)
{
    end(base::Result<QByteArray>(base::failure(code, std::move(reason))));
}

void AnswerReader::leaveRoom() { m_room->giveBack(std::exchange(m_held, 0)); }

void AnswerReader::end(base::Result<QByteArray> body)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_timeout.stop();
    leaveRoom();
    const RestAnswer answer{std::move(body), status(), retryAfterOf(*m_reply)};
    Q_EMIT finished(answer); // the receiver may delete this
}

} // namespace lpm::exchange::hyperliquid
