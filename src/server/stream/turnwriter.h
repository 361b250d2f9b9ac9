// SPDX-License-Identifier: GPL-3.0-or-later
// Frames wait in their links until the turn of the event loop that made them ends. Then each link
// gives them to the kernel as one piece, joined once for all links that wait with the same frames:
// a tick of a hundred prices costs a client one call. Core thread.
#pragma once

#include "server/stream/streamlink.h"

#include <QPointer>

#include <cstdint>
#include <vector>

namespace lpm::server {

class TurnWriter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // The link is hurried when the turn ends. Once a turn is enough.
    void await(StreamLink &link);
    std::uint64_t turn() const { return m_turn; }
    QByteArray joined(const std::vector<FramePtr> &frames); // not empty

private:
    void endTurn();

    std::uint64_t m_turn = 1;
    std::vector<QPointer<StreamLink>> m_links;
    std::vector<FramePtr> m_joinedFrames; // by the link before
    QByteArray m_joined;
};

} // namespace lpm::server
