// SPDX-License-Identifier: GPL-3.0-or-later
// Gives many connections their bytes by two threads: of a message to a thousand clients nearly all
// the time is the kernel's, 5 µs for each. The second thread sees descriptors and bytes, nothing
// else of the server, and only while the caller waits for it.
#pragma once

#include <QByteArray>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

namespace lpm::server {

struct Sending
{
    int descriptor = -1;
    QByteArray bytes;
    std::optional<qint64> taken{}; // of them by the kernel; nullopt: the connection is broken
};

// Never blocks, raises no signal. Any thread.
std::optional<qint64> giveToKernel(int descriptor, QByteArrayView bytes);

class ParallelSend
{
public:
    ParallelSend() = default;
    ~ParallelSend();
    ParallelSend(const ParallelSend &) = delete;
    ParallelSend &operator=(const ParallelSend &) = delete;

    // Each once; returns when every `taken` is known. One connection at most once in it. Always by
    // the same thread.
    void send(std::span<Sending> sendings);

private:
    void callHelper();
    void help();
    void sendSome(std::span<Sending> sendings);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::span<Sending> m_sendings; // while the caller waits, else empty
    bool m_isHelping = false;
    bool m_isEnding = false;
    std::atomic<std::size_t> m_next = 0; // of the sendings
    std::thread m_helper;                // once there was much to send
    bool m_isAlone = std::thread::hardware_concurrency() < 2; // nobody can help
};

} // namespace lpm::server
