// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/recovery.h"

#include "core/audit/jsonfields.h"
#include "core/audit/scan.h"
#include "core/audit/statejson.h"
#include "core/domain/words.h"

#include <algorithm>
#include <unordered_map>

namespace lpm::audit {

using base::ErrorCode;
using base::failure;
using base::Result;
using base::Timestamp;

namespace {

// The members of a line that recovery needs. Views point into the line or the parser.
struct Line
{
    std::string_view type;
    std::string_view account;
    std::string_view coin;
    std::string_view side;
    std::string_view after;
    std::string_view symbol;
    std::string_view mode;
    std::string_view exchange;
    std::optional<Timestamp> writtenAt;
    std::optional<int> sizeDecimals;
    std::optional<int> priceDecimals;
    std::optional<Timestamp> time;
    std::optional<Timestamp> provenUntil;
    std::int64_t tradeId = 0;
    std::int64_t orderId = 0;
    std::optional<domain::Decimal> amount;
    std::optional<domain::Decimal> positionSize;
    std::optional<domain::Decimal> rate;
    std::optional<int> samples;
};

class LineParser
{
public:
    // `text` has the padding that LineReader gives.
    Result<Line> parse(std::string_view text)
    {
        m_line = {};
        m_problem.reset();
        const auto done = m_document.forEachMember(
            text, [this](std::string_view key, json::Value value) { member(key, value); });
        if (!done)
            return failure(done.error());
        if (m_problem)
            return failure(*m_problem);
        return m_line;
    }

private:
    void member(std::string_view key, json::Value value)
    {
        if (key == "type")
            take(json::text(value), m_line.type);
        else if (key == "account")
            take(json::text(value), m_line.account);
        else if (key == "coin")
            take(json::text(value), m_line.coin);
        else if (key == "after")
            take(json::rawText(value), m_line.after);
        else if (key == "timestamp")
            take(json::time(value), m_line.writtenAt);
        else if (key == "symbol")
            take(json::text(value), m_line.symbol);
        else if (key == "size_decimals")
            take(decimals(value), m_line.sizeDecimals);
        else if (key == "price_decimals")
            take(decimals(value), m_line.priceDecimals);
        else if (key == "time")
            take(json::time(value), m_line.time);
        else if (key == "proven_until")
            take(json::time(value), m_line.provenUntil);
        else if (m_line.type == "fill")
            fillMember(key, value);
        else if (m_line.type == "funding")
            fundingMember(key, value);
        else if (m_line.type == "start")
            startMember(key, value);
    }

    void startMember(std::string_view key, json::Value value)
    {
        if (key == "mode")
            take(json::text(value), m_line.mode);
        else if (key == "exchange")
            take(json::text(value), m_line.exchange);
    }

    static Result<std::int64_t> decimals(json::Value value)
    {
        auto count = json::integer(value);
        if (count && (*count < 0 || *count > domain::Decimal::MaxScale))
            return failure(ErrorCode::Corrupt, "a count of decimals that cannot be");
        return count;
    }

    void fillMember(std::string_view key, json::Value value)
    {
        if (key == "side")
            take(json::text(value), m_line.side);
        else if (key == "tid")
            take(json::integer(value), m_line.tradeId);
        else if (key == "oid")
            take(json::integer(value), m_line.orderId);
    }

    void fundingMember(std::string_view key, json::Value value)
    {
        if (key == "amount")
            take(json::decimal(value), m_line.amount);
        else if (key == "position_size")
            take(json::decimal(value), m_line.positionSize);
        else if (key == "rate")
            take(json::decimal(value), m_line.rate);
        else if (key == "samples")
            take(json::integer(value), m_line.samples);
    }

    template <class From, class To>
    void take(const Result<From> &value, To &into)
    {
        if (!value)
            m_problem = value.error();
        else if constexpr (std::is_same_v<To, std::optional<int>>)
            into = static_cast<int>(*value);
        else
            into = *value;
    }

    json::DocumentReader m_document;
    Line m_line;
    std::optional<base::Error> m_problem;
};

template <class T>
void raise(std::optional<T> &value, const T &to)
{
    if (!value || *value < to)
        value = to;
}

class TrailCollector
{
public:
    Result<void> collect(std::string_view text)
    {
        const auto line = m_parser.parse(text);
        if (!line)
            return failure(line.error());
        ++m_lines;
        if (line->type == "start")
            m_book = &m_books[keyOf(line->mode, line->exchange)];
        if (line->account.empty())
            return {};
        Account *account = find(line->account);
        if (account == nullptr)
            return failure(ErrorCode::Corrupt, "not an account's address");
        if (!line->after.empty())
            takeState(*line, *account);
        if (line->type == "reconcile")
            account->recovered.isFirstSyncFinished = true;
        if (line->provenUntil)
            raise(account->recovered.provenUntil, *line->provenUntil);
        if (line->type == "fill")
            return addFill(*line, account->recovered);
        if (line->type == "funding")
            return addFunding(*line, account->recovered);
        return {};
    }

    Result<RecoveredTrail> finishNewest() { return finish(*m_book); }
    Result<RecoveredTrail> finish(const Network &network)
    {
        return finish(m_books[keyOf(domain::word(network.mode), network.exchange)]);
    }

private:
    struct Account
    {
        domain::Address address;
        RecoveredAccount recovered;
        std::map<std::string, std::string> after; // per coin: the newest state's JSON
    };
    using Book = std::unordered_map<std::string, Account>;

    // Of a network. No word of a mode has a space in it.
    static std::string keyOf(std::string_view mode, std::string_view exchange)
    {
        return std::string(mode) + ' ' + std::string(exchange);
    }

    static void takeState(const Line &line, Account &account)
    {
        std::string coin(line.coin);
        RecoveredPosition &position = account.recovered.positions[coin];
        position.symbol = line.symbol;
        if (line.sizeDecimals)
            position.sizeDecimals = line.sizeDecimals;
        if (line.priceDecimals)
            position.priceDecimals = line.priceDecimals;
        position.lastUpdated = line.writtenAt.value_or(position.lastUpdated);
        account.after.insert_or_assign(std::move(coin), std::string(line.after));
    }

    // Only the last state of a coin matters, so only that is read.
    Result<RecoveredTrail> finish(Book &book)
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
            trail.accounts.emplace(account.address, std::move(account.recovered));
        }
        return trail;
    }

    Account *find(std::string_view text)
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

    static Result<void> addFill(const Line &line, RecoveredAccount &account)
    {
        if (!line.time || line.coin.empty() || (line.side != "buy" && line.side != "sell"))
            return failure(ErrorCode::Corrupt, "a fill without its coin, time or side");
        const auto side = line.side == "buy" ? domain::FillSide::Buy : domain::FillSide::Sell;
        account.fills.insert(domain::FillId{std::string(line.coin), *line.time, line.tradeId,
                                            line.orderId, side});
        raise(account.newestFill, *line.time);
        return {};
    }

    static Result<void> addFunding(const Line &line, RecoveredAccount &account)
    {
        if (!line.time || line.coin.empty() || !line.amount || !line.positionSize || !line.rate)
            return failure(ErrorCode::Corrupt, "a funding payment that is not complete");
        std::string coin(line.coin);
        account.fundings[coin].push_back(domain::FundingPayment{
            coin, *line.time, *line.amount, *line.positionSize, *line.rate, line.samples});
        return {};
    }

    LineParser m_parser;
    std::uint64_t m_lines = 0;
    std::map<std::string, Book> m_books; // per network
    Book *m_book = &m_books[{}]; // of the run in work; before the first start line: of no network
};

Result<void> collectAll(const std::string &directory, TrailCollector &collector)
{
    const auto trail = listTrail(directory);
    if (!trail)
        return trail.error().code == ErrorCode::NotFound ? Result<void>{}
                                                         : failure(trail.error());
    Head head = trail->base;
    for (std::size_t i = 0; i < trail->files.size(); ++i) {
        const TrailFile &file = trail->files[i];
        const auto scan = scanFile(file, head, [&collector](std::string_view line, const Head &) {
            return collector.collect(line);
        });
        if (!scan)
            return failure(scan.error());
        // What a cut-off write left at the very end is moved aside when the trail is opened.
        const bool isTornEnd = scan->isTornTail && i + 1 == trail->files.size();
        if (scan->bad && !isTornEnd)
            return failure(ErrorCode::Corrupt, "the audit trail is broken: "
                                                   + badLineText(file, *scan->bad));
        head = scan->head;
    }
    return {};
}

} // namespace

Result<RecoveredTrail> readBack(const std::string &directory, const Network &network)
{
    TrailCollector collector;
    if (const auto done = collectAll(directory, collector); !done)
        return failure(done.error());
    return collector.finish(network);
}

Result<RecoveredTrail> readBackNewest(const std::string &directory)
{
    TrailCollector collector;
    if (const auto done = collectAll(directory, collector); !done)
        return failure(done.error());
    return collector.finishNewest();
}

} // namespace lpm::audit
