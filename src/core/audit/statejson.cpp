// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/statejson.h"

#include "core/audit/jsonfields.h"
#include "core/domain/words.h"

namespace lpm::audit {

using base::ErrorCode;
using domain::Decimal;
using domain::PositionState;

namespace {

template <class Enum>
base::Result<Enum> readWord(std::string_view text, std::initializer_list<Enum> values)
{
    for (const Enum value : values) {
        if (text == domain::word(value))
            return value;
    }
    return base::failure(ErrorCode::Corrupt, "unknown word " + std::string(text));
}

// The members one by one; a value that is not of its form leaves `problem` set.
class StateReader
{
public:
    void member(std::string_view key, json::Value value)
    {
        if (key == "size")
            take(json::decimal(value), m_state.size);
        else if (key == "entry_notional")
            take(json::decimal(value), m_state.entryNotional);
        else if (key == "realized_pnl")
            take(json::decimal(value), m_state.realizedPnl);
        else if (key == "funding")
            take(json::decimal(value), m_state.funding);
        else if (key == "fees_usd")
            take(json::optionalDecimal(value), m_state.feesUsd);
        else if (key == "opened_at")
            take(json::optionalTime(value), m_state.openedAt);
        else if (key == "net_since_open")
            take(json::optionalDecimal(value), m_state.netSinceOpen);
        else if (key == "entry")
            take(entry(value), m_state.entry);
        else if (key == "basis")
            take(basis(value), m_state.basis);
        else if (key == "fees")
            fees(value);
        else
            return;
        ++m_known;
    }

    base::Result<PositionState> result() const
    {
        constexpr int members = 10;
        if (m_problem)
            return base::failure(*m_problem);
        if (m_known != members)
            return base::failure(ErrorCode::Corrupt, "a position state is not complete");
        return m_state;
    }

private:
    template <class T>
    void take(base::Result<T> value, T &into)
    {
        if (value)
            into = *std::move(value);
        else
            m_problem = value.error();
    }

    static base::Result<domain::EntryKnowledge> entry(json::Value value)
    {
        using enum domain::EntryKnowledge;
        const auto text = json::text(value);
        return text ? readWord(*text, {Exact, Approximate, Unknown})
                    : base::Result<domain::EntryKnowledge>(base::failure(text.error()));
    }

    static base::Result<domain::Basis> basis(json::Value value)
    {
        using enum domain::Basis;
        const auto text = json::text(value);
        return text ? readWord(*text, {Complete, Partial})
                    : base::Result<domain::Basis>(base::failure(text.error()));
    }

    void fees(json::Value value)
    {
        const auto add = [this](std::string_view token, json::Value fee) {
            Decimal amount;
            take(json::decimal(fee), amount);
            m_state.fees[token] = amount;
        };
        const auto done = json::forEachMember(value, add);
        if (!done)
            m_problem = done.error();
    }

    PositionState m_state;
    std::optional<base::Error> m_problem;
    int m_known = 0;
};

} // namespace

void writeState(base::JsonWriter &writer, const PositionState &state)
{
    const auto decimal = [&](std::string_view key, const Decimal &value) {
        writer.key(key).plain([&value](std::string &out) { value.appendTo(out); });
    };
    const auto orNull = [&](std::string_view key, const std::optional<Decimal> &value) {
        if (value)
            decimal(key, *value);
        else
            writer.key(key).null();
    };
    writer.beginObject();
    decimal("size", state.size);
    decimal("entry_notional", state.entryNotional);
    writer.key("entry").string(domain::word(state.entry));
    writer.key("basis").string(domain::word(state.basis));
    decimal("realized_pnl", state.realizedPnl);
    writer.key("fees").beginObject();
    for (const auto &[token, amount] : state.fees)
        decimal(token, amount);
    writer.endObject();
    orNull("fees_usd", state.feesUsd);
    decimal("funding", state.funding);
    writer.key("opened_at");
    if (state.openedAt)
        writer.time(*state.openedAt);
    else
        writer.null();
    orNull("net_since_open", state.netSinceOpen);
    writer.endObject();
}

base::Result<PositionState> readState(std::string_view json)
{
    const simdjson::padded_string padded(json);
    StateReader reader;
    json::DocumentReader document;
    const auto done = document.forEachMember(
        padded, [&reader](std::string_view key, json::Value value) { reader.member(key, value); });
    if (!done)
        return base::failure(done.error());
    return reader.result();
}

base::Result<Decimal> readDecimal(std::string_view text)
{
    if (auto usual = Decimal::parse(text))
        return usual;
    constexpr int mostDigits = 38;
    const bool isNegative = text.starts_with('-');
    std::string_view rest = text.substr(isNegative ? 1 : 0);
    domain::Int128 units = 0;
    int digits = 0;
    int scale = -1; // −1: before the point
    for (const char c : rest) {
        const bool isPoint = c == '.' && scale < 0 && digits > 0;
        const bool isDigit = c >= '0' && c <= '9';
        // Leading zeros count as no digit: 0.000…1 may have 36 places.
        const bool isFull = digits == mostDigits && !isPoint;
        if ((!isPoint && !isDigit) || isFull || scale >= Decimal::MaxScale)
            return base::failure(ErrorCode::Corrupt, "not a decimal: " + std::string(text));
        scale = isPoint || scale >= 0 ? scale + 1 : scale;
        if (isPoint)
            continue;
        units = units * 10 + (c - '0');
        digits += units != 0 || scale < 0 ? 1 : 0;
    }
    if (digits == 0 || digits > mostDigits || scale == 0)
        return base::failure(ErrorCode::Corrupt, "not a decimal: " + std::string(text));
    return Decimal::fromUnits(isNegative ? -units : units, scale < 0 ? 0 : scale);
}

base::Result<domain::OpenLate> readOpenLate(std::string_view size, std::string_view cash)
{
    if (size.empty() && cash.empty())
        return domain::OpenLate{};
    const auto readSize = readDecimal(size);
    const auto readCash = readDecimal(cash);
    if (!readSize || !readCash)
        return base::failure(readSize ? readCash.error() : readSize.error());
    return domain::OpenLate{*readSize, *readCash};
}

} // namespace lpm::audit
