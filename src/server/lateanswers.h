// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of one connection that are not there yet, and those behind them: they are written in the
// order of their requests. Core thread; goes with its connection.
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <memory>

namespace lpm::server {

class LateAnswers : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // Writes its answer if that is there. Whether it was.
    using Write = std::function<bool()>;

    bool isEmpty() const { return m_waiting.empty(); }
    std::size_t size() const { return m_waiting.size(); }
    void add(Write write) { m_waiting.push_back(std::move(write)); }
    // Goes with the connection: whoever makes an answer can see that nobody waits for it.
    std::weak_ptr<const void> presence() const { return m_presence; }
    void writeReady();

Q_SIGNALS:
    void allWritten();

private:
    std::deque<Write> m_waiting;
    std::shared_ptr<const bool> m_presence = std::make_shared<const bool>(true);
};

} // namespace lpm::server
