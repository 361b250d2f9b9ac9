// SPDX-License-Identifier: GPL-3.0-or-later
// Turns one network reply into one answer: bounded in time and size, status first.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/exchange/hyperliquid/answerroom.h"

#include <QByteArray>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <optional>

namespace lpm::exchange::hyperliquid {

struct RestAnswer
{
    base::Result<QByteArray> body;
    int status = 0; // 0: no answer came
    std::optional<base::Milliseconds> retryAfter;

    // The exchange understood the transport and not the question: it will not understand it later.
    bool isUnknownQuestion() const
    {
        return (status >= 400 && status < 500 && status != 408 && status != 429) || status == 501;
    }
};

class AnswerReader : public QObject
{
    Q_OBJECT
public:
    // Takes the reply over.
    AnswerReader(QNetworkReply *reply, base::Milliseconds timeout, std::shared_ptr<AnswerRoom> room,
                 QObject *parent);
    ~AnswerReader() override;

Q_SIGNALS:
    void finished(const lpm::exchange::hyperliquid::RestAnswer &answer); // once

private:
    void onHead();
    void onReadyRead();
    void onFinished();
    void end(base::ErrorCode code, std::string reason);
    void end(base::Result<QByteArray> body);
    void leaveRoom();
    int status() const;

    QPointer<QNetworkReply> m_reply; // the network's child, and gone before us if that goes first
    QTimer m_timeout;
    QByteArray m_body;
    std::shared_ptr<AnswerRoom> m_room;
    std::size_t m_held = 0; // of the room
    bool m_isOver = false;
};

} // namespace lpm::exchange::hyperliquid
