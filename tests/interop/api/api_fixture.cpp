// SPDX-License-Identifier: GPL-3.0-or-later
// Serves the API with a scripted account, for clients that are not ours: two positions at start,
// and with each POST /api/v1/positions/reconcile one fill and one price update. What else happens
// is asked for by lines on the standard input (fixturescript.h), each answered by a line "did …".
// Usage: api_fixture [--token-file FILE] [--max-clients N] [--unfinished-heads N] PORT
//   PORT 0 takes a free one; the address is printed
#include "server/apiserver.h"
#include "tests/interop/api/fixturescript.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

namespace {

ApiOptions readOptions(int argc, char **argv)
{
    ApiOptions options;
    options.port = 0;
    options.version = "0.1.0";
    for (int i = 1; i < argc; ++i) {
        const std::string_view name = argv[i];
        if (name == "--token-file" && i + 1 < argc)
            options.tokenFile = argv[++i];
        else if (name == "--max-clients" && i + 1 < argc)
            options.maxClients = std::atoi(argv[++i]);
        else if (name == "--unfinished-heads" && i + 1 < argc)
            options.unfinishedHeads = std::atoi(argv[++i]);
        else
            options.port = std::atoi(argv[i]);
    }
    return options;
}

// Whole lines of the standard input, until it ends.
void follow(QSocketNotifier &input, FixtureScript &script, std::string &unread)
{
    std::array<char, 4096> part{};
    const auto count = ::read(STDIN_FILENO, part.data(), part.size());
    if (count <= 0) {
        input.setEnabled(false);
        return;
    }
    unread.append(part.data(), static_cast<std::size_t>(count));
    for (auto end = unread.find('\n'); end != std::string::npos; end = unread.find('\n')) {
        const std::string line = unread.substr(0, end);
        unread.erase(0, end + 1);
        std::printf("%s %s\n", script.play(line) ? "did" : "does not know", line.c_str());
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    ScriptedBackend backend;
    base::ManualClock clock(instant("2025-02-11T17:30:00Z"));
    FixtureScript script(backend, clock);
    ApiServer server(readOptions(argc, argv), backend, clock);
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        return 1;
    }
    int asked = 0; // a POST asks about each account
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &backend, [&] {
        clock.advance(base::Milliseconds{20});
        if (asked == backend.reconciliations)
            return;
        asked = backend.reconciliations;
        script.playOne();
    });
    timer.start(20);
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    std::string unread;
    QObject::connect(&input, &QSocketNotifier::activated, &backend,
                     [&] { follow(input, script, unread); });
    std::printf("listening on %s\n", server.url().c_str());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
