// SPDX-License-Identifier: GPL-3.0-or-later
// A monitor among fakes: an exchange client that answers from a scripted exchange, an audit trail
// that only remembers, and a clock that moves when told.
#pragma once

#include "core/audit/auditlogger.h"
#include "core/audit/recovery.h"
#include "core/base/check.h"
#include "core/exchange/exchangeclient.h"
#include "core/monitor/positionmonitor.h"
#include "tests/core/sync/scriptedexchange.h"

#include <QTimer>

#include <deque>
#include <map>
#include <memory>

namespace lpm::fixture {

class FakeClient final : public exchange::ExchangeClient
{
    Q_OBJECT
public:
    explicit FakeClient(const base::ManualClock &clock) : m_clock(clock)
    {
        addAccount(account());
    }

    ScriptedExchange &addAccount(const domain::Address &address)
    {
        auto &made = exchanges[address];
        made = std::make_unique<ScriptedExchange>(address);
        return *made;
    }

    void start(const std::vector<domain::Address> &accounts) override
    {
        started = accounts;
        QTimer::singleShot(0, this, [this, accounts] {
            Q_EMIT connected();
            for (const auto &address : accounts)
                Q_EMIT subscribed(address);
        });
    }
    void stop() override { ++stops; }
    void watchMarks(const std::set<std::string> &coins) override { watched = coins; }
    void reconnect(const QString &) override { ++reconnects; }

    void fetchFills(const domain::Address &address, base::Timestamp start,
                    std::optional<base::Timestamp> end,
                    exchange::Reply<std::vector<domain::Fill>> reply) override
    {
        answer("fills", std::move(reply),
               exchanges.at(address)->page(sync::FetchFills{start, end}, now()));
    }
    void fetchTwapFills(const domain::Address &address,
                        exchange::Reply<std::vector<domain::Fill>> reply) override
    {
        answer("twap", std::move(reply), exchanges.at(address)->twapFills());
    }
    void fetchFunding(const domain::Address &address, base::Timestamp,
                      exchange::Reply<std::vector<domain::FundingPayment>> reply) override
    {
        answer("funding", std::move(reply), exchanges.at(address)->fundings);
    }
    void fetchState(const domain::Address &address,
                    exchange::Reply<domain::AccountState> reply) override
    {
        auto state = exchanges.at(address)->state(now());
        state.dexes[0].accountValue = dec("1000");
        if (tellsSpot)
            state.spot = std::vector<domain::SpotBalance>{{"USDC", dec("1500"), dec("100"), {}}};
        answer("state", std::move(reply), std::move(state));
    }
    void fetchRole(const domain::Address &address,
                   exchange::Reply<domain::RoleAnswer> reply) override
    {
        answer("role", std::move(reply), roles[address]);
    }
    void fetchAbstraction(const domain::Address &,
                          exchange::Reply<domain::AccountAbstraction> reply) override
    {
        answer("abstraction", std::move(reply), abstraction);
    }
    void fetchCatalog(exchange::Reply<domain::InstrumentCatalog> reply) override
    {
        answer("catalog", std::move(reply), catalog());
    }
    void fetchMarks(const std::string &dex, exchange::Reply<exchange::MarksFrame> reply) override
    {
        polled.push_back(dex);
        answer("marks", std::move(reply), exchange::MarksFrame{polledMarks});
    }
    exchange::BudgetView budget() const override { return {}; }

    // --- what the feed brings ---
    void push(std::vector<domain::Fill> fills, const domain::Address &address = account())
    {
        Q_EMIT bytesReceived();
        Q_EMIT frameReceived(exchange::FillsFrame{address, std::move(fills), false, false});
    }
    void pushMark(const std::string &coin, const std::string &price)
    {
        Q_EMIT bytesReceived();
        Q_EMIT frameReceived(exchange::MarksFrame{{{coin, dec(price)}}});
    }
    domain::Fill trade(FillOf fill, const domain::Address &address = account())
    {
        const auto done = exchanges.at(address)->trade(fill, now());
        push({done}, address);
        return done;
    }
    Milliseconds now() const
    {
        return base::toUnixMilliseconds(m_clock.now().wall) - base::toUnixMilliseconds(at(0));
    }

    std::map<domain::Address, std::unique_ptr<ScriptedExchange>> exchanges;
    std::map<domain::Address, domain::RoleAnswer> roles;
    bool tellsSpot = true;
    domain::AccountAbstraction abstraction = domain::AccountAbstraction::Standard;
    std::vector<exchange::Mark> polledMarks;
    // Instead of an answer, in turn, per kind of request.
    std::map<std::string, std::deque<base::ErrorCode>> failures;

    std::vector<domain::Address> started;
    std::set<std::string> watched;
    std::vector<std::string> polled;
    int stops = 0;
    int reconnects = 0;

private:
    // From the event loop, never from inside the call.
    template <class T>
    void answer(const std::string &kind, exchange::Reply<T> reply, T value)
    {
        base::Result<T> result = std::move(value);
        auto &queue = failures[kind];
        if (!queue.empty()) {
            result = base::failure(queue.front(), "told to fail");
            queue.pop_front();
        }
        QTimer::singleShot(0, this, [reply = std::move(reply), result = std::move(result)] {
            reply(result);
        });
    }

    const base::ManualClock &m_clock;
};

// Writes into a journal that a test may share with what it saw published.
class FakeAudit final : public audit::AuditLogger
{
public:
    explicit FakeAudit(QStringList &journal) : m_journal(journal) {}

    bool change(const domain::Change &change) override
    {
        if (breaksInvariant)
            throw base::InvariantViolation("told to break");
        changes.push_back(change);
        return write(QStringLiteral("audit change ") + QString::fromStdString(change.coin));
    }
    bool note(const domain::SyncNote &note) override
    {
        notes.push_back(note);
        return write(QStringLiteral("audit note"));
    }
    bool priceUpdate(const domain::PositionView &position, base::Timestamp) override
    {
        ++prices;
        return write(QStringLiteral("audit price ") + QString::fromStdString(position.coin));
    }
    bool connection(std::string_view event, std::string_view, std::string_view) override
    {
        return write(QStringLiteral("audit ") + text(event));
    }
    bool error(std::string_view kind, std::string_view message) override
    {
        errors << text(message);
        return write(QStringLiteral("audit error ") + text(kind));
    }
    bool started(std::string_view, domain::RunMode mode, std::string_view exchange) override
    {
        network = {mode, std::string(exchange)};
        return write(QStringLiteral("audit start"));
    }
    bool stopped(std::string_view reason) override
    {
        stopReason = text(reason);
        return write(QStringLiteral("audit stop"));
    }
    base::Result<void> sync() override
    {
        m_journal << QStringLiteral("audit sync");
        return {};
    }
    audit::Head head() const override { return {static_cast<std::uint64_t>(lines), "abc"}; }
    audit::Head synced() const override { return head(); }
    bool isRefusing() const override { return refuses; }
    bool isSyncLate() const override { return isLate; }

    std::vector<domain::Change> changes;
    std::vector<domain::SyncNote> notes;
    QStringList errors;
    QString stopReason;
    audit::Network network; // of the start line
    int prices = 0;
    int lines = 0;
    bool refuses = false;
    bool isLate = false;
    bool breaksInvariant = false;

private:
    static QString text(std::string_view view)
    {
        return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
    }
    bool write(const QString &line)
    {
        ++lines;
        m_journal << line;
        return !refuses;
    }

    QStringList &m_journal;
};

struct World
{
    base::ManualClock clock{at(0)};
    QStringList journal;
    FakeClient client{clock};
    FakeAudit audit{journal};
    tracker::PositionTracker tracker;
    std::unique_ptr<monitor::PositionMonitor> monitor;
    std::vector<domain::PositionUpdatePtr> updates;

    explicit World(monitor::MonitorOptions options = usual())
    {
        monitor = std::make_unique<monitor::PositionMonitor>(std::move(options), client, tracker,
                                                             audit, clock);
        QObject::connect(monitor.get(), &monitor::PositionMonitor::positionUpdated, monitor.get(),
                         [this](const domain::PositionUpdatePtr &update) {
                             updates.push_back(update);
                             journal << QStringLiteral("update ")
                                            + QString::fromStdString(update->position.coin);
                         });
    }

    static monitor::MonitorOptions usual()
    {
        monitor::MonitorOptions options;
        options.accounts = {{account(), "main"}};
        options.pnlThreshold = dec("0.01");
        return options;
    }

    ScriptedExchange &exchange() { return *client.exchanges.at(account()); }
    domain::SummaryPtr summary() const { return monitor->summary(account()); }
    domain::FeedState state() const { return summary()->feedState; }
    bool isLive() const
    {
        const auto health = monitor->health();
        return health->isReady
               && std::all_of(health->accounts.begin(), health->accounts.end(), [](const auto &a) {
                      return a.feedState == domain::FeedState::Live;
                  });
    }
    // Only once live are updates counted.
    bool begin()
    {
        monitor->start();
        const bool became = QTest::qWaitFor([this] { return isLive(); });
        QCoreApplication::processEvents();
        return became;
    }
    // Time passes, and whatever became due is done.
    void advance(Milliseconds time)
    {
        clock.advance(base::Milliseconds{time});
        Q_EMIT client.bytesReceived();
        for (const auto &[address, exchange] : client.exchanges)
            Q_EMIT client.frameReceived(exchange::FundingsFrame{address, {}, false});
        for (int i = 0; i < 10; ++i)
            QCoreApplication::processEvents();
    }
    domain::PositionUpdatePtr last() const { return updates.empty() ? nullptr : updates.back(); }
};

} // namespace lpm::fixture
