// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own composition in this process: its core on its thread with ledger, audit trail
// and server, the window on the GUI thread, as app/guiruntime.cpp puts them together. So that the
// GUI thread, and it alone, can be blocked.
#include "window/cost.h"
#include "window/parts.h"

#include "app/corethread.h"
#include "core/domain/fill.h"
#include "gui/mainwindow.h"
#include "gui/source/coresource.h"
#include "gui/views/datatable.h"
#include "load/loadclients.h"
#include "load/quantile.h"
#include "window/stage.h"

#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <future>
#include <thread>

namespace lpm::bench::window {

namespace {

using namespace std::chrono_literals;
using base::Result;

constexpr auto BlockedTime = 10s;
constexpr auto FillGap = 20ms;
constexpr auto TickGap = 100ms;
constexpr auto Patience = load::Patience{5'000};
constexpr int Clients = 10;
constexpr double Slack = 1.25;    // what is unchanged, of a measured time
constexpr double SlackMs = 0.5;   // ... and what no client notices
constexpr double MostUntilRightMs = 1000;
constexpr double NsAMs = 1e6;
const std::string StreamPath = "/api/v1/positions/stream?account=all";

config::Settings settingsOf(const load::Feed &feed, const QTemporaryDir &directory)
{
    config::Settings settings;
    settings.mode = domain::RunMode::Live;
    settings.restUrl = feed.exchange().restUrl().toStdString();
    settings.wsUrl = feed.exchange().wsUrl().toStdString();
    for (const auto &account : feed.exchange().accounts())
        settings.accounts.push_back({account.address, account.label});
    settings.listenPort = 0;
    settings.dataDir = directory.filePath(QStringLiteral("data")).toStdString();
    settings.logDir = directory.filePath(QStringLiteral("logs")).toStdString();
    settings.updateInterval = base::Milliseconds{0}; // every change at once
    settings.pnlThreshold = {};
    return settings;
}

class Program
{
public:
    Program(const config::Settings &settings, const app::ExchangeAccess &access)
        : m_settings(settings), m_access(access), m_core(m_settings, m_access)
    {
    }

    Result<void> start();
    Result<void> openClients();
    gui::MainWindow &window() { return *m_window; }
    load::LoadClients &clients() { return m_clients; }
    int port() const { return QUrl(QString::fromStdString(m_core.apiUrl())).port(); }
    bool isWindowRight(); // every position, and as many
    int fillRows() const { return tableOf(*m_window, "Fills").model()->rowCount(); }

private:
    std::vector<domain::SummaryPtr> summaries(); // of now, from the core's thread

    config::Settings m_settings;
    app::ExchangeAccess m_access;
    app::CoreThread m_core;
    base::SystemClock m_clock;
    std::unique_ptr<gui::CoreSource> m_source;
    std::unique_ptr<gui::MainWindow> m_window;
    load::LoadClients m_clients;
};

Result<void> Program::start()
{
    if (const auto started = m_core.start(); !started)
        return base::failure(base::ErrorCode::Configuration, started.error().sentence);
    m_source = std::make_unique<gui::CoreSource>(m_core.monitor(), m_access.accounts,
                                                 m_settings.mode, &m_core.history());
    m_window = std::make_unique<gui::MainWindow>(*m_source, m_clock, gui::MainWindowOptions{});
    m_window->show();
    const auto isLive = [this] {
        const auto all = summaries();
        return all.size() == m_access.accounts.size() &&
               std::ranges::all_of(all, [](const auto &one) {
                   return one->feedState == domain::FeedState::Live &&
                          one->positions.size() == load::CoinsAnAccount;
               });
    };
    if (!runUntil(isLive, 30s) || !runUntil([this] { return isWindowRight(); }, 30s))
        return base::failure(base::ErrorCode::Timeout, "the program did not become live");
    return {};
}

Result<void> Program::openClients() { return m_clients.openUpTo(Clients, port(), StreamPath); }

std::vector<domain::SummaryPtr> Program::summaries()
{
    std::vector<domain::SummaryPtr> all;
    monitor::PositionMonitor &monitor = m_core.monitor();
    const auto ask = [&] {
        for (const auto &account : monitor.accounts())
            all.push_back(monitor.summary(account.address));
    };
    QMetaObject::invokeMethod(&monitor, ask, Qt::BlockingQueuedConnection);
    return all;
}

bool isSame(const domain::PositionView &shown, const domain::PositionView &told)
{
    return shown.side == told.side && shown.quantity == told.quantity &&
           shown.entryPrice == told.entryPrice && shown.currentPrice == told.currentPrice &&
           shown.unrealizedPnl == told.unrealizedPnl && shown.realizedPnl == told.realizedPnl &&
           shown.fees == told.fees && shown.netPnl == told.netPnl;
}

bool Program::isWindowRight()
{
    const gui::PositionsModel &shown = m_window->positions();
    int held = 0;
    for (const auto &summary : summaries()) {
        for (const domain::PositionView &told : summary->positions) {
            bool isFound = false;
            for (int i = 0; i < shown.rowCount() && !isFound; ++i) {
                const domain::PositionView &row = shown.row(i).position;
                isFound = row.account == told.account && row.symbol == told.symbol &&
                          isSame(row, told);
            }
            if (!isFound)
                return false;
            ++held;
        }
    }
    return shown.rowCount() == held;
}

struct Latency
{
    std::vector<double> ms;
    std::string trouble; // "" none
    int lost = 0;        // fills or ticks that did not reach everybody
};

// Each fill from the exchange's side to the last of the clients.
Latency sendFills(load::Feed &feed, load::LoadClients &clients)
{
    Latency latency;
    const auto count = static_cast<int>(BlockedTime / FillGap);
    clients.expectFills(count);
    const auto start = SteadyClock::now();
    for (int i = 0; i < count && SteadyClock::now() - start < BlockedTime; ++i) {
        std::this_thread::sleep_until(start + i * FillGap);
        const auto sent = feed.fill();
        const auto arrived = sent ? clients.waitForFill(i, Patience) : std::nullopt;
        if (!sent)
            latency.trouble = sent.error().message;
        if (!arrived) {
            ++latency.lost;
            break;
        }
        latency.ms.push_back(static_cast<double>(arrived->last - sent->at) / NsAMs);
    }
    return latency;
}

// All prices at once, each 100 ms, to the last update at the last client.
Latency sendTicks(load::Feed &feed, load::LoadClients &clients)
{
    Latency latency;
    const auto count = static_cast<int>(BlockedTime / TickGap);
    if (!clients.expectTicks(count, Patience)) {
        latency.trouble = "the clients did not hear the same before the prices";
        return latency;
    }
    std::vector<load::Nanoseconds> sent;
    const auto start = SteadyClock::now();
    for (int i = 0; i < count; ++i) {
        std::this_thread::sleep_until(start + i * TickGap);
        const auto at = feed.moveMarks();
        if (!at) {
            latency.trouble = at.error().message;
            return latency;
        }
        sent.push_back(*at);
    }
    clients.waitForTicks(Patience);
    const auto arrived = clients.ticks();
    for (std::size_t i = 0; i < sent.size(); ++i) {
        if (arrived[i].clients == Clients)
            latency.ms.push_back(static_cast<double>(arrived[i].last - sent[i]) / NsAMs);
        else
            ++latency.lost;
    }
    return latency;
}

using Send = std::function<Latency(load::Feed &, load::LoadClients &)>;

double unchanged(double before) { return std::max(before * Slack, before + SlackMs); }

void tell(const std::string &what, const Latency &before, const Latency &during, Report &report)
{
    const double p50 = load::quantile(before.ms, 0.5);
    const double p99 = load::quantile(before.ms, 0.99);
    report.add({what + ", window free: p50", p50, "ms"});
    report.add({what + ", window free: p99", p99, "ms"});
    report.add({what + ", blocked: p50", load::quantile(during.ms, 0.5), "ms", unchanged(p50)});
    report.add({what + ", blocked: p99", load::quantile(during.ms, 0.99), "ms", unchanged(p99)});
    report.add({what + " that did not reach everybody", double(before.lost + during.lost), "", 0});
}

// The same twice: while the window lives, and while its thread does nothing but wait.
Result<void> compare(const std::string &what, const Send &send, load::Feed &feed, Program &program,
                     Report &report)
{
    const int rowsAtFirst = program.fillRows();
    auto free = std::async(std::launch::async, [&] { return send(feed, program.clients()); });
    const auto isDone = [&free] { return free.wait_for(0s) == std::future_status::ready; };
    runUntil(isDone, 5 * BlockedTime);
    const Latency before = free.get();
    const bool isOfFills = program.fillRows() != rowsAtFirst;

    const auto start = SteadyClock::now();
    auto sending = std::async(std::launch::async, [&] { return send(feed, program.clients()); });
    std::this_thread::sleep_until(start + BlockedTime);
    const Latency during = sending.get(); // no event is handled until here
    const double blockedFor = millisecondsSince(start) / 1000;
    const auto end = SteadyClock::now();
    // Fills are one row each, and the last of before may wait for the panel's turn; prices have none.
    const auto lacking = [&] {
        return isOfFills ? double(before.ms.size() + during.ms.size()) -
                               (program.fillRows() - rowsAtFirst)
                         : 0;
    };
    const bool isRight = runUntil(
        [&] { return lacking() < 1 && program.isWindowRight(); }, BlockedTime);
    const double untilRight = isRight ? millisecondsSince(end) : INFINITY;
    const std::string trouble = before.trouble + during.trouble;
    if (!trouble.empty())
        return base::failure(base::ErrorCode::Protocol, trouble);

    report.title("the window blocked: " + what);
    report.add({"the GUI thread was blocked for", blockedFor, "s"});
    tell(what, before, during, report);
    report.add({"until the window shows what the server tells", untilRight, "ms",
                MostUntilRightMs});
    if (isOfFills)
        report.add({"fills of it that the panel lacks", lacking(), "", 0});
    return {};
}

} // namespace

Result<void> measureBlocked(Report &report)
{
    QTemporaryDir directory;
    load::Feed feed;
    if (auto started = feed.start(); !started)
        return started;
    const config::Settings settings = settingsOf(feed, directory);
    const auto access = app::accessOf(settings);
    if (!access)
        return base::failure(base::ErrorCode::Configuration, access.error().sentence);
    Program program(settings, *access);
    if (auto started = program.start(); !started)
        return started;
    if (auto opened = program.openClients(); !opened)
        return opened;
    runFor(2s);
    if (auto fills = compare("fills", &sendFills, feed, program, report); !fills)
        return fills;
    runFor(2s);
    return compare("prices", &sendTicks, feed, program, report);
}

} // namespace lpm::bench::window
