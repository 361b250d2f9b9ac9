// SPDX-License-Identifier: GPL-3.0-or-later
// The core and its server, put together from settings. Made, used and destroyed on one thread: the
// main thread when headless, the core thread beside a window. Members are in the order of their
// dependencies, so that destruction takes them apart in reverse.
#pragma once

#include "app/exitcodes.h"
#include "app/ledgerservice.h"
#include "app/ledgerstart.h"
#include "core/audit/auditlogger.h"
#include "core/base/clock.h"
#include "core/config/settings.h"
#include "core/exchange/hyperliquid/hyperliquidclient.h"
#include "core/monitor/positionmonitor.h"
#include "core/tracker/positiontracker.h"
#include "server/apiserver.h"
#include "server/monitorbackend.h"

#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace lpm::app {

// Where positions are watched: the real exchange, or the embedded simulated one.
struct ExchangeAccess
{
    exchange::hyperliquid::Endpoints endpoints;
    std::vector<domain::WatchedAccount> accounts;
};

tl::expected<ExchangeAccess, Refusal> accessOf(const config::Settings &settings);

class Composition
{
public:
    static tl::expected<std::unique_ptr<Composition>, Refusal>
    make(const config::Settings &settings, const ExchangeAccess &access);
    ~Composition();

    // The server listens from now on; the monitor starts with the event loop.
    tl::expected<void, Refusal> start();
    void stop();

    monitor::PositionMonitor &monitor() { return *m_monitor; }
    monitor::History &history() { return m_ledger->history(); }
    std::string apiUrl() const { return m_server->url(); }

private:
    Composition() = default;
    tl::expected<void, Refusal> openTrail(const config::Settings &settings, LedgerStart &start,
                                          const audit::Network &network);
    tl::expected<void, Refusal> restore(const config::Settings &settings, LedgerStart &start,
                                        const audit::Network &network);
    void trimHeapWhenReady();

    base::SystemClock m_clock;
    std::unique_ptr<audit::AuditLogger> m_audit;
    std::unique_ptr<LedgerService> m_ledger;
    tracker::PositionTracker m_tracker;
    std::unique_ptr<exchange::hyperliquid::HyperliquidClient> m_client;
    std::unique_ptr<monitor::PositionMonitor> m_monitor;
    std::unique_ptr<server::MonitorBackend> m_backend;
    std::unique_ptr<server::ApiServer> m_server;
    QMetaObject::Connection m_untilReady;
};

Refusal refusalOf(const base::Error &error); // the exit code by the error's kind
std::string auditDirectory(const config::Settings &settings); // LOG_DIR/trading
std::string greeting(const config::Settings &settings, const std::string &apiUrl);

} // namespace lpm::app
