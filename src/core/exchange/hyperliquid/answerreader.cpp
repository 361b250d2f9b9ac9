// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/answerreader.h"

#include <algorithm>
#include <string>
#include <utility>

namespace lpm::exchange::hyperliquid {

namespace {

using base::ErrorCode;

// What the library may hold before we take it. Without a bound its thread reads on and on from an
// answer without an end, and hears of neither our limit nor our timeout.
constexpr qint64 LibraryBytes = 256 * 1024;

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
    // After the turn in which the library begins: before, it would not be listening to this.
    QMetaObject::invokeMethod(
        reply, [reply] { reply->setReadBufferSize(LibraryBytes); }, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::metaDataChanged, this, &AnswerReader::onHead);
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

// What says of itself that it is too long is not read at all.
void AnswerReader::onHead()
{
    const auto length = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (length > 0 && static_cast<std::size_t>(length) > m_room->mostFor(m_held))
        end(ErrorCode::Protocol, "the answer has " + std::to_string(length) + " bytes");
}

void AnswerReader::onReadyRead()
{
    if (m_isOver)
        return;
    const std::size_t most = m_room->mostFor(m_held);
    if (m_held <= most) {
        // Of what is there: the library makes room for all that it is asked for.
        const auto room = static_cast<qint64>(most + 1 - m_held);
        const QByteArray more = m_reply->read(std::min(room, m_reply->bytesAvailable()));
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
