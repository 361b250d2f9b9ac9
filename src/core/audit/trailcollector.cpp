// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/trailcollector.h"

#include "core/audit/bounds.h"
#include "core/audit/limits.h"
#include "core/audit/statejson.h"
#include "core/domain/words.h"

#include <algorithm>

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

template <class T>
void raise(std::optional<T> &value, const T &to)
{
    if (!value || *value < to)
        value = to;
}

} // namespace

TrailCollector::TrailCollector(RecoveredTrail earlier, const Network &network)
    : m_lines(earlier.lines), m_book(&m_books[keyOf(domain::word(network.mode), network.exchange)])
{
    for (auto &[address, recovered] : earlier.accounts) {
        const std::size_t rows = fundingRows(recovered);
        m_book->emplace(address.text(),
                        Account{address, std::move(recovered), {}, 0, rows, 0});
    }
}

Result<void> TrailCollector::collect(std::string_view text)
{
    const auto line = m_parser.parse(text);
    return line ? collect(*line) : failure(line.error());
}

Result<void> TrailCollector::collect(const ParsedLine &line)
{
    ++m_lines;
    if (line.type == "start")
        m_book = &m_books[keyOf(line.mode, line.exchange)];
    if (line.account.empty())
        return {};
    Account *account = find(line.account);
    if (account == nullptr)
        return failure(ErrorCode::Corrupt, "not an account's address");
    if (!line.after.empty()) {
        if (auto taken = takeState(line, *account); !taken)
            return taken;
    }
    if (line.type == "reconcile")
        account->recovered.isFirstSyncFinished = true;
    if (line.provenUntil)
        raise(account->recovered.provenUntil, *line.provenUntil);
    if (line.type == "fill")
        return addFill(line, *account);
    if (line.type == "funding")
        return addFunding(line, *account);
    return {};
}

Result<RecoveredTrail> TrailCollector::finish(const Network &network)
{
    return finish(m_books[keyOf(domain::word(network.mode), network.exchange)]);
}

// No word of a mode has a space in it.
std::string TrailCollector::keyOf(std::string_view mode, std::string_view exchange)
{
    return std::string(mode) + ' ' + std::string(exchange);
}

Result<void> TrailCollector::takeState(const ParsedLine &line, Account &account)
{
    std::string coin(line.coin);
    RecoveredPosition &position = account.recovered.positions[coin];
    position.symbol = line.symbol;
    if (line.sizeDecimals)
        position.sizeDecimals = line.sizeDecimals;
    if (line.priceDecimals)
        position.priceDecimals = line.priceDecimals;
    position.lastUpdated = line.writtenAt.value_or(position.lastUpdated);
    if (line.tellsOpenLate()) {
        const auto open = readOpenLate(line.lateSize, line.lateCash);
        if (!open)
            return failure(open.error());
        position.openLate = *open;
    }
    account.after.insert_or_assign(std::move(coin), std::string(line.after));
    return {};
}

// Only the last state of a coin matters, so only that is read.
Result<RecoveredTrail> TrailCollector::finish(Book &book)
{
    RecoveredTrail trail;
    trail.lines = m_lines;
    for (auto &[text, account] : book) {
        for (const auto &[coin, after] : account.after) {
            auto state = readState(after);
            if (!state)
                return failure(state.error().in("the last state of " + coin));
            account.recovered.positions[coin].state = *std::move(state);
        }
        boundFills(account.recovered);
        boundFundings(account.recovered);
        trail.accounts.emplace(account.address, std::move(account.recovered));
    }
    return trail;
}

TrailCollector::Account *TrailCollector::find(std::string_view text)
{
    std::string key(text);
    const auto found = m_book->find(key);
    if (found != m_book->end())
        return &found->second;
    const auto address = domain::Address::parse(text);
    if (!address)
        return nullptr;
    Account &account = (*m_book)[std::move(key)];
    account.address = *address;
    return &account;
}

Result<void> TrailCollector::addFill(const ParsedLine &line, Account &account)
{
    if (!line.time || line.coin.empty() || (line.side != "buy" && line.side != "sell"))
        return failure(ErrorCode::Corrupt, "a fill without its coin, time or side");
    const auto side = line.side == "buy" ? domain::FillSide::Buy : domain::FillSide::Sell;
    RecoveredAccount &recovered = account.recovered;
    recovered.fills.insert(
        domain::FillId{std::string(line.coin), *line.time, line.tradeId, line.orderId, side});
    raise(recovered.newestFill, *line.time);
    if (recovered.fills.size() > std::max(account.fillsToBound, 2 * base::limits::SeenFills)) {
        boundFills(recovered);
        account.fillsToBound = 2 * recovered.fills.size();
    }
    return {};
}

Result<void> TrailCollector::addFunding(const ParsedLine &line, Account &account)
{
    const auto amount = readDecimal(line.amount);
    const auto positionSize = readDecimal(line.positionSize);
    const auto rate = readDecimal(line.rate);
    if (!line.time || line.coin.empty() || !amount || !positionSize || !rate)
        return failure(ErrorCode::Corrupt, "a funding payment that is not complete");
    std::string coin(line.coin);
    account.recovered.fundings[coin].push_back(
        domain::FundingPayment{coin, *line.time, *amount, *positionSize, *rate, line.samples});
    if (++account.fundingRows > std::max(account.rowsToBound, 2 * limits::FundingRowsKept)) {
        boundFundings(account.recovered);
        account.fundingRows = fundingRows(account.recovered);
        account.rowsToBound = 2 * account.fundingRows;
    }
    return {};
}

} // namespace lpm::audit
