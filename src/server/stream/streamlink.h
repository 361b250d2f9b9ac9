// SPDX-License-Identifier: GPL-3.0-or-later
// The connection of one stream client, as far as the hub needs to know it. WebSocketLink is the
// real one, tests use a scripted one.
#pragma once

#include "server/stream/frame.h"
#include "server/stream/parallelsend.h"

#include <QObject>
#include <QString>

namespace lpm::server {

// RFC 6455, 7.4.1, as far as the server says them.
enum class CloseCode : quint16 { GoingAway = 1001, PolicyViolated = 1008, TryAgainLater = 1013 };

class StreamLink : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void send(const FramePtr &frame) = 0;
    // Given to send() and not to the kernel yet; hurry() gives it what it takes now.
    virtual qint64 unsentBytes() const = 0;
    virtual void hurry() = 0;
    // hurry() in three steps, for many links together: what the kernel is to be given for this one
    // (nullopt: it has to be hurried by itself), what it took, and what follows. Signals come with
    // the last step only: what is borrowed by the first is given back before anybody is told.
    virtual std::optional<Sending> beginHurry() { return std::nullopt; }
    virtual void takeSent(const Sending &) {}
    virtual void endHurry() { hurry(); }
    // Says goodbye; `closed` follows, at the latest after limits::CloseDeadline.
    virtual void close(CloseCode code, const QString &reason) = 0;

Q_SIGNALS:
    // Before the message they belong to: so many bytes came, ending so many messages (control
    // frames too).
    void received(qint64 bytes, int messages);
    void textReceived(const QString &text);
    void binaryReceived();
    void progressed(); // some bytes went to the kernel
    void closed();     // once, the last signal
};

} // namespace lpm::server
