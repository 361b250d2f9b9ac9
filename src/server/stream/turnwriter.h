// SPDX-License-Identifier: GPL-3.0-or-later
// Frames wait in their links until the turn of the event loop that made them ends. Then each link
// gives them to the kernel as one piece, joined once for all links that wait with the same frames:
// a tick of a hundred prices costs a client one call. Many links are written together, by two
// threads. Ten thousand of these calls would hold up whoever asks for something meanwhile, so the
// loop has turns of its own between slices of them.
// Core thread.
#pragma once

#include "server/limits.h"
#include "server/stream/streamlink.h"

#include <QPointer>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <deque>
#include <vector>

namespace lpm::server {

class TurnWriter : public QObject
{
    Q_OBJECT
public:
    // A slice is of so much time, and at least of so many links, which are written together.
    explicit TurnWriter(std::chrono::nanoseconds slice = limits::WriteSlice,
                        std::size_t together = limits::LinksTogether,
                        std::size_t atOnce = limits::LinksAtOnce); // by serveNow()

    // Those that wait now are served at once, as far as they are in so much time.
    void serveNow(std::chrono::nanoseconds most);

    // The link is hurried when the turn ends or soon behind it, in the order of these calls. Its
    // place: until that is served, what the link is given goes along.
    std::uint64_t await(StreamLink &link);
    bool isServed(std::uint64_t place) const { return place <= m_served; }
    QByteArray joined(const std::vector<FramePtr> &frames); // not empty

private:
    void serve(std::chrono::nanoseconds most, std::size_t together);
    void serveSome(std::size_t count);

    struct Hurried
    {
        QPointer<StreamLink> link;
        bool isTogether = false; // with the others
    };

    std::chrono::nanoseconds m_slice;
    std::size_t m_together;
    std::size_t m_atOnce;
    ParallelSend m_sender;
    std::deque<QPointer<StreamLink>> m_links;
    std::uint64_t m_served = 0; // links, ever
    bool m_isServing = false;
    QTimer m_next;                        // slice
    std::vector<Hurried> m_hurried;       // empty between; kept for their room
    std::vector<Sending> m_sendings;
    std::vector<FramePtr> m_joinedFrames; // by the link before
    QByteArray m_joined;
};

} // namespace lpm::server
