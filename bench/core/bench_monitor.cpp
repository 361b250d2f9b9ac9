// SPDX-License-Identifier: GPL-3.0-or-later
// From a frame's text to the update that leaves the monitor: the real codec, monitor, tracker and
// audit trail on a real file; only the socket is missing. Prints percentiles in microseconds.
//
//   bench_monitor [FRAMES [PER_SECOND]]     PER_SECOND 0: as fast as they are taken
#include "core/audit/auditlogger.h"
#include "core/base/clock.h"
#include "core/exchange/hyperliquid/codec/framecodec.h"
#include "core/instantexchange.h"
#include "core/monitor/positionmonitor.h"
#include "core/samples.h"
#include "core/tracker/positiontracker.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <thread>

namespace {

using namespace lpm;
namespace hl = exchange::hyperliquid;
using SteadyClock = std::chrono::steady_clock;

constexpr int Coins = 100;
constexpr int DefaultFrames = 20'000;
constexpr int DefaultPerSecond = 1'000;

struct Pace
{
    int frames = DefaultFrames;
    int perSecond = DefaultPerSecond;
};

class Percentiles
{
public:
    void add(SteadyClock::duration took)
    {
        m_took.push_back(std::chrono::duration<double, std::micro>(took).count());
    }
    void print(const char *name)
    {
        std::sort(m_took.begin(), m_took.end());
        std::printf("%-44s %8zu %9.1f %9.1f %9.1f %9.1f\n", name, m_took.size(), at(0.5), at(0.99),
                    at(0.999), at(1.0));
    }
    static void printHead()
    {
        std::printf("%-44s %8s %9s %9s %9s %9s\n", "microseconds", "frames", "p50", "p99", "p99.9",
                    "max");
    }

private:
    double at(double part) const
    {
        const auto index = static_cast<std::size_t>(part * static_cast<double>(m_took.size()));
        return m_took.empty() ? 0 : m_took[std::min(index, m_took.size() - 1)];
    }

    std::vector<double> m_took;
};

// The monitor with all that is real about it.
struct World
{
    explicit World(std::unique_ptr<audit::AuditLogger> opened)
        : exchange(bench::sampleCatalog(Coins)),
          logger(std::move(opened)),
          monitor(options(), exchange, tracker, *logger, clock)
    {
        QObject::connect(&monitor, &monitor::PositionMonitor::positionUpdated, &monitor,
                         [this](const domain::PositionUpdatePtr &) {
                             lastUpdate = SteadyClock::now();
                             ++updates;
                         });
        monitor.start();
    }

    static monitor::MonitorOptions options()
    {
        monitor::MonitorOptions options;
        options.accounts = {{bench::sampleAddress(1), "bench"}};
        options.updateInterval = base::Milliseconds{0}; // every price that moved
        options.syncInterval = std::chrono::hours{1};
        options.auditPrices = monitor::AuditPrices::All;
        return options;
    }

    bool becomesLive()
    {
        QElapsedTimer waited;
        for (waited.start(); waited.elapsed() < 5000;) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
            if (monitor.summary(bench::sampleAddress(1))->feedState == domain::FeedState::Live)
                return true;
        }
        return false;
    }

    bool push(const std::string &message)
    {
        auto frame = hl::decodeFrame(message);
        if (!frame)
            return false;
        if (auto *fills = std::get_if<exchange::FillsFrame>(&*frame))
            exchange.push(std::move(*fills));
        else if (auto *marks = std::get_if<exchange::MarksFrame>(&*frame))
            exchange.push(std::move(*marks));
        return true;
    }

    base::SystemClock clock;
    tracker::PositionTracker tracker;
    bench::InstantExchange exchange;
    std::unique_ptr<audit::AuditLogger> logger;
    monitor::PositionMonitor monitor;
    SteadyClock::time_point lastUpdate{};
    int updates = 0;
};

// One message after the other; the event loop turns between them, outside of what is measured.
void run(const char *name, World &world, Pace pace, const std::function<std::string()> &nextMessage)
{
    Percentiles untilUpdate;
    Percentiles untilDone;
    const auto gap =
        std::chrono::nanoseconds(pace.perSecond > 0 ? 1'000'000'000 / pace.perSecond : 0);
    auto due = SteadyClock::now();
    const int before = world.updates;
    for (int i = 0; i < pace.frames; ++i) {
        const std::string message = nextMessage();
        std::this_thread::sleep_until(due += gap);
        const auto start = SteadyClock::now();
        if (!world.push(message)) {
            std::fprintf(stderr, "a message was not understood\n");
            std::exit(1);
        }
        const auto end = SteadyClock::now();
        untilUpdate.add(world.lastUpdate - start);
        untilDone.add(end - start);
        QCoreApplication::processEvents();
    }
    if (world.updates - before != pace.frames)
        std::fprintf(stderr, "%d updates came of %d frames\n", world.updates - before, pace.frames);
    untilUpdate.print((std::string(name) + ": in → update out").c_str());
    untilDone.print((std::string(name) + ": in → all done").c_str());
}

Pace paceOf(int argc, char **argv)
{
    Pace pace;
    if (argc > 1)
        pace.frames = std::atoi(argv[1]);
    if (argc > 2)
        pace.perSecond = std::atoi(argv[2]);
    return pace;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_NO_GLIB", "1"); // as the program without a window does
    QCoreApplication application(argc, argv);
    const Pace pace = paceOf(argc, argv);
    const QTemporaryDir directory(QStringLiteral("bench-monitor-XXXXXX"));
    base::SystemClock clock;
    auto opened =
        audit::AuditLogger::open(directory.filePath(QStringLiteral("trading")).toStdString(),
                                 audit::SyncMode::Interval, clock);
    if (!opened) {
        std::fprintf(stderr, "%s\n", opened.error().message.c_str());
        return 1;
    }
    World world(std::move(*opened));
    if (!world.becomesLive()) {
        std::fprintf(stderr, "the monitor does not become live\n");
        return 1;
    }
    const auto account = bench::sampleAddress(1);
    bench::FillSource source(Coins);
    int number = 0;
    const auto fill = [&] { return bench::fillsMessage(account, {source.next()}, false); };
    const auto mark = [&] {
        const auto price = domain::Decimal::fromUnits(10'000 + (++number / Coins) % 50 * 2, 2);
        return bench::markMessage(bench::sampleCoin(number % Coins), price);
    };
    std::printf("%d positions held, %d frames a second (0: no pause)\n", Coins, pace.perSecond);
    Percentiles::printHead();
    run("fill frame", world, pace, fill);
    while (!source.isEveryCoinHeld())
        world.push(fill());
    run("mark frame, every price audited", world, pace, mark);
    return 0;
}
