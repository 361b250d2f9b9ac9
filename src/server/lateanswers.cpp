// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/lateanswers.h"

namespace lpm::server {

void LateAnswers::writeReady()
{
    if (isEmpty())
        return;
    while (!m_waiting.empty() && m_waiting.front()())
        m_waiting.pop_front();
    if (m_waiting.empty())
        Q_EMIT allWritten();
}

} // namespace lpm::server
