// SPDX-License-Identifier: GPL-3.0-or-later
// Frames, the part that speaks about events: fills, funding, orders, TWAPs, and the snapshots of
// the same channels.
#include "simulator/server/frameparts.h"
#include "simulator/server/frames.h"

#include <algorithm>

namespace lpm::simulator {

using base::JsonWriter;

namespace {

// The newest rows of a history that an answer takes, oldest first.
template <class Row, class Wanted>
std::vector<const Row *> newest(const std::deque<Row> *all, std::size_t most, Wanted &&wanted)
{
    std::vector<const Row *> rows;
    if (!all)
        return rows;
    for (auto row = all->rbegin(); row != all->rend() && rows.size() < most; ++row) {
        if (wanted(*row))
            rows.push_back(&*row);
    }
    std::reverse(rows.begin(), rows.end());
    return rows;
}

template <class Row>
bool everyRow(const Row &)
{
    return true;
}

std::vector<const FillRecord *> pointers(const std::vector<FillRecord> &records)
{
    std::vector<const FillRecord *> result;
    for (const FillRecord &record : records)
        result.push_back(&record);
    return result;
}

} // namespace

template <class Row, class Write>
std::string Frames::userList(const Subscription &subscription, const char *list,
                             const std::vector<Row> &rows, bool isSnapshot, Write &&write) const
{
    return channelFrame(subscription.type, [&](JsonWriter &json) {
        json.beginObject();
        if (isSnapshot)
            json.key("isSnapshot").boolean(true);
        json.key("user").string(subscription.user->text()).key(list).beginArray();
        for (const Row &row : rows)
            write(json, *row);
        json.endArray().endObject();
    });
}

bool Frames::concerns(const Subscription &subscription, int account) const
{
    return subscription.user && m_engine.find(*subscription.user) == account;
}

std::string Frames::fillSnapshot(const Subscription &subscription, bool slices) const
{
    const Account *account = accountOf(subscription);
    const auto rows =
        newest(account ? &account->fills : nullptr, limits::FillsPerAnswer,
               [&](const FillRecord &record) { return record.twapId.has_value() == slices; });
    return userList(subscription, slices ? "twapSliceFills" : "fills", rows, true,
                    [&](JsonWriter &json, const FillRecord &record) {
                        if (slices)
                            m_account.writeSlice(json, record);
                        else
                            m_account.writeFill(json, record.fill);
                    });
}

std::string Frames::fundingSnapshot(const Subscription &subscription) const
{
    const Account *account = accountOf(subscription);
    const auto rows =
        newest(account ? &account->fundings : nullptr, limits::RowsPerAnswer, everyRow<FundingRow>);
    return userList(
        subscription, "fundings", rows, true,
        [&](JsonWriter &json, const FundingRow &row) { m_account.writeFundingPush(json, row); });
}

std::string Frames::ledgerSnapshot(const Subscription &subscription) const
{
    const Account *account = accountOf(subscription);
    const auto rows =
        newest(account ? &account->ledger : nullptr, limits::RowsPerAnswer, everyRow<LedgerRow>);
    return userList(
        subscription, "nonFundingLedgerUpdates", rows, true,
        [&](JsonWriter &json, const LedgerRow &row) { m_account.writeLedger(json, row); });
}

std::string Frames::orderSnapshot(const Subscription &subscription) const
{
    const Account *account = accountOf(subscription);
    const auto rows = newest(account ? &account->orderHistory : nullptr, limits::OrdersPerAnswer,
                             everyRow<OrderUpdate>);
    return userList(subscription, "orderHistory", rows, true,
                    [&](JsonWriter &json, const OrderUpdate &row) {
                        m_account.writeOrderUpdate(json, row, true);
                    });
}

std::string Frames::twapSnapshot(const Subscription &subscription) const
{
    const Account *account = accountOf(subscription);
    std::vector<const TwapOrder *> rows;
    if (account && account->twap)
        rows.push_back(&*account->twap);
    return userList(subscription, "history", rows, true,
                    [&](JsonWriter &json, const TwapOrder &twap) {
                        m_account.writeTwapHistory(json, *account, twap, false);
                    });
}

std::optional<std::string> Frames::fillsFrame(const Subscription &subscription,
                                              const FillsHappened &event) const
{
    const bool areSlices = event.fills.front().twapId.has_value();
    const bool wantsSlices = subscription.channel == Channel::UserTwapSliceFills;
    if (areSlices != wantsSlices)
        return std::nullopt;
    return userList(subscription, wantsSlices ? "twapSliceFills" : "fills", pointers(event.fills),
                    false, [&](JsonWriter &json, const FillRecord &record) {
                        if (wantsSlices)
                            m_account.writeSlice(json, record);
                        else
                            m_account.writeFill(json, record.fill);
                    });
}

std::optional<std::string> Frames::notification(const FillsHappened &event) const
{
    const domain::Fill &fill = event.fills.front().fill;
    const std::string action = fill.side == domain::FillSide::Buy ? "Bought " : "Sold ";
    return channelFrame("notification", [&](JsonWriter &json) {
        json.beginObject().key("notification");
        json.string("Order filled: " + action + fill.size.text() + " " + fill.coin + " at $" +
                    fill.price.text());
        json.endObject();
    });
}

std::vector<std::string> Frames::fundingEvents(const FundingHappened &event) const
{
    std::vector<std::string> frames; // one message a coin
    for (const FundingRow &row : event.rows) {
        frames.push_back(channelFrame("user", [&](JsonWriter &json) {
            json.beginObject().key("funding");
            m_account.writeFundingPush(json, row);
            json.endObject();
        }));
    }
    return frames;
}

std::vector<std::string> Frames::userEventFrames(const Event &event) const
{
    if (const auto *funding = std::get_if<FundingHappened>(&event))
        return fundingEvents(*funding);
    if (const auto *fills = std::get_if<FillsHappened>(&event)) {
        const bool slices = fills->fills.front().twapId.has_value();
        return {channelFrame("user", [&](JsonWriter &json) {
            json.beginObject().key(slices ? "twapSliceFills" : "fills").beginArray();
            for (const FillRecord &record : fills->fills) {
                if (slices)
                    m_account.writeSlice(json, record);
                else
                    m_account.writeFill(json, record.fill);
            }
            json.endArray().endObject();
        })};
    }
    if (const auto *twap = std::get_if<TwapHappened>(&event)) {
        const Account &account = m_engine.accounts()[static_cast<std::size_t>(twap->account)];
        return {channelFrame("user", [&](JsonWriter &json) {
            json.beginObject().key("twapHistory").beginArray();
            m_account.writeTwapHistory(json, account, twap->twap, twap->isFinished);
            json.endArray().endObject();
        })};
    }
    if (const auto *liquidation = std::get_if<LiquidationHappened>(&event)) {
        const auto &account = m_engine.accounts()[static_cast<std::size_t>(liquidation->account)];
        return {channelFrame("user", [&](JsonWriter &json) {
            json.beginObject().key("liquidation").beginObject();
            json.key("lid").integer(liquidation->id);
            json.key("liquidator").string("0x" + std::string(40, '0'));
            json.key("liquidated_user").string(account.spec.address.text());
            json.key("liquidated_ntl_pos").string(wireText(liquidation->notional, MoneyDecimals));
            json.key("liquidated_account_value")
                .string(wireText(liquidation->accountValue, MoneyDecimals));
            json.endObject().endObject();
        })};
    }
    return {};
}

namespace {

// The account that an event is about, −1 for the market's events.
int accountOfEvent(const Event &event)
{
    return std::visit(
        [](const auto &happened) {
            if constexpr (requires { happened.account; })
                return happened.account;
            else
                return -1;
        },
        event);
}

} // namespace

std::vector<std::string> Frames::forEvent(const Subscription &subscription,
                                          const Event &event) const
{
    if (const auto *trade = std::get_if<TradeHappened>(&event)) {
        if (subscription.channel != Channel::Trades || subscription.market != trade->market)
            return {};
        return {channelFrame("trades", [&](JsonWriter &json) {
            json.beginArray();
            m_market.writeTrade(json, trade->market, trade->trade);
            json.endArray();
        })};
    }
    if (accountOfEvent(event) < 0 || !concerns(subscription, accountOfEvent(event)))
        return {};
    if (subscription.channel == Channel::UserEvents)
        return userEventFrames(event);
    std::optional<std::string> text;
    if (const auto *fills = std::get_if<FillsHappened>(&event)) {
        if (subscription.channel == Channel::UserFills ||
            subscription.channel == Channel::UserTwapSliceFills)
            text = fillsFrame(subscription, *fills);
        else if (subscription.channel == Channel::Notification)
            text = notification(*fills);
    } else if (const auto *funding = std::get_if<FundingHappened>(&event)) {
        text = fundingFrame(subscription, *funding);
    } else if (const auto *ledger = std::get_if<LedgerHappened>(&event)) {
        if (subscription.channel == Channel::UserNonFundingLedgerUpdates)
            text = userList(
                subscription, "nonFundingLedgerUpdates",
                std::vector<const LedgerRow *>{&ledger->row}, false,
                [&](JsonWriter &json, const LedgerRow &row) { m_account.writeLedger(json, row); });
    } else if (const auto *orders = std::get_if<OrdersHappened>(&event)) {
        text = ordersFrame(subscription, *orders);
    } else if (const auto *twap = std::get_if<TwapHappened>(&event)) {
        text = twapFrame(subscription, *twap);
    }
    return text ? std::vector<std::string>{std::move(*text)} : std::vector<std::string>{};
}

std::optional<std::string> Frames::fundingFrame(const Subscription &subscription,
                                                const FundingHappened &event) const
{
    if (subscription.channel == Channel::UserFundings) {
        std::vector<const FundingRow *> rows;
        for (const FundingRow &row : event.rows)
            rows.push_back(&row);
        return userList(subscription, "fundings", rows, false,
                        [&](JsonWriter &json, const FundingRow &row) {
                            m_account.writeFundingPush(json, row);
                        });
    }
    // The exchange sends an empty ledger message at each funding payment.
    if (subscription.channel == Channel::UserNonFundingLedgerUpdates)
        return userList(subscription, "nonFundingLedgerUpdates", std::vector<const LedgerRow *>{},
                        false, [](JsonWriter &, const LedgerRow &) {});
    return std::nullopt;
}

std::optional<std::string> Frames::ordersFrame(const Subscription &subscription,
                                               const OrdersHappened &event) const
{
    if (subscription.channel == Channel::OrderUpdates) {
        return channelFrame("orderUpdates", [&](JsonWriter &json) {
            json.beginArray();
            for (const OrderUpdate &update : event.updates)
                m_account.writeOrderUpdate(json, update, false);
            json.endArray();
        });
    }
    if (subscription.channel != Channel::UserHistoricalOrders)
        return std::nullopt;
    std::vector<const OrderUpdate *> rows;
    for (const OrderUpdate &update : event.updates)
        rows.push_back(&update);
    return userList(subscription, "orderHistory", rows, false,
                    [&](JsonWriter &json, const OrderUpdate &row) {
                        m_account.writeOrderUpdate(json, row, true);
                    });
}

std::optional<std::string> Frames::twapFrame(const Subscription &subscription,
                                             const TwapHappened &event) const
{
    if (subscription.channel != Channel::UserTwapHistory)
        return std::nullopt;
    const Account &account = m_engine.accounts()[static_cast<std::size_t>(event.account)];
    return userList(subscription, "history", std::vector<const TwapOrder *>{&event.twap}, false,
                    [&](JsonWriter &json, const TwapOrder &twap) {
                        m_account.writeTwapHistory(json, account, twap, event.isFinished);
                    });
}

} // namespace lpm::simulator
