// SPDX-License-Identifier: GPL-3.0-or-later
// A source of the dashboard that a test drives by hand, and the values to drive it with.
#pragma once

#include "core/base/clock.h"
#include "gui/source/dashboardsource.h"

#include <string>
#include <utility>

namespace lpm::gui::testing {

class FakeSource : public DashboardSource
{
    Q_OBJECT
public:
    FakeSource(std::vector<domain::WatchedAccount> accounts, domain::RunMode mode,
               QObject *parent = nullptr)
        : DashboardSource(parent), m_accounts(std::move(accounts)), m_mode(mode)
    {
    }

    std::vector<domain::WatchedAccount> accounts() const override { return m_accounts; }
    domain::RunMode mode() const override { return m_mode; }
    void begin() override { ++begun; }
    void reconcileNow() override { ++reconciled; }
    void askEquity(const domain::Address &account, std::optional<base::Timestamp> until) override
    {
        equityAsked.push_back(account);
        equityAskedUntil.push_back(until);
    }

    void askPastFills(const domain::Address &account) override { fillsAsked.push_back(account); }

    void setAccounts(std::vector<domain::WatchedAccount> accounts)
    {
        m_accounts = std::move(accounts);
        Q_EMIT accountsChanged();
    }

    int begun = 0;
    int reconciled = 0;
    std::vector<domain::Address> equityAsked;
    std::vector<domain::Address> fillsAsked;
    std::vector<std::optional<base::Timestamp>> equityAskedUntil; // beside each

private:
    std::vector<domain::WatchedAccount> m_accounts;
    domain::RunMode m_mode;
};

inline constexpr base::Timestamp Noon{
    base::Milliseconds{1'795'435'200'000}}; // 2026-11-23 12:00 UTC

domain::Decimal number(const std::string &text);
domain::Address address(int n); // 0x00…n
domain::WatchedAccount watched(int n, const std::string &label);

struct PositionInput
{
    std::string coin;
    std::string size; // signed
    std::string entry;
    std::string mark;
    int sizeDecimals = 2;
    std::string leverage = "10";
    std::string liquidation{}; // "" none
    std::string realized = "0";
    std::string fees = "0";
    std::string funding = "0";
    domain::MarginMode mode = domain::MarginMode::Cross;
    long long priceAgeMs = 1000;
    long long openMinutes = 90;
};

// A view whose derived numbers fit together, as the tracker would make it.
domain::PositionView position(const PositionInput &input,
                              const domain::Address &account = address(1),
                              base::Timestamp now = Noon);
domain::SummaryPtr summary(const domain::WatchedAccount &account,
                           std::vector<domain::PositionView> positions, std::uint64_t seq = 1,
                           domain::FeedState state = domain::FeedState::Live,
                           domain::RunMode mode = domain::RunMode::Demo);
domain::PositionUpdatePtr priceUpdate(const domain::PositionView &position, std::uint64_t seq);
domain::PositionUpdatePtr fillUpdate(const domain::PositionView &position, std::uint64_t seq,
                                     domain::FillSide side, const std::string &size,
                                     const std::string &direction,
                                     const std::string &closedPnl = "0");
domain::HealthPtr health(const std::vector<domain::WatchedAccount> &accounts,
                         domain::FeedState state = domain::FeedState::Live,
                         base::Milliseconds silence = base::Milliseconds{300},
                         base::Timestamp now = Noon);

// Every field of the positions equal on both sides, checked 3 s before `now`.
domain::ReconciliationView agreement(const domain::WatchedAccount &account,
                                     const std::vector<domain::PositionView> &positions,
                                     base::Timestamp now = Noon);
// The exchange has another size of a coin; with what was seen of it before.
void differ(domain::ReconciliationView &view, const std::string &coin, const std::string &theirs,
            domain::FieldVerdict verdict);
domain::Drift drift(const std::string &coin, const std::string &ours, const std::string &theirs,
                    domain::DriftOutcome outcome, std::chrono::seconds ago);
domain::ReconciliationPtr shared(domain::ReconciliationView view);

// About ten positions as a trader holds them: longs, shorts, other dexes, tiny prices.
std::vector<domain::PositionView> tradersBook(const domain::Address &account = address(1),
                                              base::Timestamp now = Noon);
std::vector<domain::PositionView>
manyPositions(int count, const domain::Address &account = address(1), base::Timestamp now = Noon);

} // namespace lpm::gui::testing
