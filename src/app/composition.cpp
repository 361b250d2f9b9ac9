// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "app/hardening.h"
#include "app/heap.h"
#include "core/domain/words.h"

#include <QCoreApplication>

namespace lpm::app {

namespace hl = exchange::hyperliquid;

namespace {

monitor::MonitorOptions monitorOptions(const config::Settings &settings,
                                       const ExchangeAccess &access)
{
    monitor::MonitorOptions options;
    options.accounts = access.accounts;
    options.mode = settings.mode;
    options.exchangeName = access.endpoints.name();
    options.updateInterval = settings.updateInterval;
    options.syncInterval = settings.syncInterval;
    options.pnlThreshold = settings.pnlThreshold;
    options.onDiscrepancy = settings.adjustOnDiscrepancy ? monitor::DiscrepancyPolicy::Adjust
                                                         : monitor::DiscrepancyPolicy::Hold;
    options.auditPrices = settings.auditPrices == "off"   ? monitor::AuditPrices::Off
                          : settings.auditPrices == "all" ? monitor::AuditPrices::All
                                                          : monitor::AuditPrices::Sampled;
    return options;
}

std::string whatToDo(const config::Settings &settings)
{
    return "The ledger knows newer lines than " + auditDirectory(settings)
           + " holds: put the audit files back (is --log-dir the one of the last run?). If they are "
             "lost, move "
           + ledgerFile(settings) + " away: the start then goes on from what is left";
}

server::ApiOptions apiOptions(const config::Settings &settings)
{
    server::ApiOptions options;
    options.host = settings.listenHost;
    options.port = settings.listenPort;
    options.version = QCoreApplication::applicationVersion().toStdString();
    options.maxClients = settings.maxClients;
    options.tokenFile = settings.tokenFile;
    options.allowedOrigins = settings.allowedOrigins;
    options.allowedHosts = settings.allowedHosts;
    options.tlsCertificate = settings.tlsCertificate;
    options.tlsKey = settings.tlsKey;
    options.insecureBehindProxy = settings.insecureBehindProxy;
    return options;
}

} // namespace

Refusal refusalOf(const base::Error &error)
{
    switch (error.code) {
    case base::ErrorCode::Busy: return {ExitBusy, error.message};
    case base::ErrorCode::Parse: // a line of the trail that says what cannot be
    case base::ErrorCode::Corrupt: return {ExitAuditBroken, error.message};
    case base::ErrorCode::Io: return {ExitCannotCreate, error.message};
    case base::ErrorCode::Configuration: return {ExitConfiguration, error.message};
    default: break;
    }
    return {ExitFailure, error.message};
}

tl::expected<ExchangeAccess, Refusal> accessOf(const config::Settings &settings)
{
    if (settings.restUrl.empty() && settings.wsUrl.empty()) {
        const bool isTestnet = settings.mode == domain::RunMode::Testnet;
        return ExchangeAccess{isTestnet ? hl::Endpoints::testnet() : hl::Endpoints::mainnet(),
                              settings.accounts};
    }
    auto endpoints = hl::Endpoints::of(QUrl(QString::fromStdString(settings.restUrl)),
                                       QUrl(QString::fromStdString(settings.wsUrl)));
    if (!endpoints)
        return tl::unexpected(Refusal{ExitConfiguration, endpoints.error().message});
    return ExchangeAccess{*endpoints, settings.accounts};
}

tl::expected<std::unique_ptr<Composition>, Refusal>
Composition::make(const config::Settings &settings, const ExchangeAccess &access)
{
    std::unique_ptr<Composition> made(new Composition);
    const audit::Network network{settings.mode, access.endpoints.name()};
    auto start = takeUpLedger(settings, network, made->m_clock.now().wall);
    if (!start)
        return tl::unexpected(start.error());
    if (auto opened = made->openTrail(settings, *start, network); !opened)
        return tl::unexpected(opened.error());
    made->m_client = std::make_unique<hl::HyperliquidClient>(access.endpoints, made->m_clock);
    made->m_monitor = std::make_unique<monitor::PositionMonitor>(
        monitorOptions(settings, access), *made->m_client, made->m_tracker,
        *made->m_audit, made->m_clock);
    if (auto restored = made->restore(settings, *start, network); !restored)
        return tl::unexpected(restored.error());
    made->m_ledger->attach(*made->m_monitor);
    made->m_backend = std::make_unique<server::MonitorBackend>(*made->m_monitor,
                                                               made->m_ledger->history());
    made->m_server = std::make_unique<server::ApiServer>(apiOptions(settings), *made->m_backend,
                                                         made->m_clock);
    return made;
}

tl::expected<void, Refusal> Composition::openTrail(const config::Settings &settings,
                                                   LedgerStart &start,
                                                   const audit::Network &network)
{
    const std::string directory = auditDirectory(settings);
    if (auto kept = checkOwnersAlone(directory); !kept)
        return kept;
    const bool isDemo = settings.mode == domain::RunMode::Demo;
    auto logger = audit::AuditLogger::open(
        directory, settings.auditSyncEach ? audit::SyncMode::Each : audit::SyncMode::Interval,
        m_clock, start.point ? std::optional(start.point->at) : std::nullopt);
    if (!logger) {
        Refusal refusal = refusalOf(logger.error());
        if (start.point && refusal.sentence.find("truncated") != std::string::npos)
            refusal.sentence += ". " + whatToDo(settings);
        return tl::unexpected(std::move(refusal));
    }
    m_audit = std::move(*logger);
    ledger::LedgerPlace place{ledgerFile(settings), directory, audit::systemDisk(),
                              isDemo ? ledger::Books::Demo : ledger::Books::Real, std::nullopt};
    if (isDemo)
        place.begin = endOfTrail(directory, m_audit->head());
    m_ledger = std::make_unique<LedgerService>(std::move(place), network, start.notices, *m_audit,
                                               m_clock);
    return {};
}

tl::expected<void, Refusal> Composition::restore(const config::Settings &settings,
                                                 LedgerStart &start,
                                                 const audit::Network &network)
{
    // The simulated world begins anew at each start: what an earlier one left has no meaning in it.
    if (settings.mode == domain::RunMode::Demo)
        return {};
    const auto trail = recover(std::move(start.point), auditDirectory(settings), network);
    if (!trail)
        return tl::unexpected(refusalOf(trail.error()));
    m_monitor->restore(*trail);
    return {};
}

Composition::~Composition() = default;

tl::expected<void, Refusal> Composition::start()
{
    if (const auto started = m_server->start(); !started) {
        const auto &error = started.error();
        const bool isConfiguration = error.code == base::ErrorCode::Configuration;
        return tl::unexpected(
            Refusal{isConfiguration ? ExitConfiguration : ExitFailure, error.message});
    }
    trimHeapWhenReady();
    m_monitor->start();
    return {};
}

void Composition::trimHeapWhenReady()
{
    using monitor::PositionMonitor;
    m_untilReady = QObject::connect(m_monitor.get(), &PositionMonitor::healthChanged,
                                    m_monitor.get(), [this](const domain::HealthPtr &health) {
                                        if (!health->isReady)
                                            return;
                                        QObject::disconnect(m_untilReady);
                                        giveFreedMemoryBack();
                                    });
}

void Composition::stop()
{
    m_server->stop();
    m_ledger->detach();
    m_monitor->stop();
}

std::string auditDirectory(const config::Settings &settings)
{
    return settings.logDir + "/trading";
}

std::string greeting(const config::Settings &settings, const std::string &apiUrl)
{
    std::string text = "Live Position Monitor "
                       + QCoreApplication::applicationVersion().toStdString() + " ("
                       + std::string(domain::word(settings.mode)) + ")\n  API   " + apiUrl
                       + "/api/v1/positions/summary\n  Page  " + apiUrl + "/\n  Audit "
                       + auditDirectory(settings) + "\n";
    if (settings.mode == domain::RunMode::Demo)
        text += "  This is a demo on a simulated exchange. For your own account:\n"
                "    position-monitor --live --account 0x…\n";
    return text;
}

} // namespace lpm::app
