// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/scriptedbackend.h"

#include "core/base/check.h"

#include <algorithm>
#include <utility>

namespace lpm::server::testing {

domain::Decimal decimal(std::string_view text)
{
    const auto value = domain::Decimal::parse(text);
    base::ensure(value.has_value(), "a test's decimal is not one");
    return *value;
}

domain::Address address(int number)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes.back() = static_cast<std::uint8_t>(number);
    return domain::Address::fromBytes(bytes);
}

base::Timestamp instant(std::string_view rfc3339)
{
    const auto time = base::parseRfc3339(rfc3339);
    base::ensure(time.has_value(), "a test's time is not one");
    return *time;
}

domain::PositionView btcPosition(const domain::Address &account)
{
    domain::PositionView position;
    position.account = account;
    position.coin = "BTC";
    position.symbol = "BTC-USD";
    position.side = domain::PositionSide::Long;
    position.quantity = decimal("0.1");
    position.entryPrice = decimal("50000");
    position.currentPrice = decimal("50500");
    position.priceTime = instant("2025-02-11T17:29:59.5Z");
    position.priceState = domain::PriceState::Live;
    position.unrealizedPnl = decimal("50");
    position.realizedPnl = decimal("0");
    position.notionalValue = decimal("5050");
    position.totalPnl = decimal("50");
    position.fees = decimal("2.25");
    position.funding = decimal("-0.5");
    position.netPnl = decimal("47.25");
    position.leverage = decimal("1");
    position.lastUpdated = instant("2025-02-11T17:30:00Z");
    position.priceDecimals = 1;
    position.sizeDecimals = 5;
    return position;
}

namespace {

// The page of a list as the ledger would give it.
template <class Row>
std::vector<Row> pageOf(const std::vector<Row> &kept, const domain::HistoryRequest &request)
{
    std::vector<Row> page;
    for (const Row &row : kept) {
        const domain::HistoryPlace place = row.place();
        const bool isAsked = std::count(request.accounts.begin(), request.accounts.end(),
                                        row.account) > 0;
        if (isAsked && (!request.since || place.time >= *request.since) &&
            (!request.until || place.time <= *request.until) &&
            (!request.symbol || row.symbol == *request.symbol) &&
            (!request.behind || place < *request.behind) && page.size() < request.limit)
            page.push_back(row);
    }
    return page;
}

} // namespace

template <class Row>
void ScriptedHistory::answer(base::Result<std::vector<Row>> rows, Done<Row> done)
{
    if (trouble)
        rows = base::failure(*trouble);
    if (isWaiting)
        m_waiting.push_back([rows = std::move(rows), done = std::move(done)] { done(rows); });
    else
        done(std::move(rows));
}

void ScriptedHistory::answerWaiting()
{
    for (const auto &question : std::exchange(m_waiting, {}))
        question();
}

void ScriptedHistory::fills(domain::HistoryRequest request, Done<domain::PastFill> done)
{
    m_asker = request.asker;
    ++m_asked;
    answer<domain::PastFill>(pageOf(keptFills, request), std::move(done));
}

void ScriptedHistory::funding(domain::HistoryRequest request, Done<domain::PastFunding> done)
{
    m_asker = request.asker;
    answer<domain::PastFunding>(pageOf(keptFunding, request), std::move(done));
}

void ScriptedHistory::equity(domain::HistoryRequest request, Done<domain::EquitySample> done)
{
    m_asker = request.asker;
    std::vector<domain::EquitySample> page;
    for (const auto &account : request.accounts) {
        std::size_t given = 0;
        for (const auto &sample : keptEquity) {
            if (sample.account == account && given < request.limit &&
                (!request.until || sample.time <= *request.until) &&
                (!request.behind || sample.time < request.behind->time)) {
                page.push_back(sample);
                ++given;
            }
        }
    }
    answer<domain::EquitySample>(std::move(page), std::move(done));
}

ScriptedBackend::ScriptedBackend(QObject *parent) : ApiBackend(parent)
{
    m_health.status = domain::HealthStatus::Healthy;
    m_health.isRunning = true;
    m_health.isReady = true;
    m_health.timestamp = instant("2025-02-11T17:30:00Z");
    addAccount(address(1), "main");
}

void ScriptedBackend::addAccount(const domain::Address &account, const std::string &label)
{
    m_accounts.push_back({account, label});
    domain::SummaryView summary;
    summary.account = account;
    summary.accountLabel = label;
    summary.timestamp = instant("2025-02-11T17:30:00Z");
    summary.totalPnl = summary.unrealizedPnl = domain::Decimal{};
    summary.totalExposure = domain::Decimal{};
    summary.longExposure = summary.shortExposure = summary.netExposure = domain::Decimal{};
    summary.fees = summary.netPnl = domain::Decimal{};
    summary.feedState = domain::FeedState::Live;
    summary.epoch = "2025-02-11T17:00:00.000Z";
    domain::AccountHealth health;
    health.account = account;
    health.label = label;
    health.feedState = domain::FeedState::Live;
    health.lastMessage = instant("2025-02-11T17:29:58Z");
    m_health.accounts.push_back(health);
    domain::ReconciliationView compared;
    compared.account = account;
    compared.accountLabel = label;
    compared.timestamp = m_health.timestamp;
    setReconciliation(std::move(compared));
    setSummary(std::move(summary));
}

void ScriptedBackend::setRunning(bool isRunning)
{
    m_health.isRunning = isRunning;
    m_health.status = isRunning ? domain::HealthStatus::Healthy : domain::HealthStatus::Stopped;
}

void ScriptedBackend::endMonitoring()
{
    setRunning(false);
    Q_EMIT monitoringEnded();
}

void ScriptedBackend::setAuditRefusing(bool isRefusing)
{
    m_health.isAuditRefusing = isRefusing;
}

void ScriptedBackend::setReady(bool isReady) { m_health.isReady = isReady; }

domain::SummaryPtr ScriptedBackend::summary(const domain::Address &account) const
{
    const auto found = m_summaries.find(account);
    return found == m_summaries.end() ? nullptr : found->second;
}

domain::HealthPtr ScriptedBackend::health() const
{
    return std::make_shared<const domain::HealthView>(m_health);
}

std::vector<domain::PositionUpdatePtr>
ScriptedBackend::recentFills(const domain::Address &account) const
{
    const auto found = m_fills.find(account);
    return found == m_fills.end() ? std::vector<domain::PositionUpdatePtr>{} : found->second;
}

domain::ReconciliationPtr ScriptedBackend::reconciliation(const domain::Address &account) const
{
    const auto found = m_reconciliations.find(account);
    return found == m_reconciliations.end() ? nullptr : found->second;
}

bool ScriptedBackend::reconcile(const domain::Address &account)
{
    const auto *health = healthOf(account);
    if (!health || health->feedState != domain::FeedState::Live)
        return false;
    ++reconciliations;
    return true;
}

void ScriptedBackend::setReconciliation(domain::ReconciliationView view)
{
    const domain::Address account = view.account;
    m_reconciliations[account]
        = std::make_shared<const domain::ReconciliationView>(std::move(view));
}

void ScriptedBackend::setFeedState(const domain::Address &account, domain::FeedState state)
{
    if (auto *health = healthOf(account))
        health->feedState = state;
}

void ScriptedBackend::setFeeds(const domain::Address &account,
                               std::vector<domain::FeedHealth> feeds)
{
    if (auto *health = healthOf(account))
        health->feeds = std::move(feeds);
}

domain::AccountHealth *ScriptedBackend::healthOf(const domain::Address &account)
{
    const auto found
        = std::find_if(m_health.accounts.begin(), m_health.accounts.end(),
                       [&](const auto &one) { return one.account == account; });
    return found == m_health.accounts.end() ? nullptr : &*found;
}

domain::SummaryView ScriptedBackend::copyOf(const domain::Address &account) const
{
    return *m_summaries.at(account);
}

void ScriptedBackend::setSummary(domain::SummaryView summary)
{
    const domain::Address account = summary.account;
    m_summaries[account] = std::make_shared<const domain::SummaryView>(std::move(summary));
}

void ScriptedBackend::setPosition(const domain::PositionView &position)
{
    domain::SummaryView summary = copyOf(position.account);
    std::erase_if(summary.positions,
                  [&](const auto &one) { return one.symbol == position.symbol; });
    if (position.side != domain::PositionSide::Flat)
        summary.positions.push_back(position);
    std::sort(summary.positions.begin(), summary.positions.end(),
              [](const auto &a, const auto &b) { return a.symbol < b.symbol; });
    summary.activePositions = static_cast<int>(summary.positions.size());
    domain::Decimal exposure;
    domain::Decimal unrealized;
    for (const auto &one : summary.positions) {
        exposure += one.notionalValue.value_or(domain::Decimal{});
        unrealized += one.unrealizedPnl.value_or(domain::Decimal{});
    }
    summary.totalExposure = exposure;
    summary.unrealizedPnl = unrealized;
    summary.totalPnl = unrealized + summary.realizedPnl;
    setSummary(std::move(summary));
}

domain::PositionUpdatePtr ScriptedBackend::publish(domain::PositionUpdate update)
{
    if (update.position.account == update.account)
        setPosition(update.position);
    domain::SummaryView summary = copyOf(update.account);
    update.seq = ++summary.seq;
    update.accountLabel = summary.accountLabel;
    update.timestamp = summary.timestamp;
    setSummary(std::move(summary));
    auto shared = std::make_shared<const domain::PositionUpdate>(std::move(update));
    if (shared->fill)
        m_fills[shared->account].push_back(shared);
    Q_EMIT positionUpdated(shared);
    return shared;
}

domain::PositionUpdatePtr ScriptedBackend::publishPrice(const domain::Address &account,
                                                        std::string_view symbol,
                                                        std::string_view mark)
{
    domain::PositionUpdate update;
    update.account = account;
    update.symbol = symbol;
    update.position = btcPosition(account);
    update.position.symbol = symbol;
    update.position.coin = symbol.substr(0, symbol.find('-'));
    update.position.currentPrice = decimal(mark);
    return publish(std::move(update));
}

domain::PositionUpdatePtr ScriptedBackend::publishFill(const domain::Address &account,
                                                       const domain::PositionView &after,
                                                       int number)
{
    domain::PositionUpdate update;
    update.account = account;
    update.symbol = after.symbol;
    update.eventType = domain::EventType::Fill;
    update.position = after;
    domain::Fill fill;
    fill.coin = after.coin;
    fill.price = decimal("50000");
    fill.size = decimal("0.1");
    fill.side = domain::FillSide::Buy;
    fill.time = instant("2025-02-11T17:30:00Z") + base::Milliseconds{number};
    fill.orderId = 1000 + number;
    fill.tradeId = 900'000 + number;
    fill.fee = decimal("2.25");
    fill.feeToken = "USDC";
    fill.direction = "Open Long";
    fill.isTaker = true;
    fill.hash = "0xabc";
    update.fill = fill;
    return publish(std::move(update));
}

} // namespace lpm::server::testing
