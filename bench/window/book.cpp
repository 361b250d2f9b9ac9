// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/book.h"

#include "fakesource.h"

namespace lpm::bench::window {

namespace testing = gui::testing;

namespace {

constexpr int MarksAPosition = 16;
constexpr int Wide = 900; // entry prices are spread over so many dollars

std::string cents(int value)
{
    const std::string rest = std::to_string(value % 100);
    return std::to_string(value / 100) + (rest.size() < 2 ? ".0" : ".") + rest;
}

// Every second one short; a fifth without a liquidation price. The mark goes up and down around
// the entry, at another step for each, so that the order by P&L changes all the time.
testing::PositionInput inputOf(int position, int mark)
{
    const int entry = 1000 + position * 7 % Wide * 100;
    const int swing = (mark < MarksAPosition / 2 ? mark : MarksAPosition - mark) - 4;
    testing::PositionInput input;
    input.coin = "COIN" + std::to_string(position);
    input.size = (position % 2 == 0 ? "" : "-") + std::to_string(1 + position % 50);
    input.entry = cents(entry);
    input.mark = cents(entry + swing * (3 + position % 11) + position % 5);
    input.liquidation = position % 5 == 0 ? "" : cents(entry / 2);
    input.realized = std::to_string(position) + ".25";
    input.fees = "1.5";
    input.funding = "-0.25";
    return input;
}

} // namespace

Book::Book(int positions, int accounts)
{
    for (int i = 0; i < accounts; ++i)
        m_accounts.push_back(testing::watched(i + 1, "Account " + std::to_string(i + 1)));
    m_seqs.assign(m_accounts.size(), 0);
    for (int i = 0; i < positions; ++i) {
        Line line;
        line.account = i % accounts;
        line.place = static_cast<std::size_t>(i % MarksAPosition);
        const auto &address = m_accounts[static_cast<std::size_t>(line.account)].address;
        for (int mark = 0; mark < MarksAPosition; ++mark)
            line.marks.push_back(testing::position(inputOf(i, mark), address));
        m_lines.push_back(std::move(line));
    }
}

domain::PositionView Book::viewOf(const Line &line, base::Timestamp now) const
{
    domain::PositionView view = line.marks[line.place];
    view.lastUpdated = now;
    view.priceTime = now;
    view.priceState = domain::PriceState::Live;
    return view;
}

domain::PositionUpdate Book::update(const Line &line, base::Timestamp now)
{
    domain::PositionUpdate update;
    const auto account = static_cast<std::size_t>(line.account);
    update.account = m_accounts[account].address;
    update.accountLabel = m_accounts[account].label;
    update.seq = ++m_seqs[account];
    update.position = viewOf(line, now);
    update.symbol = update.position.symbol;
    update.timestamp = now;
    return update;
}

domain::PositionUpdatePtr Book::move(int position, base::Timestamp now)
{
    Line &line = m_lines[static_cast<std::size_t>(position)];
    line.place = (line.place + 1) % line.marks.size();
    return std::make_shared<const domain::PositionUpdate>(update(line, now));
}

domain::PositionUpdatePtr Book::fill(int position, base::Timestamp now)
{
    const Line &line = m_lines[static_cast<std::size_t>(position)];
    const bool isBuy = ++m_fills % 2 == 0;
    auto told = update(line, now);
    told.eventType = domain::EventType::Fill;
    domain::Fill fill;
    fill.coin = told.position.coin;
    fill.price = told.position.currentPrice.value_or(domain::Decimal{1});
    fill.size = domain::Decimal::fromUnits(125, 2);
    fill.side = isBuy ? domain::FillSide::Buy : domain::FillSide::Sell;
    fill.time = now;
    fill.direction = isBuy ? "Open Long" : "Close Long";
    fill.closedPnl = domain::Decimal::fromUnits(static_cast<long long>(m_fills % 997) - 400, 2);
    fill.fee = domain::Decimal::fromUnits(4375, 5);
    fill.feeToken = "USDC";
    fill.orderId = 90'000'000 + static_cast<std::int64_t>(m_fills);
    fill.tradeId = 118'000'000 + static_cast<std::int64_t>(m_fills);
    fill.isTaker = isBuy;
    told.fill = std::move(fill);
    return std::make_shared<const domain::PositionUpdate>(std::move(told));
}

void Book::setHeld(int position, bool isHeld)
{
    m_lines[static_cast<std::size_t>(position)].isHeld = isHeld;
}

std::vector<domain::PositionView> Book::heldBy(int account, base::Timestamp now) const
{
    std::vector<domain::PositionView> held;
    for (const Line &line : m_lines) {
        if (line.account == account && line.isHeld)
            held.push_back(viewOf(line, now));
    }
    return held;
}

domain::SummaryPtr Book::summary(int account, base::Timestamp now) const
{
    const auto place = static_cast<std::size_t>(account);
    return testing::summary(m_accounts[place], heldBy(account, now), m_seqs[place]);
}

domain::HealthPtr Book::health(base::Timestamp now) const
{
    return testing::health(m_accounts, domain::FeedState::Live, base::Milliseconds{300}, now);
}

domain::ReconciliationPtr Book::agreement(int account, base::Timestamp now) const
{
    return testing::shared(testing::agreement(m_accounts[static_cast<std::size_t>(account)],
                                              heldBy(account, now), now));
}

} // namespace lpm::bench::window
