// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/delayline.h"

#include <QTimer>

namespace lpm::simulator {

DelayLine::DelayLine(std::chrono::milliseconds delay, Deliver deliver)
    : m_delay(delay), m_deliver(std::move(deliver))
{
}

void DelayLine::put(std::string text)
{
    if (m_delay.count() == 0)
        return m_deliver(text);
    m_underWay.push_back(std::move(text));
    // Whichever timer comes first brings the oldest: the order cannot change.
    QTimer::singleShot(m_delay, Qt::PreciseTimer, this, [this] {
        const std::string next = std::move(m_underWay.front());
        m_underWay.pop_front();
        m_deliver(next);
    });
}

} // namespace lpm::simulator
