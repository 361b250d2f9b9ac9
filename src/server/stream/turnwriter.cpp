// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/turnwriter.h"

#include <QDeadlineTimer>
#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace lpm::server {

TurnWriter::TurnWriter(std::chrono::nanoseconds slice, std::size_t together, std::size_t atOnce)
    : m_slice(slice), m_together(together), m_atOnce(atOnce)
{
    // A timer, and no event that is posted: the loop looks at its sockets before it.
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, [this] { serve(m_slice, m_together); });
}

std::uint64_t TurnWriter::await(StreamLink &link)
{
    if (!std::exchange(m_isServing, true))
        QMetaObject::invokeMethod(
            this, [this] { serve(m_slice, m_together); }, Qt::QueuedConnection);
    m_links.emplace_back(&link);
    return m_served + m_links.size();
}

void TurnWriter::serveNow(std::chrono::nanoseconds most)
{
    if (m_isServing)
        serve(most, m_atOnce);
}

// Those that wait now; who comes meanwhile has a later turn.
void TurnWriter::serve(std::chrono::nanoseconds most, std::size_t together)
{
    const std::uint64_t last = m_served + m_links.size();
    const QDeadlineTimer end(most);
    while (m_served < last) {
        serveSome(std::min<std::size_t>(last - m_served, together));
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

void TurnWriter::serveSome(std::size_t count)
{
    auto hurried = std::exchange(m_hurried, {}); // whoever is heard may begin anew
    auto sendings = std::exchange(m_sendings, {});
    std::int64_t bytes = 0;
    for (; count > 0 && bytes < limits::BytesTogether; --count) {
        QPointer<StreamLink> link = std::move(m_links.front());
        m_links.pop_front();
        ++m_served; // before: what it is given while it writes waits anew
        if (!link)
            continue;
        bytes += link->unsentBytes();
        auto sending = link->beginHurry();
        hurried.push_back({std::move(link), sending.has_value()});
        if (sending)
            sendings.push_back(*std::move(sending));
    }
    m_sender.send(sendings);
    auto sent = sendings.cbegin();
    for (const Hurried &one : hurried) {
        if (one.isTogether)
            one.link->takeSent(*sent++);
    }
    for (const Hurried &one : hurried) {
        if (one.link)
            one.link->endHurry();
    }
    hurried.clear();
    sendings.clear();
    m_hurried.swap(hurried);
    m_sendings.swap(sendings);
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
