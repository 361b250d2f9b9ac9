// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a stream client once its handshake is done. PolledSocket where the system has an
// event queue of its own, QtSocket everywhere and for encrypted ones. Core thread.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QObject>

#include <optional>

namespace lpm::server {

class StreamSocket : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual bool isOpen() const = 0;
    // The kernel takes now what it can; the rest waits here, shared and in order.
    virtual void write(const QByteArray &bytes) = 0;
    // Where the kernel can be given bytes by somebody else, who tells takeSent() before anything
    // else is written. -1: by write() alone, or something waits already.
    virtual int freeDescriptor() const { return -1; }
    virtual void takeSent(const QByteArray &, std::optional<qint64> /*taken*/) {}
    virtual qint64 unsentBytes() const = 0; // written, and not the kernel's yet
    virtual void end() = 0;                 // when what was written has gone; `gone` follows
    virtual void cut() = 0;                 // at once; `gone` follows, within the call
    // Nobody is there to write it later, for the program ends: the kernel is given all that was
    // written, as much as it takes.
    virtual void finish() = 0;

Q_SIGNALS:
    void arrived(QByteArrayView bytes); // valid within the call
    void progressed();                  // some of what waited went to the kernel
    void gone();                        // once: by either side
};

} // namespace lpm::server
