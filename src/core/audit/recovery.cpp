// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/recovery.h"

#include "core/audit/jsonfields.h"
#include "core/audit/scan.h"
#include "core/audit/statejson.h"

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
        else if (key == "time")
            take(json::time(value), m_line.time);
        else if (key == "proven_until")
            take(json::time(value), m_line.provenUntil);
        else if (m_line.type == "fill")
            fillMember(key, value);
        else if (m_line.type == "funding")
            fundingMember(key, value);
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
        ++m_trail.lines;
        if (line->account.empty())
            return {};
        Account *account = find(line->account);
        if (account == nullptr)
            return failure(ErrorCode::Corrupt, "not an account's address");
        if (!line->after.empty())
            account->after.insert_or_assign(std::string(line->coin), std::string(line->after));
        if (line->provenUntil)
            raise(account->recovered.provenUntil, *line->provenUntil);
        if (line->type == "fill")
            return addFill(*line, account->recovered);
        if (line->type == "funding")
            return addFunding(*line, account->recovered);
        return {};
    }

    // Only the last state of a coin matters, so only that is read.
    Result<RecoveredTrail> finish()
    {
        for (auto &[text, account] : m_accounts) {
            for (const auto &[coin, after] : account.after) {
                const auto state = readState(after);
                if (!state)
                    return failure(state.error().in("the last state of " + coin));
                account.recovered.positions.emplace(coin, *state);
            }
            m_trail.accounts.emplace(account.address, std::move(account.recovered));
        }
        return std::move(m_trail);
    }

private:
    struct Account
    {
        domain::Address address;
        RecoveredAccount recovered;
        std::map<std::string, std::string> after; // per coin: the newest state's JSON
    };

    Account *find(std::string_view text)
    {
        std::string key(text);
        const auto found = m_accounts.find(key);
        if (found != m_accounts.end())
            return &found->second;
        const auto address = domain::Address::parse(text);
        if (!address)
            return nullptr;
        Account &account = m_accounts[std::move(key)];
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
    RecoveredTrail m_trail;
    std::unordered_map<std::string, Account> m_accounts;
};

} // namespace

Result<RecoveredTrail> readBack(const std::string &directory)
{
    const auto trail = listTrail(directory);
    if (!trail)
        return trail.error().code == ErrorCode::NotFound
                   ? Result<RecoveredTrail>(RecoveredTrail{})
                   : Result<RecoveredTrail>(failure(trail.error()));
    TrailCollector collector;
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
    return collector.finish();
}

} // namespace lpm::audit
