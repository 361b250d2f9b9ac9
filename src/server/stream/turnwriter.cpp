// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/turnwriter.h"

#include <QMetaObject>

#include <utility>

namespace lpm::server {

void TurnWriter::await(StreamLink &link)
{
    if (m_links.empty())
        QMetaObject::invokeMethod(this, &TurnWriter::endTurn, Qt::QueuedConnection);
    m_links.emplace_back(&link);
}

void TurnWriter::endTurn()
{
    ++m_turn;
    for (const auto &link : std::exchange(m_links, {})) {
        if (link)
            link->hurry();
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
