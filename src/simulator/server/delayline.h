// SPDX-License-Identifier: GPL-3.0-or-later
// A way that takes time: what is put in comes out later, in the same order.
#pragma once

#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <string>

namespace lpm::simulator {

class DelayLine : public QObject
{
    Q_OBJECT

public:
    using Deliver = std::function<void(const std::string &)>;

    // Without a delay things come out inside put().
    DelayLine(std::chrono::milliseconds delay, Deliver deliver);

    void put(std::string text);

private:
    std::chrono::milliseconds m_delay;
    Deliver m_deliver;
    std::deque<std::string> m_underWay;
};

} // namespace lpm::simulator
