// SPDX-License-Identifier: GPL-3.0-or-later
// The stream without sockets: a hub, the links that a test reads and speaks through, its clock.
#pragma once

#include "server/stream/streamhub.h"
#include "tests/server/scriptedbackend.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

namespace lpm::server::testing {

// Keeps what was sent; `unsent` stands for what the peer has not read.
class ScriptedLink final : public StreamLink
{
public:
    void send(const FramePtr &frame) override
    {
        frames.push_back(frame);
        if (!reads)
            unsent += frame->size();
    }
    qint64 unsentBytes() const override { return unsent; }
    void hurry() override { ++hurries; }
    void close(CloseCode code, const QString &) override
    {
        closedWith = static_cast<int>(code);
        Q_EMIT closed();
    }
    void say(const char *text)
    {
        Q_EMIT received(static_cast<qint64>(qstrlen(text)), 1);
        Q_EMIT textReceived(QString::fromUtf8(text));
    }
    void catchUp()
    {
        unsent = 0;
        Q_EMIT progressed();
    }

    std::vector<FramePtr> frames;
    qint64 unsent = 0;
    bool reads = true;
    int closedWith = 0;
    int hurries = 0;
};

inline QJsonObject message(const FramePtr &frame)
{
    const std::string_view text = payloadOf(*frame);
    return QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size())))
        .object();
}

// A hub over a scripted backend, with a clock that a test moves.
struct Stage
{
    ScriptedBackend backend;
    StateCache states{backend};
    base::ManualClock clock{instant("2025-02-11T17:30:00Z")};
    std::unique_ptr<StreamHub> hub;

    explicit Stage(std::optional<Token> token = std::nullopt) : Stage(StreamOptions{4, token}) {}
    explicit Stage(StreamOptions options)
        : hub(std::make_unique<StreamHub>(backend, states, clock, std::move(options)))
    {
    }

    QPointer<ScriptedLink> connectClient(const char *account = nullptr, bool isAuthorized = true)
    {
        auto link = std::make_unique<ScriptedLink>();
        QPointer<ScriptedLink> kept = link.get();
        const auto name = account ? AccountName(account) : std::nullopt;
        hub->accept(std::move(link), {name, isAuthorized});
        return kept;
    }
    void wait(std::chrono::milliseconds time)
    {
        clock.advance(time);
        hub->tick();
    }
};

inline QString typesOf(const ScriptedLink &link)
{
    QStringList types;
    for (const auto &frame : link.frames)
        types.append(message(frame).value(QLatin1String("type")).toString());
    return types.join(QLatin1Char(' '));
}

inline int seqOf(const FramePtr &frame)
{
    return message(frame).value(QLatin1String("seq")).toInt();
}

inline QString lastText(const ScriptedLink &link, const char *key)
{
    return message(link.frames.back()).value(QLatin1String(key)).toString();
}

} // namespace lpm::server::testing
