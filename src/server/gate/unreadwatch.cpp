// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/gate/unreadwatch.h"

#include "server/limits.h"

namespace lpm::server {

bool UnreadWatch::isStalled(const Unread &now, base::Milliseconds time)
{
    if (now.bytes == 0) {
        m_begin.reset();
        return false;
    }
    if (!m_begin || now.read >= m_begin->owed ||
        now.read - m_begin->read >= limits::UnreadDeadlineBytes)
        m_begin = Begin{time, now.read, now.read + static_cast<std::uint64_t>(now.bytes)};
    return time - m_begin->time >= limits::UnreadDeadline;
}

} // namespace lpm::server
