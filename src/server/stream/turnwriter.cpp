// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/turnwriter.h"

#include <QDeadlineTimer>
#include <QMetaObject>

#include <utility>

namespace lpm::server {

TurnWriter::TurnWriter(std::chrono::nanoseconds slice) : m_slice(slice)
{
    // A timer, and no event that is posted: the loop looks at its sockets before it.
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &TurnWriter::serve);
}

std::uint64_t TurnWriter::await(StreamLink &link)
{
    if (!std::exchange(m_isServing, true))
        QMetaObject::invokeMethod(this, &TurnWriter::serve, Qt::QueuedConnection);
    m_links.emplace_back(&link);
    return m_served + m_links.size();
}

// Those that wait now; who comes meanwhile has a later turn.
void TurnWriter::serve()
{
    const std::uint64_t last = m_served + m_links.size();
    const QDeadlineTimer end(m_slice);
    while (m_served < last) {
        const QPointer<StreamLink> link = std::move(m_links.front());
        m_links.pop_front();
        ++m_served; // before: what it is given while it writes waits anew
        if (link)
            link->hurry();
        if (end.hasExpired())
            break;
    }
    m_isServing = !m_links.empty();
    if (m_isServing) {
        m_next.start(0);
        return;
    }
    m_joinedFrames.clear();
    m_joined.clear();
}

QByteArray TurnWriter::joined(const std::vector<FramePtr> &frames)
{
    if (frames.size() == 1)
        return *frames.front();
    if (frames == m_joinedFrames)
        return m_joined;
    qsizetype size = 0;
    for (const FramePtr &frame : frames)
        size += frame->size();
    QByteArray bytes;
    bytes.reserve(size);
    for (const FramePtr &frame : frames)
        bytes.append(*frame);
    m_joinedFrames = frames;
    m_joined = bytes;
    return bytes;
}

} // namespace lpm::server
