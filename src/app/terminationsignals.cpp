// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminationsignals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace lpm::app {

#ifdef Q_OS_UNIX

namespace {

// A signal handler may do next to nothing: it writes a byte into a pipe, the event loop reads it.
// A handler has no argument, so the pipe's end is the one variable of the file.
volatile std::sig_atomic_t pipeEnd = -1;

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(static_cast<int>(pipeEnd), &byte, 1);
}

} // namespace

class TerminationSignals::Private
{
public:
    explicit Private(TerminationSignals &q)
    {
        if (!openPipe())
            return;
        pipeEnd = m_pipe[1];
        m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, &q, [this, &q] {
            char byte = 0;
            while (::read(m_pipe[0], &byte, 1) > 0) {
            }
            Q_EMIT q.received();
        });
        struct sigaction action = {};
        action.sa_handler = onSignal;
        action.sa_flags = SA_RESTART;
        ::sigaction(SIGINT, &action, nullptr);
        ::sigaction(SIGTERM, &action, nullptr);
        ::signal(SIGPIPE, SIG_IGN);
    }
    ~Private()
    {
        ::signal(SIGINT, SIG_DFL);
        ::signal(SIGTERM, SIG_DFL);
        pipeEnd = -1;
        for (const int end : m_pipe) {
            if (end >= 0)
                ::close(end);
        }
    }

private:
    bool openPipe() // pipe2() is not everywhere
    {
        if (::pipe(m_pipe.data()) != 0)
            return false;
        for (const int end : m_pipe) {
            ::fcntl(end, F_SETFD, FD_CLOEXEC);
            ::fcntl(end, F_SETFL, O_NONBLOCK);
        }
        return true;
    }

    std::array<int, 2> m_pipe{-1, -1};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

#else

class TerminationSignals::Private
{
public:
    explicit Private(TerminationSignals &) {}
};

#endif

TerminationSignals::TerminationSignals() : d(std::make_unique<Private>(*this)) {}

TerminationSignals::~TerminationSignals() = default;

} // namespace lpm::app
