// SPDX-License-Identifier: GPL-3.0-or-later
// A TCP socket that can give its buffers back: Qt keeps the first block of each for as long as the
// socket lives, 49 kB for a stream client that said one word. Core thread.
#pragma once

#include <QTcpSocket>

namespace lpm::server {

class LeanSocket final : public QTcpSocket
{
    Q_OBJECT
public:
    using QTcpSocket::QTcpSocket;

    // Nothing happens while something is in them. A device that is not open has none; that it is
    // not lasts for this call only, and nobody hears of it.
    void giveBuffersBack()
    {
        if (bytesAvailable() > 0 || bytesToWrite() > 0 || !isOpen())
            return;
        const OpenMode mode = openMode();
        setOpenMode(NotOpen);
        setOpenMode(mode);
    }
};

} // namespace lpm::server
